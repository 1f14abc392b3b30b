import { randomInt } from 'node:crypto'
import type { Values } from '../engine/index.ts'
import type { Ids } from '../platform/ids.ts'
import type { PersonKeys } from '../platform/person-key.ts'
import type { Secret } from '../platform/secret.ts'
import type { Tx } from '../platform/tx.ts'
import type { BankFeed } from './bank/feed.ts'

/** How a contact is told of what happened, whenever their conversation has room for it. */
export interface Tell {
  /** The same key is told once, ever. */
  toContact(
    tx: Tx,
    contact: string,
    message: {
      readonly flow: string
      readonly key: string
      readonly with: Values
      /** The address of theirs that it is meant for. Default: where they want to be written to. */
      readonly at?: string
      readonly notBefore?: Date
      /** Until when it waits for the person to be at rest. */
      readonly patience?: Date
    },
  ): Promise<void>
  /** Messages whose key begins so and that have not been told are not told any more. @returns how many those were */
  takeBack(tx: Tx, keyPrefix: string): Promise<number>
}

/**
 * Wakes a worker for a row. It is rung inside the transaction that writes the row, so whoever implements it lets it
 * sound after the commit. A bell that is not heard is only late: sweeps find the row.
 */
export interface Bell {
  /** A bank notice to be booked, by its id as `bookNotice` takes it. */
  bank(notice: string): void
  /** A paper to be drawn before somebody asks for it, by its key. */
  paper(key: string): void
}

/** What giving needs from the rest of the program. */
export interface Giving {
  readonly tell: Tell
  readonly bell: Bell
  readonly ids: Ids
  readonly secret: Secret
  /** Of this installation: by what words of memos are marked, which must be found again and never read. */
  readonly markKey: Buffer
  readonly keys: PersonKeys
  readonly feeds: readonly BankFeed[]
  /** PUBLIC_URL, for links on papers. */
  readonly site: string
  /** 30 random bits, for reference codes. */
  readonly random30bits: () => number
  /** The secret with which the demo world signs its pretended transfers. Undefined anywhere else. */
  readonly demoSecret: string | undefined
  /** Of these donations, those that have a valid certificate. */
  readonly certified: (tx: Tx, donations: readonly string[]) => Promise<ReadonlySet<string>>
  /** A donation was sent back: no certificate may speak for it any more. */
  readonly revokeCertificates: (
    tx: Tx,
    donation: string,
    why: 'returned' | 'mistaken',
    now: Date,
  ) => Promise<void>
  /** A person of the fund is asked to call somebody, to whom nothing is said of it. */
  readonly callPerson: (tx: Tx, contact: string, reason: string, now: Date) => Promise<void>
}

export const random30bits = (): number => randomInt(2 ** 30)
