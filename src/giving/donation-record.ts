import { z } from 'zod'
import { type Campaign, campaignById } from '../campaigns/index.ts'
import { type Need, needById } from '../needs/index.ts'
import { file, money, time } from '../platform/shapes.ts'
import type { Tx } from '../platform/tx.ts'
import { sharesOf } from './allocating.ts'
import type { Share } from './allocation.ts'
import type { Giving } from './deps.ts'
import { allocationsOf, type Donation, donationsFor } from './donation-store.ts'
import { missing, type Pledge } from './pledge.ts'
import { describe, pledgeRecord } from './pledge-record.ts'
import { pledgeById } from './pledge-store.ts'
import { checkUrl, usedFor } from './receipt.ts'
import { receiptsFor } from './receipt-store.ts'

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
  state: z.enum(['full', 'partial', 'over', 'late', 'no_code', 'held_late', 'cancelled_pledge']),
  pledge: pledgeRecord.nullable(),
  has_certificate: z.boolean(),
  check_url: z.string(),
})
export type DonationRecord = z.infer<typeof donationRecord>

/** What a donation went to, as it stands now. */
export interface Use {
  readonly campaign: Campaign
  readonly pledge: Pledge | undefined
  readonly need: Need | undefined
  readonly share: Share | undefined
  /** Whole units that it completes; null when its need has none. */
  readonly units: bigint | null
  /** As on papers. */
  readonly words: string
}

/** @throws for a donation that nobody owns: it has no use yet */
export async function useOf(tx: Tx, donation: Donation): Promise<Use> {
  const campaign = (await campaignById(tx, donation.campaignId!))!
  const pledge = donation.pledgeId === null ? undefined : await pledgeById(tx, donation.pledgeId)
  const need = pledge?.needId ? await needById(tx, pledge.needId) : undefined
  const shares = pledge ? await sharesOf(tx, pledge, await donationsFor(tx, pledge.id)) : []
  const share = shares.find((one) => one.donation === donation.id)
  const units = need?.mode === 'exclusive' ? (share?.units ?? 0n) : null
  return { campaign, pledge, need, share, units, words: usedFor(campaign, need, units, share?.need ?? 0n) }
}

export async function donationRecords(
  tx: Tx,
  giving: Giving,
  donations: readonly Donation[],
  now: Date,
): Promise<DonationRecord[]> {
  const ids = donations.map((donation) => donation.id)
  const receipts = await receiptsFor(tx, ids)
  const allocations = await allocationsOf(tx, ids)
  const certified = await giving.certified(tx, ids)
  const records: DonationRecord[] = []
  for (const donation of donations) {
    const receipt = receipts.get(donation.id)!
    const { campaign, pledge, need, units, words } = await useOf(tx, donation)
    const sum = (target: string) =>
      (allocations.get(donation.id) ?? []).reduce(
        (all, one) => (one.target === target ? all + one.amount : all),
        0n,
      )
    records.push({
      id: donation.id,
      amount: donation.amount,
      at: donation.receivedAt,
      receipt_number: receipt.number,
      receipt: { file: `receipt/${receipt.id}.png`, name: `${receipt.number}.png`, mime: 'image/png' },
      title: campaign.title,
      used_for: words,
      units: units ? Number(units) : null,
      unit: units ? (need?.unitWord ?? null) : null,
      place: need?.place ?? null,
      to_pot: sum('pot'),
      missing: pledge ? missing(pledge) : 0n,
      extra: sum('surplus'),
      state: donation.state as DonationRecord['state'],
      pledge: pledge ? describe(pledge, campaign, need, now) : null,
      has_certificate: certified.has(donation.id),
      check_url: checkUrl(giving.site, receipt.publicId),
    })
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
