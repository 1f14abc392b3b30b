import type { Action } from '../conversation/action.ts'
import { bankActions } from './bank-actions.ts'
import type { Giving } from './deps.ts'
import { donationActions } from './donation-actions.ts'
import { pledgeActions } from './pledge-actions.ts'

/** What flows may ask of promises and money. */
export const givingActions = (giving: Giving): readonly Action[] => [
  ...pledgeActions(giving),
  ...bankActions(giving),
  ...donationActions(giving),
]
