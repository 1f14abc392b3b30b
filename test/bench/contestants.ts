import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Stores } from './stores.ts'

export type ContestantName = 'ours' | 'telegraf' | 'conversations'

export interface Entry {
  readonly title: string
  /** Compiled (build.ts) and run by Node; its settings are those of our service (docs/bench.md). */
  readonly entry: string
  /** Mean size of what is kept of one conversation under way. */
  readonly stateBytes: (stores: Stores) => Promise<number>
}

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export const CONTESTANTS: Readonly<Record<ContestantName, Entry>> = {
  ours: {
    title: 'Chung Tay, PostgreSQL + Redis',
    entry: file('./ours.ts'),
    stateBytes: (stores) => stores.number('SELECT avg(octet_length(state)) FROM session'),
  },
  telegraf: {
    title: 'Telegraf WizardScene, Redis',
    entry: file('./peers/telegraf.ts'),
    stateBytes: (stores) => stores.redisBytes(),
  },
  conversations: {
    title: 'grammY conversations, Redis',
    entry: file('./peers/conversations.ts'),
    stateBytes: (stores) => stores.redisBytes(),
  },
}

export const CONTESTANT_NAMES = Object.keys(CONTESTANTS) as ContestantName[]
export const isThere = (name: ContestantName): boolean => existsSync(CONTESTANTS[name].entry)
