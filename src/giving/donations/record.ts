import { z } from 'zod'
import { file, money, time } from '../../platform/shapes.ts'
import type { Tx } from '../../platform/tx.ts'
import type { Giving } from '../deps.ts'
import { missing } from '../pledges/pledge.ts'
import { describe, pledgeRecord } from '../pledges/record.ts'
import { checkUrl } from './receipt.ts'
import { type Receipt, receiptsFor } from './receipt-store.ts'
import type { Donation } from './store.ts'
import { type Use, unitsIn, usedFor, useOf } from './use.ts'

/** A donation as flows see it. It has an owner and a receipt. */
export const donationRecord = z.object({
  id: z.string(),
  amount: money,
  at: time,
  receipt_number: z.string(),
  receipt: file,
  title: z.string(),
  used_for: z.string(),
  /** Whole units that it completes; null when it completes none. */
  units: z.number().nullable(),
  unit: z.string().nullable(),
  place: z.string().nullable(),
  to_pot: money,
  /** Still missing of its pledge. */
  missing: money,
  /** Beyond what was promised. */
  extra: money,
  state: z.enum([
    'full',
    'partial',
    'over',
    'late',
    'no_code',
    'held_late',
    'cancelled_pledge',
    'returned',
    'mistaken',
  ]),
  pledge: pledgeRecord.nullable(),
  has_certificate: z.boolean(),
  check_url: z.string(),
})
export type DonationRecord = z.infer<typeof donationRecord>

/** Records of donations that have owners, in the same order. */
export async function donationRecords(
  tx: Tx,
  giving: Giving,
  donations: readonly Donation[],
  now: Date,
): Promise<DonationRecord[]> {
  const ids = donations.map((donation) => donation.id)
  const receipts = await receiptsFor(tx, ids)
  const certified = await giving.certified(tx, ids)
  const records: DonationRecord[] = []
  for (const donation of donations) {
    const received = { donation, use: await useOf(tx, donation) }
    const has = { receipt: receipts.get(donation.id)!, certificate: certified.has(donation.id) }
    records.push(describeDonation(received, has, giving.site, now))
  }
  return records
}

export async function donationRecordOf(
  tx: Tx,
  giving: Giving,
  donation: Donation,
  now: Date,
): Promise<DonationRecord> {
  const [record] = await donationRecords(tx, giving, [donation], now)
  return record!
}

export function describeDonation(
  { donation, use }: { readonly donation: Donation; readonly use: Use },
  has: { readonly receipt: Receipt; readonly certificate: boolean },
  site: string,
  now: Date,
): DonationRecord {
  const { campaign, pledge, need, share } = use
  const { receipt } = has
  const units = unitsIn(use)
  return {
    id: donation.id,
    amount: donation.amount,
    at: donation.receivedAt,
    receipt_number: receipt.number,
    receipt: { file: `receipt/${receipt.id}.png`, name: `${receipt.number}.png`, mime: 'image/png' },
    title: campaign.title,
    used_for: usedFor(use),
    units: units ? Number(units) : null,
    unit: units ? (need?.unitWord ?? null) : null,
    place: need?.place ?? null,
    to_pot: donation.state === 'no_code' ? donation.amount : (share?.pot ?? 0n),
    missing: pledge ? missing(pledge) : 0n,
    extra: share?.surplus ?? 0n,
    state: donation.state as DonationRecord['state'],
    pledge: pledge ? describe(pledge, campaign, need, now) : null,
    has_certificate: has.certificate,
    check_url: checkUrl(site, receipt.publicId),
  }
}
