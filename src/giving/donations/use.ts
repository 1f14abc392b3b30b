import { type Campaign, campaignById } from '../../campaigns/index.ts'
import { type Need, needById } from '../../needs/index.ts'
import type { Tx } from '../../platform/tx.ts'
import { formatMoney } from '../../platform/vietnamese/index.ts'
import type { Pledge } from '../pledges/pledge.ts'
import { pledgeById } from '../pledges/store.ts'
import { shareOf } from './allocating.ts'
import type { Share } from './allocation.ts'
import type { Donation } from './store.ts'

/** What a donation went to, as it stands now. */
export interface Use {
  readonly campaign: Campaign
  readonly pledge: Pledge | undefined
  readonly need: Need | undefined
  /** Undefined when it is for no pledge, or kept for a decision. */
  readonly share: Share | undefined
}

/** @throws for a donation that nobody owns: it has no use yet */
export async function useOf(tx: Tx, donation: Donation): Promise<Use> {
  const campaign = (await campaignById(tx, donation.campaignId!))!
  const pledge = donation.pledgeId === null ? undefined : await pledgeById(tx, donation.pledgeId)
  const share = pledge && (await shareOf(tx, pledge, donation.id))
  return { campaign, pledge, need: await needOf(tx, pledge), share }
}

export const needOf = async (tx: Tx, pledge: Pledge | undefined): Promise<Need | undefined> =>
  pledge?.needId ? needById(tx, pledge.needId) : undefined

/** Whole units that a donation completes; null when its need has none. */
export const unitsIn = ({ need, share }: Use): bigint | null =>
  need?.mode === 'exclusive' ? (share?.units ?? 0n) : null

/**
 * What it was used for, in words of the campaign: `2 suất quà Tết, Ngọc Chiến`, with what goes beside that
 * (`1 suất quà Tết + 200.000 đ góp chung`), or the campaign's purpose when it is for the common pot. A need says what it is
 * beginning with its unit, and in Vietnamese whatever is spoken; so does the rest.
 */
export function usedFor(use: Use): string {
  const { campaign, need, share } = use
  const units = unitsIn(use)
  if (!need || !share || share.need === 0n || units === 0n) return campaign.purpose
  const what = units === null ? need.what : `${units} ${need.what}`
  const there = need.place === null ? what : `${what}, ${need.place}`
  const beside = BESIDE.filter(([part]) => share[part] > 0n)
  return [there, ...beside.map(([part, words]) => `${formatMoney(share[part])} ${words}`)].join(' + ')
}

const BESIDE = [
  ['pot', 'góp chung'],
  ['surplus', 'cho nơi còn thiếu'],
] as const
