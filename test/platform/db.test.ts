import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '../../src/platform/db.ts'
import { migrate } from '../../src/platform/migrate.ts'
import { testDatabase } from '../support/database.ts'

let db: Database
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

test('migrating twice changes nothing', async () => {
  expect(await migrate(db, 'prisma/migrations')).toEqual([])
})

test('an entry that does not balance is refused when its transaction commits', async () => {
  const unit = '00000000-0000-7000-8000-000000000001'
  await expect(
    db.transaction(async (tx) => {
      await tx.unit.create({
        data: { id: unit, key: 'u', kind: 'fund', name: 'n', shortName: 'n', place: 'p' },
      })
      await tx.ledgerAccount.create({ data: { id: unit, unitId: unit, kind: 'bank', key: 'bank' } })
      await tx.ledgerEntry.create({ data: { id: unit, kind: 'credit', key: 'k', at: new Date() } })
      await tx.ledgerLine.create({ data: { entryId: unit, accountId: unit, amount: 5n } })
    }),
  ).rejects.toThrow(/does not balance/)
})

test('bytes arrays reach the hot store as bytes', async () => {
  const rows = await db.hot.query<{ b: Uint8Array; n: number }>(
    'probe',
    'select b, n from unnest($1::bytea[], $2::int4[], $3::uuid[]) t(b, n, u)',
    [
      [Buffer.from('ế\0'), Buffer.from([0xff])],
      [1, 2],
      ['00000000-0000-7000-8000-000000000001', null],
    ],
  )
  expect(rows.map((row) => [Buffer.from(row.b).toString('hex'), row.n])).toEqual([
    [Buffer.from('ế\0').toString('hex'), 1],
    ['ff', 2],
  ])
})
