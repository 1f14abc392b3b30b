import { z } from 'zod'
import { takesPledges } from '../../campaigns/index.ts'
import { nothing, type Telling, type Tellings } from '../../conversation/index.ts'
import { slotById } from '../../needs/index.ts'
import { consentsOf, langOf, refusedSince } from '../../people/index.ts'
import { dayOf, type Lang, monthOf } from '../../platform/vietnamese/index.ts'
import { type Held, isPlace, lockBegun, withAll } from './places.ts'
import { placeRecordOf, slotRecord } from './record.ts'
import { isItsTime } from './reminders.ts'
import { type ScheduleRecord, scheduleRecordOf } from './schedule-record.ts'
import { isPaid } from './sponsorship.ts'
import { dropWish, sponsorshipById, updateSponsorship } from './store.ts'

const named = z.object({ sponsorship: z.object({ id: z.string() }) })
const reminder = named.extend({ day: z.string() })
const offered = z.object({ slot: z.string() })

const record = (held: Held, lang: Lang) =>
  isPlace(held) ? { sponsored: placeRecordOf(held, lang) } : { schedule: scheduleRecordOf(held) }

const remind: Telling = async ({ tx, contact, now }, posted) => {
  const read = reminder.safeParse(posted)
  // Locked: money that is being booked at this moment is there first.
  const all = read.success ? await lockBegun(tx, read.data.sponsorship.id) : undefined
  const sponsorship = all?.sponsorship
  if (!read.success || !all || sponsorship?.contactId !== contact)
    return nothing('nothing of theirs is named')
  if (await refusedSince(tx, contact, 'reminders')) return nothing('they refuse reminders')
  if (!isItsTime(sponsorship, read.data.day, now)) return nothing('it is not its time')
  const standing = all.pledge.state === 'open' || all.pledge.state === 'part_paid'
  if (!standing || isPaid(all.pledge)) return nothing(`its promise is ${all.pledge.state}`)
  // Of a campaign that was closed meanwhile nothing is asked for; that it is over is told with the month.
  if (!takesPledges(all.campaign, now)) return nothing('its campaign is closed')
  await updateSponsorship(tx, sponsorship.id, { saidMonth: sponsorship.dueMonth })
  return { kind: 'say', with: record(all, await langOf(tx, contact)) }
}

const tellEnded: Telling = async ({ tx, contact }, posted) => {
  const read = named.safeParse(posted)
  const sponsorship = read.success ? await sponsorshipById(tx, read.data.sponsorship.id) : undefined
  if (sponsorship?.contactId !== contact) return nothing('nothing of theirs is named')
  const all = await withAll(tx, sponsorship)
  return { kind: 'say', with: record(all, await langOf(tx, contact)) }
}

const tellYearOver: Telling = async (telling, posted) => {
  const { tx, contact, now } = telling
  const read = named.safeParse(posted)
  const all = read.success ? await lockBegun(tx, read.data.sponsorship.id) : undefined
  if (!all || !isPlace(all) || all.sponsorship.contactId !== contact)
    return nothing('nothing of theirs is named')
  if (all.sponsorship.state !== 'active') return nothing(`it is ${all.sponsorship.state}`)
  if (all.slot.untilMonth >= monthOf(dayOf(now))) return nothing('it has another school year')
  return { kind: 'say', with: record(all, await langOf(tx, contact)) }
}

const tellAsked: Telling = async (telling, posted) => {
  const told = await tellEnded(telling, posted)
  const { schedule } = told.kind === 'say' ? (told.with as { schedule?: ScheduleRecord }) : {}
  const stands = schedule?.state === 'paused' || schedule?.state === 'handed_back'
  return told.kind === 'nothing' || stands ? told : nothing('they have said otherwise since')
}

/** What is said of sponsored places, and of gifts that come each month without one, without being asked; read when it is said. */
export const slotTellings: Tellings = {
  'slot-reminder': remind,
  'monthly-reminder': remind,
  'slot-ended': tellEnded,
  'monthly-ended': tellEnded,
  'monthly-asked': tellAsked,
  'slot-year-over': tellYearOver,
  'slot-offer': async ({ tx, contact }, posted) => {
    const read = offered.safeParse(posted)
    const slot = read.success ? await slotById(tx, read.data.slot) : undefined
    if (slot?.state !== 'open') return nothing('the place waits for nobody')
    if (!(await consentsOf(tx, contact)).has('news')) return nothing('they want no news')
    await dropWish(tx, contact)
    return { kind: 'say', with: { offered: slotRecord(slot, await langOf(tx, contact)) } }
  },
}
