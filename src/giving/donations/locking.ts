import type { Tx } from '../../platform/tx.ts'
import type { Pledge } from '../pledges/pledge.ts'
import { lockPledge } from '../pledges/store.ts'
import { type Donation, donationById, lockDonation } from './store.ts'

/**
 * A donation with the pledge that it came for, locked in the order in which money is booked: the pledge first.
 *
 * @returns undefined when there is none, or it became another pledge's meanwhile
 */
export async function lockWithPledge(
  tx: Tx,
  id: string,
): Promise<{ readonly donation: Donation; readonly pledge: Pledge | undefined } | undefined> {
  const seen = await donationById(tx, id)
  const pledge = seen?.pledgeId ? await lockPledge(tx, seen.pledgeId) : undefined
  const donation = await lockDonation(tx, id)
  return donation && donation.pledgeId === seen?.pledgeId ? { donation, pledge } : undefined
}
