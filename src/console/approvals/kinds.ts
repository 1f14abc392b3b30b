import type { Approval, ApprovalKind } from '../../organisers/index.ts'
import type { Tx } from '../../platform/tx.ts'
import type { Lang } from '../../web/words.ts'

/** What a second person reads before deciding. */
export interface Shown {
  readonly what: string
  /** How it is now, and how it will be. Undefined: there is nothing before, or nothing after. */
  readonly from?: string
  readonly to?: string
  /** The page that tells more, of the desk. */
  readonly path?: string
}

/** A kind of approval as the desk has it. The room it belongs to says what is done and how it reads; rooms.ts lists them. */
export interface DeskKind extends ApprovalKind {
  readonly show: (tx: Tx, approval: Approval, lang: Lang) => Promise<Shown>
}
export type DeskKinds = Readonly<Record<string, DeskKind>>

/** The id in the name of an approval's object: `donation/<id>`. */
export const idIn = (object: string): string => object.slice(object.indexOf('/') + 1)
