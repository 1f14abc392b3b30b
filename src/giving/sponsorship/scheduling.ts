import { type Campaign, campaignById, takesPledges } from '../../campaigns/index.ts'
import { addMonths, type Day, dayIn, dayOf, type Month } from '../../platform/vietnamese/index.ts'
import type { Behalf } from '../behalf/behalf.ts'
import { sealBehalf } from '../behalf/store.ts'
import type { Giving } from '../deps.ts'
import { tooSmall } from '../pledges/pledge.ts'
import { type Doing, withCode } from '../pledges/pledging.ts'
import { takeBackReminders } from '../pledges/reminders.ts'
import { pledgeMadeBy, updatePledge } from '../pledges/store.ts'
import { firstPromise, type Held, lastMonthOf, monthlyOf, settleClaim, withAll } from './places.ts'
import { planReminder } from './reminders.ts'
import { isAwaited, lockOwn } from './sponsoring.ts'
import { awaitedUntil, firstMonth, isPaid, MOST_PLACES } from './sponsorship.ts'
import { countLive, insertScheduled, ofPledge, updateSponsorship } from './store.ts'

/** So much each month, of no place: for the common pot of a campaign. */
interface Wished {
  readonly campaign: string
  /** Đồng. */
  readonly monthly: bigint
  /** Null: no reminder. */
  readonly remindDay: number | null
  /** The first month that was said; undefined: as soon as can be. */
  readonly from?: Month | undefined
  /** How many months; undefined: as long as they wish. */
  readonly months?: number | undefined
  /** In whose name, if not in the giver's own. */
  readonly behalf?: Behalf | undefined
}

interface Plan {
  readonly kind: 'plan'
  readonly campaign: Campaign
  readonly first: Month
  /** The last month that was wished for. */
  readonly until: Month | null
  /** The last one that is asked for; the campaign's, where that is earlier. */
  readonly last: Month
  /** Of the first reminder; null: none is wished for, or its campaign takes no more by then. */
  readonly day: Day | null
}

/** `too_late`: the first month would come after the campaign's end; `too_many`: as one has at one time. */
type NoPlan =
  | { readonly kind: 'closed' | 'too_late' | 'too_many' }
  | { readonly kind: 'too_small'; readonly min: bigint }

/** What a wish comes to, before it is begun. Nothing is kept. */
export async function planSchedule({ tx, now, contact }: Doing, wished: Wished): Promise<Plan | NoPlan> {
  const campaign = await campaignById(tx, wished.campaign)
  if (!campaign || !takesPledges(campaign, now)) return { kind: 'closed' }
  const small = tooSmall(campaign, wished.monthly)
  if (small) return small
  if ((await countLive(tx, contact)).monthly >= MOST_PLACES) return { kind: 'too_many' }
  const soonest = firstMonth(dayOf(now), wished.remindDay)
  const first = wished.from !== undefined && wished.from > soonest ? wished.from : soonest
  const until = wished.months === undefined ? null : addMonths(first, wished.months - 1)
  const last = lastMonthOf({ sponsorship: { untilMonth: until }, slot: null, campaign })
  if (first > last) return { kind: 'too_late' }
  const remindedOn = wished.remindDay === null ? null : dayIn(first, wished.remindDay)
  return {
    kind: 'plan',
    campaign,
    first,
    until,
    last,
    day: remindedOn === null || remindedOn > dayOf(campaign.receivesUntil) ? null : remindedOn,
  }
}

/** Its first month is promised, under a code that stays. The same doing twice begins one. */
export async function beginSchedule(giving: Giving, doing: Doing, wished: Wished): Promise<Held | NoPlan> {
  const { tx, ids, now, contact, address = null, key } = doing
  const made = await pledgeMadeBy(tx, key)
  if (made) return withAll(tx, (await ofPledge(tx, made.id))!)
  const plan = await planSchedule(doing, wished)
  if (plan.kind !== 'plan') return plan
  const { campaign, first, until } = plan
  const inPot = { needId: null, amount: wished.monthly, quantity: 0n }
  const own = firstPromise(doing, campaign, { ...inPot, until: awaitedUntil(first, campaign) })
  const pledge = { ...own, ...(await sealBehalf(tx, giving.keys, contact, wished.behalf)) }
  const coded = await withCode(giving, doing, campaign, pledge)
  const begun = await insertScheduled(tx, {
    id: ids.uuid(),
    contactId: contact,
    addressId: address,
    pledgeId: coded.id,
    monthly: wished.monthly,
    fromMonth: first,
    untilMonth: until,
    remindDay: wished.remindDay,
    createdAt: now,
  })
  const sponsorship = await planReminder(tx, giving, begun, coded, now)
  return { sponsorship, pledge: coded, slot: null, campaign }
}

/** Another sum, from the month that is awaited on. What has come for it stays; nothing is asked for the time before. */
export async function changeSum(
  giving: Giving,
  doing: Doing,
  id: string,
  monthly: bigint,
): Promise<Held | { readonly kind: 'too_small'; readonly min: bigint } | undefined> {
  const { tx, ids, now } = { ...doing, ids: giving.ids }
  const held = await lockOwn(doing, id)
  if (!held || held.slot) return undefined
  const small = tooSmall(held.campaign, monthly)
  if (small) return small
  const changed = await updateSponsorship(tx, id, { monthly })
  if (!isAwaited(held)) return { ...held, sponsorship: changed }
  const { received } = held.pledge
  const asked = held.pledge.amount - monthlyOf(held) + monthly
  const amount = asked > received ? asked : received
  const state = received >= amount ? 'fulfilled' : received > 0n ? 'part_paid' : 'open'
  const pledge = await updatePledge(tx, held.pledge, { amount, state })
  const all = { ...held, sponsorship: changed, pledge }
  await settleClaim(tx, ids, all, { quantity: 0n, waits: true, reason: 'another sum', now })
  if (!isPaid(pledge)) return all
  await takeBackReminders(tx, giving, pledge)
  return { ...all, sponsorship: await updateSponsorship(tx, id, { toMonth: changed.dueMonth }) }
}
