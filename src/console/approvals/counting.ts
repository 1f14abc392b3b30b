import { openApprovals, standingOf, whyNot } from '../../organisers/index.ts'
import type { Tx } from '../../platform/tx.ts'
import type { Signed } from '../desk.tsx'
import type { DeskKinds } from './kinds.ts'

/** What waits for a second person, as it concerns one officer. */
interface Second {
  /** They can approve it now. */
  readonly second: number
  /** They have asked for it themselves: others decide. */
  readonly asked: number
}

export async function countSecond(
  tx: Tx,
  kinds: DeskKinds,
  { session, units, tree }: Pick<Signed, 'session' | 'units' | 'tree'>,
  now: Date,
): Promise<Second> {
  const by = await standingOf(tx, session.officer, now)
  const open = by ? await openApprovals(tx, units, now) : []
  let [second, asked] = [0, 0]
  for (const approval of open) {
    const kind = Object.hasOwn(kinds, approval.kind) ? kinds[approval.kind] : undefined
    if (!by || !kind) continue
    const asker = await standingOf(tx, approval.askedBy, now)
    if (approval.askedBy === by.id) asked++
    else if (!whyNot(approval, 'approved', { by, asker, act: kind.act, tree }, now)) second++
  }
  return { second, asked }
}
