import type { HotSql } from '../platform/db.ts'
import { failpoint } from '../platform/failpoint.ts'
import type { Log } from '../platform/log.ts'
import type { Queue } from '../platform/queue.ts'
import type { Delivery } from './delivery.ts'
import type { DeliveryStore } from './delivery-store.ts'
import { encodeItem } from './item.ts'
import type { Ripe, TodoStore } from './todo-store.ts'
import { endAddressWaits } from './turn-rows.ts'
import { dueSlot } from './turn-store.ts'

interface Parts {
  readonly hot: HotSql
  readonly todos: TodoStore
  readonly deliveries: DeliveryStore
  readonly delivery: Delivery
  readonly queue: Queue
  readonly log: Log
}

const AT_ONCE = 500

/**
 * Brings back to life whatever should have moved and did not: a crash, a lost queue entry, a time that has come.
 * Every few seconds; any number of processes may do it at once.
 */
export function conversationSweep(parts: Parts): () => Promise<void> {
  const wake = waker()
  return async () => {
    await timeouts(parts.hot)
    await endAddressWaits(parts.hot)
    for (const { contact, bulk } of wake(await parts.todos.ripe(AT_ONCE), performance.now()))
      await parts.queue.add(bulk ? 'bulk' : 'todo', contact)
    failpoint('sweep.midway')
    for (const { id, error } of await parts.deliveries.giveUp())
      parts.log.error('delivery.unknown', { id, reason: error })
    const left = await parts.deliveries.takeOver(AT_ONCE)
    if (left.length > 0) {
      failpoint('sweep.taken_over')
      parts.log.info('delivery.taken_over', { count: left.length })
      parts.delivery.take(left)
    }
  }
}

/** A queue that has lost an id is told of it again after this time. */
const FORGET_MS = 15_000

/**
 * Whom to queue of those who have ripe items: each once, for the first of them, and not those whose same work this sweep
 * has queued lately. Where work waits longer than a sweep, the queue would otherwise hold a contact as often as there were
 * sweeps and processes.
 *
 * @returns a function of what is ripe at `now`, in milliseconds of any clock that does not jump
 */
export function waker(): (ripe: readonly Ripe[], now: number) => Ripe[] {
  let queued = new Map<string, { readonly mark: string; readonly at: number }>()
  return (ripe, now) => {
    const still: typeof queued = new Map()
    const fresh: Ripe[] = []
    for (const one of ripe) {
      const { contact, mark } = one
      if (still.has(contact)) continue
      const before = queued.get(contact)
      const known = before?.mark === mark && now - before.at < FORGET_MS
      still.set(contact, known ? before : { mark, at: now })
      if (!known) fresh.push(one)
    }
    // Who has nothing ripe any more is forgotten, so this never holds more than one look found.
    queued = still
    return fresh
  }
}

/** Waits that have run out become inbox items. The version makes a late one harmless: the session has moved on. */
async function timeouts(hot: HotSql) {
  const due = await hot.query<{ contact_id: string; version: number }>(
    'session_due',
    `select contact_id, version from session where due_slot <= ${dueSlot('now()')} and due_at <= now() limit ${AT_ONCE}`,
    [],
  )
  for (const { contact_id, version } of due) {
    await hot.query('session_timeout', TIMEOUT, [
      `${contact_id}:${version}`,
      contact_id,
      Buffer.from(encodeItem({ kind: 'time', version })),
      version,
    ])
  }
}

const TIMEOUT = `
with q as (
  update session set due_at = null, due_slot = null where contact_id = $2::uuid and version = $4::int4 and due_at <= now() returning contact_id
), i as (
  insert into inbox (source, external_id, contact_id, body) select 'time', $1, contact_id, $3::bytea from q
  on conflict do nothing returning external_id, contact_id
)
insert into todo (source, external_id, contact_id) select 'time', external_id, contact_id from i`

/** After a start of the only process there is: nobody else holds anything, so nobody needs to wait for a lease. */
export async function releaseAllLeases(hot: HotSql): Promise<void> {
  await hot.query('release_todo', 'update todo set lease_until = null where lease_until is not null', [])
  await hot.query(
    'release_outbox',
    "update outbox set lease_until = now() where state in ('waiting', 'sending') and lease_until > now()",
    [],
  )
}
