import { hasEntry } from '../../ledger/index.ts'
import type { Tx } from '../../platform/tx.ts'
import { mayBeTwin } from '../bank/twins.ts'
import type { Giving } from '../deps.ts'
import { forgetProofs } from '../missing/claim-try-store.ts'
import { holdAgain } from '../offers/foreign.ts'
import { lockWithPledge } from './locking.ts'
import { matchKey } from './matching.ts'
import { cancelReceipt } from './receipt-store.ts'
import { takeOut, waitAgain } from './returning.ts'
import { isSpent } from './spent.ts'
import { BY_HAND, counts, type Donation, insertDonation, isGone, updateDonation } from './store.ts'

/** Whether a person said whose this is, or was: what a code said is certain. */
export const isSaidByPerson = async (tx: Tx, { id, state, why }: Donation): Promise<boolean> =>
  state === 'mistaken' || why === BY_HAND || hasEntry(tx, matchKey(id))

/** Only that is taken back. */
export async function isTakenBackable(tx: Tx, donation: Donation): Promise<boolean> {
  if (isGone(donation) || donation.state === 'unmatched') return false
  return isSaidByPerson(tx, donation)
}

/**
 * Money was given to the wrong donor, by an officer or by a claim that was believed. It goes back into suspense as a donation of
 * its own, which may be given to whose it is; the old one stays with its cancelled receipt. The donor hears of it once, certificates
 * are revoked, and a promise for which it counted waits again.
 *
 * @returns the donation that nobody owns now; undefined when this one was never given by a person, is spent (`isSpent`), or is gone
 */
export async function takeBack(tx: Tx, giving: Giving, id: string, now: Date): Promise<Donation | undefined> {
  const locked = await lockWithPledge(tx, id)
  if (!locked || !(await isTakenBackable(tx, locked.donation)) || (await isSpent(tx, locked)))
    return undefined
  const { donation: was, pledge } = locked
  const { creditId } = was
  await updateDonation(tx, id, { state: 'mistaken', wish: null })
  await takeOut(tx, giving, was, { into: 'suspense', kind: 'unmatch', key: `unmatch:${id}`, at: now })
  if (pledge && counts(was)) await waitAgain(tx, giving, pledge, { ...was, wish: null }, now)
  await cancelReceipt(tx, id, now)
  await holdAgain(tx, id, now)
  await forgetProofs(tx, creditId, was.contactId!)
  await giving.revokeCertificates(tx, id, 'mistaken', now)
  const again: Donation = {
    ...was,
    id: giving.ids.uuid(),
    campaignId: null,
    contactId: null,
    pledgeId: null,
    state: 'unmatched',
    // What may be one transfer told twice stays so, whoever was believed to own it.
    why: (await mayBeTwin(tx, creditId)) ? 'possible_twin' : 'taken_back',
    wish: null,
    answerBy: null,
    late: 0,
    lateSince: null,
    likeId: null,
  }
  await insertDonation(tx, again)
  await giving.tell.toContact(tx, was.contactId!, {
    flow: 'money-mistaken',
    key: `mistaken:${id}`,
    with: { donation: { id } },
  })
  return again
}
