import { Redis } from 'ioredis'
import pg from 'pg'
import type { Pledge } from './conversation.ts'
import { cpuOfFamily, parentOf } from './processes.ts'

/** The PostgreSQL and Redis that all contestants use, one after the other. */
export interface Stores {
  /** For DATABASE_URL and REDIS_URL: a database and a Redis db of the bench's own. */
  readonly databaseUrl: string
  readonly redisUrl: string
  readonly versions: { readonly postgres: string; readonly redis: string }
  /** Empties both, so that every run begins alike. */
  fresh(): Promise<void>
  /** In µs so far; NaN for a PostgreSQL that does not run on this machine. */
  cpu(): Promise<{ readonly postgres: number; readonly redis: number }>
  pledges(): Promise<Pledge[]>
  /** One number from the contestants' database. */
  number(sql: string): Promise<number>
  /** Mean length of the values in Redis. */
  redisBytes(): Promise<number>
  /** Clients of the PostgreSQL server that are not ours: their work would be counted as the contestant's. */
  strangers(): Promise<number>
  close(): Promise<void>
}

const DATABASE = 'chung_tay_bench'
const REDIS_DB = 15
const MARK = 'chung-tay-bench'
// Any number: two benches at once would measure each other.
const LOCK = 4_200_589

const PLEDGES = `
CREATE SCHEMA bench;
CREATE TABLE bench.pledge (
  key text PRIMARY KEY,
  flow text NOT NULL,
  amount bigint NOT NULL,
  name text NOT NULL,
  note text NOT NULL,
  at timestamptz NOT NULL DEFAULT now()
)`

/**
 * @param databaseUrl a server on which this role may create databases; the database that it names is not touched
 * @throws with what to do when a server is absent, or when the Redis db holds what is not ours
 */
export async function openStores(databaseUrl: string, redisUrl: string): Promise<Stores> {
  const admin = new pg.Client({ connectionString: databaseUrl })
  await admin.connect().catch((error: Error) => {
    throw new Error(
      `PostgreSQL cannot be reached: ${error.message || error}. Start one, or set DATABASE_URL.`,
    )
  })
  const lock = await admin.query('SELECT pg_try_advisory_lock($1) AS ours', [LOCK])
  if (!lock.rows[0].ours)
    throw new Error('another bench is using this PostgreSQL. Wait for it: two would measure each other.')
  const redis = await openRedis(redisUrl)
  const own = at(databaseUrl, DATABASE)
  const postmaster = await postmasterOf(admin)
  let client: pg.Client | undefined

  async function drop() {
    await client?.end()
    client = undefined
    await admin.query(`DROP DATABASE IF EXISTS ${DATABASE} WITH (FORCE)`)
    await redis.flushdb()
  }

  return {
    databaseUrl: own,
    redisUrl: at(redisUrl, String(REDIS_DB)),
    versions: {
      postgres: (await admin.query('SHOW server_version')).rows[0].server_version.split(' ')[0],
      redis: /redis_version:(\S+)/.exec(await redis.info('server'))![1]!,
    },
    async fresh() {
      await drop()
      await redis.set(MARK, 'the next run of the bench empties this db')
      await admin.query(`CREATE DATABASE ${DATABASE}`)
      client = new pg.Client({ connectionString: own })
      await client.connect()
      await client.query(PLEDGES)
    },
    async cpu() {
      const info = await redis.info('cpu')
      const used = (name: string) => Number(new RegExp(`${name}:(\\S+)`).exec(info)![1]) * 1e6
      return {
        postgres: postmaster === undefined ? Number.NaN : cpuOfFamily(postmaster),
        redis: used('used_cpu_sys') + used('used_cpu_user'),
      }
    },
    async pledges() {
      const { rows } = await client!.query(
        'SELECT flow, amount::float8 AS amount, name, note FROM bench.pledge',
      )
      return rows as Pledge[]
    },
    async number(sql) {
      const { rows } = await client!.query({ text: sql, rowMode: 'array' })
      return Number(rows[0]![0])
    },
    async redisBytes() {
      const keys = (await redis.keys('*')).filter((key) => key !== MARK)
      const lengths = await Promise.all(keys.map((key) => redis.strlen(key)))
      return lengths.reduce((sum, length) => sum + length, 0) / keys.length
    },
    async strangers() {
      const { rows } = await admin.query(
        `SELECT count(*)::int AS n FROM pg_stat_activity
         WHERE backend_type = 'client backend' AND datname <> $1 AND pid <> pg_backend_pid()`,
        [DATABASE],
      )
      return rows[0].n
    },
    async close() {
      await drop()
      redis.disconnect()
      await admin.end()
    },
  }
}

async function openRedis(url: string): Promise<Redis> {
  const redis = new Redis(at(url, String(REDIS_DB)), { lazyConnect: true, retryStrategy: () => null })
  redis.on('error', () => {}) // told by connect()
  await redis.connect().catch((error: Error) => {
    throw new Error(`Redis cannot be reached: ${error.message}. Start one, or set REDIS_URL.`)
  })
  if ((await redis.dbsize()) > 0 && !(await redis.exists(MARK))) {
    redis.disconnect()
    throw new Error(
      `db ${REDIS_DB} of this Redis is not empty and was not made by the bench. Empty it, or set REDIS_URL to another Redis.`,
    )
  }
  return redis
}

/** The process all others of the server are children of. */
async function postmasterOf(admin: pg.Client): Promise<number | undefined> {
  const { rows } = await admin.query('SELECT pg_backend_pid() AS pid')
  const parent = parentOf(rows[0].pid)
  return parent?.name === 'postgres' ? parent.pid : undefined
}

function at(url: string, path: string): string {
  const target = new URL(url)
  target.pathname = `/${path}`
  return target.href
}
