import type { Bubble } from '../engine/index.ts'
import type { HotSql } from '../platform/db.ts'
import type { PersonKeys } from '../platform/person-key.ts'
import type { Known } from './addresses.ts'
import { openBubble, openExternalId } from './seals.ts'
import type { MessageClass } from './turn-rows.ts'
import { LEASE_SECONDS, type SentMark } from './turn-store.ts'

/** A message on its way, with all that a send needs. */
export interface Outgoing {
  readonly id: string
  readonly contact: string
  readonly address: string
  readonly channel: string
  readonly account: string
  readonly externalId: string
  readonly bubble: Bubble
  readonly class: MessageClass
  /** Changes with every takeover: with the lease, the fence against a process that woke up late. */
  readonly attempts: number
  /** How often it was tried before. */
  readonly tries: number
  /** How many of these sends may have arrived all the same: no answer came, or the process ended. */
  readonly doubts: number
  /** When its lease began at the latest, by performance.now(). */
  readonly since: number
}

/** What was just written, as messages to send; their lease began after `since`. */
export const outgoing = (
  to: Known,
  ids: readonly string[],
  bubbles: readonly Bubble[],
  kind: MessageClass,
  since: number,
): Outgoing[] =>
  ids.map((id, n) => ({
    id,
    contact: to.contact,
    address: to.address,
    channel: to.channel,
    account: to.account,
    externalId: to.externalId,
    bubble: bubbles[n]!,
    class: kind,
    attempts: 1,
    tries: 0,
    doubts: 0,
    since,
  }))

export interface DeliveryStore {
  markSent(sent: readonly SentMark[]): Promise<void>
  /**
   * Writes down that a message which may go once is being sent now: from here on nobody sends it again.
   *
   * @returns false when it is not ours any more
   */
  begin(message: Outgoing): Promise<boolean>
  /** It did not arrive, and is tried again. */
  retry(message: Outgoing, afterMs: number): Promise<void>
  /** Nobody knows whether it arrived, and it is sent once more. */
  doubt(message: Outgoing, afterMs: number): Promise<void>
  /** This was no try: it was not sent, or the channel wants us to wait. */
  letGo(message: Outgoing, afterMs?: number): Promise<void>
  end(message: Outgoing, state: 'failed' | 'unknown', error: string): Promise<void>
  /** The person does not want us on this address: nothing more goes there until they write again. */
  block(message: Outgoing): Promise<void>
  /** Nothing may go to this address until they write again: what waits for them there is kept for that. */
  keep(message: Outgoing): Promise<void>
  /** Takes over messages that no process holds any more, with those behind them. */
  takeOver(limit: number): Promise<Outgoing[]>
  /**
   * Ends what may not be sent again: a message that goes at most once and whose sender is gone (`process_ended`), and one
   * whose process ended ABANDONED_MOST times in a row while it was next (`abandoned`): it may be what ends them. Nobody
   * knows whether they arrived.
   */
  giveUp(): Promise<GivenUp[]>
}

/** A message listed as unknown, for a person. */
export interface GivenUp {
  readonly id: string
  readonly error: 'process_ended' | 'abandoned'
}

/** A process may end for many reasons; so often in a row, with this message next, is none of them. */
const ABANDONED_MOST = 10

export function deliveryStore(
  hot: HotSql,
  keys: PersonKeys,
  markSent: DeliveryStore['markSent'],
): DeliveryStore {
  const fenced = (message: Outgoing) => [message.id, message.attempts] as const
  return {
    markSent,
    async begin(message) {
      return (await hot.query('outbox_begin', BEGIN, fenced(message))).length === 1
    },
    async retry(message, afterMs) {
      await hot.query('outbox_retry', RETRY, [...fenced(message), afterMs, 1, 0])
    },
    async doubt(message, afterMs) {
      await hot.query('outbox_retry', RETRY, [...fenced(message), afterMs, 1, 1])
    },
    async letGo(message, afterMs = 0) {
      await hot.query('outbox_retry', RETRY, [...fenced(message), afterMs, 0, 0])
    },
    async end(message, state, error) {
      await hot.query('outbox_end', END, [...fenced(message), state, error.slice(0, 200)])
    },
    async block(message) {
      await hot.query('outbox_block', BLOCK, [message.address])
    },
    async keep(message) {
      await hot.query('outbox_keep', KEEP, [message.address, ...fenced(message)])
    },
    async giveUp() {
      return [
        ...(await hot.query<GivenUp>('outbox_unknown', UNKNOWN, [])),
        ...(await hot.query<GivenUp>('outbox_abandoned', ABANDONED, [])),
      ]
    },
    async takeOver(limit) {
      const since = performance.now()
      const rows = await hot.query<Row>('outbox_take_over', TAKE_OVER, [limit])
      return rows
        .sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1))
        .flatMap((row) => {
          const said = opened(keys, row)
          return said ? [{ ...said, ...sendOf(row), since }] : []
        })
    },
  }
}

/** What cannot be opened is not sent: taken over in vain ten times, it is given up as abandoned, for a person to see. */
function opened(keys: PersonKeys, row: Row): Pick<Outgoing, 'bubble' | 'externalId'> | undefined {
  try {
    const key = keys.unwrap(row.contact_id, row.wrapped)
    return { bubble: openBubble(key, row.payload), externalId: openExternalId(key, row.external_id) }
  } catch {
    return undefined
  }
}

const sendOf = (row: Row) => ({
  id: String(row.id),
  contact: row.contact_id,
  address: row.address_id,
  channel: row.channel,
  account: row.account,
  class: row.class as Outgoing['class'],
  attempts: row.attempts,
  tries: row.tries,
  doubts: row.doubts,
})

interface Row {
  id: string | bigint
  contact_id: string
  address_id: string
  channel: string
  account: string
  external_id: Uint8Array | null
  payload: Uint8Array
  wrapped: Uint8Array
  class: string
  attempts: number
  tries: number
  doubts: number
}

const BEGIN = `update outbox set state = 'sending', lease_until = now() + interval '${LEASE_SECONDS} s'
where id = $1::int8 and attempts = $2::int4 and state = 'waiting' returning id`

// Whoever gives it back has not ended: the next takeover counts from nought again.
const RETRY = `update outbox set state = 'waiting', abandoned = -1, tries = tries + $4::int4, doubts = doubts + $5::int4,
  lease_until = now() + make_interval(secs => $3::float8 / 1000)
where id = $1::int8 and attempts = $2::int4 and state in ('waiting', 'sending')`

const END = `update outbox set state = $3, error = $4
where id = $1::int8 and attempts = $2::int4 and state in ('waiting', 'sending')`

const BLOCK = `with a as (update address set state = 'blocked' where id = $1::uuid)
update outbox set state = 'blocked' where address_id = $1::uuid and state = 'waiting'`

const KEEP = `with a as (update address set state = 'closed' where id = $1::uuid and state = 'open')
update outbox set state = 'kept' where address_id = $1::uuid
  and (state = 'waiting' or state = 'sending' and id = $2::int8 and attempts = $3::int4)`

const UNKNOWN = `update outbox set state = 'unknown', error = 'process_ended'
where state = 'sending' and lease_until < now() returning id::text as id, error`

const ABANDONED = `update outbox set state = 'unknown', error = 'abandoned'
where state = 'waiting' and abandoned >= ${ABANDONED_MOST} and lease_until < now() returning id::text as id, error`

// Only the oldest waiting message of a contact is judged by its lease: while it is in somebody's hands, or must wait,
// so must those behind it. Then the whole line is taken. The lease is looked at again under the lock: of two sweeps at
// the same moment one wins the line. Abandoned is only the oldest, and not if nobody had it yet. Whose process ended without
// a word of it (it would have left -1) may have been sent: that was a try, and a doubtful one.
const TAKE_OVER = `
with heads as (
  select distinct on (contact_id) id from outbox where state = 'waiting' order by contact_id, id
), won as (
  select o.contact_id, o.id as head from outbox o join heads using (id)
  where o.state = 'waiting' and o.lease_until < now() order by o.id limit $1 for update of o skip locked
), mine as (
  select o.id, (o.id = won.head)::int4 as next, (o.id = won.head and o.attempts > 0 and o.abandoned >= 0)::int4 as lost
  from outbox o join won using (contact_id) where o.state = 'waiting' order by o.id limit $1
)
update outbox o set lease_until = now() + interval '${LEASE_SECONDS} s', attempts = attempts + 1,
  abandoned = abandoned + mine.next, tries = tries + mine.lost, doubts = doubts + mine.lost
from mine, address a, person_key k
where o.id = mine.id and o.state = 'waiting' and a.id = o.address_id and k.contact_id = o.contact_id
returning o.id, o.contact_id, o.address_id, a.channel, a.account, a.external_id, o.payload, k.wrapped, o.class, o.attempts, o.tries, o.doubts`
