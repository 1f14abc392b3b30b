import { z } from 'zod'
import { langOf } from '../../people/index.ts'
import { day, file, money, time } from '../../platform/shapes.ts'
import type { Tx } from '../../platform/tx.ts'
import { dayOf } from '../../platform/vietnamese/index.ts'
import { behalfOf } from '../behalf/store.ts'
import type { Giving } from '../deps.ts'
import { isJoined, missing, type Pledge } from '../pledges/pledge.ts'
import { describe, pledgeRecord } from '../pledges/record.ts'
import { lastPartOf } from '../pledges/store.ts'
import { checkUrl } from './receipt.ts'
import { type Receipt, receiptsFor } from './receipt-store.ts'
import { keptFor, type Received } from './receiving.ts'
import { counts, type Donation, donationsFor } from './store.ts'
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
  /** Of a promise in two parts whose money came with this by one code: the other's code. Joined: that one is over. */
  other_part: z.object({ code: z.string(), joined: z.boolean(), until: day }).nullable(),
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
  /** Kept apart and unused: until its giver says what for, or until the Fund has done what she said. Null: it is not. */
  kept: z.enum(['hers', 'funds']).nullable(),
  pledge: pledgeRecord.nullable(),
  has_certificate: z.boolean(),
  /** How the thanks for it end: a flower, and in memory of somebody just a full stop. */
  flower: z.string(),
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
    const part = await partPaidBy(tx, received)
    const lang = donation.contactId === null ? 'vi' : await langOf(tx, donation.contactId)
    const has = { receipt: receipts.get(donation.id)!, certificate: certified.has(donation.id), part, lang }
    const kept = await keptFor(tx, donation)
    const { pledge } = received.use
    const behalf = pledge?.behalf === 'tribute' ? await behalfOf(tx, giving.keys, pledge) : undefined
    const flower = behalf?.occasion === 'memory' ? '.' : ' 🌸'
    records.push({ ...describeDonation(received, has, giving.site, now), flower, kept })
  }
  return records
}

/** The other part of a promise, where this is the money that came for both by the code of the first. */
async function partPaidBy(tx: Tx, { donation, use }: Received): Promise<Pledge | undefined> {
  const { pledge } = use
  if (!pledge || pledge.monthly || !counts(donation)) return undefined
  const part = await lastPartOf(tx, pledge.id)
  if (!part || part.received > 0n) return undefined
  const both = isJoined(part) ? pledge.amount : pledge.amount + part.amount
  if (!isJoined(part) && part.state !== 'open') return undefined
  const came = (await donationsFor(tx, pledge.id)).filter((one) => one.receivedAt < donation.receivedAt)
  const before = came.reduce((sum, { amount }) => sum + amount, 0n)
  return before < both && before + donation.amount >= both ? part : undefined
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

function describeDonation(
  { donation, use }: { readonly donation: Donation; readonly use: Use },
  has: {
    readonly receipt: Receipt
    readonly certificate: boolean
    readonly part: Pledge | undefined
    readonly lang: 'vi' | 'en'
  },
  site: string,
  now: Date,
): Omit<DonationRecord, 'flower' | 'kept'> {
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
    used_for: usedFor(use, has.lang),
    units: units ? Number(units) : null,
    unit: units ? (need?.unitWord ?? null) : null,
    place: need?.place ?? null,
    to_pot: donation.state === 'no_code' ? donation.amount : (share?.pot ?? 0n),
    missing: pledge ? missing(pledge) : 0n,
    extra: share?.surplus ?? 0n,
    other_part: has.part
      ? { code: has.part.code, joined: isJoined(has.part), until: dayOf(has.part.until) }
      : null,
    state: donation.state as DonationRecord['state'],
    pledge: pledge ? describe(pledge, campaign, need, now) : null,
    has_certificate: has.certificate,
    check_url: checkUrl(site, receipt.publicId),
  }
}
