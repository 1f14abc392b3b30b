import type { Giving } from '../../giving/index.ts'
import { approvalFrom, ask, openApprovalOf } from '../../organisers/index.ts'
import type { Tx } from '../../platform/tx.ts'
import type { Signed } from '../desk.tsx'
import type { Kept } from '../money/deeds.ts'
import type { Parts } from '../room.ts'

/** `refused` left everything as it was. `proposed`, `waiting`: a second person has to approve this, or what was asked before. */
export type Outcome<R> =
  | { readonly kind: 'done' | 'refused'; readonly result: R }
  | { readonly kind: 'proposed' | 'waiting' }

interface Wish<R> {
  readonly amount: bigint | undefined
  /** It takes two whatever it comes to. */
  readonly grave?: boolean
  readonly unit: string
  readonly kind: string
  readonly object: string
  readonly facts: Kept
  readonly work: (tx: Tx, giving: Giving, now: Date) => Promise<R>
  readonly isDone: (result: R) => boolean
  /** Writes it into the trail. */
  readonly noted: (tx: Tx) => Promise<void>
}

/** Thrown to take back what was only tried. */
class Rehearsed extends Error {}

// Nobody is to look for what was taken back.
const SILENT = { bank() {}, paper() {} }

/**
 * Does what an officer wants with money; what is grave, and all from the unit's limit on, is only tried, taken back, and proposed to a second person,
 * so that nothing is proposed that could not be done.
 */
export async function doOrPropose<R>(
  { gate: { db, clock, ids }, giving }: Pick<Parts, 'gate' | 'giving'>,
  { session }: Signed,
  { amount, grave = false, unit, kind, object, facts, work, isDone, noted }: Wish<R>,
): Promise<Outcome<R>> {
  const now = clock.now()
  try {
    return await db.transaction(async (tx) => {
      if (await openApprovalOf(tx, kind, object, now)) return { kind: 'waiting' }
      const two = grave || (amount !== undefined && amount >= (await approvalFrom(tx, unit)))
      const result = await work(tx, two ? { ...giving, bell: SILENT } : giving, now)
      if (!isDone(result)) return { kind: 'refused', result }
      if (two) throw new Rehearsed()
      await noted(tx)
      return { kind: 'done', result }
    })
  } catch (error) {
    if (!(error instanceof Rehearsed)) throw error
  }
  const wish = { kind, object, facts, unit, by: session.officer }
  const asked = await db.transaction((tx) => ask(tx, ids, wish, now))
  return { kind: asked.kind === 'asked' ? 'proposed' : 'waiting' }
}
