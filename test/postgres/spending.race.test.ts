import { expect, test } from 'vitest'
import { returnDonation } from '../../src/giving/index.ts'
import { checkBooks } from '../giving/books.ts'
import { world } from '../giving/world.ts'
import { shop } from '../spending/shop.ts'
import { usePostgres } from '../support/postgres.ts'

const server = usePostgres()

/** Five people have given for a gift each; all of it is in the account. */
async function given() {
  const { db } = server()
  const w = await world(db)
  const s = await shop(w)
  const people = await Promise.all(Array.from({ length: 5 }, () => w.person()))
  for (const one of people) await w.bank.credits(300_000n, (await one.pledges({ units: 1 })).code)
  return { db, w, s }
}

test('ten purchases that each want all of the money are approved at once: one gets it', async () => {
  const { w, s } = await given()
  const lines = [{ need: w.gifts, quantity: 5n, unitPrice: 300_000n }]
  const asked = await Promise.all(
    Array.from({ length: 10 }, () => s.propose(s.sheet({ amount: 1_500_000n, lines }))),
  )
  const ids = asked.map((one) => ('id' in one ? one.id : one.kind))
  const booked = await Promise.all(ids.map((id) => s.book(id)))
  expect(booked.filter((one) => one === 'done')).toHaveLength(1)
  expect(await w.books()).toEqual({ bank: 1_500_000n, disbursed: 1_500_000n })
  await checkBooks(w)
}, 60_000)

test('gifts go back to their donors while they are bought: nothing is both', async () => {
  const { db, w, s } = await given()
  const lines = [{ need: w.gifts, quantity: 1n, unitPrice: 300_000n }]
  const asked = await Promise.all(
    Array.from({ length: 5 }, () => s.propose(s.sheet({ amount: 300_000n, lines }))),
  )
  const gifts = await db.prisma.donation.findMany({ where: { unitId: w.unit } })
  const now = w.clock.now()
  const [booked, back] = await Promise.all([
    Promise.all(asked.map((one) => s.book('id' in one ? one.id : ''))),
    Promise.all(
      gifts.map(({ id }) =>
        db.transaction((tx) => returnDonation(tx, w.giving, id, { at: now, key: null }, now)),
      ),
    ),
  ])
  const bought = BigInt(booked.filter((one) => one === 'done').length) * 300_000n
  const returned = BigInt(back.filter(Boolean).length) * 300_000n
  expect(bought + returned).toBeLessThanOrEqual(1_500_000n)
  const books = await w.books()
  expect(books.disbursed ?? 0n).toBe(bought)
  expect(books.campaign ?? 0n).toBe(1_500_000n - bought - returned)
  expect(books.pot ?? 0n).toBe(0n)
  await checkBooks(w)
}, 60_000)

test('of a purchase that is delivered and reversed at once, one happens; ten deliveries bring no more than was bought', async () => {
  const { w, s } = await given()
  const bought = await s.buys(5n, 300_000n)
  const id = 'id' in bought ? bought.id : ''
  const [brought, reversed] = await Promise.all([
    Promise.all(Array.from({ length: 10 }, () => s.brings(id, 1n))),
    s.reverse(id),
  ])
  const many = brought.filter(({ kind }) => kind === 'recorded').length
  expect([many, reversed]).toEqual(reversed === 'done' ? [0, 'done'] : [5, 'stale'])
  await checkBooks(w)
}, 60_000)
