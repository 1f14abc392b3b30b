import { expect, test } from 'vitest'
import { holdAccount } from '../../src/giving/bank/store.ts'
import {
  bookNotice,
  giveOwner,
  lapseDue,
  type NoticeRef,
  receiveNotice,
  settleNoticeByHand,
} from '../../src/giving/index.ts'
import { setClaim } from '../../src/needs/index.ts'
import { randomIds as ids } from '../../src/platform/ids.ts'
import type { Tx } from '../../src/platform/tx.ts'
import { checkBooks } from '../giving/books.ts'
import { type World, world } from '../giving/world.ts'
import { usePostgres } from '../support/postgres.ts'

const server = usePostgres()
const database = () => server().db

const now = new Date('2026-12-20T13:15:00Z')
const many = <T>(count: number, one: (n: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, n) => one(n)))

test('a hundred want the last places, twenty times: never one too many, never one left that fits', async () => {
  const db = database()
  const w = await world(db)
  for (let round = 0; round < 20; round++) {
    const cap = BigInt(1 + (round % 4))
    const need = await w.addNeed({ what: 'áo', unitWord: 'áo', unitPrice: 1n, cap })
    const sizes = Array.from({ length: 100 }, (_, n) => BigInt(1 + ((n * 7 + round) % 3)))
    const sets = await many(100, (n) =>
      db.transaction((tx) =>
        setClaim(tx, ids, {
          pledge: ids.uuid(),
          need,
          quantity: sizes[n]!,
          state: 'held',
          reason: 'race',
          now,
        }),
      ),
    )
    const won = sizes.filter((_, n) => sets[n]!.kind === 'set').reduce((all, size) => all + size, 0n)
    expect(won).toBe(cap)
    expect(await w.taken(need)).toBe(cap)
  }
  await checkBooks(w)
}, 120_000)

test('fifty people promise the last three gifts at the same moment', async () => {
  const w = await world(database(), { cap: 3n })
  const people = await many(50, () => w.person())
  const said = await Promise.all(
    people.map((one) => one.does('pledge.create', { campaign: { id: w.campaign }, units: 1 })),
  )
  expect(said.filter((one) => one.outcome === 'held')).toHaveLength(3)
  expect(said.filter((one) => one.outcome === 'gone')).toHaveLength(47)
  await checkBooks(w)
}, 60_000)

test('donors who swap places in both directions do not wait for each other for ever', async () => {
  const w = await world(database())
  const [a, b] = [
    await w.addNeed({ what: 'áo', unitWord: 'áo', unitPrice: 300_000n, cap: 100n, place: 'Tà Xùa' }),
    await w.addNeed({ what: 'áo', unitWord: 'áo', unitPrice: 300_000n, cap: 100n, place: 'Co Mạ' }),
  ]
  const people = await many(12, () => w.person())
  const pledges = await Promise.all(people.map((one, n) => one.pledges({ units: 1, need: n % 2 ? a : b })))
  for (let round = 0; round < 4; round++) {
    const to = (n: number) => ((n + round) % 2 ? b : a)
    const moved = await many(12, (n) => people[n]!.does('pledge.move', { pledge: pledges[n], need: to(n) }))
    expect(moved.map((one) => one.outcome)).toEqual(moved.map(() => 'held'))
  }
  await checkBooks(w)
}, 60_000)

test('one transfer told by two messengers and many repeats at once is one donation; receipts have no gap', async () => {
  const w = await world(database())
  const people = await many(10, () => w.person())
  const pledges = await Promise.all(people.map((one) => one.pledges({ units: 1 })))
  const notices = pledges.map((pledge) => w.bank.notification(300_000n, pledge.code).raw)
  const told = notices.flatMap((raw) =>
    [raw, raw, raw].map((one, n) => [one, n === 2 ? 'other' : 'sepay'] as const),
  )
  const booked = await Promise.all(told.map(([raw, provider]) => w.bank.hears(raw, provider)))
  expect(booked.filter((one) => one.kind === 'matched')).toHaveLength(10)
  expect(await w.books()).toEqual({ bank: 3_000_000n, campaign: 3_000_000n })
  await checkBooks(w)
}, 60_000)

test('money, a change of mind and the end of the time meet on one promise: whatever comes first, all agrees', async () => {
  const w = await world(database())
  for (let round = 0; round < 10; round++) {
    const lan = await w.person()
    const pledge = await lan.pledges({ units: 2 })
    const later = new Date(w.clock.now().getTime() + 20 * 86_400_000)
    const { raw } = w.bank.notification(round % 2 ? 600_000n : 400_000n, pledge.code)
    const feed = w.giving.feeds[0]!
    await Promise.all([
      lan.does('pledge.cancel', { pledge }),
      database().transaction((tx) => lapseDue(tx, w.giving, later)),
      database()
        .transaction((tx) => receiveNotice(tx, w.giving, feed, raw))
        .then((ref) => database().transaction((tx) => bookNotice(tx, w.giving, ref, later))),
    ])
    await checkBooks(w)
  }
}, 60_000)

test('several workers take up one notice at once: it is booked once, even without a bank reference', async () => {
  const w = await world(database())
  const lan = await w.person()
  const pledge = await lan.pledges({ units: 1 })
  const { raw } = w.bank.notification(300_000n, pledge.code, { ref: null })
  const ref = await database().transaction((tx) => receiveNotice(tx, w.giving, w.giving.feeds[0]!, raw))
  const booked = await many(8, () =>
    database().transaction((tx) => bookNotice(tx, w.giving, ref, w.clock.now())),
  )
  expect(booked.filter((one) => one.kind === 'matched')).toHaveLength(1)
  expect(await w.books()).toEqual({ bank: 300_000n, campaign: 300_000n })
  await checkBooks(w)
}, 60_000)

test('of twenty who are given the same unmatched money at once, one gets it', async () => {
  const w = await world(database())
  const booked = await w.bank.credits(300_000n, 'ung ho')
  const people = await many(20, () => w.person())
  const pledges = await Promise.all(people.map((one) => one.pledges({ units: 1 })))
  const given = await Promise.all(
    pledges.map((pledge) =>
      database().transaction((tx) =>
        giveOwner(tx, w.giving, (booked as { donation: string }).donation, { pledge: pledge.id }, now),
      ),
    ),
  )
  expect(given.filter((one) => one !== undefined)).toHaveLength(1)
  await checkBooks(w)
}, 60_000)

test('guesses made at once are counted one after the other: of one person, and for one credit', async () => {
  const w = await world(database())
  const amount = 731_000n
  const donations = await many(4, (n) => w.bank.credits(amount, 'ung ho', { ref: `FT90.773${n}` }))
  const credits = await Promise.all(
    donations.map(async (booked) => {
      const { donation: id } = booked as { donation: string }
      return (await database().prisma.donation.findUniqueOrThrow({ where: { id } })).creditId
    }),
  )
  const minh = await w.person()
  const his = await many(12, (n) => minh.does('bank.claim', { credit: credits[n % 3], last4: `00${10 + n}` }))
  expect(his.filter((one) => one.outcome === 'wrong')).toHaveLength(5)
  const people = await many(14, () => w.person())
  const theirs = await Promise.all(
    people.map((one, n) => one.does('bank.claim', { credit: credits[3], last4: `00${10 + n}` })),
  )
  expect(theirs.filter((one) => one.outcome === 'wrong')).toHaveLength(6)
}, 60_000)

test('a gift and its return told at the same moment by two workers do not miss each other', async () => {
  const db = database()
  const w = await world(db)
  for (let round = 0; round < 20; round++) {
    const lan = await w.person()
    const pledge = await lan.pledges({ units: 1 })
    const told = [
      w.bank.notification(300_000n, pledge.code, { ref: `FTGIFT${round}` }),
      w.bank.notification(300_000n, `hoan ${pledge.code}`, { ref: `FTBACK${round}`, direction: 'out' }),
    ]
    await Promise.all(told.map(({ raw }) => w.bank.hears(raw)))
    for (const notice of w.rung.splice(0)) await w.bank.books(notice)
    expect((await db.prisma.donation.findFirstOrThrow({ where: { pledgeId: pledge.id } })).state).toBe(
      'returned',
    )
  }
  await checkBooks(w)
}, 60_000)

/** A transaction that has taken something and keeps it. @returns lets it go */
async function keeps(take: (tx: Tx) => Promise<unknown>): Promise<() => Promise<void>> {
  let [taken, letGo] = [() => {}, () => {}]
  const until = new Promise<void>((resolve) => {
    letGo = resolve
  })
  const has = new Promise<void>((resolve) => {
    taken = resolve
  })
  const over = database().transaction(async (tx) => {
    await take(tx)
    taken()
    await until
  })
  await has
  return () => {
    letGo()
    return over
  }
}
/** So many wait for a lock. */
const waiting = (count: number) =>
  expect
    .poll(async () => {
      const rows = await database().hot.query<{ n: number }>(
        'waiting',
        `select count(*)::int4 as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
        [],
      )
      return rows[0]!.n
    })
    .toBe(count)

test('an officer who finds the promise of some money, and a return of what was given for it, do not wait for each other for ever', async () => {
  const w = await world(database())
  const lan = await w.person()
  const pledge = await lan.pledges({ units: 2 })
  await w.bank.credits(300_000n, pledge.code)
  const { account } = await accountOf(w)
  const stray = w.bank.notification(300_000n, 'khong ma', { account: '999' })
  const ref = await heard(w, stray.raw)
  const back = await heard(
    w,
    w.bank.notification(300_000n, `hoan ${pledge.code}`, { direction: 'out' }).raw,
    false,
  )

  // The return is in line for the account, and the officer behind it.
  const letGo = await keeps((tx) => holdAccount(tx, account, 'together'))
  const returned = database().transaction((tx) => bookNotice(tx, w.giving, back, w.clock.now()))
  await waiting(1)
  const stated = { account: w.accountNumber }
  const settled = database().transaction((tx) =>
    settleNoticeByHand(tx, w.giving, ref, { kind: 'match', code: pledge.code, stated }, w.clock.now()),
  )
  await waiting(2)
  await letGo()
  expect((await returned).kind).toBe('returned')
  expect((await settled).kind).toBe('matched')
  await checkBooks(w)
}, 60_000)

test('money that comes, and an officer who has the notice of its return in hand, do not wait for each other for ever', async () => {
  const w = await world(database())
  const lan = await w.person()
  const pledge = await lan.pledges({ units: 1 })
  const back = await heard(w, w.bank.notification(300_000n, `hoan ${pledge.code}`, { direction: 'out' }).raw)
  const gift = await heard(w, w.bank.notification(300_000n, pledge.code).raw, false)

  // The money has the account and waits for the promise; the officer has the notice and waits for the account.
  const letGo = await keeps(
    (tx) => tx.$executeRaw`SELECT 1 FROM pledge WHERE id = ${pledge.id}::uuid FOR UPDATE`,
  )
  const booked = database().transaction((tx) => bookNotice(tx, w.giving, gift, w.clock.now()))
  await waiting(1)
  const settled = database().transaction((tx) =>
    settleNoticeByHand(tx, w.giving, back, { kind: 'match', code: pledge.code, stated: {} }, w.clock.now()),
  )
  await waiting(2)
  await letGo()
  expect((await booked).kind).toBe('matched')
  expect((await settled).kind).toBe('returned')
  await checkBooks(w)
}, 60_000)

/** A notice that has come in, and (unless not yet) was looked at. */
async function heard(w: World, raw: Buffer, booked = true): Promise<NoticeRef> {
  const ref = await database().transaction((tx) => receiveNotice(tx, w.giving, w.giving.feeds[0]!, raw))
  if (booked) await database().transaction((tx) => bookNotice(tx, w.giving, ref, w.clock.now()))
  return ref
}

async function accountOf(w: World): Promise<{ account: string }> {
  const { accountId } = await database().prisma.campaign.findUniqueOrThrow({ where: { id: w.campaign } })
  return { account: accountId }
}
