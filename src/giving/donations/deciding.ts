import { campaignById } from '../../campaigns/index.ts'
import { post } from '../../ledger/index.ts'
import type { Tx } from '../../platform/tx.ts'
import type { Giving } from '../deps.ts'
import { lockWithPledge } from './locking.ts'
import { isKept } from './receiving.ts'
import { takenFrom, waitAgain } from './returning.ts'
import { isSpent } from './spent.ts'
import { allocate, allocationsOf, counts, type Donation, isGone, updateDonation } from './store.ts'

/** `past`: nothing of it waits for a decision (any more). `elsewhere`: that campaign is of another unit's money. `spent`: things are bought with it. */
type Decided =
  | { readonly kind: 'decided'; readonly donation: Donation }
  | { readonly kind: 'past' | 'elsewhere' | 'spent' }

/**
 * The fund says what becomes of money that was kept apart, or of which its donor has wished something: it goes into the common
 * pot of this campaign, its own or another. A promise for which it counted waits again. Its receipt stands, and the donor is told,
 * as she was promised.
 *
 * Sending it back is `returnDonation`, once it has gone.
 *
 * @param wished what the donor wished when this was decided: another wish since is for somebody to look at
 * @param against it is not what she wished, and she is told so
 */
export async function decideMoney(
  tx: Tx,
  giving: Giving,
  id: string,
  campaignId: string,
  now: Date,
  wished: string | null,
  against = false,
): Promise<Decided> {
  const locked = await lockWithPledge(tx, id)
  if (!locked || !(await isUndecided(tx, locked.donation))) return { kind: 'past' }
  const { donation, pledge } = locked
  if (donation.wish !== wished) return { kind: 'past' }
  const from = (await campaignById(tx, donation.campaignId!))!
  const to = await campaignById(tx, campaignId)
  if (!to || to.state === 'draft' || to.unit.id !== from.unit.id) return { kind: 'elsewhere' }
  const kept = await isKept(tx, donation)
  const stays = to.id === from.id
  if (!kept && !stays && (await isSpent(tx, locked))) return { kind: 'spent' }
  if (donation.contactId !== null) {
    await giving.tell.toContact(tx, donation.contactId, {
      flow: 'money-decided',
      key: `decided:${id}:${to.id}`,
      with: { donation: { id }, against },
    })
  }
  // Its place was gone, it went to the pot, and there it stays.
  if (stays && !kept) return { kind: 'decided', donation: await updateDonation(tx, id, { wish: null }) }

  const { ids } = giving
  const { amount } = donation
  const was = (await allocationsOf(tx, [id])).get(id) ?? []
  await allocate(tx, ids, id, null, [{ target: 'pot', amount }], was, now)
  await post(tx, ids, {
    kind: 'decision',
    // A donor may wish something else again: each decision is one of its own, and this lock keeps it one.
    key: `decided:${id}:${ids.uuid()}`,
    at: now,
    lines: [
      ...was.map((part) => takenFrom(from, part)),
      { account: { kind: 'pot', unit: to.unit.id, campaign: to.id }, amount: -amount },
    ],
  })
  const moved = stays ? {} : ({ campaignId: to.id, pledgeId: null, state: 'no_code' } as const)
  const decided = await updateDonation(tx, id, { ...moved, wish: null })
  if (pledge && counts(donation)) await waitAgain(tx, giving, pledge, donation, now)
  return { kind: 'decided', donation: decided }
}

/** Whether somebody has to say what becomes of it: it is kept apart, or its donor's wish was not done. */
export async function isUndecided(tx: Tx, donation: Donation): Promise<boolean> {
  const { state, wish } = donation
  if (isGone(donation) || state === 'unmatched') return false
  return wish === 'next' || wish === 'refund' || (await isKept(tx, donation))
}
