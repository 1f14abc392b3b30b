import { z } from 'zod'
import { day, money } from '../../platform/shapes.ts'
import { formatMonth } from '../../platform/vietnamese/index.ts'
import { missing } from '../pledges/pledge.ts'
import { type Held, lastMonthOf, monthlyOf } from './places.ts'
import { stateOf } from './record.ts'
import { isMoved, reminderDay } from './sponsorship.ts'

/** What somebody gives each month without a place, as flows see it. Months are text, 5/2027. */
export const scheduleShape = z.object({
  id: z.string(),
  monthly: money,
  code: z.string(),
  pledge: z.object({ id: z.string() }),
  /** Id of its campaign. */
  campaign: z.string(),
  title: z.string(),
  /** `due`: this month's money is awaited; `resting`: it was let go; `handed_back`: they ended it; `ended`: see `ended_why`. */
  state: z.enum(['due', 'paid', 'resting', 'paused', 'called', 'ended', 'handed_back']),
  from: z.string(),
  /** The last month that is asked for. */
  last: z.string(),
  month: z.string(),
  resumes: z.string(),
  /** What has come in all. */
  received: money,
  missing: money,
  remind_day: z.number().nullable(),
  reminds_on: day.nullable(),
  /** It is another date of the month this time: a short month, or Tết. */
  reminds_beside: z.boolean(),
  /** Months in a row in which nothing came. */
  missed: z.number(),
  ended_why: z.string().nullable(),
})
export type ScheduleRecord = z.infer<typeof scheduleShape>

export function scheduleRecordOf(held: Held): ScheduleRecord {
  const { sponsorship, pledge, campaign } = held
  const due = sponsorship.dueMonth!
  return {
    id: sponsorship.id,
    monthly: monthlyOf(held),
    code: pledge.code,
    pledge: { id: pledge.id },
    campaign: campaign.id,
    title: campaign.title,
    state: stateOf(sponsorship, pledge),
    from: formatMonth(sponsorship.fromMonth!),
    last: formatMonth(lastMonthOf(held)),
    month: formatMonth(due),
    resumes: formatMonth(sponsorship.resumesMonth ?? due),
    received: pledge.received,
    missing: missing(pledge),
    remind_day: sponsorship.remindDay,
    reminds_on: reminderDay(sponsorship) ?? null,
    reminds_beside: isMoved(sponsorship),
    missed: sponsorship.missed,
    ended_why: sponsorship.endedWhy,
  }
}
