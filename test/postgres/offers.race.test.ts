import { expect, test } from 'vitest'
import { acceptOffer, finishOffer } from '../../src/giving/index.ts'
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
