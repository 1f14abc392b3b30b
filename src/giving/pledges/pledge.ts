import { type Campaign, takesPledges } from '../../campaigns/index.ts'
import { isOpen, left, type Need, quantityFor } from '../../needs/index.ts'
import { addDays, dayOf, endOfDay } from '../../platform/vietnamese/index.ts'
import type { BehalfKind } from '../behalf/behalf.ts'

/** A promise of money, in one place: what it takes, how long it stands, what it may become. */
export interface Pledge {
  readonly id: string
  /** Reference code in the transfer's memo. */
  readonly code: string
  readonly contactId: string
  /** Where it was made, when it is made. */
  readonly addressId?: string | null
  readonly campaignId: string
  /** Null: the common pot alone. */
  readonly needId: string | null
  /** Đồng promised. */
  readonly amount: bigint
  /** Whole units of the need, or đồng of a pooled one. What the amount has beyond them goes to the common pot. */
  readonly quantity: bigint
  readonly unitPrice: bigint
  /** Đồng that have come. */
  readonly received: bigint
  readonly state: PledgeState
  readonly until: Date
  /** Of a sponsorship: it grows by a month at a time, and is changed by what happens to that alone. */
  readonly monthly?: boolean
  /** How often its donor has put its reminder off. */
  readonly snoozes?: number
  /** The promise that it was parted from. */
  readonly partOf?: string | null
  /** When its code was first shown; null while it is only held. */
  readonly promisedAt?: Date | null
  readonly withdrawnAt?: Date | null
  /** In whose name it is, if not in its giver's own, and what is sealed of that (giving/behalf). */
  readonly behalf?: BehalfKind | null
  readonly behalfBody?: Uint8Array<ArrayBuffer> | null
  /** Things that were said beside its money, sealed (giving/pledges/beside). */
  readonly besideBody?: Uint8Array<ArrayBuffer> | null
  readonly createdAt: Date
}

export type PledgeState = 'held' | 'open' | 'part_paid' | 'fulfilled' | 'cancelled' | 'lapsed'

const moves = {
  // Money may be faster than the donor's last tap.
  held: ['open', 'part_paid', 'fulfilled', 'cancelled', 'lapsed'],
  open: ['part_paid', 'fulfilled', 'cancelled', 'lapsed'],
  // Money may be sent back, and then it waits again.
  part_paid: ['open', 'fulfilled', 'lapsed', 'cancelled'],
  // Late money and late donors are still welcome, as long as their place is free.
  // That of a sponsorship is over when the sponsorship is, whatever its last month came to.
  lapsed: ['held', 'open', 'part_paid', 'fulfilled', 'cancelled'],
  fulfilled: ['open', 'part_paid', 'lapsed', 'cancelled'],
  cancelled: [],
} as const satisfies Record<PledgeState, readonly PledgeState[]>

export const mayBecome = (from: PledgeState, to: PledgeState): boolean =>
  from === to || (moves[from] as readonly PledgeState[]).includes(to)

/** States in which a pledge may keep a place from others. */
export const STANDING = ['held', 'open', 'part_paid'] as const satisfies readonly PledgeState[]

/** Đồng that are meant for the need. */
export const forNeed = (pledge: Pick<Pledge, 'quantity' | 'unitPrice'>): bigint =>
  pledge.quantity * pledge.unitPrice

/** Đồng that are still expected. Nothing is expected of a pledge that is over. */
export function missing(pledge: Pledge): bigint {
  const rest = pledge.amount - pledge.received
  return (STANDING as readonly PledgeState[]).includes(pledge.state) && rest > 0n ? rest : 0n
}

/** The last moment of the day until which a promise made now stands; never beyond the campaign's end. */
export function pledgedUntil(campaign: Campaign, now: Date): Date {
  const end = endOfDay(addDays(dayOf(now), campaign.pledgeDays))
  return end < campaign.receivesUntil ? end : campaign.receivesUntil
}

/**
 * Whether it was confirmed and its last day has not passed: its money is still booked for it, also when its campaign takes no more
 * promises; but then nobody is asked for it any more. No promise stands longer than its campaign receives (`pledgedUntil`).
 */
export const standsAt = ({ state, until }: Pick<Pledge, 'state' | 'until'>, now: Date): boolean =>
  (state === 'open' || state === 'part_paid') && until >= now

/** Whether it was a part whose money came with that of the promise it was parted from (`joinAgain`): nobody has withdrawn it. */
export const isJoined = ({ partOf, state, withdrawnAt }: Pledge): boolean =>
  partOf != null && state === 'cancelled' && withdrawnAt == null

/** Whether its code was ever shown, or its money came: what was only held while its donor chose is no promise, nor is a joined part. */
export const wasPromised = ({ promisedAt, received }: Pledge): boolean => promisedAt != null || received > 0n

export const heldUntil = (campaign: Campaign, now: Date): Date =>
  new Date(now.getTime() + campaign.holdMinutes * 60_000)

/** What a donor wants: units or an amount, of a need or (null) wherever it is needed most. */
export interface Asked {
  readonly units: bigint | undefined
  readonly amount: bigint | undefined
  readonly need: string | null
  /** All of the amount for the common pot, whatever it would buy. */
  readonly pot?: boolean
}

export type Terms =
  | { readonly kind: 'terms'; readonly need: Need | null; readonly amount: bigint; readonly quantity: bigint }
  /** `of`: the need of which so much is left. */
  | { readonly kind: 'only'; readonly left: bigint; readonly wanted: bigint; readonly of: Need }
  | { readonly kind: 'gone' }
  | { readonly kind: 'closed' }
  | TooMuch

/** Banks do not carry less. */
export const tooSmall = (campaign: Campaign, amount: bigint | undefined): TooSmall | undefined =>
  amount !== undefined && amount < campaign.minAmount
    ? { kind: 'too_small', min: campaign.minAmount }
    : undefined
/** Places for more than one contact may keep unpaid: it is arranged with a person. */
export type TooMuch = { readonly kind: 'too_much'; readonly most: bigint }
/** As many promises stand as one contact may have at one time. */
export type TooMany = { readonly kind: 'too_many' }
export type TooSmall = { readonly kind: 'too_small'; readonly min: bigint }

/**
 * What a promise comes to. An amount that buys no whole unit is for the common pot, which is never full; so is an
 * amount for wherever it is needed most when no unit is left anywhere, and one that is asked to be.
 *
 * @param needs of the campaign, in the order in which they are offered
 * @throws when it is asked neither for units nor for an amount, or for units of a need that has none: a flow's bug
 */
export function termsFor(campaign: Campaign, needs: readonly Need[], asked: Asked, now: Date): Terms {
  if (!takesPledges(campaign, now)) return { kind: 'closed' }
  if (asked.pot) return pot(given(asked.amount))
  if (asked.need === null) return whereNeededMost(needs, asked, now)
  const need = needs.find((one) => one.id === asked.need)
  if (!need || !isOpen(need, now) || left(need) <= 0n) return { kind: 'gone' }
  return ofNeed(need, asked)
}

function ofNeed(need: Need, { units, amount }: Asked): Terms {
  if (need.mode === 'pooled' && amount === undefined)
    throw new Error(`need ${need.id} takes amounts, not units`)
  const quantity = units ?? quantityFor(need, given(amount))
  if (quantity === 0n) return pot(given(amount))
  if (quantity > left(need)) return { kind: 'only', left: left(need), wanted: quantity, of: need }
  return { kind: 'terms', need, quantity, amount: amount ?? quantity * need.unitPrice }
}

/**
 * The need without a place comes first. When it is used up, the others of the same unit and price stand in for it, in
 * their order: "nơi cần nhất" is then one of them.
 */
function whereNeededMost(needs: readonly Need[], { units, amount }: Asked, now: Date): Terms {
  const whole = needs.filter((need) => need.mode === 'exclusive')
  const model = whole.find((need) => need.place === null) ?? whole[0]
  if (!model) return pot(given(amount))
  const quantity = units ?? quantityFor(model, given(amount))
  if (quantity === 0n) return pot(given(amount))
  const alike = whole
    .filter(
      (need) => isOpen(need, now) && need.unitPrice === model.unitPrice && need.unitWord === model.unitWord,
    )
    .sort((a, b) => Number(a.place !== null) - Number(b.place !== null))
  const need = alike.find((one) => left(one) >= quantity)
  if (need) return { kind: 'terms', need, quantity, amount: amount ?? quantity * need.unitPrice }
  const of = alike.reduce((best, one) => (left(one) > left(best) ? one : best), model)
  if (isOpen(of, now) && left(of) > 0n) return { kind: 'only', left: left(of), wanted: quantity, of }
  return amount === undefined ? { kind: 'gone' } : pot(amount)
}

const pot = (amount: bigint): Terms => ({ kind: 'terms', need: null, amount, quantity: 0n })

function given(amount: bigint | undefined): bigint {
  if (amount === undefined) throw new Error('a pledge needs units or an amount')
  return amount
}
