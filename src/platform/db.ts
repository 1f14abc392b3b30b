import { PGlite } from '@electric-sql/pglite'
import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { PrismaClient } from '../generated/prisma/client.ts'
import { EmbeddedAdapter } from './embedded.ts'
import type { Tx } from './tx.ts'

/** A column of one type for many rows: the parameter of a set-based statement. */
export type Column = readonly (string | number | boolean | Buffer | null)[]

/**
 * Speaks to the database without Prisma, for the one store that is hot enough to need it (conversation/turn-store.ts).
 * On PostgreSQL the statement is prepared once per connection under its name.
 */
export interface HotSql {
  query<Row>(name: string, sql: string, params: readonly unknown[]): Promise<Row[]>
}

export interface Database {
  readonly kind: 'postgresql' | 'embedded'
  readonly prisma: PrismaClient
  readonly hot: HotSql
  /** Runs `work` in one transaction. Nothing in it may wait for a network. */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /** Runs a script of several statements, outside any transaction of ours. For migrations. */
  script(sql: string): Promise<void>
  close(): Promise<void>
}

// A turn's transaction is a few milliseconds; these bounds only say when something is badly wrong.
const TRANSACTION = { maxWait: 10_000, timeout: 15_000 }

/** Connects to PostgreSQL 15 or newer. Nothing is asked of the server until the first query. */
export function openPostgres(url: string, connections = 8): Database {
  const forPrisma = poolOf(url, connections)
  const prisma = new PrismaClient({ adapter: new PrismaPg(forPrisma, { disposeExternalPool: true }) })
  const pool = poolOf(url, 4)
  return {
    kind: 'postgresql',
    prisma,
    hot: {
      async query<Row>(name: string, text: string, values: readonly unknown[]) {
        const result = await pool.query({ name, text, values: values as unknown[] })
        return result.rows as Row[]
      },
    },
    transaction: (work) => prisma.$transaction(work, TRANSACTION),
    async script(sql) {
      await pool.query(sql)
    },
    async close() {
      await Promise.all([prisma.$disconnect(), pool.end()])
    },
  }
}

/**
 * A connection that the server ends is replaced by the pool, and whoever used it learns it from their query. An event
 * that nobody hears would end the process; and there is a moment, between a connection's opening and Prisma's first
 * word on it, in which nobody else listens.
 */
function poolOf(url: string, max: number): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max })
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

/**
 * Opens the embedded database.
 *
 * @param where a folder, which only one process may use at a time (see data-dir.ts), or the contents of a dumped one
 */
export async function openEmbedded(where: string | { load: Blob }): Promise<Database> {
  const pglite =
    typeof where === 'string' ? await PGlite.create(where) : await PGlite.create({ loadDataDir: where.load })
  return embedded(pglite)
}

export function embedded(pglite: PGlite): Database {
  const prisma = new PrismaClient({ adapter: new EmbeddedAdapter(pglite) })
  return {
    kind: 'embedded',
    prisma,
    hot: {
      async query<Row>(_name: string, sql: string, values: readonly unknown[]) {
        const result = await pglite.query<Row>(sql, values as unknown[])
        return result.rows
      },
    },
    transaction: (work) => prisma.$transaction(work, TRANSACTION),
    async script(sql) {
      await pglite.exec(sql)
    },
    async close() {
      await prisma.$disconnect()
      await pglite.close()
    },
  }
}
