import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '../../src/platform/db.ts'
import { addMonths, asMonth, besideTet, dayIn, instantAt } from '../../src/platform/vietnamese/index.ts'
import { testDatabase } from '../support/database.ts'
import { checkBooks } from './books.ts'
import { world } from './world.ts'

/** Whatever is paid ahead and goes back again: who gives each month is reminded of each month whose money is not here, and of no other. */
let db: Database
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

const MONTHLY = 200_000n
/** What happens on a day of a month: so many months are paid, or what was paid last goes back. */
const event = fc.record({ day: fc.integer({ min: 1, max: 28 }), pays: fc.integer({ min: 0, max: 3 }) })
const year = fc.array(fc.array(event, { maxLength: 2 }), { minLength: 5, maxLength: 5 })

test('no month that is not paid is leapt over without a reminder', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 31 }), year, async (remind, months) => {
      const w = await world(db)
      const receivesUntil = new Date('2027-12-31T16:59:59.999Z')
      await db.prisma.campaign.update({ where: { id: w.campaign }, data: { receivesUntil } })
      const lan = await w.person()
      w.clock.to('2026-12-31T10:00:00Z')
      const wish = { campaign: { id: w.campaign }, amount: MONTHLY, remind_day: remind, from: '2027-01' }
      const { code } = (await lan.does('schedule.begin', wish)).schedule
      /** Đồng that no month before this one has taken, and what may go back. */
      let left = 0n
      const gifts: { ref: string; amount: bigint }[] = []
      let silent = 0
      for (const [n, events] of months.entries()) {
        const month = addMonths(asMonth('2027-01'), n)
        w.clock.to(instantAt(dayIn(month, 1), { hour: 0, minute: 30 }).toISOString())
        await w.sweeps()
        const at = instantAt(besideTet(dayIn(month, remind)), { hour: 9, minute: 0 })
        let wanted = left < MONTHLY
        for (const { day, pays } of events.toSorted((a, b) => a.day - b.day)) {
          const when = instantAt(dayIn(month, day), { hour: 12, minute: 0 })
          // Two on one day happen one after the other.
          w.clock.to(new Date(Math.max(when.getTime(), w.clock.now().getTime() + 60_000)).toISOString())
          const amount = BigInt(pays) * MONTHLY
          const back = pays === 0 ? gifts.pop() : undefined
          if (amount > 0n) {
            gifts.push({ ref: `FT${String(n)}X${String(w.clock.now().getTime())}`, amount })
            expect(await w.bank.credits(amount, code, { ref: gifts.at(-1)!.ref })).toMatchObject({
              kind: 'matched',
            })
            left += amount
          } else if (back) {
            const sent = await w.bank.credits(back.amount, `HOAN TRA GD ${back.ref}`, { direction: 'out' })
            expect(sent.kind).toBe('returned')
            // Of months that have passed nothing is asked for again.
            left = left > back.amount ? left - back.amount : 0n
          }
          if (w.clock.now() < at) wanted = left < MONTHLY
        }
        const reminded = w.told.filter(
          ({ contact, flow, notBefore }) =>
            contact === lan.contact && flow === 'monthly-reminder' && notBefore?.getTime() === at.getTime(),
        )
        expect([month, reminded.length]).toEqual([month, wanted ? 1 : 0])
        silent = left < MONTHLY ? silent + 1 : 0
        left = left > MONTHLY ? left - MONTHLY : 0n
        // Three months without money end it.
        if (silent === 3) break
      }
      await checkBooks(w)
    }),
    { numRuns: 15, seed: 20270101 },
  )
}, 300_000)
