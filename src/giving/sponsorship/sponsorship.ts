import type { CloseReason } from '../../needs/index.ts'
import { least } from '../../platform/bigints.ts'
import {
  addMonths,
  besideTet,
  type Day,
  dayIn,
  dayOf,
  endOfDay,
  type Month,
  monthOf,
  monthsBetween,
  partsOf,
} from '../../platform/vietnamese/index.ts'
import type { Pledge } from '../pledges/pledge.ts'

/**
 * Somebody takes care of a place, or gives to a campaign's common pot, month by month. Its money is one promise with one code, which grows by a month when a month
 * falls due: a standing order goes on with the same memo. What was not paid in a month is not asked for in the next.
 */
export interface Sponsorship {
  readonly id: string
  /** Null: of no place, for the common pot of its promise's campaign. */
  readonly slotId: string | null
  readonly contactId: string
  /** Null while it is only held. */
  readonly pledgeId: string | null
  readonly state: SponsorshipState
  readonly heldUntil: Date | null
  readonly fromMonth: Month | null
  /** The last month that is paid whole; null before there is one. */
  readonly toMonth: Month | null
  /** The month up to which its promise reaches. */
  readonly dueMonth: Month | null
  readonly resumesMonth: Month | null
  /** Đồng of a month, where there is no place that says it. */
  readonly monthly: bigint | null
  /** The last month that was wished for without a place; null: until they, or the campaign, end it. */
  readonly untilMonth: Month | null
  /** Null: no reminder. */
  readonly remindDay: number | null
  /** Months in a row in which nothing came. */
  readonly missed: number
  readonly plans: number
  readonly saidMonth: Month | null
  readonly endedWhy: EndReason | null
  readonly endedOn: Day | null
  readonly unused: bigint
  readonly wish: Wish | null
  /** Since when the fund has seen to what was not used. */
  readonly unusedSettledAt: Date | null
}

export type SponsorshipState = 'held' | 'active' | 'paused' | 'handed_back' | 'ended'
/** `silent`: nothing came for three months; without a place, `campaign`: that takes no more, `done`: its last month was. */
export type EndReason = CloseReason | 'silent' | 'campaign' | 'done'
export const WISHES = ['new_slot', 'commune', 'refund', 'person'] as const
export type Wish = (typeof WISHES)[number]

/** Of these one place has at most one (a partial unique index). */
export const LIVE = ['held', 'active', 'paused'] as const satisfies readonly SponsorshipState[]

/** After so many months without any money a place waits for somebody else. */
export const SILENT_MONTHS = 3

/** So many places may one person take by themselves; more is arranged with a person of the fund. */
export const MOST_PLACES = 5

/**
 * The first month of a sponsorship that begins today: this one, unless the day of its reminder has passed. Nothing is asked for
 * the time before.
 *
 *     firstMonth('2026-12-20', 5)     // '2027-01'
 *     firstMonth('2026-12-20', 25)    // '2026-12'
 *     firstMonth('2026-12-20', null)  // '2026-12'
 *     firstMonth('2027-02-28', 31)    // '2027-02'
 */
export function firstMonth(today: Day, remindDay: number | null): Month {
  const month = monthOf(today)
  return remindDay !== null && dayIn(month, remindDay) < today ? addMonths(month, 1) : month
}

type Sums = Pick<Pledge, 'amount' | 'received'>

/** Whether the month up to which the promise reaches is paid whole. */
export const isPaid = ({ amount, received }: Sums): boolean => received >= amount

/** What the promise comes to when another month falls due: what came stays, and what did not come is let go. */
export const withAnotherMonth = ({ amount, received }: Sums, monthly: bigint): bigint =>
  (received < amount ? received : amount) + monthly

/** How many whole months more this money pays for than the promise reaches, up to the last one. */
export function monthsAhead(
  { amount, received }: Sums,
  money: bigint,
  monthly: bigint,
  [due, until]: readonly [Month, Month],
): number {
  const extra = received + money - amount
  if (extra < monthly) return 0
  return Math.max(0, Math.min(Number(extra / monthly), monthsBetween(due, until)))
}

/** How many months of those it was paid ahead for are owed again, from the last one back to the soonest that may be asked for. */
export function monthsBack(owed: bigint, monthly: bigint, [soonest, due]: readonly [Month, Month]): number {
  return Math.max(0, Math.min(Number(owed / monthly), monthsBetween(soonest, due)))
}

/** Whether the month that was due has passed without any money: a month that was paused, or not asked for, has not. */
export function wasSilent(pledge: Sums & Pick<Pledge, 'until'>, due: Month, monthly: bigint): boolean {
  const asked = monthOf(dayOf(pledge.until)) === due
  return asked && !isPaid(pledge) && pledge.received <= pledge.amount - monthly
}

/** Months that are paid whole, in all: what came beyond the last month that there is, or was not used, is of none. */
export const monthsPaid = ({ amount, received }: Sums, monthly: bigint): number =>
  Number(least(received, amount) / monthly)

/** On which day of the due month it is reminded; of a short month the last, and beside Tết, not on it. Undefined: on none. */
export const reminderDay = ({
  remindDay,
  dueMonth,
}: Pick<Sponsorship, 'remindDay' | 'dueMonth'>): Day | undefined =>
  remindDay === null || dueMonth === null ? undefined : besideTet(dayIn(dueMonth, remindDay))

/** Whether it is reminded on another date than the one that was chosen: the month is short, or it would be Tết. */
export function isMoved(sponsorship: Pick<Sponsorship, 'remindDay' | 'dueMonth'>): boolean {
  const day = reminderDay(sponsorship)
  return day !== undefined && partsOf(day).date !== sponsorship.remindDay
}

/** The last moment of a month: until then its money is awaited. */
export const endOf = (month: Month): Date => endOfDay(dayIn(month, 31))

/** The same of a campaign that may take no more before the month is over. */
export function awaitedUntil(month: Month, { receivesUntil }: { readonly receivesUntil: Date }): Date {
  const end = endOf(month)
  return end < receivesUntil ? end : receivesUntil
}
