import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '../../src/platform/db.ts'
import { addDays, asDay, dayOf, instantAt, isTet, timeOf } from '../../src/platform/vietnamese/index.ts'
import { testDatabase } from '../support/database.ts'
import { begins } from './sponsorship.stories.ts'
import { type World, world } from './world.ts'

/**
 * Reminders without dunning (voice.md 2.15), day after day on a clock of our own: one, one quiet one, silence; once a day in Việt Nam,
 * from 8 to 22 h, never on Tết, none once money is seen, whenever the service stood still.
 */

let db: Database
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

const HOUR_MS = 3_600_000
type Person = Awaited<ReturnType<World['person']>>
interface Said {
  readonly at: Date
  readonly flow: string
  readonly last: boolean
}
const hourOf = (at: Date) => timeOf(at).hour
const shown = ({ at, last }: Said) => `${dayOf(at)} ${hourOf(at)}h${last ? ' last' : ''}`
const local = (day: string, hour: number, minute = 0) => instantAt(asDay(day), { hour, minute })

/** What works off what is due: it may stand still, and then says what is still to be said. */
function worker(w: World, who: Person) {
  const done = new Set<object>()
  const said: Said[] = []
  return {
    said,
    async turns(flow: string): Promise<void> {
      const now = w.clock.now()
      const due = w.told.filter(
        (one) => one.contact === who.contact && one.flow === flow && one.notBefore && one.notBefore <= now,
      )
      due.sort((a, b) => a.notBefore!.getTime() - b.notBefore!.getTime())
      for (const one of due) {
        if (done.has(one)) continue
        done.add(one)
        const told = await who.tells(flow, one.with as never)
        if (told.kind === 'say') said.push({ at: now, flow, last: one.with.last === true })
      }
    },
  }
}

/** A fund whose campaign goes on over New Year and Tết. */
async function longWorld(from: Date) {
  const w = await world(db)
  await db.prisma.campaign.update({
    where: { id: w.campaign },
    data: { receivesUntil: local('2027-06-30', 23), giftBy: local('2027-06-20', 23) },
  })
  w.clock.to(from.toISOString())
  return w
}

async function hourly(w: World, until: Date, work: () => Promise<void>): Promise<void> {
  while (w.clock.now() < until) {
    w.clock.to(new Date(w.clock.now().getTime() + HOUR_MS).toISOString())
    await work()
  }
}

test.each([
  ['an ordinary week', '2026-12-10 09:30', ['2026-12-12 9h', '2026-12-16 9h last']],
  ['at midnight', '2026-12-10 23:59', ['2026-12-13 8h', '2026-12-16 9h last']],
  ['just after midnight', '2026-12-11 00:01', ['2026-12-13 8h', '2026-12-17 9h last']],
  ['over the end of the year', '2026-12-29 21:30', ['2027-01-01 8h', '2027-01-04 9h last']],
  // Mùng 1 is 6 February: from the 5th to the 8th nobody is reminded.
  ['the first would be mùng 1', '2027-02-04 10:00', ['2027-02-09 8h']],
  ['the last word would be mùng 2', '2027-02-01 10:00', ['2027-02-03 10h', '2027-02-04 9h last']],
  ['both would be of Tết', '2027-02-02 10:00', ['2027-02-04 9h last']],
  ['promised on mùng 1', '2027-02-06 10:00', ['2027-02-09 8h', '2027-02-12 9h last']],
] as const)('a promise, %s', async (_, from, expected) => {
  const [day, time] = from.split(' ') as [string, string]
  const [hour, minute] = time.split(':').map(Number) as [number, number]
  const w = await longWorld(local(day, hour, minute))
  const lan = await w.person()
  await lan.pledges({ units: 1 })
  const turns = worker(w, lan)
  await hourly(w, local(addDays(asDay(day), 12), 0), () => turns.turns('pledge-reminder'))
  expect(turns.said.map(shown)).toEqual([...expected])
})

test('the day that she has chosen is kept, on Tết too', async () => {
  const w = await longWorld(local('2027-02-04', 10))
  const lan = await w.person()
  const pledge = await lan.pledges({ units: 1 })
  await lan.does('pledge.snooze', { pledge, day: '2027-02-07' })
  const turns = worker(w, lan)
  await hourly(w, local('2027-02-16', 0), () => turns.turns('pledge-reminder'))
  expect(turns.said.map(shown)).toEqual(['2027-02-07 9h', '2027-02-10 9h last'])
})

test.each([
  ['within those that it is kept', '2026-12-15', ['2026-12-15 9h']],
  ['beyond them, which says nothing', '2026-12-25', ['2026-12-12 9h', '2026-12-16 9h last']],
  ['over already', '2026-12-09', ['2026-12-12 9h', '2026-12-16 9h last']],
])('a promise with a day on which she wants to send it, %s', async (_, remind, expected) => {
  const w = await longWorld(local('2026-12-10', 9, 30))
  const lan = await w.person()
  const held = await lan.does('pledge.create', { campaign: { id: w.campaign }, units: 1 })
  await lan.does('pledge.confirm', { pledge: held.pledge, remind })
  const turns = worker(w, lan)
  await hourly(w, local('2026-12-22', 0), () => turns.turns('pledge-reminder'))
  expect(turns.said.map(shown)).toEqual(expected)
})

test('over any promises, money, words, days and standstills: at most two, once a day, by day, none on Tết or behind money', async () => {
  const event = fc.record({
    after: fc.integer({ min: 0, max: 10 * 24 }),
    what: fc.constantFrom('part', 'full', 'cancel', 'refuse') as fc.Arbitrary<
      'part' | 'full' | 'cancel' | 'refuse'
    >,
  })
  const stop = fc.record({ from: fc.integer({ min: 0, max: 200 }), hours: fc.integer({ min: 1, max: 140 }) })
  let two = 0
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 70 * 24 * 60 }),
      fc.array(event, { maxLength: 2 }),
      fc.array(stop, { maxLength: 2 }),
      async (minutes, events, stops) => {
        const from = new Date(local('2026-12-10', 0).getTime() + minutes * 60_000)
        const w = await longWorld(from)
        const lan = await w.person()
        const pledge = await lan.pledges({ units: 1 })
        const { until } = await db.prisma.pledge.findUniqueOrThrow({ where: { id: pledge.id } })
        const turns = worker(w, lan)
        let over: Date | undefined
        for (let hour = 0; hour <= 11 * 24; hour++) {
          w.clock.to(new Date(from.getTime() + hour * HOUR_MS).toISOString())
          for (const { after, what } of events) {
            if (after !== hour || w.clock.now() > until) continue
            over ??= w.clock.now()
            if (what === 'cancel') await lan.does('pledge.cancel', { pledge })
            else if (what === 'refuse') await lan.does('consent.withdraw', { purpose: 'appeals' })
            else await w.bank.credits(what === 'part' ? 100_000n : 300_000n, pledge.code)
          }
          if (stops.some((one) => hour >= one.from && hour < one.from + one.hours)) continue
          await turns.turns('pledge-reminder')
          if (w.clock.now() > until) await w.lapses()
        }
        const { said } = turns
        if (said.length === 2) two += 1
        expect(said.length).toBeLessThanOrEqual(2)
        expect(said.filter(({ last }) => !last).length).toBeLessThanOrEqual(1)
        expect(said.filter(({ last }) => last).length).toBeLessThanOrEqual(1)
        // The quiet one comes last, and on another day.
        expect(said.findIndex(({ last }) => last)).not.toBe(said.length === 2 ? 0 : -2)
        expect(new Set(said.map(({ at }) => dayOf(at))).size).toBe(said.length)
        for (const { at } of said) {
          expect([hourOf(at) >= 8 && hourOf(at) < 22, isTet(dayOf(at)), at <= until]).toEqual([
            true,
            false,
            true,
          ])
          if (over) expect(at < over).toBe(true)
        }
        // Without trouble she is not forgotten.
        if (events.length === 0 && stops.length === 0) expect(said.length).toBeGreaterThanOrEqual(1)
      },
    ),
    { numRuns: 60, seed: 20_261_130 },
  )
  expect(two).toBeGreaterThan(5)
}, 240_000)

test.each([
  // The fifth of February is the last day of the old year: it comes on mùng 4.
  ['slot-reminder', 5, ['2027-01-05 9h', '2027-02-09 9h', '2027-03-05 9h']],
  ['slot-reminder', 31, ['2026-12-31 9h', '2027-01-31 9h', '2027-02-28 9h']],
  ['slot-reminder', 8, ['2027-01-08 9h', '2027-02-09 9h', '2027-03-08 9h']],
  // After three months without money nothing is asked for any more.
  ['monthly-reminder', 5, ['2027-01-05 9h', '2027-02-09 9h', '2027-03-05 9h']],
  ['monthly-reminder', 31, ['2026-12-31 9h', '2027-01-31 9h', '2027-02-28 9h']],
  ['monthly-reminder', 1, ['2027-01-01 9h', '2027-02-01 9h', '2027-03-01 9h']],
] as const)('%s of day %i: one a month, and the day is that of the month', async (flow, day, expected) => {
  const w = await longWorld(local('2026-12-20', 20))
  const lan = await w.person()
  if (flow === 'slot-reminder') await begins(lan, await w.addSlot(), day)
  else await lan.does('schedule.begin', { campaign: { id: w.campaign }, amount: 200_000n, remind_day: day })
  const turns = worker(w, lan)
  await hourly(w, local('2027-04-01', 0), async () => {
    if (hourOf(w.clock.now()) === 0) await w.sweeps()
    await turns.turns(flow)
  })
  expect(turns.said.map(shown)).toEqual([...expected])
})

test('a month that is paid, in part or ahead, and one that is paused, is reminded of as far as it waits', async () => {
  const w = await longWorld(local('2026-12-20', 20))
  const lan = await w.person()
  const place = await begins(lan, await w.addSlot(), 20)
  const turns = worker(w, lan)
  const until = (day: string) =>
    hourly(w, local(day, 0), async () => {
      if (hourOf(w.clock.now()) === 0) await w.sweeps()
      await turns.turns('slot-reminder')
    })
  await w.bank.credits(200_000n, place.code)
  await until('2027-01-10')
  // In the same hour as the reminder, before it: it is not said.
  await until('2027-01-20')
  w.clock.to(local('2027-01-20', 8, 59).toISOString())
  await w.bank.credits(400_000n, place.code)
  await until('2027-02-28')
  expect(turns.said.map(shown)).toEqual([])
  await until('2027-03-25')
  expect(turns.said.map(shown)).toEqual(['2027-03-20 9h'])
})
