import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Told } from '../../src/conversation/index.ts'
import type { Database } from '../../src/platform/db.ts'
import { addDays, asDay, dayOf, instantAt, isTet } from '../../src/platform/vietnamese/index.ts'
import {
  anniversaryIn,
  anniversaryOn,
  tellAnniversaries,
  yearTellings,
} from '../../src/reports/anniversary.ts'
import { type World, world } from '../giving/world.ts'
import { shop } from '../spending/shop.ts'
import { testDatabase } from '../support/database.ts'

/** A year after her first gift, and each year, who asked for it hears what it became: once, on its day, never on Tết. */

let db: Database
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())
let w: World
beforeEach(async () => {
  await db.prisma.consent.deleteMany({})
  w = await world(db)
})

type Person = Awaited<ReturnType<World['person']>>
const at = (day: string, hour = 9, minute = 0) => instantAt(asDay(day), { hour, minute })
/** What was posted, for a worker to say. */
let posted: { contact: string; key: string; year: number; patience: Date }[] = []
beforeEach(() => {
  posted = []
})
const tell = {
  toContact: async (_: unknown, contact: string, m: { key: string; with: unknown; patience?: Date }) =>
    void posted.push({ contact, key: m.key, year: (m.with as { year: number }).year, patience: m.patience! }),
  takeBack: async () => 0,
}
const sweep = (now: Date) => tellAnniversaries(db, { tell }, now)
const says = (who: Person, year: number, now: Date): Promise<Told> =>
  db.transaction((tx) => yearTellings(w.giving).anniversary!({ tx, contact: who.contact, now }, { year }))
const facts = (told: Told) => (told.kind === 'say' ? (told.with.told as Record<string, unknown>) : told.why)
const yes = (who: Person) => who.does('consent.give', { purpose: 'anniversary' })

/** Somebody whose first gift came then. */
async function gave(day: string, hour = 9): Promise<Person> {
  const who = await w.person()
  const pledge = await who.pledges({ units: 1 })
  await w.bank.credits(300_000n, pledge.code)
  await db.prisma.donation.updateMany({
    where: { contactId: who.contact },
    data: { receivedAt: at(day, hour) },
  })
  return who
}
/** Every hour of these days. @returns the hours in which somebody was told */
async function hoursTold(from: string, to: string): Promise<string[]> {
  const told: string[] = []
  for (let now = at(from, 0); now < at(to, 0); now = new Date(now.getTime() + 3_600_000))
    if ((await sweep(now)).length > 0)
      told.push(`${dayOf(now)} ${new Date(now.getTime() + 7 * 3_600_000).getUTCHours()}`)
  return told
}

test('once a year, in the morning of its day, to who allowed it, year after year', async () => {
  const lan = await gave('2026-12-20')
  await gave('2026-12-20') // Minh has not asked.
  expect(await hoursTold('2027-12-18', '2027-12-26')).toEqual([])
  await yes(lan)
  expect(await hoursTold('2027-12-18', '2027-12-26')).toEqual(['2027-12-20 8'])
  expect(await hoursTold('2027-12-18', '2027-12-26')).toEqual([])
  expect(await hoursTold('2028-12-18', '2028-12-26')).toEqual(['2028-12-20 8'])
  expect(posted).toMatchObject([
    { contact: lan.contact, year: 2027 },
    { contact: lan.contact, year: 2028 },
  ])
  expect(posted[0]!.patience).toEqual(at('2027-12-20', 14))
  await lan.does('consent.withdraw', { purpose: 'anniversary' })
  expect(await hoursTold('2029-12-18', '2029-12-26')).toEqual([])
})

test('days are those of Việt Nam, over the end of a year; the leap day is the last of February', async () => {
  // Half past midnight of New Year's Day is the old year elsewhere, and half past eleven at night the old day.
  const [eve, newYear, leap] = [
    await gave('2026-12-31', 23),
    await gave('2027-01-01', 0),
    await gave('2028-02-29'),
  ]
  for (const who of [eve, newYear, leap]) await yes(who)
  expect(await hoursTold('2027-12-29', '2028-01-06')).toEqual(['2027-12-31 8', '2028-01-01 8'])
  expect(posted.map(({ contact, year }) => [contact, year])).toEqual([
    [eve.contact, 2027],
    [newYear.contact, 2028],
  ])
  expect(await hoursTold('2029-02-26', '2029-03-05')).toEqual(['2029-02-28 8'])
  expect(await hoursTold('2032-02-26', '2032-03-05')).toEqual(['2032-02-29 8'])
  expect(posted.at(-1)).toMatchObject({ contact: leap.contact, year: 2032 })
})

test('what falls on Tết is told on mùng 4, and what was not told on its day within three', async () => {
  const lan = await gave('2026-02-06')
  await yes(lan)
  expect(await hoursTold('2027-02-03', '2027-02-15')).toEqual(['2027-02-09 8'])
  // The service stood still for two days.
  const hoa = await gave('2026-06-10')
  await yes(hoa)
  expect(await hoursTold('2027-06-12', '2027-06-20')).toEqual(['2027-06-12 8'])
  const minh = await gave('2026-07-10')
  await yes(minh)
  expect(await hoursTold('2027-07-14', '2027-07-20')).toEqual([])
})

test('for each day of the calendar there is one in each later year, and none on Tết', () => {
  for (let first = asDay('2027-01-01'); first <= '2028-12-31'; first = addDays(first, 1))
    for (let year = Number(first.slice(0, 4)) + 1; year < 2035; year++) {
      const on = anniversaryIn(year, first)
      expect(isTet(on)).toBe(false)
      expect(on.slice(0, 4)).toBe(String(year))
      for (const late of [0, 1, 2, 3]) expect(anniversaryOn(addDays(on, late), first)).toBe(year)
      expect([year, undefined]).toContain(anniversaryOn(addDays(on, 4), first) ?? undefined)
      expect(anniversaryOn(addDays(on, -1), first)).toBe(undefined)
    }
})

test('what it says is true: not bought by its day, bought, on the spot; more gifts are counted', async () => {
  const s = await shop(w)
  const lan = await w.person()
  const pledge = await lan.pledges({ units: 1 })
  await w.bank.credits(300_000n, pledge.code)
  await yes(lan)
  const day = (hour = 9) => at('2027-12-20', hour)
  expect(facts(await says(lan, 2027, day()))).toMatchObject({
    years: 1,
    sorry: true,
    gifts: 1,
    here: 0,
    show_year: 2026,
    road: { stage: 'received', goes: 'things', overdue: true, amount: 300_000n },
  })
  const bought = await s.buys(1n, 300_000n)
  const id = 'id' in bought ? bought.id : ''
  expect(facts(await says(lan, 2027, day()))).toMatchObject({ road: { stage: 'bought' }, sorry: true })
  const came = await s.brings(id, 1n)
  if (came.kind !== 'recorded') throw new Error(came.kind)
  await s.confirm(came.id)
  expect(facts(await says(lan, 2027, day()))).toMatchObject({
    road: { stage: 'confirmed' },
    sorry: false,
    here: 1,
  })
  // Of a common pot it is said how much of it is left, and nothing of her own part.
  const minh = await w.person()
  await w.bank.credits(200_000n, (await minh.pledges({ amount: 200_000n, need: null })).code)
  await yes(minh)
  expect(facts(await says(minh, 2027, day()))).toMatchObject({
    sorry: true,
    road: { goes: 'common', stage: 'received', pot_left: 200_000n },
  })
  await s.buys(0n, 1n, { amount: 200_000n })
  expect(facts(await says(minh, 2027, day()))).toMatchObject({
    sorry: false,
    road: { goes: 'common', pot_left: 0n },
  })
})

test('nothing is said at night, on another day, to who refuses news of gifts, or of what went back', async () => {
  const lan = await gave('2026-12-20')
  await yes(lan)
  await sweep(at('2027-12-20', 20, 30))
  expect(posted).toHaveLength(1)
  // Its turn came in the night: she hears in the morning.
  expect(facts(await says(lan, 2027, at('2027-12-20', 22, 30)))).toBe('it is night, or Tết')
  expect(await hoursTold('2027-12-21', '2027-12-23')).toEqual(['2027-12-21 8'])
  expect(posted[1]!.key).not.toBe(posted[0]!.key)
  expect(facts(await says(lan, 2027, at('2027-12-25')))).toBe('it is not the day of their first gift')
  expect(facts(await says(lan, 2028, at('2027-12-20')))).toBe('it is not the day of their first gift')
  await lan.does('consent.withdraw', { purpose: 'my_gifts' })
  expect(facts(await says(lan, 2027, at('2027-12-20')))).toBe('they refuse news of their gifts')
  const hoa = await gave('2026-12-20')
  await yes(hoa)
  await db.prisma.donation.updateMany({
    where: { contactId: hoa.contact },
    data: { state: 'returned', returnedAt: at('2026-12-22') },
  })
  expect(facts(await says(hoa, 2027, at('2027-12-20')))).toBe('it is not the day of their first gift')
  expect(await hoursTold('2028-12-20', '2028-12-21')).toEqual(['2028-12-20 8'])
  expect(posted.map(({ contact }) => contact)).not.toContain(hoa.contact)
})
