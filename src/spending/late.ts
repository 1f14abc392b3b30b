import { type Campaign, campaignsOfUnits } from '../campaigns/index.ts'
import { needsOf } from '../needs/index.ts'
import type { Tx } from '../platform/tx.ts'
import { purseOf, spends } from './buying.ts'
import { onTheWay } from './store.ts'

/** A campaign whose day of handing over has passed, with money that bought nothing or things that did not come. In đồng. */
export interface LateGifts {
  readonly campaign: Campaign
  readonly unbought: bigint
  readonly undelivered: bigint
}

/** Of these units, the longest overdue first. It is over when all is bought and has come, has gone back, or the day is put off. */
export async function lateGifts(tx: Tx, units: Iterable<string>, now: Date): Promise<LateGifts[]> {
  const found: LateGifts[] = []
  for (const campaign of await campaignsOfUnits(tx, units)) {
    const late = await lateOf(tx, campaign, now)
    if (late) found.push(late)
  }
  return found.toSorted((a, b) => a.campaign.distributeBy.getTime() - b.campaign.distributeBy.getTime())
}

/** What of one campaign is late; undefined where its day is yet to come, or nothing is missing. */
export async function lateOf(tx: Tx, campaign: Campaign, now: Date): Promise<LateGifts | undefined> {
  if (!spends(campaign) || now <= campaign.distributeBy) return undefined
  const [unbought, undelivered] = [await unboughtOf(tx, campaign), await onTheWay(tx, campaign.id)]
  return unbought + undelivered > 0n ? { campaign, unbought, undelivered } : undefined
}

/** What is left of its money. Of what is common only where it would buy one more thing: some đồng are left of nearly everything. */
async function unboughtOf(tx: Tx, { id, minAmount }: Campaign): Promise<bigint> {
  const { needs, pot, surplus } = await purseOf(tx, id)
  const prices = (await needsOf(tx, id)).flatMap((need) => (need.mode === 'exclusive' ? need.unitPrice : []))
  const cheapest = prices.reduce((least, price) => (price < least ? price : least), prices[0] ?? minAmount)
  const common = pot + surplus
  return (needs > 0n ? needs : 0n) + (common >= cheapest ? common : 0n)
}
