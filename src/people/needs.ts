import type { HotSql } from '../platform/db.ts'
import type { Share } from '../platform/handing.ts'
import type { Tx } from '../platform/tx.ts'
import type { Purpose } from './consent.ts'

interface Awaited {
  readonly openedAt: Date
  readonly answerBy: Date
}

/** Promises and gifts of money, certificates, sponsored places, what they offered, and what they want to be told of. */
export interface Kept {
  readonly promises: number
  readonly gifts: number
  readonly papers: number
  readonly places: number
  readonly offers: number
  readonly wishes: number
}

/** What is asked of the rest of the program about a contact. */
export interface PeopleNeeds {
  /** Takes back what waits to be said to them for these purposes. */
  readonly hush: (tx: Tx, contact: string, purposes: readonly Purpose[]) => Promise<void>
  /** Whether money of theirs, of that share of it, waits for a decision. */
  readonly hasOpenMoney: (
    open: { readonly tx: Tx; readonly hot: HotSql },
    contact: string,
    share: Share,
  ) => Promise<boolean>
  /** An alarm that they raised and nobody has closed, but for those of these addresses; `answerBy` null: a person has written. */
  readonly openAlarm: (
    tx: Tx,
    contact: string,
    but: readonly string[],
  ) => Promise<{ readonly answerBy: Date | null } | undefined>
  /** Whether a name is that of one of the fund's own units. */
  readonly isOurs: (tx: Tx, name: string) => Promise<boolean>
  /** How much of each is noted as theirs. */
  readonly countKept: (tx: Tx, contact: string) => Promise<Kept>
  /** The person of the fund whom they wait for: since when, and by when they hear. Undefined: nobody. */
  readonly awaited: (tx: Tx, contact: string) => Promise<Awaited | undefined>
}
