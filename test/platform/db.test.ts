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

test('in a transaction both ways of speaking are one, however many begin at once', async () => {
  const asks = Array.from({ length: 12 }, (_, n) =>
    db.transaction(async (tx, hot) => {
      const [mine] = await hot.query<{ id: string }>('which', 'select txid_current()::text as id', [])
      const theirs = await tx.$queryRaw<{ id: string }[]>`select txid_current()::text as id`
      await tx.contact.create({ data: { id: `00000000-0000-7000-8000-0000000001${10 + n}`, lang: 'vi' } })
      return [mine!.id, theirs[0]!.id]
    }),
  )
  const seen = await Promise.all(asks)
  for (const [mine, theirs] of seen) expect(theirs).toBe(mine)
  expect(new Set(seen.map(([mine]) => mine)).size).toBe(12)
  expect(await db.prisma.contact.count()).toBe(12)
})

test('what fails in a transaction takes everything of it along, by either way of speaking', async () => {
  const before = await db.prisma.contact.count()
  const id = '00000000-0000-7000-8000-000000000200'
  const makes = 'insert into contact (id, lang) values ($1::uuid, $2)'
  await expect(
    db.transaction(async (tx, hot) => {
      await tx.contact.create({ data: { id, lang: 'vi' } })
      await hot.query('makes', makes, [id, 'vi'])
    }),
  ).rejects.toThrow(/duplicate key/)
  await expect(
    db.transaction(async (tx, hot) => {
      await hot.query('makes', makes, [id, 'vi'])
      await tx.contact.create({ data: { id, lang: 'vi' } })
    }),
  ).rejects.toThrow(/Unique constraint/)
  await expect(
    db.transaction(async (_, hot) => {
      await hot.query('makes', makes, [id, 'vi'])
      await hot.query('makes', makes, [id, 'vi']).catch(() => {})
    }),
  ).rejects.toThrow()
  expect(await db.prisma.contact.count()).toBe(before)
})
