import { bigints, blobs, bools, instants, ints, texts, uuids } from '../platform/columns.ts'
import type { HotSql } from '../platform/db.ts'

/**
 * The hot statements of turns. They speak to the database directly, without Prisma, because one fused statement per
 * batch of turns is what makes a durable turn cheap (docs/decisions/0002).
 */

/** A session as it lies in the database, sealed. Empty state: nobody has spoken yet. */
export interface StoredSession {
  readonly contact: string
  readonly version: number
  readonly state: Uint8Array
  /** How the contact has said they want to be called. */
  readonly called: string | undefined
  readonly turnAt: number
}

/** One turn of a batch: what was heard and, unless it must go the slow way, what came of it. */
export interface Turn {
  readonly source: string
  readonly externalId: string
  readonly contact: string
  readonly address: string
  readonly body: Buffer
  /** Keys of the files that it names, with spaces between. */
  readonly files: string | null
  /** When this process got it, in ms since 1970: it may have waited here for room. */
  readonly receivedAt: number
  /** The version that the new state was made from. */
  readonly version: number
  /** Undefined: the engine failed, or the action did: the item becomes a todo. */
  readonly result:
    | { readonly state: Buffer; readonly dueAt: Date | undefined; readonly bubbles: readonly Buffer[] }
    | undefined
  /** Bubbles of a channel that people fetch from are sent as soon as they are written. */
  readonly pull: boolean
  /** Outbox ids of this contact that this process has in hand: what is said now may follow them at once. */
  readonly inHand: readonly string[]
}

export interface TurnOutcome {
  /** `repeat`: the inbox has it already. `gone`: the address is not this contact's any more, and nothing is written. */
  readonly kind: 'done' | 'todo' | 'repeat' | 'gone'
  /** The messages that are ours to send now. Those that wait behind older ones in other hands are not among them. */
  readonly outbox: readonly string[]
}

/** A message that went out, to be marked with the next statement. */
export interface SentMark {
  readonly id: string
  readonly contact: string
  readonly providerId: string | undefined
}

export interface TurnStore {
  sessions(contacts: readonly string[]): Promise<StoredSession[]>
  /** Writes a batch in one statement: at most one turn per contact. Answers in the order of the turns. */
  commit(turns: readonly Turn[], sent: readonly SentMark[]): Promise<TurnOutcome[]>
  markSent(sent: readonly SentMark[]): Promise<void>
  /** Whether the inbox has each of these messages already. */
  heard(turns: readonly Pick<Turn, 'source' | 'externalId'>[]): Promise<boolean[]>
}

/** The five minutes in which a moment lies, as SQL: a session is found by them when its wait runs out. */
export const dueSlot = (moment: string) => `floor(extract(epoch from ${moment}) / 300)::int4`

/** Now, as SQL, for an item that is due: rounded up to its column's milliseconds it would be overtaken for half of one. */
export const DUE_NOW = "date_trunc('milliseconds', now())"

/** How long a process may take over a send before a sweep gives it to another, in seconds. */
export const LEASE_SECONDS = 30
/** What was kept for longer is of no use any more. */
export const KEPT = "interval '30 days'"

export function turnStore(hot: HotSql): TurnStore {
  return {
    async sessions(contacts) {
      const rows = await hot.query<SessionRow>('turn_sessions', SESSIONS, [uuids(contacts)])
      return rows.map((row) => ({
        contact: row.contact_id,
        version: row.version,
        state: row.state,
        called: row.salutation ?? undefined,
        turnAt: row.turn_at.getTime(),
      }))
    },

    async commit(turns, sent) {
      const bubbles = turns.flatMap((turn, n) =>
        (turn.result?.bubbles ?? []).map((payload) => ({ place: n + 1, payload })),
      )
      const rows = await hot.query<OutcomeRow>('turn_commit', COMMIT, [
        texts(turns.map((turn) => turn.source)),
        texts(turns.map((turn) => turn.externalId)),
        uuids(turns.map((turn) => turn.contact)),
        uuids(turns.map((turn) => turn.address)),
        blobs(turns.map((turn) => turn.body)),
        ints(turns.map((turn) => turn.version)),
        blobs(turns.map((turn) => turn.result?.state ?? NONE)),
        instants(turns.map((turn) => turn.result?.dueAt ?? null)),
        bools(turns.map((turn) => turn.result === undefined)),
        ints(turns.map((turn) => Date.now() - turn.receivedAt)),
        bools(turns.map((turn) => turn.pull)),
        ints(bubbles.map(({ place }) => place)),
        blobs(bubbles.map(({ payload }) => payload)),
        bigints(sent.map((mark) => mark.id)),
        texts(sent.map((mark) => mark.providerId ?? null)),
        bigints(turns.flatMap((turn) => turn.inHand)),
        texts(turns.map((turn) => turn.files)),
      ])
      const found = new Map(rows.map((row) => [row.contact_id, row]))
      return turns.map((turn) => {
        const row = found.get(turn.contact)
        if (!row) return { kind: 'repeat', outbox: [] }
        if (!row.known) return { kind: 'gone', outbox: [] }
        return { kind: row.done ? 'done' : 'todo', outbox: row.outbox?.split(' ') ?? [] }
      })
    },

    async markSent(sent) {
      await hot.query('turn_sent', MARK_SENT, [
        bigints(sent.map((mark) => mark.id)),
        texts(sent.map((mark) => mark.providerId ?? null)),
      ])
    },

    async heard(turns) {
      const rows = await hot.query<{ heard: boolean }>('turn_heard', HEARD, [
        texts(turns.map((turn) => turn.source)),
        texts(turns.map((turn) => turn.externalId)),
      ])
      return rows.map((row) => row.heard)
    },
  }
}

const NONE = Buffer.alloc(0)

interface SessionRow {
  contact_id: string
  version: number
  state: Uint8Array
  turn_at: Date
  salutation: string | null
}

interface OutcomeRow {
  contact_id: string
  known: boolean
  done: boolean
  /** Ids with spaces between: a list would be slower to read than all the rest. */
  outbox: string | null
}

const SESSIONS = `select s.contact_id, s.version, s.state, s.turn_at, c.salutation from session s
join contact c on c.id = s.contact_id where s.contact_id = any($1::uuid[])`

const MARK_SENT = `update outbox set state = 'sent', sent_at = now(), provider_id = m.p
from unnest($1::int8[], $2::text[]) m(id, p) where outbox.id = m.id`

const HEARD = `select exists (select 1 from inbox i where i.source = x.src and i.external_id = x.ext) as heard
from unnest($1::text[], $2::text[]) with ordinality x(src, ext, n) order by x.n`

// The inbox's primary key decides whether a message is new; one of an address that was taken from its contact (erased,
// or joined to another) is not written at all. A session moves only if it still has the version that the
// engine saw, nobody holds it, and nothing older of this person waits in todo; otherwise the item becomes a todo.
// Rows are locked without waiting, so two batches can never wait for each other in a circle. Whoever had blocked us, or
// was closed to us, and writes again is open to us again, whether or not the provider has told us so; what was kept for them
// goes with the answer, in order, as a line that a sweep takes. A message came when a process got it, by
// the database's clock: who said the same while it waited there had not read the answer.
// A person's messages go one after the other, whatever process sends them: while an older one waits in other hands, or
// for its next try, a new one is born free and lies behind it until a sweep takes the whole line.
const COMMIT = `
with x as (
  select t.*, exists (select 1 from address a where a.id = t.address and a.contact_id = t.contact) as known
  from unnest($1::text[], $2::text[], $3::uuid[], $4::uuid[], $5::bytea[], $6::int4[], $7::bytea[],
    $8::timestamptz[], $9::bool[], $10::int4[], $11::bool[], $17::text[])
    with ordinality t(src, ext, contact, address, body, version, state, due, slow, waited, pull, files, n)
), l as materialized (
  select contact_id from session where contact_id = any($3::uuid[]) for update skip locked
), i as (
  insert into inbox (source, external_id, contact_id, address_id, body, files, received_at)
  select src, ext, contact, address, body, files, statement_timestamp() - waited * interval '1 ms' from x where known order by src, ext
  on conflict do nothing returning source, external_id
), b as materialized (
  select a.id from address a join x on x.address = a.id join i on i.source = x.src and i.external_id = x.ext
  where a.state <> 'open' for update of a skip locked
), w as (
  update address set state = 'open' from b where address.id = b.id
), k as (
  update outbox set state = 'waiting', lease_until = now()
  where address_id = any(array(select id from b)) and state = 'kept' and created_at > now() - ${KEPT}
), s as (
  update session q set state = x.state, version = q.version + 1, due_at = x.due, due_slot = ${dueSlot('x.due')},
    turn_at = clock_timestamp()
  from x join i on i.source = x.src and i.external_id = x.ext join l on l.contact_id = x.contact
  where q.contact_id = x.contact and q.version = x.version and not x.slow
    and not exists (select 1 from todo t where t.contact_id = x.contact and t.not_before <= now() and t.stuck_at is null)
  returning q.contact_id
), t as (
  insert into todo (source, external_id, contact_id, not_before)
  select x.src, x.ext, x.contact, ${DUE_NOW} from x join i on i.source = x.src and i.external_id = x.ext
  where not exists (select 1 from s where s.contact_id = x.contact) order by x.n
), o as (
  insert into outbox (contact_id, address_id, payload, state, attempts, lease_until)
  select x.contact, x.address, y.payload, case when x.pull then 'sent' else 'waiting' end, free::int4,
    now() + free::int4 * interval '${LEASE_SECONDS} s'
  from unnest($12::int4[], $13::bytea[]) with ordinality y(place, payload, n)
  join x on x.n = y.place join s on s.contact_id = x.contact
  cross join lateral (select not exists (
    select 1 from outbox w where w.contact_id = x.contact and w.state = 'waiting' and w.id <> all($16::int8[])
  ) and not exists (
    select 1 from outbox w where w.address_id = x.address and w.state = 'kept' and w.created_at > now() - ${KEPT}
  ) as free) f order by y.n
  returning id, contact_id, attempts
), d as (
  update outbox set state = 'sent', sent_at = now(), provider_id = m.p
  from unnest($14::int8[], $15::text[]) m(id, p) where outbox.id = m.id
)
select x.contact as contact_id, x.known, exists (select 1 from s where s.contact_id = x.contact) as done,
  (select string_agg(o.id::text, ' ' order by o.id) from o where o.contact_id = x.contact and o.attempts > 0) as outbox
from x left join i on i.source = x.src and i.external_id = x.ext where i.source is not null or not x.known`
