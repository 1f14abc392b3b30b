import { type Campaign, campaignById } from '../../campaigns/index.ts'
import { type Need, needById } from '../../needs/index.ts'
import type { Tx } from '../../platform/tx.ts'
import { formatMoney } from '../../platform/vietnamese/index.ts'
import type { Pledge } from '../pledges/pledge.ts'
import { pledgeById } from '../pledges/store.ts'
import { shareOf, shareOfAll } from './allocating.ts'
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

/** The same of all that has come for its promise: many give to one, and have one paper. */
export async function wholeOf(tx: Tx, use: Use): Promise<Use> {
  const { pledge } = use
  return pledge ? { ...use, share: await shareOfAll(tx, pledge) } : use
}

export const needOf = async (tx: Tx, pledge: Pledge | undefined): Promise<Need | undefined> =>
  pledge?.needId ? needById(tx, pledge.needId) : undefined

/** Whole units that a donation completes; null when its need has none. */
export const unitsIn = ({ need, share }: Use): bigint | null =>
  need?.mode === 'exclusive' ? (share?.units ?? 0n) : null

/**
 * What it was used for, in words of the campaign: `2 suất quà Tết, Ngọc Chiến`, with what goes beside that
 * (`1 suất quà Tết, và 200.000 đ góp chung`, `suất đỡ đầu SL-0001 (400.000 đ), và 100.000 đ cho nơi còn thiếu`), or the campaign's purpose when it is for the common pot. A need says what it is
 * beginning with its unit, and in Vietnamese whatever is spoken, as places and campaigns have their own names. The rest is in the
 * language that is spoken; papers of the Fund, which the law wants in Vietnamese, leave it out.
 */
export function usedFor(use: Use, lang: 'vi' | 'en' = 'vi'): string {
  const { campaign, need, share } = use
  const units = unitsIn(use)
  if (!need || !share || share.need === 0n || units === 0n) return campaign.purpose
  const beside = BESIDE.filter(([part]) => share[part] > 0n)
  // Đồng of a need are said where they are not all of it: “500.000 đ cho …, và 100.000 đ” reads as 600.000 đ.
  const sum = beside.length > 0 ? ` (${formatMoney(share.need, lang)})` : ''
  const what = units === null ? `${need.what}${sum}` : `${units} ${need.what}`
  const there = need.place === null ? what : `${what}, ${need.place}`
  const rest = beside.map(([part, words]) => `${formatMoney(share[part], lang)} ${words[lang]}`)
  return [there, ...rest].join(AND[lang])
}

/** What is for no need alone. */
export const POT = { vi: 'góp chung', en: 'for the common pot' } as const

const BESIDE = [
  ['pot', POT],
  ['surplus', { vi: 'cho nơi còn thiếu', en: 'for where something is missing' }],
] as const

const AND = { vi: ', và ', en: ', and ' } as const
