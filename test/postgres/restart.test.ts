import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bookSafely, receiveNotice } from '../../src/giving/index.ts'
import { isDatabaseTrouble } from '../../src/platform/db-trouble.ts'
import { silentLog } from '../../src/platform/log.ts'
import { checkBooks } from '../giving/books.ts'
import { world } from '../giving/world.ts'
import { usePostgres } from '../support/postgres.ts'

const server = usePostgres()
const database = () => server().db

/** What a restart of the server does to everybody who is connected. */
async function endAllConnections(): Promise<number> {
  const client = new pg.Client({ connectionString: server().url })
  await client.connect()
  const { rowCount } = await client.query(
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
  )
  await client.end()
  // The server's word that a connection ends is on its way.
  await new Promise((resolve) => setTimeout(resolve, 50))
  return rowCount ?? 0
}

const broken: unknown[] = []
const note = (error: unknown) => void broken.push(error)
beforeAll(() => void process.on('uncaughtException', note).on('unhandledRejection', note))
afterAll(() => void process.off('uncaughtException', note).off('unhandledRejection', note))

test('connections that the server ends, idle or at work, end nothing else: who used one is told, and the next goes on', async () => {
  const db = database()
  for (let round = 0; round < 5; round++) {
    const working = Array.from({ length: 4 }, () =>
      db.transaction(async (tx) => {
        await tx.$queryRaw`SELECT pg_sleep(5)::text AS slept`
      }),
    )
    const asking = db.hot.query(`slow ${round}`, 'select pg_sleep(5)::text as slept', [])
    const ends = Promise.allSettled([...working, asking])
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(await endAllConnections()).toBeGreaterThanOrEqual(5)
    const reasons = (await ends).map((one) =>
      one.status === 'rejected' ? isDatabaseTrouble(one.reason) : one,
    )
    expect(reasons).toEqual([true, true, true, true, true])
    expect(await db.hot.query('one', 'select 1 as one', [])).toEqual([{ one: 1 }])
    expect(await db.transaction((tx) => tx.unit.count())).toBe(0)
  }
  // Nobody uses these now; the pools replace them when somebody does.
  expect(await endAllConnections()).toBeGreaterThan(0)
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(await db.transaction((tx) => tx.unit.count())).toBe(0)
  expect(broken).toEqual([])
}, 60_000)

test('restarts in the middle of booking count no try, and the money is booked once the server is back', async () => {
  const w = await world(database())
  const lan = await w.person()
  const pledge = await lan.pledges({ units: 1 })
  const { raw } = w.bank.notification(300_000n, pledge.code, { at: new Date('2026-11-01T00:00:00Z') })
  const ref = await w.db.transaction((tx) => receiveNotice(tx, w.giving, w.giving.feeds[0]!, raw))
  let restarts = 25
  const giving = {
    ...w.giving,
    tell: {
      ...w.giving.tell,
      async toContact(...told: Parameters<typeof w.giving.tell.toContact>) {
        if (restarts-- > 0) await endAllConnections()
        await w.giving.tell.toContact(...told)
      },
    },
  }
  const notice = () => w.db.prisma.bankNotice.findUniqueOrThrow({ where: { provider_providerId: ref } })
  for (let n = 0; n < 25; n++) expect(await bookSafely(w.db, giving, silentLog, ref)).toBe(false)
  expect(await notice()).toMatchObject({ state: 'new', attempts: 0 })
  expect(await bookSafely(w.db, giving, silentLog, ref)).toBe(true)
  expect(await notice()).toMatchObject({ state: 'booked' })
  expect(await w.books()).toEqual({ bank: 300_000n, campaign: 300_000n })
  await checkBooks(w)
  expect(broken).toEqual([])
}, 60_000)
