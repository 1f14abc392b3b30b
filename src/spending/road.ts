import { z } from 'zod'
import { type Donation, usedFor, useOf } from '../giving/index.ts'
import { claimOf } from '../needs/index.ts'
import { day, money } from '../platform/shapes.ts'
import type { Tx } from '../platform/tx.ts'
import { dayOf } from '../platform/vietnamese/index.ts'
import { deliveryById, lastDeliveryFor } from './delivery-store.ts'
import { lastPurchaseFor, purchaseById } from './store.ts'
import { SPENDING, whereSaid } from './words.ts'

/** How far somebody's gift is, as flows see it: each stage with its day. */
export const roadRecord = z.object({
  stage: z.enum(['received', 'bought', 'delivered', 'confirmed']),
  amount: money,
  receipt_number: z.string(),
  used_for: z.string(),
  received_on: day,
  /** By when the campaign brings what it collects for, and whether that day is over. */
  planned: day,
  overdue: z.boolean(),
  /** Of the promise of which it is part: units that are bought, and those that are on the spot. Null where nothing is counted. */
  bought: z.number().nullable(),
  delivered: z.number().nullable(),
  units: z.number().nullable(),
  unit: z.string().nullable(),
  /** Whether all that was promised is on the spot. */
  all_here: z.boolean(),
  /** Of what has not been bought or has not arrived: the day of the money, and no words. `stage` says what counts. */
  bought_on: day,
  voucher: z.string(),
  voucher_url: z.string(),
  delivered_on: day,
  where: z.string(),
  receiver: z.string(),
})
export type RoadRecord = z.infer<typeof roadRecord>

/**
 * How far a gift is: what the purchases and deliveries that count say of its claim. What went to the common pot is received; which
 * purchase it went into nobody can say.
 *
 * @param receipt the number of its receipt
 */
export async function roadOf(
  tx: Tx,
  donation: Donation,
  receipt: string,
  { site, lang, now }: { readonly site: string; readonly lang: 'vi' | 'en'; readonly now: Date },
): Promise<RoadRecord> {
  const use = await useOf(tx, donation)
  const claim = use.pledge && (await claimOf(tx, use.pledge.id))
  const last = claim && claim.bought > 0n ? await lastPurchaseFor(tx, claim.id) : undefined
  const purchase = last === undefined ? undefined : await purchaseById(tx, last)
  const came = claim && claim.delivered > 0n ? await lastDeliveryFor(tx, claim.id) : undefined
  const delivery = came && (await deliveryById(tx, came.id))
  const { distributeBy } = use.campaign
  const counted = use.need?.mode === 'exclusive' && claim !== undefined
  const received = dayOf(donation.receivedAt)
  const isWhole = (many: bigint) => claim !== undefined && many === claim.quantity
  return {
    stage: !purchase
      ? 'received'
      : !delivery
        ? 'bought'
        : came && isWhole(came.confirmed)
          ? 'confirmed'
          : 'delivered',
    amount: donation.amount,
    receipt_number: receipt,
    used_for: usedFor(use),
    received_on: received,
    planned: dayOf(distributeBy),
    overdue: now > distributeBy,
    bought: counted ? Number(claim.bought) : null,
    delivered: counted ? Number(claim.delivered) : null,
    units: counted ? Number(claim.quantity) : null,
    unit: counted ? use.need!.unitWord : null,
    all_here: claim !== undefined && isWhole(claim.delivered),
    bought_on: purchase?.day ?? received,
    voucher: purchase?.voucher ?? '',
    voucher_url: purchase ? voucherUrl(site, purchase.publicId) : '',
    delivered_on: delivery?.day ?? received,
    where: delivery ? whereSaid(delivery, !counted, lang) : '',
    receiver: delivery ? SPENDING[lang].receivers[delivery.receiver] : '',
  }
}

/** Where anybody may read what was bought. */
export const voucherUrl = (site: string, publicId: string): string => `${site}/vouchers/${publicId}`
