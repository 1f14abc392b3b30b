import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database, HotSql } from '../../src/platform/db.ts'
import { usePostgres } from '../support/postgres.ts'
import { type World, world } from '../support/world.ts'

const server = usePostgres()

/** Every statement that was asked without Prisma, by its name. */
const asked = new Map<string, { sql: string; params: number }>()
const listening = (hot: HotSql): HotSql => ({
  query(name, sql, params) {
    asked.set(name, { sql, params: params.length })
    return hot.query(name, sql, params)
  },
})

let it: World
beforeAll(async () => {
  const { db } = server()
  const heard: Database = {
    ...db,
    hot: listening(db.hot),
    transaction: (work, options) => db.transaction((tx, hot) => work(tx, listening(hot)), options),
    close: async () => {},
  }
  it = await world({ db: heard })
})
afterAll(() => it?.close())

// A few rows, looked at once an hour.
const SMALL = ['handover', 'quarantine']

interface Plan {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string
  readonly Plans?: readonly Plan[]
}

const readWhole = (plan: Plan): string[] => [
  ...(plan['Node Type'] === 'Seq Scan' && !SMALL.includes(plan['Relation Name']!)
    ? [plan['Relation Name']!]
    : []),
  ...(plan.Plans ?? []).flatMap(readWhole),
]

/** The plan that is made once and kept, on tables that PostgreSQL has not counted yet. */
async function planOf(name: string, sql: string, params: number): Promise<Plan> {
  return server().db.transaction(async (tx, hot) => {
    // What Prisma joins is no other connection.
    await tx.$queryRaw`select 1`
    await hot.query(`prepare ${name}`, `prepare plan_${name} as ${sql}`, [])
    const values = params > 0 ? `(${Array(params).fill('null').join()})` : ''
    const explained = `explain (format json) execute plan_${name}${values}`
    const [row] = await hot.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(`explain ${name}`, explained, [])
    return row!['QUERY PLAN'][0].Plan
  })
}

test('what is asked at every message goes by an index, on the first day too', async () => {
  const lan = it.person('Lan')
  await lan.says('/start')
  await lan.presses('Góp quà Tết')
  await lan.presses(/^1 suất/)
  await lan.hears(/giữ/)
  await lan.says('của tôi')
  // Sweeps come round meanwhile.
  await new Promise((resolve) => setTimeout(resolve, 3_000))
  expect([...asked.keys()]).toEqual(expect.arrayContaining(['turn_commit', 'turn_sessions']))
  const found: Record<string, string[]> = {}
  for (const [name, { sql, params }] of asked) {
    const tables = readWhole(await planOf(name, sql, params))
    if (tables.length > 0) found[name] = tables
  }
  expect(found).toEqual({})
}, 60_000)
