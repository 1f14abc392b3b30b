import { type Campaign, campaignById, lastDayFor, takesPledges } from '../../campaigns/index.ts'
import { claimOf, isOpen, left, lockInOrder, type Need, needsOf, setClaim } from '../../needs/index.ts'
import { langOf } from '../../people/index.ts'
import { addDays, type Day, dayOf, endOfDay } from '../../platform/vietnamese/index.ts'
import type { Giving } from '../deps.ts'
import { needOf, POT, usedFor } from '../donations/use.ts'
import { type Pledge, standsAt, type TooMany, type TooSmall, tooSmall } from './pledge.ts'
import { type Described, type Doing, lockOwn, withCode } from './pledging.ts'
import { promiseReminders } from './reminders.ts'
import { holdPromisesOf, pledgeById, pledgeMadeBy, updatePledge } from './store.ts'
import { tooMany } from './too-much.ts'

/** So far ahead the second part may be: “còn lại tháng sau” is meant, “năm sau” is another promise. */
const LATER_DAYS = 45

/** How a promise is parted in two. What both come to is what it was. */
export interface Parting {
  /** Đồng of the first, which keeps its code, its days and its need. */
  readonly first: bigint
  /** When the second is to be sent. Undefined: it stands as long as the first. */
  readonly day?: Day | undefined
  /** Another need for the second. Undefined: the same. */
  readonly need?: string | undefined
}

/** What each part would be used for, in words. */
export interface Parts {
  readonly kind: 'would'
  readonly first: string
  readonly second: string
}

export type Parted =
  | { readonly kind: 'parted'; readonly first: Described; readonly second: Described }
  | Unparted

/** Why nothing was parted. */
export type Unparted =
  | { readonly kind: 'gone' }
  | { readonly kind: 'paid' | 'closed' }
  /** Units are not cut: it is one alone, or these are the sums near what was wished for. */
  | { readonly kind: 'one_unit' }
  | { readonly kind: 'whole'; readonly near: bigint }
  | { readonly kind: 'too_far'; readonly last: Day }
  /** So much is left at the other need, in đồng. */
  | { readonly kind: 'only'; readonly most: bigint }
  | TooMany
  | TooSmall

/**
 * Parts a promise in two, each with a code of its own: a part now and the rest on a day, or for two needs. Together they are
 * what it was, in đồng and in units. What was promised is given up only when both parts have their place.
 */
export async function partPledge(
  giving: Giving,
  doing: Doing,
  id: string,
  parting: Parting,
): Promise<Parted> {
  const { tx, ids, now, contact, address = null, key } = doing
  const made = await pledgeMadeBy(tx, key)
  if (made) return again(doing, id, made)
  const plan = await planParts(doing, id, parting)
  if (plan.kind !== 'plan') return plan
  const { pledge, campaign, shares, of } = plan
  const rest = pledge.amount - parting.first
  const later = laterUntil(campaign, pledge, parting.day, shares.need, now)
  if ('kind' in later) return later

  const claim = await claimOf(tx, id)
  const less = shares.quantity < pledge.quantity
  if (claim && less) {
    const kept = shares.quantity > 0n
    const wanted = {
      ...{ pledge: id, need: claim.need, reason: 'parted', now },
      quantity: kept ? shares.quantity : claim.quantity,
      state: kept ? ('pledged' as const) : ('released' as const),
    }
    await setClaim(tx, ids, wanted, { claim })
  }
  const first = await updatePledge(tx, pledge, {
    amount: parting.first,
    quantity: shares.quantity,
    ...(shares.quantity === 0n && pledge.needId !== null ? { needId: null, unitPrice: 1n } : {}),
  })
  const second = await withCode(giving, doing, campaign, {
    ...{ id: ids.uuid(), code: '', contactId: contact, addressId: address, campaignId: campaign.id },
    ...{ needId: shares.need?.id ?? null, amount: rest, quantity: shares.restQuantity },
    ...{ unitPrice: shares.need?.unitPrice ?? 1n, received: 0n, state: 'open', until: later.until },
    ...{ partOf: id, promisedAt: now, createdAt: now, behalf: pledge.behalf ?? null },
    behalfBody: pledge.behalfBody ?? null,
  })
  if (shares.need) {
    const wanted = { pledge: second.id, need: shares.need.id, quantity: shares.restQuantity } as const
    const set = await setClaim(tx, ids, { ...wanted, state: 'pledged', reason: 'parted', now })
    // The need is locked, and what it had left was read after that.
    if (set.kind !== 'set')
      throw new Error(`need ${shares.need.id} had room for a part, and has not: ${set.kind}`)
  }
  await promiseReminders(tx, giving, second, now, parting.day ? { on: parting.day } : {})
  return {
    kind: 'parted',
    first: { pledge: first, campaign, need: of(first.needId) },
    second: { pledge: second, campaign, need: shares.need },
  }
}

/** What each part would be used for, before anything is changed. */
export async function lookAtParts(doing: Doing, id: string, parting: Parting): Promise<Parts | Unparted> {
  const plan = await planParts(doing, id, parting)
  return plan.kind === 'plan' ? would(plan, parting.first, await langOf(doing.tx, doing.contact)) : plan
}

interface Plan {
  readonly kind: 'plan'
  readonly pledge: Pledge
  readonly campaign: Campaign
  readonly shares: Extract<Shares, { kind: 'shares' }>
  /** A need of the campaign. */
  readonly of: (id: string | null | undefined) => Need | undefined
}

/** What both parts come to. The promise and its needs are locked until the transaction ends. */
async function planParts(doing: Doing, id: string, parting: Parting): Promise<Plan | Unparted> {
  const { tx, now, contact } = doing
  const pledge = await lockOwn(doing, id)
  if (!pledge) return { kind: 'gone' }
  if (pledge.received > 0n) return { kind: 'paid' }
  if (!standsAt(pledge, now)) return { kind: 'gone' }
  const campaign = (await campaignById(tx, pledge.campaignId))!
  if (!takesPledges(campaign, now)) return { kind: 'closed' }
  const rest = pledge.amount - parting.first
  const small =
    tooSmall(campaign, parting.first) ?? (rest > 0n ? tooSmall(campaign, rest) : { kind: 'gone' as const })
  if (small) return small
  await holdPromisesOf(tx, contact)
  const many = await tooMany(tx, contact)
  if (many) return many
  // Both are locked in one order, and read as they are then.
  await lockInOrder(
    tx,
    [pledge.needId, parting.need].filter((need) => need != null),
  )
  const needs = await needsOf(tx, campaign.id)
  const of = (need: string | null | undefined) => needs.find((one) => one.id === need)
  const shares = sharesOf(pledge, parting, { own: of(pledge.needId), other: of(parting.need) }, now)
  if (shares.kind !== 'shares') return shares
  return { kind: 'plan', pledge, campaign, shares, of }
}

/** As the receipts of both would say it. */
function would({ campaign, pledge, shares, of }: Plan, first: bigint, lang: 'vi' | 'en'): Parts {
  const own = of(pledge.needId)
  const said = (need: Need | undefined, amount: bigint, quantity: bigint) => {
    const paid = need ? quantity * need.unitPrice : 0n
    const share = { donation: '', before: 0n, need: paid, pot: amount - paid, surplus: 0n, units: quantity }
    return paid > 0n ? usedFor({ campaign, pledge, need, share }, lang) : POT[lang]
  }
  return {
    kind: 'would',
    first: said(own && { ...own, unitPrice: pledge.unitPrice }, first, shares.quantity),
    second: said(shares.need, pledge.amount - first, shares.restQuantity),
  }
}

/** The same doing twice parts once. */
async function again({ tx, contact }: Doing, id: string, second: Pledge): Promise<Parted> {
  const first = await pledgeById(tx, id)
  if (first?.contactId !== contact) return { kind: 'gone' }
  const campaign = (await campaignById(tx, first.campaignId))!
  const described = async (pledge: Pledge) => ({ pledge, campaign, need: await needOf(tx, pledge) })
  return { kind: 'parted', first: await described(first), second: await described(second) }
}

type Shares =
  | {
      readonly kind: 'shares'
      /** Units, or đồng of a pooled need, that the first part keeps. */
      readonly quantity: bigint
      /** Of the second, and what they are of; undefined: the common pot. */
      readonly restQuantity: bigint
      readonly need: Need | undefined
    }
  | Extract<Unparted, { kind: 'one_unit' | 'whole' | 'only' | 'gone' }>

function sharesOf(
  pledge: Pledge,
  { first, need: wished }: Parting,
  { own, other }: { readonly own: Need | undefined; readonly other: Need | undefined },
  now: Date,
): Shares {
  const { amount, quantity, unitPrice } = pledge
  const rest = amount - first
  const paid = first / unitPrice
  const kept = quantity === 0n ? 0n : paid < quantity ? paid : quantity
  if (wished !== undefined) {
    if (!other || other.id === pledge.needId || !isOpen(other, now)) return { kind: 'gone' }
    const there = other.mode === 'pooled' ? rest : rest / other.unitPrice
    if (there > left(other)) return { kind: 'only', most: left(other) * other.unitPrice }
    return { kind: 'shares', quantity: kept, restQuantity: there, need: there > 0n ? other : undefined }
  }
  // Of the same need no unit is lost between the two.
  const others = quantity - kept
  if (others * unitPrice > rest) {
    if (quantity === 1n) return { kind: 'one_unit' }
    const near = kept > 0n ? kept : 1n
    return { kind: 'whole', near: near * unitPrice }
  }
  if (others > 0n && !(own && isOpen(own, now))) return { kind: 'gone' }
  return { kind: 'shares', quantity: kept, restQuantity: others, need: others > 0n ? own : undefined }
}

/** Until when the second part stands: some days beyond the day that was said, within what its campaign and its need allow. */
function laterUntil(
  campaign: Campaign,
  pledge: Pledge,
  day: Day | undefined,
  need: Need | undefined,
  now: Date,
): { readonly until: Date } | Extract<Parted, { kind: 'too_far' }> {
  if (day === undefined) return { until: pledge.until }
  const ends = [campaign.receivesUntil, ...(need?.place && need.deadline ? [need.deadline] : [])]
  const end = ends.reduce((one, other) => (other < one ? other : one))
  const far = lastDayFor(campaign, LATER_DAYS, now)
  const last = far < dayOf(end) ? far : dayOf(end)
  if (day > last || day <= dayOf(now)) return { kind: 'too_far', last }
  const until = endOfDay(addDays(day, campaign.pledgeDays))
  return { until: until < end ? until : end }
}
