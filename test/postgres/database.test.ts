import { afterAll, beforeAll, beforeEach } from 'vitest'
import { databaseContract } from '../contracts/database.contract.ts'
import { type TemporaryDatabase, temporaryDatabase } from '../support/postgres.ts'

let server: TemporaryDatabase | string
beforeAll(async () => {
  server = await temporaryDatabase()
})
afterAll(async () => {
  if (typeof server !== 'string') await server.drop()
})
beforeEach((context) => {
  if (typeof server === 'string') context.skip(server)
})

databaseContract(() => (server as TemporaryDatabase).db)
