import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import pg from 'pg'
import { importSeed } from '../../src/commands/seed.ts'
import { openPostgres } from '../../src/platform/db.ts'
import { randomIds } from '../../src/platform/ids.ts'
import { migrate } from '../../src/platform/migrate.ts'
import { required } from '../support/services.ts'

export interface FaultDatabase {
  readonly url: string
  drop(): Promise<void>
}

/**
 * Makes a database with all migrations and the small fund of test/fixtures/fund.yaml.
 *
 * @param cap how many gifts there are to give
 * @returns the reason when no server answers: the test is skipped with it
 * @throws that reason when CT_REQUIRE_SERVICES is 1, as in CI: there a skipped test would be a hole
 */
export async function faultDatabase(server: string, cap: number): Promise<FaultDatabase | string> {
  const name = `ct_faults_${randomBytes(6).toString('hex')}`
  try {
    await administer(server, `CREATE DATABASE ${name}`)
  } catch (error) {
    const reason = `no PostgreSQL answers at ${new URL(server).host} (${(error as Error).message}). Start one, or set DATABASE_URL_TEST.`
    if (required) throw new Error(reason)
    return reason
  }
  const url = new URL(server)
  url.pathname = `/${name}`
  const db = openPostgres(url.href, 2)
  await migrate(db, 'prisma/migrations')
  const yaml = readFileSync('test/fixtures/fund.yaml', 'utf8')
  await db.transaction((tx) => importSeed(tx, { ids: randomIds, now: new Date() }, yaml))
  await db.prisma.need.updateMany({ where: { shows: true }, data: { cap: BigInt(cap) } })
  await db.close()
  return { url: url.href, drop: () => administer(server, `DROP DATABASE ${name} WITH (FORCE)`) }
}

async function administer(server: string, sql: string) {
  const client = new pg.Client({ connectionString: server, connectionTimeoutMillis: 3_000 })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
