import type { Tx } from '../../platform/tx.ts'
import { creditById, holdAccount, normalRef } from '../bank/store.ts'
import type { Giving } from '../deps.ts'
import { returnDonation } from './returning.ts'
import { isGiftSpent } from './spent.ts'
import { donationById, donationReturnedBy } from './store.ts'

/** `past`: there is none, or it went back before. `before_it_came`, `in_future`: no day on which it can have gone. `spent`: things are bought with it. */
export type Noted = 'returned' | 'past' | 'spent' | 'before_it_came' | 'in_future' | 'ref_used'

const DAY_MS = 86_400_000

/**
 * An officer has sent money back, and reads it on the bank's statement. When the bank's messenger tells of the same movement
 * afterwards, that is known.
 *
 * @param how.ref the statement's reference of the movement that sent it back
 */
export async function noteReturn(
  tx: Tx,
  giving: Giving,
  id: string,
  how: { readonly at: Date; readonly ref: string },
  now: Date,
): Promise<Noted> {
  const seen = await donationById(tx, id)
  const credit = seen && (await creditById(tx, giving.secret, seen.creditId))
  if (!credit) return 'past'
  if (how.at < dayBefore(seen.receivedAt)) return 'before_it_came'
  if (how.at.getTime() > now.getTime() + DAY_MS) return 'in_future'
  await holdAccount(tx, credit.accountId, 'alone')
  const key = `${credit.accountId}:out:${normalRef(how.ref)}:${seen.amount}`
  const other = await donationReturnedBy(tx, key)
  if (other) return other.id === id ? 'past' : 'ref_used'
  if (await isGiftSpent(tx, id)) return 'spent'
  return (await returnDonation(tx, giving, id, { at: how.at, key }, now)) ? 'returned' : 'past'
}

// Statements round the minute, and some name the day alone.
const dayBefore = (at: Date) => new Date(at.getTime() - DAY_MS)
