import { z } from 'zod'
import { nothing, type Tellings } from '../conversation/index.ts'
import { donationById, type Giving, giftsBetween, receiptsFor } from '../giving/index.ts'
import { consentsOf, langOf, refusedSince } from '../people/index.ts'
import type { Database } from '../platform/db.ts'
import {
  addDays,
  afterTet,
  type Day,
  dayFrom,
  dayOf,
  daysBetween,
  mayStillAsk,
  nextToAsk,
  partsOf,
  untilEvening,
} from '../platform/vietnamese/index.ts'
import { type RoadRecord, roadOf } from '../spending/index.ts'
import { firstGiftOf, giveYearBack, takeYear, waitingFor } from './anniversary-store.ts'

/** So many in one round. */
const AT_ONCE = 20
/** So many days late it is still an anniversary: the service may have stood still. */
const LATE_DAYS = 3
/** Tết is four days long at most. */
const TET_DAYS = 4

/**
 * The day in a year on which somebody hears of their first gift: that of the month on which it came, and not on Tết.
 *
 *     anniversaryIn(2028, '2026-12-20')  // '2028-12-20'
 *     anniversaryIn(2029, '2028-02-29')  // '2029-02-28'
 *     anniversaryIn(2032, '2028-02-29')  // '2032-02-29'
 *     anniversaryIn(2027, '2026-02-06')  // '2027-02-09'   mùng 1 is told on mùng 4
 */
export function anniversaryIn(year: number, first: Day): Day {
  const { month, date } = partsOf(first)
  return afterTet(dayFrom(year, month, date) ?? dayFrom(year, month, date - 1)!)
}

/**
 * Whether somebody is to hear of their first gift on a day.
 *
 *     anniversaryOn('2027-12-20', '2026-12-20')  // 2027
 *     anniversaryOn('2027-12-22', '2026-12-20')  // 2027   two days late
 *     anniversaryOn('2028-01-01', '2026-12-31')  // 2027   the last of a year, a day late
 *     anniversaryOn('2026-12-21', '2026-12-20')  // undefined
 *
 * @returns of which year; undefined: on another day
 */
export function anniversaryOn(today: Day, first: Day): number | undefined {
  const { year } = partsOf(today)
  return [year, year - 1].find((one) => {
    const late = daysBetween(anniversaryIn(one, first), today)
    return one > partsOf(first).year && late >= 0 && late <= LATE_DAYS
  })
}

/** The days of a year that may be told of on this one. */
function daysBefore(today: Day): string[] {
  const back = LATE_DAYS + TET_DAYS
  const days = Array.from({ length: back + 1 }, (_, count) => addDays(today, -count).slice(5))
  // The leap day of another year is told of on this one's last of February.
  return days.includes('02-28') ? [...days, '02-29'] : days
}

/**
 * Tells those who asked for it what their first gift became: once a year, by day. Any number of processes may do it at once.
 *
 * @returns whom it told
 */
export async function tellAnniversaries(
  db: Database,
  { tell }: Pick<Giving, 'tell'>,
  now: Date,
): Promise<string[]> {
  const today = dayOf(now)
  if (nextToAsk(now) > now) return []
  return db.transaction(async (tx) => {
    const told: string[] = []
    for (const { contact, first, told: last } of await waitingFor(tx, daysBefore(today))) {
      const year = anniversaryOn(today, dayOf(first))
      if (year === undefined || (last !== null && last >= year)) continue
      if (told.length >= AT_ONCE) break
      if (!(await takeYear(tx, contact, year))) continue
      await tell.toContact(tx, contact, {
        flow: 'anniversary',
        key: `anniversary:${contact}:${year}:${today}`,
        with: { year },
        patience: untilEvening(now),
      })
      told.push(contact)
    }
    return told
  })
}

/** Whether something of it is still to arrive. What is of a place, or of a pot that is used up, is not. */
const isAwaited = ({ stage, goes, pot_left }: RoadRecord): boolean =>
  stage === 'bought' || (stage === 'received' && (goes === 'things' || (goes === 'common' && pot_left > 0n)))

const posted = z.object({ year: z.number() })

/** What is said then, read when it is said. It asks for nothing. */
export const yearTellings = ({ site }: Pick<Giving, 'site'>): Tellings => ({
  anniversary: async ({ tx, contact, now }, message) => {
    const read = posted.safeParse(message)
    if (!read.success) return nothing('no year is named')
    const { year } = read.data
    if (!(await consentsOf(tx, contact)).has('anniversary')) return nothing('they want no yearly message')
    if (await refusedSince(tx, contact, 'my_gifts')) return nothing('they refuse news of their gifts')
    const today = dayOf(now)
    if (!mayStillAsk(now)) {
      await giveYearBack(tx, contact, year)
      return nothing('it is night, or Tết')
    }
    const id = await firstGiftOf(tx, contact)
    const first = id === undefined ? undefined : await donationById(tx, id)
    // Another one is the first by now, where two channels became one.
    if (!first || anniversaryOn(today, dayOf(first.receivedAt)) !== year)
      return nothing('it is not the day of their first gift')
    const lang = await langOf(tx, contact)
    const gifts = await giftsBetween(tx, contact, first.receivedAt, new Date(now.getTime() + 1))
    const receipts = await receiptsFor(
      tx,
      gifts.map((gift) => gift.id),
    )
    const roads = []
    for (const gift of gifts)
      roads.push(await roadOf(tx, gift, receipts.get(gift.id)?.number ?? '', { site, lang, now }))
    const thisYear = partsOf(today).year
    const gaveIn = gifts.some(({ receivedAt }) => partsOf(dayOf(receivedAt)).year === thisYear)
    const road = roads[gifts.findIndex((gift) => gift.id === first.id)]!
    const told = {
      years: year - partsOf(dayOf(first.receivedAt)).year,
      road,
      /** The planned day has passed, and it has not all arrived. */
      sorry: road.overdue && isAwaited(road),
      gifts: gifts.length,
      here: roads.filter(({ all_here }) => all_here).length,
      /** Of this year's gifts, or of the first one's. */
      show_year: gaveIn ? thisYear : partsOf(dayOf(first.receivedAt)).year,
    }
    return { kind: 'say', with: { told } }
  },
})
