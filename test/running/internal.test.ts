import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '../../src/platform/db.ts'
import { countingLog } from '../../src/platform/event-counts.ts'
import { silentLog } from '../../src/platform/log.ts'
import { pulse } from '../../src/running/health.ts'
import { type Internal, listenInternal } from '../../src/running/internal.ts'
import { metrics } from '../../src/running/metrics.ts'
import { testDatabase } from '../support/database.ts'

let db: Database
let now = 0
let internal: Internal
let health: ReturnType<typeof pulse>
const { log, counts } = countingLog(silentLog)
beforeAll(async () => {
  db = await testDatabase()
  health = pulse(db.hot, true, () => now)
  internal = await listenInternal('127.0.0.1:0', { health, metrics: () => metrics(db.hot, counts) })
})
afterAll(async () => {
  await internal.close()
  await db.close()
})
const ask = (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${internal.port}${path}`, init)

test('a worker is well as long as its sweeps come round, and not when it hangs or the database is away', async () => {
  expect((await ask('/readyz')).status).toBe(200)
  now = 61_000
  const stuck = await ask('/readyz')
  expect([stuck.status, await stuck.json()]).toEqual([
    503,
    { ok: false, checks: { database: true, sweeps: false } },
  ])
  health.beat()
  expect((await ask('/readyz')).status).toBe(200)
  const away = pulse({ query: () => Promise.reject(new Error('away')) }, true, () => now)
  expect(await away.well()).toEqual({ ok: false, checks: { database: false, sweeps: true } })
  // A process without sweeps has none to miss.
  expect((await pulse(db.hot, false, () => now).well()).checks).toEqual({ database: true })
})

test('metrics count what waits and what happened, in Prometheus’ format, and tell nothing of anybody', async () => {
  const contact = '019aa000-0000-7000-8000-000000000001'
  await db.script(`
    insert into contact (id, paper_name) values ('${contact}', 'Lan');
    insert into handover (id, contact_id, reason, urgent, answer_by)
      values ('${contact}', '${contact}', 'child in danger', true, now() - interval '1 minute');
    insert into bank_notice (provider, provider_id, body, state) values ('sepay', '1', '', 'quarantined')`)
  log.error('turn.stuck', { contact })
  log.error('turn.stuck', { contact })
  const answer = await ask('/metrics')
  expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/)
  const text = await answer.text()
  expect(text).toContain('chungtay_waiting{what="handovers_urgent"} 1\n')
  expect(text).toContain('chungtay_waiting{what="handovers_overdue"} 1\n')
  expect(text).toContain('chungtay_waiting{what="bank_notices_set_aside"} 1\n')
  expect(text).toContain('chungtay_events_total{level="error",event="turn.stuck"} 2\n')
  expect(text).not.toMatch(/019aa000|Lan|danger/)
  for (const line of text.trim().split('\n'))
    expect(line).toMatch(/^(# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\{([a-z]+="[^"]*",?)+\})? [0-9.e+]+)$/)
})

test('nothing else is there', async () => {
  expect((await ask('/')).status).toBe(404)
  expect((await ask('/metrics', { method: 'POST' })).status).toBe(405)
  health.stopping()
  expect((await ask('/healthz')).status).toBe(503)
})
