import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Database } from '../../src/platform/db.ts'
import { checkBooks } from './books.ts'
import { CAP, command, Model, obey } from './model.ts'
import { world } from './world.ts'

export function modelStories(db: () => Database) {
  test('over any sequence of promises, transfers, changes of mind and days, books and places are as the model says', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(command, { minLength: 8, maxLength: 12 }), async (commands) => {
        const w = await world(db(), { cap: CAP })
        const people = [await w.person(), await w.person()]
        const model = new Model()
        for (const command of commands) {
          await obey(w, people, model, command)
          expect(await w.books()).toEqual(model.books())
          expect(await w.taken(w.gifts)).toBe(CAP - model.left())
          await checkBooks(w)
        }
        const rows = await db().prisma.pledge.findMany({ where: { campaignId: w.campaign } })
        expect(new Map(rows.map((row) => [row.id, [row.state, row.received]]))).toEqual(
          new Map(model.pledges.map((one) => [one.record.id, [one.state, one.received]])),
        )
      }),
      { numRuns: 5 },
    )
  }, 120_000)

  test('in whatever order transfers, their repeats and the end of promises are heard of, the end is the same', async () => {
    const seen = new Set<string>()
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6, 7], { minLength: 8 }), async (order) => {
        const w = await world(db())
        const [lan, minh] = [await w.person(), await w.person()]
        const [two, one] = [await lan.pledges({ units: 2 }), await minh.pledges({ amount: 400_000n })]
        const at = (minute: number) => ({ at: new Date(w.clock.now().getTime() + minute * 60_000) })
        const first = w.bank.notification(250_000n, two.code, at(1)).raw
        const second = w.bank.notification(350_000n, two.code, at(2)).raw
        const third = w.bank.notification(450_000n, one.code, at(3)).raw
        const stranger = w.bank.notification(90_000n, 'ung ho', at(4)).raw
        w.clock.advance({ days: 9 })
        const events = [
          () => w.bank.hears(first),
          () => w.bank.hears(second),
          () => w.bank.hears(third),
          () => w.bank.hears(stranger),
          () => w.bank.hears(first, 'other'),
          () => w.bank.hears(third, 'other'),
          () => w.bank.hears(second),
          () => w.lapses(),
        ]
        for (const n of order) await events[n]!()
        await checkBooks(w)
        const parts = await db().prisma.allocation.findMany({
          where: { donation: { unitId: w.unit } },
          include: { donation: true },
        })
        const pledges = await db().prisma.pledge.findMany({
          where: { campaignId: w.campaign },
          orderBy: { amount: 'asc' },
        })
        const end = {
          books: Object.entries(await w.books()).sort(),
          taken: await w.taken(w.gifts),
          parts: parts.map((part) => [part.donation.amount, part.target, part.amount]).sort(),
          pledges: pledges.map((pledge) => [pledge.amount, pledge.state, pledge.received]),
          told: w.told.filter((told) => told.flow === 'money-seen').length,
          receipts: await db().prisma.receipt.count({ where: { unitId: w.unit } }),
        }
        seen.add(JSON.stringify(end, (_, value) => (typeof value === 'bigint' ? String(value) : value)))
        expect([...seen]).toHaveLength(1)
      }),
      { numRuns: 5 },
    )
  }, 120_000)
}
