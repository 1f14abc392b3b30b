import { afterAll, beforeAll, expect, test } from 'vitest'
import { StartError } from '../../src/platform/data-dir.ts'
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

test('migrations that are not there are named, with what to do', async () => {
  await expect(migrate(db, '/nowhere/migrations')).rejects.toThrow(StartError)
  await expect(migrate(db, '/nowhere/migrations')).rejects.toThrow(
    '/nowhere/migrations cannot be read (ENOENT). Put back prisma/migrations of this version.',
  )
})

databaseContract(() => db)
