import { expect, test, vi } from 'vitest'
import { turnMonths } from '../../src/giving/index.ts'
import { releaseHolds, takePlace } from '../../src/giving/sponsorship/taking.ts'
import { randomIds as ids } from '../../src/platform/ids.ts'
import { silentLog } from '../../src/platform/log.ts'
import { asDay } from '../../src/platform/vietnamese/index.ts'
import { checkBooks } from '../giving/books.ts'
import { world } from '../giving/world.ts'
import { usePostgres } from '../support/postgres.ts'

const server = usePostgres()
const database = () => server().db

/** More people at once than there are connections: who waits for one waits in line. */
const LANES = 64

async function many<T>(count: number, one: (n: number) => Promise<T>): Promise<T[]> {
  const answers: T[] = []
  let next = 0
  const lane = async () => {
    for (let n = next++; n < count; n = next++) answers[n] = await one(n)
  }
  await Promise.all(Array.from({ length: LANES }, lane))
  return answers
}

/** CT_CLAIMS=10000 for the whole of it: a minute or two. */
const CLAIMS = Number(process.env.CT_CLAIMS ?? 1_000)

test('ten claims for each place, all at once: each place has one sponsor, and everybody an answer', async () => {
  const db = database()
  const w = await world(db)
  const places: string[] = []
  for (let n = 0; n < CLAIMS / 10; n++) places.push(await w.addSlot())
  const answers = await many(CLAIMS, (n) => {
    // Half of them want one that they saw; the fund chooses for the others.
    const slot = n % 2 ? places[(n * 7_919) % places.length]! : null
    return db.transaction((tx) =>
      takePlace({ tx, ids, now: w.clock.now(), contact: ids.uuid(), key: `claim:${n}` }, slot),
    )
  })
  const count = (kind: string) => answers.filter((one) => one.kind === kind).length
  expect(count('held')).toBe(places.length)
  expect(count('held') + count('others') + count('gone')).toBe(CLAIMS)
  const held = answers.flatMap((one) => (one.kind === 'held' ? [one.slot] : []))
  expect(new Set(held).size).toBe(places.length)
  const twice = await db.prisma.$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM (SELECT slot_id FROM sponsorship WHERE state IN ('held', 'active', 'paused')
      GROUP BY slot_id HAVING count(*) > 1) twice`
  expect(twice[0]!.n).toBe(0)
}, 1_200_000)

test('while many let the fund choose at once, those places are taken that wait longest; with a sum, those that cost nearest to it', async () => {
  const db = database()
  for (const near of [undefined, 300_000n]) {
    const w = await world(db)
    // Not in the order in which they wait: the order of the table says nothing.
    const order = Array.from({ length: 40 }, (_, n) => (n * 17) % 40)
    const places = new Map<number, string>()
    for (const n of order) {
      const day = asDay(`2026-${n < 20 ? '09' : '10'}-${String((n % 20) + 1).padStart(2, '0')}`)
      // Those that wait longest cost least like it.
      const monthly = near === undefined ? 200_000n : near + BigInt(40 - n) * 10_000n
      places.set(n, await w.addSlot({ waitsSince: day, monthly }))
    }
    const taken = await many(15, (n) =>
      db.transaction((tx) =>
        takePlace(
          { tx, ids, now: w.clock.now(), contact: ids.uuid(), key: `order:${near}:${n}` },
          null,
          ...(near === undefined ? [] : [near]),
        ),
      ),
    )
    const held = new Set(taken.map((one) => (one.kind === 'held' ? one.slot : one.kind)))
    const first = near === undefined ? [...Array(15).keys()] : [...Array(15).keys()].map((n) => 39 - n)
    expect(held).toEqual(new Set(first.map((n) => places.get(n))))
    // The next test, and the next round, begin without those that are left.
    await db.prisma.campaign.update({ where: { id: w.campaign }, data: { state: 'closed' } })
  }
}, 120_000)

test('her money, her hand-back, a new month and the fund’s end of it meet: whatever comes first, all agrees', async () => {
  const db = database()
  const w = await world(db)
  for (let round = 0; round < 10; round++) {
    w.clock.to('2026-12-20T13:15:00Z')
    const lan = await w.person()
    const slot = await w.addSlot()
    const taken = await lan.does('slot.take', { slot: { id: slot } })
    const begun = await lan.does('slot.begin', { held: taken.held, remind_day: 25 })
    w.clock.to('2027-01-02T03:00:00Z')
    await Promise.all([
      w.bank.credits(round % 2 ? 200_000n : 400_000n, begun.sponsored.code),
      round % 3 === 0 ? lan.does('slot.hand_back', { sponsored: begun.sponsored }) : w.sweeps(),
      turnMonths(db, w.giving, silentLog, { failed: new Map(), now: w.clock.now() }),
      lan.does('slot.pause', { sponsored: begun.sponsored, months: 1 }),
    ])
    await checkBooks(w)
  }
}, 120_000)

test('several workers turn a month at once, and money comes meanwhile: each gift is asked for once', async () => {
  const db = database()
  const w = await world(db)
  await db.prisma.campaign.update({
    where: { id: w.campaign },
    data: { receivesUntil: new Date('2027-06-30T16:59:59.999Z') },
  })
  const wish = { campaign: { id: w.campaign }, amount: 200_000n, remind_day: 5 }
  const people = await Promise.all(Array.from({ length: 60 }, () => w.person()))
  const begun = []
  for (const one of people) begun.push((await one.does('schedule.begin', wish)).schedule)
  w.clock.to('2027-02-01T00:00:00Z')
  // Each worker sweeps again and again, so that they meet often.
  const worker = async () => {
    for (let round = 0; round < 4; round++)
      await turnMonths(db, w.giving, silentLog, { failed: new Map(), now: w.clock.now() })
  }
  await Promise.all([
    ...Array.from({ length: 6 }, worker),
    ...begun.filter((_, n) => n % 3 === 0).map(({ code }) => w.bank.credits(200_000n, code)),
  ])
  await worker()
  const rows = await db.prisma.$queryRaw<
    { id: string; due: string; plans: number; promises: number; owed: bigint }[]
  >`
    SELECT s.id::text AS id, s.due_month AS due, s.plans, p.amount - p.received AS owed,
      (SELECT count(*)::int FROM pledge x WHERE x.contact_id = s.contact_id) AS promises
    FROM sponsorship s JOIN pledge p ON p.id = s.pledge_id WHERE p.campaign_id = ${w.campaign}::uuid`
  expect(rows).toHaveLength(60)
  for (const { id, owed, ...is } of rows) {
    expect(is).toEqual({ due: '2027-02', plans: 2, promises: 1 })
    // What came at the turn is January's, or February's: never both, and nothing is owed for a January without money.
    const came = begun.findIndex((one) => one.id === id) % 3 === 0
    expect(came ? [0n, 200_000n] : [200_000n]).toContain(owed)
  }
  await checkBooks(w)
}, 120_000)

test('while she moves to another place, the time of her first one is over and somebody takes it: nobody takes it from them', async () => {
  const db = database()
  const w = await world(db)
  const [first, second] = [await w.addSlot(), await w.addSlot()]
  const [lan, minh, hoa] = [await w.person(), await w.person(), await w.person()]
  const take = (who: typeof lan, slot: string, now = w.clock.now()) =>
    db.transaction((tx) => takePlace({ tx, ids, now, contact: who.contact, key: ids.uuid() }, slot))
  expect((await take(lan, first)).kind).toBe('held')
  w.clock.advance({ minutes: 60 })
  let moved: Promise<unknown> = Promise.resolve()
  // She has read what she holds, and waits for the other place.
  await db.transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM slot WHERE id = ${second}::uuid FOR UPDATE`
    moved = take(lan, second)
    await vi.waitFor(async () => {
      const [row] = await db.prisma.$queryRaw<{ n: number }[]>`
        SELECT count(*)::int AS n FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%UPDATE slot SET%'`
      expect(row!.n).toBe(1)
    }, 10_000)
    expect(await db.transaction((other) => releaseHolds(other, w.clock.now()))).toBe(1)
    expect((await take(minh, first)).kind).toBe('held')
  })
  await moved
  expect((await take(hoa, first)).kind).toBe('others')
  // Minh, who asks for it again, has the whole time again; once that was over, it is taken like any other.
  w.clock.advance({ minutes: 10 })
  expect(await take(minh, first)).toMatchObject({
    kind: 'held',
    until: new Date(w.clock.now().getTime() + 15 * 60_000),
  })
}, 60_000)
