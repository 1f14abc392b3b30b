import { redate } from '../../ledger/index.ts'
import type { Tx } from '../../platform/tx.ts'
import { creditById, holdAccount, normalRef } from '../bank/store.ts'
import type { Giving } from '../deps.ts'
import { returnDonation } from './returning.ts'
import { isGiftSpent } from './spent.ts'
import { type Donation, donationById, donationReturnedUnder, lockDonation, updateDonation } from './store.ts'

/** `past`: there is none, or it went back before. `before_it_came`, `in_future`: no day on which it can have gone. `spent`: things are bought with it. */
type Noted = 'returned' | 'past' | 'spent' | 'before_it_came' | 'in_future' | 'ref_used'

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
  const unlikely = unlikelyAt(how.at, seen, now)
  if (unlikely) return unlikely
  await holdAccount(tx, credit.accountId, 'alone')
  const key = returnKey(credit.accountId, how.ref, seen.amount)
  const other = await donationReturnedUnder(tx, returnKey(credit.accountId, how.ref))
  if (other) return other.id === id ? 'past' : 'ref_used'
  if (await isGiftSpent(tx, id)) return 'spent'
  return (await returnDonation(tx, giving, id, { at: how.at, key }, now)) ? 'returned' : 'past'
}

/**
 * What was noted of money that went back was not what the statement has: another day, or another reference. The ledger has it for
 * the right moment from now on; the donor, who was told of the sum alone, hears nothing.
 *
 * @returns `past`: it is not sent back; `same`: nothing is different
 */
export async function correctReturn(
  tx: Tx,
  giving: Giving,
  id: string,
  how: { readonly at: Date; readonly ref: string },
  now: Date,
): Promise<'corrected' | 'same' | 'past' | 'before_it_came' | 'in_future' | 'ref_used'> {
  const seen = await donationById(tx, id)
  const credit = seen && (await creditById(tx, giving.secret, seen.creditId))
  if (!credit) return 'past'
  const unlikely = unlikelyAt(how.at, seen, now)
  if (unlikely) return unlikely
  await holdAccount(tx, credit.accountId, 'alone')
  const locked = await lockDonation(tx, id)
  if (locked?.state !== 'returned') return 'past'
  const other = await donationReturnedUnder(tx, returnKey(credit.accountId, how.ref), id)
  if (other) return 'ref_used'
  const key = returnKey(credit.accountId, how.ref, locked.amount)
  if (key === locked.returnKey && how.at.getTime() === locked.returnedAt?.getTime()) return 'same'
  await redate(tx, giving.ids, `returned:${id}`, how.at)
  await updateDonation(tx, id, { returnedAt: how.at, returnKey: key })
  return 'corrected'
}

/** Whether money cannot have gone back then: not before the day on which it came, and not tomorrow. */
const unlikelyAt = (
  at: Date,
  { receivedAt }: Pick<Donation, 'receivedAt'>,
  now: Date,
): 'before_it_came' | 'in_future' | undefined => {
  if (at < dayBefore(receivedAt)) return 'before_it_came'
  return at.getTime() > now.getTime() + DAY_MS ? 'in_future' : undefined
}

/** The reference in a key that `returnKey` made. Null: nobody has named one. */
export const refOfReturn = ({ returnKey: key }: Pick<Donation, 'returnKey'>): string | null =>
  key?.split(':')[2] ?? null

/** The natural key of a movement out of an account: whatever it came to, where no sum is given. */
const returnKey = (account: string, ref: string, amount: bigint | '' = ''): string =>
  `${account}:out:${normalRef(ref)}:${amount}`

// Statements round the minute, and some name the day alone.
const dayBefore = (at: Date) => new Date(at.getTime() - DAY_MS)
