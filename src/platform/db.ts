import { PGlite } from '@electric-sql/pglite'
import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { PrismaClient } from '../generated/prisma/client.ts'
import { Column, encodeColumn } from './columns.ts'
import { EmbeddedAdapter } from './embedded.ts'
import { Lobby } from './joined-prisma.ts'
import type { Tx } from './tx.ts'

/**
 * Speaks to the database without Prisma, for what is hot enough to need it: turns and deliveries (conversation/).
 * On PostgreSQL the statement is prepared once per connection under its name. Lists are given as columns (columns.ts).
 */
export interface HotSql {
  query<Row>(name: string, sql: string, params: readonly unknown[]): Promise<Row[]>
}

export interface Database {
  readonly kind: 'postgresql' | 'embedded'
  readonly prisma: PrismaClient
  readonly hot: HotSql
  /**
   * Runs `work` in one transaction, on which both speak: `tx` with Prisma, `hot` without. Nothing in it may wait for a
   * network.
   *
   * @param options.lockMs how long it may wait for a lock before it fails, if less than usual; the embedded database has
   *   one transaction at a time, and no waiting
   * @throws what `work` throws, or why the database refused to commit
   */
  transaction<T>(
    work: (tx: Tx, hot: HotSql) => Promise<T>,
    options?: { readonly lockMs?: number },
  ): Promise<T>
  /** Runs a script of several statements, outside any transaction of ours. For migrations. */
  script(sql: string): Promise<void>
  close(): Promise<void>
}

// A database that hangs, or somebody who holds a row, must not make everybody wait for ever: whoever waited longer gives up,
// and the work comes again (db-trouble.ts).
const BOUNDS = {
  connectionTimeoutMillis: 10_000,
  keepAlive: true,
  lock_timeout: 5_000,
  statement_timeout: 30_000,
  idle_in_transaction_session_timeout: 20_000,
} as const

// Our own statements are prepared once and used for ever. A plan made for each batch's own values would cost more than
// running it does (measured: half of PostgreSQL's time), and never be another one.
// Nor may it depend on what the planner believed of a table on the day it was new: each of ours goes by an index, and a
// table read from end to end was six sevenths of a batch's time until the first ANALYZE (measured). What Prisma asks in a transaction that it joins
// goes by keys too, and lives with it: a plan made under other settings would stay on the connection.
// And no statement of ours is worth being compiled first: one that reads a small table whole seems very dear under these
// settings, and PostgreSQL took 300 ms to compile what then ran in a tenth of one, at every booking (measured).
const HOT = { options: '-c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c jit=off' } as const

/** Connects to PostgreSQL 15 or newer. Nothing is asked of the server until the first query. */
export function openPostgres(url: string, connections = 8): Database {
  const lobby = new Lobby()
  const prisma = new PrismaClient({
    adapter: watched(new PrismaPg(poolOf(url, 4), { disposeExternalPool: true }), lobby),
  })
  // Two pools: a transaction that waits for a lock must not keep single statements waiting, nor the marks of what was sent.
  const singles = poolOf(url, 4, HOT)
  const pool = poolOf(url, connections, HOT)
  return {
    kind: 'postgresql',
    prisma,
    hot: hotOver(singles),
    async transaction(work, options = {}) {
      const client = await pool.connect()
      let broken: Error | undefined
      try {
        await client.query(options.lockMs ? `BEGIN; SET LOCAL lock_timeout = ${options.lockMs}` : 'BEGIN')
        const joined = lobby.join(prisma, client)
        const result = await work(joined.tx, hotOver(client)).finally(joined.leave)
        const { command } = await client.query('COMMIT')
        // PostgreSQL answers the COMMIT of a transaction in which something failed with a ROLLBACK, and no error.
        if (command !== 'COMMIT')
          throw new Error('the transaction was rolled back: a statement in it had failed')
        return result
      } catch (error) {
        await client.query('ROLLBACK').catch((lost: Error) => {
          broken = lost
        })
        throw error
      } finally {
        client.release(broken)
      }
    },
    async script(sql) {
      const client = await pool.connect()
      try {
        await client.query('SET statement_timeout = 0; SET lock_timeout = 0')
        await client.query(sql)
      } finally {
        await client.query('RESET statement_timeout; RESET lock_timeout').catch(() => {})
        client.release()
      }
    },
    async close() {
      await Promise.all([prisma.$disconnect(), pool.end(), singles.end()])
    },
  }
}

const hotOver = (to: pg.Pool | pg.PoolClient): HotSql => ({
  async query<Row>(name: string, text: string, values: readonly unknown[]) {
    const result = await to.query({
      name,
      text,
      values: values.map((one) => (one instanceof Column ? encodeColumn(one) : one)),
    })
    return result.rows as Row[]
  },
})

/** Makes the transactions of an adapter's client join those that wait in the lobby. */
function watched<F extends PrismaPg | EmbeddedAdapter>(factory: F, lobby: Lobby): F {
  const connect = factory.connect.bind(factory)
  factory.connect = async () => lobby.watch(await connect())
  return factory
}

/**
 * A connection that the server ends is replaced by the pool, and whoever used it learns it from their query. An event
 * that nobody hears would end the process; and there is a moment, between a connection's opening and Prisma's first
 * word on it, in which nobody else listens.
 */
function poolOf(url: string, max: number, options: Pick<pg.PoolConfig, 'options'> = {}): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    ...BOUNDS,
    ...options,
  })
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

/** The types of our columns, by PostgreSQL's numbers: the old built-in ones, arrays of UUIDs, and JSON with its arrays. */
const isOurs = (type: string) => !(Number(type) >= 1_300) || ['2951', '3802', '3807'].includes(type)

/**
 * PGlite copies its list of readers of types for each result, and most are for arrays of catalogue rows: half of what a small query
 * costs. A type without a reader would come as text.
 */
const ofOurTypes = <T>(readers: Record<string, T>): Record<string, T> =>
  Object.fromEntries(Object.entries(readers).filter(([type]) => isOurs(type)))

export function embedded(pglite: PGlite): Database {
  pglite.parsers = ofOurTypes(pglite.parsers)
  pglite.serializers = ofOurTypes(pglite.serializers)
  const lobby = new Lobby()
  const prisma = new PrismaClient({ adapter: watched(new EmbeddedAdapter(pglite), lobby) })
  const hotIn = (to: Pick<PGlite, 'query'>): HotSql => ({
    async query<Row>(_name: string, sql: string, values: readonly unknown[]) {
      const result = await to.query<Row>(
        sql,
        values.map((one) => (one instanceof Column ? [...one.values] : one)),
      )
      return result.rows
    },
  })
  return {
    kind: 'embedded',
    prisma,
    hot: hotIn(pglite),
    transaction: (work) =>
      pglite.transaction(async (open) => {
        const joined = lobby.join(prisma, open)
        const result = await work(joined.tx, hotIn(open as Pick<PGlite, 'query'>)).finally(joined.leave)
        // Refused when something in it has failed: its COMMIT would be a ROLLBACK without an error.
        await open.query('select 1')
        return result
      }),
    async script(sql) {
      await pglite.exec(sql)
    },
    async close() {
      await prisma.$disconnect()
      await pglite.close()
    },
  }
}
