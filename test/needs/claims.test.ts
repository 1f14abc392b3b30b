import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ClaimState, isLive, setClaim } from '../../src/needs/index.ts'
import type { Database } from '../../src/platform/db.ts'
import { randomIds as ids } from '../../src/platform/ids.ts'
import { world } from '../giving/world.ts'
import { testDatabase } from '../support/database.ts'

let db: Database
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

const now = new Date('2026-12-20T13:15:00Z')
const CAPS = [5n, 3n, 0n]

test('whatever claims become, a need has given what live claims hold, and never more than it has', async () => {
  const states: ClaimState[] = ['held', 'pledged', 'received', 'allocated', 'lapsed', 'released']
  const step = fc.record({
    pledge: fc.nat(3),
    need: fc.nat(2),
    quantity: fc.bigInt(1n, 5n),
    state: fc.constantFrom(...states),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 15 }), async (steps) => {
      const w = await world(db)
      const needs = await Promise.all(
        CAPS.map((cap) =>
          w.addNeed({ what: 'áo', unitWord: 'áo', unitPrice: 1n, cap: cap || 1n, taken: cap ? 0n : 1n }),
        ),
      )
      const pledges = [0, 1, 2, 3].map(() => ids.uuid())
      const model = new Map<number, { need: number; quantity: bigint; state: ClaimState }>()
      const taken = (need: number, but?: number) =>
        [...model].reduce(
          (all, [p, one]) => (p !== but && one.need === need && isLive(one.state) ? all + one.quantity : all),
          0n,
        )
      let histories = 0
      for (const { pledge, need, quantity, state } of steps) {
        const wanted = { pledge: pledges[pledge]!, need: needs[need]!, quantity, state, reason: 'test', now }
        const set = await db.transaction((tx) => setClaim(tx, ids, wanted))
        const had = model.get(pledge)
        const same = had && had.need === need && had.quantity === quantity && had.state === state
        const grows =
          isLive(state) && quantity > (had && had.need === need && isLive(had.state) ? had.quantity : 0n)
        if (grows && taken(need, pledge) + quantity > CAPS[need]!) {
          expect(set).toEqual({ kind: 'short', left: CAPS[need]! - taken(need) })
        } else {
          expect(set.kind).toBe('set')
          if (!same) histories += 1
          model.set(pledge, { need, quantity, state })
        }
        for (const n of [0, 1]) expect(await w.taken(needs[n]!)).toBe(taken(n))
      }
      expect(await db.prisma.claimHistory.count({ where: { claim: { pledgeId: { in: pledges } } } })).toBe(
        histories,
      )
    }),
    { numRuns: 5 },
  )
}, 60_000)

test('a place past its day takes nobody any more, and gives back all the same; where it is needed most goes on', async () => {
  const w = await world(db)
  const coats = await w.addNeed({ what: 'áo', unitWord: 'áo', unitPrice: 1n, cap: 9n, place: 'Tà Xùa' })
  const pledge = ids.uuid()
  const set = (need: string, state: ClaimState, quantity: bigint) =>
    db.transaction((tx) => setClaim(tx, ids, { pledge, need, quantity, state, reason: 'test', now }))
  expect((await set(coats, 'held', 2n)).kind).toBe('set')
  await db.prisma.need.updateMany({
    where: { campaignId: w.campaign },
    data: { deadline: new Date(now.getTime() - 1) },
  })
  expect((await set(coats, 'held', 3n)).kind).toBe('closed')
  expect((await set(coats, 'released', 2n)).kind).toBe('set')
  expect(await w.taken(coats)).toBe(0n)
  expect((await set(w.gifts, 'held', 1n)).kind).toBe('set')
  await db.prisma.need.update({ where: { id: w.gifts }, data: { state: 'closed' } })
  expect((await set(w.gifts, 'held', 2n)).kind).toBe('closed')
})

test('the last guard: no statement takes more than there is, or less than none', async () => {
  const w = await world(db, { cap: 3n, taken: 1n })
  for (const taken of [4n, 0n, -1n]) {
    await expect(db.prisma.need.update({ where: { id: w.gifts }, data: { taken } })).rejects.toThrow()
  }
  await db.transaction((tx) =>
    setClaim(tx, ids, {
      pledge: ids.uuid(),
      need: w.gifts,
      quantity: 1n,
      state: 'held',
      reason: 'test',
      now,
    }),
  )
  await expect(db.prisma.$executeRaw`DELETE FROM claim_history`).rejects.toThrow(/append-only/)
  await expect(db.prisma.$executeRaw`UPDATE claim_history SET quantity = 9`).rejects.toThrow(/append-only/)
})
