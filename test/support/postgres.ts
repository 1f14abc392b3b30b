import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { type Database, openPostgres } from '../../src/platform/db.ts'
import { migrate } from '../../src/platform/migrate.ts'
import { required } from './services.ts'

/** Where tests look for a server; CI names the one it started. Its user must be allowed to make databases. */
export const SERVER =
  process.env.DATABASE_URL_TEST ??
  process.env.CT_POSTGRES_URL ??
  'postgres://postgres@127.0.0.1:5432/postgres'

/** A database of its own on a real PostgreSQL, for what one connection cannot show. */
export interface TemporaryDatabase {
  readonly url: string
  readonly db: Database
  drop(): Promise<void>
}

/** Such a database for all tests of a file, which are skipped with the reason where there is none. */
export function usePostgres(): () => TemporaryDatabase {
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
  return () => server as TemporaryDatabase
}

/**
 * Makes a database with all migrations.
 *
 * @returns the reason when no server answers: the test is skipped with it
 * @throws that reason when CT_REQUIRE_SERVICES is 1, as in CI: there a skipped test would be a hole
 */
export async function temporaryDatabase(connections = 16): Promise<TemporaryDatabase | string> {
  const name = `ct_test_${randomBytes(6).toString('hex')}`
  try {
    await administer(`CREATE DATABASE ${name}`)
  } catch (error) {
    const reason = `no PostgreSQL answers at ${new URL(SERVER).host} (${(error as Error).message}). Start one, or set DATABASE_URL_TEST.`
    if (required) throw new Error(reason)
    return reason
  }
  const url = new URL(SERVER)
  url.pathname = `/${name}`
  const db = openPostgres(url.href, connections)
  await migrate(db, 'prisma/migrations')
  return {
    url: url.href,
    db,
    async drop() {
      await db.close()
      await administer(`DROP DATABASE ${name} WITH (FORCE)`)
    },
  }
}

async function administer(sql: string) {
  const client = new pg.Client({ connectionString: SERVER, connectionTimeoutMillis: 3_000 })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
