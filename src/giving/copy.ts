import { campaignById } from '../campaigns/index.ts'
import type { Tx } from '../platform/tx.ts'
import { checkUrl } from './donations/receipt.ts'
import { receiptsFor } from './donations/receipt-store.ts'
import { allDonationsOf, donationOfCredit } from './donations/store.ts'
import { usedFor, useOf } from './donations/use.ts'
import { allPledgesOf } from './pledges/store.ts'

/** What giving keeps of a donor, for a copy that she asks for. Amounts are đồng. */
export interface DonorCopy {
  readonly promises: readonly {
    readonly code: string
    readonly campaign: string
    readonly amount: bigint
    readonly received: bigint
    readonly state: string
    readonly at: Date
    /** Until when it stands. */
    readonly until: Date
  }[]
  readonly gifts: readonly {
    /** Its number. */
    readonly receipt: string
    readonly amount: bigint
    readonly at: Date
    readonly usedFor: string
    readonly state: string
    /** Where anybody may check it. */
    readonly check: string
  }[]
}

/** All of it, oldest first. */
export async function copyOfDonor(tx: Tx, site: string, contact: string): Promise<DonorCopy> {
  const promises = []
  for (const pledge of await allPledgesOf(tx, contact)) {
    const { code, amount, received, state, createdAt: at, until, campaignId } = pledge
    const campaign = (await campaignById(tx, campaignId))!.title
    promises.push({ code, campaign, amount, received, state, at, until })
  }
  const donations = await allDonationsOf(tx, contact)
  const receipts = await receiptsFor(
    tx,
    donations.map((donation) => donation.id),
  )
  const gifts = []
  for (const donation of donations) {
    const receipt = receipts.get(donation.id)
    if (!receipt) continue
    const { amount, receivedAt: at, state } = donation
    const use = usedFor(await useOf(tx, donation))
    const check = checkUrl(site, receipt.publicId)
    gifts.push({ receipt: receipt.number, amount, at, usedFor: use, state, check })
  }
  return { promises, gifts }
}

/**
 * What is valid in place of receipts of theirs that were cancelled because their money is somebody else's: number by number. For
 * officers alone: it is another donor's.
 */
export async function receiptsInstead(tx: Tx, contact: string): Promise<ReadonlyMap<string, string>> {
  const mistaken = (await allDonationsOf(tx, contact)).filter(({ state }) => state === 'mistaken')
  const theirs = await receiptsFor(
    tx,
    mistaken.map(({ id }) => id),
  )
  const instead = new Map<string, string>()
  for (const { id, creditId } of mistaken) {
    const now = await donationOfCredit(tx, creditId)
    const receipt = now && (await receiptsFor(tx, [now.id])).get(now.id)
    const was = theirs.get(id)
    if (was && receipt?.state === 'valid') instead.set(was.number, receipt.number)
  }
  return instead
}
