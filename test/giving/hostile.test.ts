import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '../../src/platform/db.ts'
import { testDatabase } from '../support/database.ts'
import { world } from './world.ts'

let db: Database
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

test('signed nonsense moves no money: every body of it is kept for a person, once', async () => {
  const w = await world(db)
  const lan = await w.person()
  const pledge = await lan.pledges({ units: 1 })
  const literal = fc.oneof(
    fc.constantFrom(
      'NaN',
      '-300000',
      '0',
      '1e9',
      '300000.0',
      '"300000"',
      'null',
      '1e308',
      '-0',
      'true',
      '[300000]',
      '{"written":"x"}',
    ),
    fc.bigInt(-(10n ** 18n), 0n).map(String),
    fc.bigInt(10n ** 12n + 1n, 10n ** 19n).map(String),
    fc.double({ noInteger: true }).map(String),
  )
  const bodies = new Set<string>()
  await fc.assert(
    fc.asyncProperty(literal, async (amount) => {
      const { raw } = w.bank.notification(300_000n, pledge.code, { id: '1' })
      const body = raw.toString().replace('"transferAmount":300000', `"transferAmount":${amount}`)
      const known = bodies.has(body)
      bodies.add(body)
      expect(await w.bank.hears(Buffer.from(body))).toMatchObject({ kind: known ? 'nothing' : 'quarantined' })
    }),
    { numRuns: 60 },
  )
  expect(await w.books()).toEqual({})
  expect(await db.prisma.bankNotice.count({ where: { state: 'quarantined' } })).toBe(bodies.size)
  expect(await db.prisma.bankCredit.count()).toBe(0)
})
