import { actionsOf } from '../../src/app.ts'
import type { Action } from '../../src/conversation/index.ts'

/** All that flows may ask for. Only names and shapes are read where this stands: none of them may be run. */
export const ACTIONS: readonly Action[] = actionsOf(undefined as never)
