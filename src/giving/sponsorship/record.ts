import { z } from 'zod'
import { SLOT, type Slot, slotName } from '../../needs/index.ts'
import { day, money, time } from '../../platform/shapes.ts'
import { addMonths, formatMonth, type Lang, type Month } from '../../platform/vietnamese/index.ts'
import { missing } from '../pledges/pledge.ts'
import type { Held, HeldPlace } from './places.ts'
import { isMoved, isPaid, monthsPaid, reminderDay, SILENT_MONTHS, type Sponsorship } from './sponsorship.ts'

/** A place as flows see it: nothing by which the child could be known. Months are text, 5/2027. */
/** The day of each month on which they are reminded; null: on none. */
export const remindDay = z.number().int().min(1).max(31).nullish()
/** For how many months it may rest. */
export const restMonths = z.number().int().min(1).max(2)

export const slotShape = z.object({
  id: z.string(),
  number: z.string(),
  /** "bé gái" */
  who: z.string(),
  age_from: z.number(),
  age_to: z.number(),
  province: z.string(),
  what: z.string(),
  monthly: money,
  until: z.string(),
  waits_since: day,
})

export const slotRecord = (slot: Slot, lang: Lang): z.infer<typeof slotShape> => ({
  id: slot.id,
  number: slotName(slot),
  who: SLOT[lang][slot.sex],
  age_from: slot.ageFrom,
  age_to: slot.ageTo,
  province: slot.province,
  what: slot.what,
  monthly: slot.monthly,
  until: formatMonth(slot.untilMonth),
  waits_since: slot.waitsSince,
})

/** A sponsorship as flows see it. */
export const placeRecordShape = z.object({
  id: z.string(),
  slot: slotShape,
  number: z.string(),
  monthly: money,
  code: z.string(),
  pledge: z.object({ id: z.string() }),
  /**
   * `due`: this month's money is awaited; `paid`: it is here; `resting`: nothing is asked for at present; `paused`: as they
   * wished; `called`: a person of the fund will tell them more; `ended`: the fund closed it, of which they were told.
   */
  state: z.enum(['due', 'paid', 'resting', 'paused', 'called', 'ended', 'handed_back']),
  /** The first month, and the last that is paid; text. */
  from: z.string(),
  paid_to: z.string().nullable(),
  /** The month that is awaited, or was last. */
  month: z.string(),
  /** The first month that is not paid yet. */
  next: z.string(),
  /** The month in which it goes on: while it is paused, the one after the pause. */
  resumes: z.string(),
  months: z.number(),
  missing: money,
  /** The date in each month; null: no reminder. */
  remind_day: z.number().nullable(),
  /** The day of the due month's. */
  reminds_on: day.nullable(),
  /** It is another date of the month this time: a short month, or Tết. */
  reminds_beside: z.boolean(),
  missed: z.number(),
  /** The month to whose end it stays theirs if no money comes. */
  kept_to: z.string(),
  ended_why: z.string().nullable(),
  ended_on: day.nullable(),
  unused: money,
  wish: z.string().nullable(),
  held_until: time.nullable(),
})
export type PlaceRecord = z.infer<typeof placeRecordShape>

export function placeRecordOf({ sponsorship, pledge, slot }: HeldPlace, lang: Lang): PlaceRecord {
  const due = sponsorship.dueMonth!
  return {
    id: sponsorship.id,
    slot: slotRecord(slot, lang),
    number: slotName(slot),
    monthly: slot.monthly,
    code: pledge.code,
    pledge: { id: pledge.id },
    state: stateOf(sponsorship, pledge),
    from: formatMonth(sponsorship.fromMonth!),
    paid_to: sponsorship.toMonth && formatMonth(sponsorship.toMonth),
    month: formatMonth(due),
    next: formatMonth(nextUnpaid(sponsorship, isPaid(pledge))),
    resumes: formatMonth(sponsorship.resumesMonth ?? due),
    months: monthsPaid(pledge, slot.monthly),
    missing: missing(pledge),
    remind_day: sponsorship.remindDay,
    reminds_on: reminderDay(sponsorship) ?? null,
    reminds_beside: isMoved(sponsorship),
    missed: sponsorship.missed,
    kept_to: formatMonth(addMonths(due, SILENT_MONTHS - 1 - sponsorship.missed)),
    ended_why: sponsorship.endedWhy,
    ended_on: slot.closedOn ?? sponsorship.endedOn,
    unused: sponsorship.unused,
    wish: sponsorship.wish,
    held_until: sponsorship.heldUntil,
  }
}

const nextUnpaid = ({ dueMonth }: Sponsorship, paid: boolean): Month =>
  paid ? addMonths(dueMonth!, 1) : dueMonth!

export function stateOf({ state, endedWhy }: Sponsorship, pledge: Held['pledge']): PlaceRecord['state'] {
  if (state === 'ended') return endedWhy === 'person' ? 'called' : 'ended'
  if (state === 'handed_back' || state === 'paused') return state
  if (isPaid(pledge)) return 'paid'
  return missing(pledge) > 0n ? 'due' : 'resting'
}
