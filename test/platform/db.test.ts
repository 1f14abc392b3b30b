import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '../../src/platform/db.ts'
import { migrate } from '../../src/platform/migrate.ts'
import { databaseContract } from '../contracts/database.contract.ts'
import { testDatabase } from '../support/database.ts'

let db: Database
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

test('migrating twice changes nothing', async () => {
  expect(await migrate(db, 'prisma/migrations')).toEqual([])
})

databaseContract(() => db)
