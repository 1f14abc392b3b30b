import type { Tx } from '../platform/tx.ts'
import { receiptsNumbered } from './donations/receipt-store.ts'
import { AS_IT_STANDS, donationById } from './donations/store.ts'
import { pledgeByCode } from './pledges/store.ts'
import { findCodes } from './transfer/reference-code.ts'

/** Somebody who was found, and by what. */
export interface FoundDonor {
  readonly contact: string
  readonly by: 'code' | 'receipt' | 'reference'
  /** The code, the receipt's number, or the end of the bank's reference. */
  readonly label: string
  /** Of the money, where there is some. */
  readonly amount: bigint | null
  readonly at: Date | null
  /** The receipt that was named does not hold any more: the money went back, or is somebody else's. */
  readonly cancelled?: boolean
}

const RECEIPT = /\b([A-Z][A-Z0-9]{1,11})[ .-]?(\d{6})\b/i
/** Shorter ends are those of many. */
const END = /^[A-Z0-9]{4,40}$/i
const MOST = 10

/**
 * Who is meant by the code of a promise, by the number of a receipt, or by the end of a bank's reference of at least four
 * characters. Nobody is found by a name: names are sealed.
 */
export async function donorsNamed(tx: Tx, typed: string): Promise<FoundDonor[]> {
  const text = typed.trim()
  const found: FoundDonor[] = []
  // As it is shown, TLV 8K3Q 7DX, of whatever campaign; or somewhere in a transfer's memo.
  const whole = text.replace(/[\s.-]/g, '').toUpperCase()
  for (const code of new Set([whole, ...findCodes(text)])) {
    const pledge = await pledgeByCode(tx, code)
    if (pledge)
      found.push({
        contact: pledge.contactId,
        by: 'code',
        label: code,
        amount: pledge.amount,
        at: pledge.createdAt,
      })
  }
  if (found.length > 0) return found
  const [, series, number] = RECEIPT.exec(text) ?? []
  for (const receipt of series ? await receiptsNumbered(tx, series.toUpperCase(), Number(number)) : []) {
    const donation = await donationById(tx, receipt.donationId)
    if (donation?.contactId)
      found.push({
        contact: donation.contactId,
        by: 'receipt',
        label: receipt.number,
        cancelled: receipt.state === 'cancelled',
        amount: donation.amount,
        at: donation.receivedAt,
      })
  }
  if (found.length > 0 || !END.test(text)) return found
  return byReference(tx, text.toUpperCase())
}

// Looks through all credits: an officer asks a few times a day.
async function byReference(tx: Tx, end: string): Promise<FoundDonor[]> {
  const rows = await tx.donation.findMany({
    where: {
      contactId: { not: null },
      ...AS_IT_STANDS,
      credit: { bankRef: { endsWith: end, mode: 'insensitive' } },
    },
    orderBy: { receivedAt: 'desc' },
    take: MOST,
  })
  return rows.map(({ contactId, amount, receivedAt }) => ({
    contact: contactId!,
    by: 'reference' as const,
    label: `…${end}`,
    amount,
    at: receivedAt,
  }))
}
