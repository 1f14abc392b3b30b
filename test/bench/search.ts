import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import pg from 'pg'
import { findNeeds, packages, readWish } from '../../src/needs/index.ts'
import { registry } from '../../src/needs/places/registry.ts'
import { type Database, openPostgres } from '../../src/platform/db.ts'
import { migrate } from '../../src/platform/migrate.ts'
import { phrases } from '../support/search-set.ts'

/** `npm run bench -- --only search`: how long the search of needs takes over all communes of the country. */
const NEEDS = 200_000
const ROUNDS = 3

export async function benchSearch(server: string): Promise<string> {
  const name = `ct_bench_search_${randomBytes(4).toString('hex')}`
  await administer(server, `CREATE DATABASE ${name}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  const db = openPostgres(url.href, 1)
  try {
    await migrate(db, 'prisma/migrations')
    await fill(db)
    return await measured(db)
  } finally {
    await db.close()
    await administer(server, `DROP DATABASE ${name} WITH (FORCE)`)
  }
}

async function measured(db: Database): Promise<string> {
  const all = [...phrases('before.yaml'), ...phrases('after.yaml')].map(({ say }) => say)
  const now = new Date()
  const [{ pid }] = (await db.prisma.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`) as [
    { pid: number },
  ]
  const times: { say: string; read: number; find: number }[] = []
  let begun = { node: process.cpuUsage(), server: cpuOf(pid) }
  for (let round = 0; round <= ROUNDS; round++) {
    if (round === 1) begun = { node: process.cpuUsage(), server: cpuOf(pid) }
    for (const say of all) {
      const at = performance.now()
      const wish = readWish(say)
      const read = performance.now()
      await findNeeds(db.prisma, wish, now)
      // The first round reads the names of places and fills the caches of the server.
      if (round > 0) times.push({ say, read: read - at, find: performance.now() - read })
    }
  }
  const node = process.cpuUsage(begun.node)
  const server = cpuOf(pid)
  const each = (ms: number) => (ms / times.length).toFixed(1)
  const line = (label: string, of: (one: (typeof times)[number]) => number) => {
    const sorted = times.map(of).sort((a, b) => a - b)
    const at = (share: number) =>
      sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!.toFixed(1)
    return `| ${label} | ${at(0.5)} | ${at(0.95)} | ${at(0.99)} | ${sorted.at(-1)!.toFixed(1)} |`
  }
  const slowest = [...times].sort((a, b) => b.read + b.find - a.read - a.find).slice(0, 3)
  return [
    `${NEEDS} open needs in ${registry().communes.length} communes, ${all.length} sentences, ${ROUNDS} rounds, one after another.`,
    `${cpus().length} cores, load ${loadavg()[0]!.toFixed(1)}, Node ${process.versions.node}. Milliseconds, as a turn waits for them:`,
    '',
    '| | p50 | p95 | p99 | most |',
    '|---|---|---|---|---|',
    line('reading the sentence', ({ read }) => read),
    line('finding needs', ({ find }) => find),
    line('both', ({ read, find }) => read + find),
    '',
    `Of that, work of a processor, on the average: ${each((node.user + node.system) / 1000)} ms in Node${server === undefined || begun.server === undefined ? '' : `, ${each(server - begun.server)} ms in PostgreSQL`}.`,
    `Slowest: ${slowest.map(({ say, find }) => `“${say}” (${find.toFixed(0)})`).join(', ')}`,
  ].join('\n')
}

/** Milliseconds that a process of the server has worked; undefined where it cannot be seen. */
function cpuOf(pid: number): number | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
    return (Number(fields[11]) + Number(fields[12])) * 10
  } catch {
    return undefined
  }
}

/** Needs of every package, thing, sex and age, in every commune, with deadlines over the year; some full, some over. */
async function fill(db: Database): Promise<void> {
  const { communes, provinces } = registry()
  const { items, packages: kinds } = packages()
  const things = [
    ...Object.entries(items).map(([item, { package: kind }]) => [kind, item]),
    ...Object.keys(kinds).map((kind) => [kind, null]),
  ]
  const run = (sql: string, ...values: unknown[]) => db.prisma.$executeRawUnsafe(sql, ...values)
  await run(
    `INSERT INTO unit (id, key, kind, name, short_name, place, decision)
     SELECT gen_random_uuid(), 'u' || n, 'fund', 'Quỹ ' || place, 'Quỹ', place, '00' FROM unnest($1::text[]) WITH ORDINALITY AS p(place, n)`,
    provinces.map(({ name }) => name),
  )
  await run(
    `INSERT INTO bank_account (id, unit_id, bin, bank_name, number, holder)
     SELECT gen_random_uuid(), id, '000000', 'Ngân hàng Thử', '9' || key, 'QUY' FROM unit`,
  )
  await run(
    `INSERT INTO campaign (id, key, slug, unit_id, account_id, event_kind, flow, title, purpose, what, for_whom, receipt_series, code_prefix,
       min_amount, hold_minutes, pledge_days, opens_at, receives_until, gift_by, distribute_by, demo, state)
     SELECT gen_random_uuid(), u.key, u.key, u.id, a.id, 'winter', 'tet', u.name, '-', '-', '-', 'R' || u.key, 'T' || chr(65 + substr(u.key, 2)::int / 26) || chr(65 + substr(u.key, 2)::int % 26), 2000, 15, 7,
       now() - interval '1 day', now() + interval '1 year', now() + interval '1 year', now() + interval '2 years', true, 'open'
     FROM unit u JOIN bank_account a ON a.unit_id = u.id`,
  )
  await run(
    `INSERT INTO commune (id, key, code, name, province)
     SELECT gen_random_uuid(), code, code, name, province FROM unnest($1::text[], $2::text[], $3::text[]) AS c(code, name, province)`,
    communes.map(({ code }) => code),
    communes.map(({ name }) => name),
    communes.map(({ province }) => province.name),
  )
  await run(
    `WITH c AS (SELECT c.id, a.id AS campaign, row_number() OVER (ORDER BY c.code) - 1 AS n FROM commune c
                JOIN unit u ON u.place = c.province JOIN campaign a ON a.unit_id = u.id),
       t AS (SELECT * FROM unnest($2::text[], $3::text[]) WITH ORDINALITY AS t(package, item, n))
     INSERT INTO need (id, key, campaign_id, commune_id, package, item, sex, age_from, age_to, mode, what, unit_word, unit_price, cap, taken, deadline, rank)
     SELECT gen_random_uuid(), 'n' || g, c.campaign, c.id, t.package, t.item,
       CASE g % 5 WHEN 0 THEN 'female' WHEN 1 THEN 'male' END,
       CASE WHEN g % 3 > 0 THEN 3 + (g % 4) * 3 END, CASE WHEN g % 3 > 0 THEN 6 + (g % 4) * 3 END,
       CASE WHEN g % 4 = 0 THEN 'pooled' ELSE 'exclusive' END, 'áo ấm cho các em', 'áo', 50000 + (g % 40) * 10000, 100,
       CASE WHEN g % 10 = 0 THEN 100 ELSE (g * 7) % 100 END, now() + make_interval(days => (g * 13 % 365) - 20), g % 1000
     FROM generate_series(1, $1::int) AS g
       JOIN c ON c.n = (g::bigint * 7919) % 3321 JOIN t ON t.n = 1 + (g / 3) % (SELECT count(*) FROM t)`,
    NEEDS,
    things.map(([kind]) => kind),
    things.map(([, item]) => item),
  )
  await run('ANALYZE')
}

async function administer(server: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
