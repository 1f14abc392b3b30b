import type { UnitSays } from '../organisers/index.ts'
import { addDays, type Day, dayOf } from '../platform/vietnamese/index.ts'
import type { Late } from './later.ts'

/** An appeal with its purpose, dates, account and commitments. */
export interface Campaign {
  readonly id: string
  readonly key: string
  readonly slug: string
  /** The occasion: tet, winter, … */
  readonly eventKind: string
  /** Which flow speaks for it. */
  readonly flow: string
  readonly title: string
  readonly purpose: string
  /** "áo ấm, sữa, bánh" */
  readonly what: string
  readonly forWhom: string
  readonly state: 'draft' | 'open' | 'closed'
  readonly receiptSeries: string
  readonly codePrefix: string
  /** Đồng. */
  readonly minAmount: bigint
  /** Đồng: places worth so much may one contact keep whose money has not come. More is arranged with a person. */
  readonly mostUnpaid: bigint
  /** How long a place is kept while somebody chooses, and once she has promised. */
  readonly holdMinutes: number
  readonly pledgeDays: number
  readonly opensAt: Date
  readonly receivesUntil: Date
  /** Gifts promised after this travel after the occasion. */
  readonly giftBy: Date
  readonly distributeBy: Date
  /** The day that was promised first, and why it was put off; null while it stands. */
  readonly distributeWas: Date | null
  readonly distributeLate: Late | null
  /** When somebody closed it; null while it is open, or where nobody noted it. */
  readonly closedAt: Date | null
  readonly demo: boolean
  readonly unit: Fund
  readonly account: Account
  /** Accounts on which it received before: what still comes there is its. */
  readonly formerAccounts: readonly string[]
}

/** Whether money on this account may be meant for it. */
export const receivesOn = ({ account, formerAccounts }: Campaign, id: string): boolean =>
  account.id === id || formerAccounts.includes(id)

export interface Fund extends UnitSays {
  readonly id: string
}

/** A bank account of ours. */
export interface Account {
  readonly id: string
  readonly unitId: string
  readonly bin: string
  readonly bankName: string
  readonly number: string
  readonly holder: string
}

/** Of one whose money is for sponsored places: it is spoken of where places are, not among appeals. */
export const isForPlaces = ({ eventKind }: Pick<Campaign, 'eventKind'>): boolean =>
  eventKind === 'sponsorship'

/** Whether it takes promises now. Money that comes outside this time is kept for a decision. */
export const takesPledges = (campaign: Campaign, now: Date): boolean =>
  campaign.state === 'open' && campaign.opensAt <= now && now < campaign.receivesUntil

/** The last day until which what is promised or put off for so many days stands: nothing does beyond the campaign. */
export function lastDayFor({ receivesUntil }: Pick<Campaign, 'receivesUntil'>, days: number, now: Date): Day {
  const [day, end] = [addDays(dayOf(now), days), dayOf(receivesUntil)]
  return day < end ? day : end
}

/** The moment at which it took its last promise; null while it may still take some, or where nobody noted when it was closed. */
export function endedAt({ state, closedAt, receivesUntil }: Campaign, now: Date): Date | null {
  if (state === 'closed' && closedAt && closedAt < receivesUntil) return closedAt
  return receivesUntil <= now ? receivesUntil : null
}

/**
 * The order in which campaigns are offered: those that lack something before those that collect for their common pot alone,
 * then nearest deadline for goods first, and those whose deadline has passed last (voice.md 2.11).
 *
 * @param lacking ids of those with a need that takes more
 */
export function byUrgency(
  now: Date,
  lacking: ReadonlySet<string> = new Set(),
): (a: Campaign, b: Campaign) => number {
  const full = ({ id }: Campaign) => Number(!lacking.has(id))
  const passed = (campaign: Campaign) => Number(campaign.giftBy <= now)
  return (a, b) => full(a) - full(b) || passed(a) - passed(b) || a.giftBy.getTime() - b.giftBy.getTime()
}
