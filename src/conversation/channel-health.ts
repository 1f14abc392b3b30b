import type { HotSql } from '../platform/db.ts'
import { BULK } from './todo-store.ts'

/** How a bot or page of ours does, as the database knows it: the same for every process. */
export interface ChannelHealth {
  readonly channel: string
  readonly account: string
  readonly mode: 'pull' | 'webhook' | 'polling'
  /** A process that receives for it has said so within the last minutes. */
  readonly on: boolean
  readonly seenAt: Date
  /** When the provider took our address; null where there is none to take, or it has not. */
  readonly webhookAt: Date | null
  readonly lastIn: Date | null
  /** Of the last messages that were sent by anybody. Null: none of these went there. */
  readonly lastOut: Date | null
  readonly waiting: number
  readonly waitingSince: Date | null
  /** Of the last 24 hours. */
  readonly failed: number
  readonly blocked: number
  readonly unknown: number
  /** The first words of the last error of these: our own, or the provider's name for it. */
  readonly lastError: string | null
}

/** How long ago a process may have said that it receives. It says so every minute. */
const ON = "interval '3 minutes'"
const ERROR_MAX = 60

/** A process says which channels it receives for. */
export async function noteChannels(
  hot: HotSql,
  channels: readonly Pick<ChannelHealth, 'channel' | 'account' | 'mode'>[],
): Promise<void> {
  for (const { channel, account, mode } of channels)
    await hot.query('channel_note', NOTE, [channel, account, mode])
}

const NOTE = `insert into channel_state (channel, account, mode, seen_at) values ($1, $2, $3, now())
on conflict (channel, account) do update set mode = excluded.mode, seen_at = excluded.seen_at,
  webhook_at = case when excluded.mode = 'webhook' then channel_state.webhook_at end`

/** The provider has taken our address. */
export async function noteWebhook(hot: HotSql, channel: string, account: string): Promise<void> {
  await hot.query('channel_webhook', WEBHOOK, [channel, account])
}

const WEBHOOK = `insert into channel_state (channel, account, mode, seen_at, webhook_at) values ($1, $2, 'webhook', now(), now())
on conflict (channel, account) do update set webhook_at = excluded.webhook_at`

export const channelHealth = (hot: HotSql): Promise<ChannelHealth[]> =>
  hot.query<ChannelHealth>('channel_health', HEALTH, [])

// What people fetch is sent as soon as it is written. What was sent last is looked for among the newest messages, by the primary key; what ended badly has an index of its own.
// What came last reads all that ever came there: an officer looks a few times a day.
const HEALTH = `with newest as (
  select address_id, coalesce(sent_at, created_at) as at from outbox where state = 'sent' order by id desc limit 5000
), sent as (
  select a.channel, a.account, max(n.at) as at from newest n join address a on a.id = n.address_id group by 1, 2
), waits as (
  select a.channel, a.account, count(*)::int as n, min(o.created_at) as since from outbox o
  join address a on a.id = o.address_id where o.state = 'waiting' group by 1, 2
), bad as (
  select a.channel, a.account, (count(*) filter (where o.state = 'failed'))::int as failed,
    (count(*) filter (where o.state = 'blocked'))::int as blocked, (count(*) filter (where o.state = 'unknown'))::int as unknown,
    (array_agg(o.error order by o.id desc) filter (where o.state <> 'blocked' and o.error is not null))[1] as error
  from outbox o join address a on a.id = o.address_id
  where o.state in ('failed', 'blocked', 'unknown') and o.created_at > now() - interval '24 hours' group by 1, 2
)
select c.channel, c.account, c.mode, c.seen_at > now() - ${ON} as on, c.seen_at as "seenAt", c.webhook_at as "webhookAt",
  (select max(i.received_at) from inbox i where i.source = c.channel || ':' || c.account) as "lastIn", s.at as "lastOut",
  coalesce(w.n, 0) as waiting, w.since as "waitingSince", coalesce(b.failed, 0) as failed, coalesce(b.blocked, 0) as blocked,
  coalesce(b.unknown, 0) as unknown, left(b.error, ${ERROR_MAX}) as "lastError"
from channel_state c left join sent s using (channel, account) left join waits w using (channel, account)
left join bad b using (channel, account) order by c.channel, c.account`

/** How the work behind the channels does. */
export interface WorkHealth {
  /** Messages that want a turn now, and since when the oldest does. What nobody waits for only once its time is over. */
  readonly turns: number
  readonly turnsSince: Date | null
  readonly stuck: number
  readonly messages: number
  readonly messagesSince: Date | null
  /** By the database's clock, as all of these times are. */
  readonly now: Date
}

export async function workHealth(hot: HotSql): Promise<WorkHealth> {
  const [row] = await hot.query<WorkHealth>('work_health', WORK, [])
  return row!
}

const WORK = `select t.n as turns, t.since as "turnsSince", (select count(*)::int from todo where stuck_at is not null) as stuck,
  o.n as messages, o.since as "messagesSince", now() as now
from (
  select count(*)::int as n, min(not_before) as since from todo where stuck_at is null and not_before <= now()
  and (not ${BULK} or coalesce(patience, not_before) < now())
) t,
  (select count(*)::int as n, min(created_at) as since from outbox where state = 'waiting') o`
