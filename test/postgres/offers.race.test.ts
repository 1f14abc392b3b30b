import { expect, test } from 'vitest'
import {
  acceptOffer,
  changeForeign,
  finishOffer,
  holdForeign,
  takeBackCount,
} from '../../src/giving/index.ts'
import { asDay } from '../../src/platform/vietnamese/index.ts'
import { checkBooks } from '../giving/books.ts'
import { world } from '../giving/world.ts'
import { usePostgres } from '../support/postgres.ts'

const server = usePostgres()
const DAY = asDay('2026-12-26')

/** So many people offer ten coats each to a need that lacks fifteen. */
async function offered(people: number) {
  const { db } = server()
  const w = await world(db)
  const coats = { what: 'áo ấm', unitWord: 'áo', unitPrice: 180_000n, place: 'Tà Xùa', cap: 15n }
  const need = await w.addNeed(coats)
  const all = await Promise.all(Array.from({ length: people }, () => w.person()))
  const goods = { kind: 'goods', campaign: { id: w.campaign }, need, what: '10 áo', count: 10 }
  const offers: { id: string; withdraw: () => Promise<unknown> }[] = []
  for (const one of all) {
    const { offer } = (await one.does('offer.make', goods)) as unknown as { offer: { id: string } }
    offers.push({ id: offer.id, withdraw: () => one.does('offer.withdraw', { offer: { id: offer.id } }) })
  }
  const now = w.clock.now()
  const agreed = { day: DAY, where: 'Quỹ', hour: '8 giờ', need }
  return {
    w,
    need: () => db.prisma.need.findUniqueOrThrow({ where: { id: need } }),
    needId: need,
    all,
    offers,
    accept: (id: string) => db.transaction((tx) => acceptOffer(w.giving, tx, id, agreed, now)),
    finish: (id: string) =>
      db.transaction((tx) => finishOffer(w.giving, tx, id, { day: DAY, counted: 10n, value: null }, now)),
    takes: async () =>
      (await db.prisma.offer.findMany({ where: { needId: need } })).reduce(
        (sum, { takes }) => sum + takes,
        0n,
      ),
  }
}

test('twelve offers are agreed at once for fifteen coats, while others promise money: none is promised twice', async () => {
  const it = await offered(12)
  const paying = await Promise.all(Array.from({ length: 6 }, () => it.w.person()))
  const hold = { campaign: { id: it.w.campaign }, need: it.needId, units: 2 }
  const [agreed, held] = await Promise.all([
    Promise.all(it.offers.map(({ id }) => it.accept(id))),
    Promise.all(paying.map((one) => one.does('pledge.create', hold))),
  ])
  expect(agreed.every((one) => one !== 'past')).toBe(true)
  const units = BigInt(held.filter(({ outcome }) => outcome === 'held').length) * 2n
  const { taken, broughtPromised } = await it.need()
  expect(taken).toBeLessThanOrEqual(15n)
  expect([broughtPromised, taken]).toEqual([await it.takes(), (await it.takes()) + units])
  await checkBooks(it.w)
}, 60_000)

test('one offer is counted by two officers, agreed anew and taken back in the same moment: one thing happens to it', async () => {
  for (let n = 0; n < 5; n++) {
    const it = await offered(1)
    const [{ id, withdraw }] = it.offers as [(typeof it.offers)[0]]
    await it.accept(id)
    await Promise.all([it.finish(id), it.finish(id), it.accept(id), withdraw()])
    const { state, takes } = await it.w.db.prisma.offer.findUniqueOrThrow({ where: { id } })
    const { taken, brought, broughtPromised } = await it.need()
    expect({ state, takes, taken, brought, broughtPromised }).toEqual(
      state === 'done'
        ? { state, takes: 10n, taken: 10n, brought: 10n, broughtPromised: 0n }
        : { state: 'withdrawn', takes: 0n, taken: 0n, brought: 0n, broughtPromised: 0n },
    )
    await checkBooks(it.w)
  }
}, 60_000)

test('four officers tie four sums in dollars to two credits: each credit is one person’s, and the rest stays held', async () => {
  for (let n = 0; n < 4; n++) {
    const { db } = server()
    const w = await world(db)
    const people = await Promise.all(Array.from({ length: 4 }, () => w.person()))
    const held: string[] = []
    for (const one of people) {
      const dollars = { kind: 'foreign', campaign: { id: w.campaign }, amount: '100', currency: 'USD' }
      const { offer } = (await one.does('offer.make', dollars)) as unknown as { offer: { id: string } }
      const came = { currency: 'USD', minor: 10_000n } as const
      const arrival = { came, day: DAY, bankRef: `FT${held.length}` }
      await db.transaction((tx) => holdForeign(w.giving, tx, offer.id, arrival, w.clock.now()))
      held.push(offer.id)
    }
    const credits: string[] = []
    for (const amount of [2_500_000n, 2_600_000n]) {
      const booked = await w.bank.credits(amount, 'QUY DOI')
      if (booked.kind === 'unmatched') credits.push(booked.donation)
    }
    const done = await Promise.all(
      held.map((id, at) =>
        db.transaction((tx) => changeForeign(w.giving, tx, id, credits[at % 2]!, w.clock.now())),
      ),
    )
    expect(done.filter((one) => one !== 'past')).toHaveLength(2)
    const rows = await db.prisma.offer.findMany({ where: { campaignId: w.campaign } })
    expect(rows.filter(({ state }) => state === 'held')).toHaveLength(2)
    expect(new Set(rows.map(({ donationId }) => donationId).filter(Boolean))).toEqual(new Set(credits))
    expect(await w.books()).toEqual({ bank: 5_100_000n, pot: 5_100_000n })
    await checkBooks(w)
  }
}, 60_000)

test('two officers write one reference down for two people at once: it is one person’s', async () => {
  for (let n = 0; n < 4; n++) {
    const { db } = server()
    const w = await world(db)
    const people = await Promise.all([w.person(), w.person()])
    const dollars = { kind: 'foreign', campaign: { id: w.campaign }, amount: '100', currency: 'USD' }
    const made = await Promise.all(people.map((one) => one.does('offer.make', dollars)))
    const ids = made.map((one) => (one as unknown as { offer: { id: string } }).offer.id)
    const came = { came: { currency: 'USD', minor: 10_000n }, day: DAY, bankRef: 'FT1' } as const
    const done = await Promise.all(
      ids.map((id) => db.transaction((tx) => holdForeign(w.giving, tx, id, came, w.clock.now()))),
    )
    expect(done.filter((one) => one === 'taken')).toHaveLength(1)
    expect(await db.prisma.offer.count({ where: { state: 'held', campaignId: w.campaign } })).toBe(1)
  }
}, 60_000)

test('a count is taken back by two officers while a third counts anew: the need is as its offer says', async () => {
  for (let n = 0; n < 5; n++) {
    const it = await offered(1)
    const [{ id }] = it.offers as [(typeof it.offers)[0]]
    await it.accept(id)
    await it.finish(id)
    const { db } = server()
    const back = () => db.transaction((tx) => takeBackCount(it.w.giving, tx, id, 'typed', it.w.clock.now()))
    await Promise.all([back(), back(), it.finish(id)])
    const { state, takes } = await db.prisma.offer.findUniqueOrThrow({ where: { id } })
    const { taken, brought, broughtPromised } = await it.need()
    const [here, promised] = state === 'done' ? [10n, 0n] : [0n, 10n]
    expect({ takes, taken, brought, broughtPromised }).toEqual({
      takes: 10n,
      taken: 10n,
      brought: here,
      broughtPromised: promised,
    })
    await checkBooks(it.w)
  }
}, 60_000)
