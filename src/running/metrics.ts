import { countHandovers } from '../conversation/index.ts'
import { countRequests } from '../people/index.ts'
import type { HotSql } from '../platform/db.ts'
import type { EventCounts } from '../platform/event-counts.ts'

interface Metric {
  readonly name: string
  readonly kind: 'gauge' | 'counter'
  readonly help: string
  readonly values: readonly { readonly labels?: Readonly<Record<string, string>>; readonly value: number }[]
}

/**
 * What a process and its database can be watched by, in Prometheus' text format: sums and counts, nothing of anybody.
 *
 * @throws when the database does not answer: a scrape that fails is an alarm by itself
 */
export async function metrics(hot: HotSql, events: EventCounts): Promise<string> {
  const [work] = await hot.query<Record<(typeof WORK)[number][0], number>>('metrics', SQL, [])
  const { open, urgent, overdue } = await countHandovers(hot)
  const requests = await countRequests(hot)
  const waits: Metric = {
    name: 'chungtay_waiting',
    kind: 'gauge',
    help: 'Rows that wait, by what they wait for.',
    values: [
      ...WORK.map(([what]) => ({ labels: { what }, value: work![what] })),
      { labels: { what: 'handovers_open' }, value: open },
      { labels: { what: 'handovers_urgent' }, value: urgent },
      { labels: { what: 'handovers_overdue' }, value: overdue },
      { labels: { what: 'requests_open' }, value: requests.open },
      { labels: { what: 'requests_overdue' }, value: requests.overdue },
    ],
  }
  const { rss, heapUsed } = process.memoryUsage()
  return shown([
    waits,
    {
      name: 'chungtay_events_total',
      kind: 'counter',
      help: 'Events logged since the start of this process.',
      values: [...events].map(([key, value]) => {
        const [level, event] = key.split(' ') as [string, string]
        return { labels: { level, event }, value }
      }),
    },
    { ...gauge('process_resident_memory_bytes', 'Memory of this process.'), values: [{ value: rss }] },
    { ...gauge('nodejs_heap_size_used_bytes', 'Heap in use.'), values: [{ value: heapUsed }] },
    {
      ...gauge('process_uptime_seconds', 'Seconds since the start.'),
      values: [{ value: Math.round(process.uptime()) }],
    },
  ])
}

const gauge = (name: string, help: string) => ({ name, help, kind: 'gauge' as const })

/** Each has an index or few rows: a scrape every few seconds must cost nothing. */
const WORK = [
  ['todo', 'todo where stuck_at is null and not_before <= now()'],
  ['todo_stuck', 'todo where stuck_at is not null'],
  ['messages', "outbox where state = 'waiting'"],
  ['bank_notices', "bank_notice where state = 'new'"],
  ['bank_notices_set_aside', "bank_notice where state = 'quarantined'"],
  ['webhook_bodies_set_aside', 'quarantine where settled_at is null'],
  ['papers', 'receipt where png is null'],
] as const

const SQL = `select ${WORK.map(([what, from]) => `(select count(*) from ${from})::int as ${what}`).join(', ')}`

function shown(all: readonly Metric[]): string {
  const lines = all.flatMap(({ name, kind, help, values }) => [
    `# HELP ${name} ${help}`,
    `# TYPE ${name} ${kind}`,
    ...values.map(({ labels = {}, value }) => {
      const pairs = Object.entries(labels).map(([key, text]) => `${key}="${text}"`)
      return `${name}${pairs.length > 0 ? `{${pairs.join(',')}}` : ''} ${value}`
    }),
  ])
  return `${lines.join('\n')}\n`
}
