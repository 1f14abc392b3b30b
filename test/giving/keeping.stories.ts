import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Kept, keptByMonth, keptPercent, keptSoonPercent } from '../../src/giving/index.ts'
import type { Database } from '../../src/platform/db.ts'
import { stories } from './support.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const START = new Date('2026-12-20T13:15:00Z').getTime()
const AMOUNT = 300_000n

/** How many promises were kept, and how soon: the statement against a model of it. */
export function keepingStories(db: () => Database) {
  const story = stories(db)

  test('of Lan’s, Minh’s and Hoa’s promises: withdrawn at once, kept in time, kept late, not yet', async () => {
    const w = await story()
    const [lan, minh, hoa] = [await w.person(), await w.person(), await w.person()]
    const kept = async () => keptByMonth(db().prisma, [w.campaign], w.clock.now())
    expect(await kept()).toEqual([])
    // Only chosen, its code never shown: no promise.
    await lan.does('pledge.create', { campaign: { id: w.campaign }, units: 1 })
    const withdrawn = await lan.pledges({ units: 1 })
    await lan.does('pledge.cancel', { pledge: withdrawn })
    const soon = await minh.pledges({ units: 1 })
    const late = await hoa.pledges({ units: 2 })
    const month = { campaign: w.campaign, month: '2026-12' }
    expect(await kept()).toEqual([{ ...month, promised: 2, soon: 0, kept: 0, young: 2 }])
    await w.bank.credits(AMOUNT, soon.code)
    await w.bank.credits(AMOUNT, late.code)
    expect(await kept()).toEqual([{ ...month, promised: 2, soon: 1, kept: 1, young: 1 }])
    w.clock.advance({ days: 20 })
    await w.bank.credits(AMOUNT, late.code)
    const [row] = await kept()
    expect(row).toEqual({ ...month, promised: 2, soon: 1, kept: 2, young: 0 })
    expect([keptSoonPercent(row!), keptPercent(row!)]).toEqual([50, 100])
    // Who withdraws after the first reminder has had it on their mind, and it counts; months of a sponsorship do not.
    const thu = await w.person()
    const second = await thu.pledges({ units: 1 })
    w.clock.advance({ days: 3 })
    await thu.does('pledge.cancel', { pledge: second })
    await thu.does('schedule.begin', { campaign: { id: w.campaign }, amount: 200_000n, remind_day: null })
    expect((await kept())[0]).toEqual({ ...month, month: '2027-01', promised: 1, soon: 0, kept: 0, young: 1 })
  })

  test('over any promises, parts of money, withdrawals and days, it is as the model says', async () => {
    const promise = fc.record({
      at: fc.integer({ min: 0, max: 25 }),
      withdrawn: fc.option(fc.integer({ min: 1, max: 100 }), { nil: undefined }),
      parts: fc.array(
        fc.record({ after: fc.integer({ min: 0, max: 7 }), of: fc.integer({ min: 1, max: 3 }) }),
        { maxLength: 3 },
      ),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(promise, { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 26, max: 40 }),
        async (promises, end) => {
          const w = await story()
          const model = new Map<string, Omit<Kept, 'campaign' | 'month'>>()
          for (const one of promises) {
            const made = START + one.at * DAY_MS
            w.clock.to(new Date(made).toISOString())
            const lan = await w.person()
            const pledge = await lan.pledges({ units: 1 })
            // What happens, in its order: money while it stands, and her own word.
            const deeds = [
              ...one.parts.map(({ after, of }) => ({ at: made + after * 2 * DAY_MS, of })),
              ...(one.withdrawn === undefined ? [] : [{ at: made + one.withdrawn * HOUR_MS, of: 0 }]),
            ].sort((a, b) => a.at - b.at)
            let [came, paid, gone] = [0n, undefined as number | undefined, undefined as number | undefined]
            for (const deed of deeds) {
              w.clock.to(new Date(deed.at).toISOString())
              if (deed.of === 0) {
                if (came > 0n) continue
                await lan.does('pledge.cancel', { pledge })
                gone = deed.at
                continue
              }
              // A third or so at a time; below its code's seconds there are none.
              const money = BigInt(deed.of) * 100_000n
              await w.bank.credits(money, pledge.code)
              const until = new Date('2027-01-31T16:59:59.999Z').getTime()
              if (gone === undefined && deed.at <= until) came += money
              if (came >= AMOUNT && paid === undefined) paid = deed.at
            }
            if (gone !== undefined && gone < made + 2 * DAY_MS) continue
            const month = new Date(made + 7 * HOUR_MS).toISOString().slice(0, 7)
            const was = model.get(month) ?? { promised: 0, soon: 0, kept: 0, young: 0 }
            const young = paid === undefined && made + 14 * DAY_MS > START + end * DAY_MS
            model.set(month, {
              promised: was.promised + 1,
              soon: was.soon + Number(paid !== undefined && paid <= made + 14 * DAY_MS),
              kept: was.kept + Number(paid !== undefined),
              young: was.young + Number(young),
            })
          }
          const rows = await keptByMonth(db().prisma, [w.campaign], new Date(START + end * DAY_MS))
          const said = rows.map(({ campaign, month, ...row }) => [month, row] as const)
          expect(said).toEqual([...model].sort(([a], [b]) => (a < b ? 1 : -1)))
        },
      ),
      { numRuns: 25 },
    )
  }, 120_000)
}
