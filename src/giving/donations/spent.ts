import { balances, holdMoneyOf } from '../../ledger/index.ts'
import { claimOf } from '../../needs/index.ts'
import type { Tx } from '../../platform/tx.ts'
import type { Pledge } from '../pledges/pledge.ts'
import { shareOf } from './allocating.ts'
import { shareWithin } from './allocation.ts'
import { lockWithPledge } from './locking.ts'
import { allocationsOf, counts, type Donation } from './store.ts'

/**
 * Whether things are bought with this money already, so that it cannot leave what it was given for: some of what is bought for its
 * claim is bought with it, or the common pot would keep less than nothing. Nothing is bought with the campaign's money until the
 * transaction ends. The caller has locked both.
 */
export async function isSpent(
  tx: Tx,
  { donation, pledge }: { readonly donation: Donation; readonly pledge: Pledge | undefined },
): Promise<boolean> {
  const { id, campaignId } = donation
  if (campaignId === null) return false
  await holdMoneyOf(tx, campaignId)
  const claim = pledge && counts(donation) ? await claimOf(tx, pledge.id) : undefined
  if (pledge && claim && claim.bought > 0n) {
    const share = await shareOf(tx, pledge, id)
    if (share && shareWithin(share, claim.bought * pledge.unitPrice) > 0n) return true
  }
  const parts = (await allocationsOf(tx, [id])).get(id) ?? []
  const sums = await balances(tx, campaignId)
  // What the fund owes a purpose is below zero in the books.
  return parts.some(
    (part) =>
      (part.target === 'pot' || part.target === 'surplus') && -(sums.get(part.target) ?? 0n) < part.amount,
  )
}

/** The same, of a donation by its id. */
export async function isGiftSpent(tx: Tx, id: string): Promise<boolean> {
  const locked = await lockWithPledge(tx, id)
  return locked !== undefined && isSpent(tx, locked)
}

/** The same, of what lies in a common pot as from an unknown giver: hers it becomes there, and nowhere else. */
export async function isPooledSpent(tx: Tx, id: string): Promise<boolean> {
  const locked = await lockWithPledge(tx, id)
  return locked?.donation.state === 'unknown_giver' && isSpent(tx, locked)
}
