import { campaignById, lastDayFor, takesPledges } from '../../campaigns/index.ts'
import { addDays, type Day, dayOf, endOfDay } from '../../platform/vietnamese/index.ts'
import type { Giving } from '../deps.ts'
import { needOf } from '../donations/use.ts'
import { standsAt } from './pledge.ts'
import { type Described, type Doing, lockOwn } from './pledging.ts'
import { promiseReminders, takeBackReminders } from './reminders.ts'
import { updatePledge } from './store.ts'

/** So often a reminder is put off: a place is kept for somebody, not for ever. */
export const MOST_SNOOZES = 2

export type Snoozed =
  | (Described & { readonly kind: 'kept'; readonly day: Day })
  | { readonly kind: 'gone' | 'paid' }
  /** It was put off as often as may be; it stands until its day. */
  | (Described & { readonly kind: 'enough' })
  /** Not so far, and not in the past. */
  | { readonly kind: 'too_far'; readonly last: Day }
  | { readonly kind: 'unclear' }

/**
 * Its reminder comes on a day that its donor has chosen, in place of those that were planned, and its place is kept to the end
 * of the day after, if that is later. Money that has come is reminded of no more: then nothing changes.
 *
 * @param day undefined when it was not understood
 */
export async function snoozePledge(
  giving: Giving,
  doing: Doing,
  id: string,
  day: Day | undefined,
): Promise<Snoozed> {
  const { tx, now } = doing
  const pledge = await lockOwn(doing, id)
  if (!pledge) return { kind: 'gone' }
  if (pledge.received > 0n) return { kind: 'paid' }
  if (!standsAt(pledge, now)) return { kind: 'gone' }
  const campaign = (await campaignById(tx, pledge.campaignId))!
  if (!takesPledges(campaign, now)) return { kind: 'gone' }
  const described = { pledge, campaign, need: await needOf(tx, pledge) }
  const snoozes = pledge.snoozes ?? 0
  if (snoozes >= MOST_SNOOZES) return { kind: 'enough', ...described }
  if (day === undefined || day <= dayOf(now)) return { kind: 'unclear' }
  const far = lastDayFor(campaign, campaign.pledgeDays, now)
  // What stands so long anyway may be reminded of on any of its days.
  const last = far > dayOf(pledge.until) ? far : dayOf(pledge.until)
  if (day > last) return { kind: 'too_far', last }
  const end = endOfDay(addDays(day, 1))
  const until = [pledge.until, end < campaign.receivesUntil ? end : campaign.receivesUntil]
  const later = until[0]! > until[1]! ? until[0]! : until[1]!
  await takeBackReminders(tx, giving, pledge)
  const kept = await updatePledge(tx, pledge, { until: later, snoozes: snoozes + 1 })
  await promiseReminders(tx, giving, kept, now, { again: `snooze${snoozes + 1}`, on: day })
  return { kind: 'kept', ...described, pledge: kept, day }
}
