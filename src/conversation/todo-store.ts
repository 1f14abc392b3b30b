import type { HotSql } from '../platform/db.ts'
import type { PersonKey, PersonKeys } from '../platform/person-key.ts'
import { filesIn, type Item, remoteIn } from './item.ts'
import { openItem, sealItem } from './seals.ts'

/** An inbox item that waits for its turn, in the hands of this process. */
export interface Claimed {
  readonly seq: string
  readonly contact: string
  readonly key: PersonKey
  readonly source: string
  readonly externalId: string
  /** Undefined when it cannot be read: it is given up like one whose work fails. */
  readonly item: Item | undefined
  /** Where it was said; null for what the system has to say. */
  readonly address: string | null
  readonly receivedAt: Date
  /** A system message that still waits for the person to be at rest. */
  readonly patient: boolean
  /** Counted before the work begins, so that an item that kills the process is found out too. Also the fence. */
  readonly attempts: number
}

// Long enough for any turn (a few milliseconds), short enough that nobody waits long after a crash. Not all alike: what
// was in hand when an item killed the process must not come back together with that item, and die with it again.
const CLAIM = { from: 5, spread: 10 }

/**
 * What a try adds to `attempts`: one when it is claimed, so that an item which kills the process is found out too, and
 * the rest when it has failed. A process may die for many reasons, so a death says less against an item than an error.
 */
export const FAILURE = 4

export interface TodoStore {
  /** Takes the contact's oldest ripe item, unless some process has it in hand. */
  claim(contact: string): Promise<Claimed | undefined>
  /** The work failed: the item is tried again after a while. Until then it holds back the contact's later ones. */
  giveBack(claimed: Claimed, afterMs: number): Promise<void>
  /** The session was in other hands, or the database away: the item is free again, and this was no try. */
  letGo(claimed: Claimed): Promise<void>
  /** What is done with it takes longer than a turn. @returns false when it is not ours any more */
  hold(claimed: Claimed, seconds: number): Promise<boolean>
  /** Whether the person has said something behind the item, other than a file, and waits for so long. */
  saidSince(claimed: Claimed, seconds: number): Promise<boolean>
  /** Says anew what was heard. @returns false when it is not ours any more, and nothing was written */
  rewrite(claimed: Claimed, item: Item): Promise<boolean>
  /** Ripe items in nobody's hands: what people wait for first, then what has the least time left to be said. */
  ripe(limit: number): Promise<Ripe[]>
  /** What nobody waits for finds no room where it would be said: until then it holds back nothing of the contact's. */
  putOff(contact: string, ms: number): Promise<void>
}

/** Somebody has work to do for this contact. */
export interface Ripe {
  readonly contact: string
  /** Changes whenever the item was tried, let go or postponed: the same mark is the same work. */
  readonly mark: string
  /** Nobody waits for it: its time has come, or the system has something to say. */
  readonly bulk: boolean
}

export function todoStore(hot: HotSql, keys: PersonKeys): TodoStore {
  return {
    async claim(contact) {
      const [row] = await hot.query<Row>('todo_claim', TAKE, [contact])
      if (!row) return undefined
      const key = keys.unwrap(contact, row.wrapped)
      return {
        seq: String(row.seq),
        contact,
        key,
        source: row.source,
        externalId: row.external_id,
        item: readable(key, row.body),
        address: row.address_id,
        receivedAt: row.received_at,
        patient: row.patient,
        attempts: row.attempts,
      }
    },
    async giveBack({ seq, attempts }, afterMs) {
      await hot.query('todo_give_back', GIVE_BACK, [seq, attempts, afterMs])
    },
    async letGo({ seq, attempts }) {
      await hot.query('todo_let_go', LET_GO, [seq, attempts])
    },
    async hold({ seq, attempts }, seconds) {
      return (await hot.query('todo_hold', HOLD, [seq, attempts, seconds])).length === 1
    },
    async saidSince({ seq, contact, key }, seconds) {
      const rows = await hot.query<{ body: Uint8Array }>('todo_said_since', SAID_SINCE, [
        contact,
        seq,
        seconds,
      ])
      return rows.some(({ body }) => !remoteIn(readable(key, body)))
    },
    async rewrite({ seq, attempts, key }, item) {
      const said = [sealItem(key, item), filesIn(item)]
      return (await hot.query('todo_rewrite', REWRITE, [seq, attempts, ...said])).length === 1
    },
    async ripe(limit) {
      const rows = await hot.query<RipeRow>('todo_ripe', RIPE, [limit])
      return rows.map(({ contact_id: contact, mark, bulk }) => ({ contact, mark, bulk }))
    },
    async putOff(contact, ms) {
      await hot.query('todo_put_off', PUT_OFF, [contact, ms])
    },
  }
}

function readable(key: PersonKey, body: Uint8Array): Item | undefined {
  try {
    return openItem(key, body)
  } catch {
    return undefined
  }
}

interface Row {
  seq: string | bigint
  source: string
  external_id: string
  body: Uint8Array
  wrapped: Uint8Array
  address_id: string | null
  received_at: Date
  patient: boolean
  attempts: number
}

interface RipeRow {
  contact_id: string
  mark: string
  bulk: boolean
}

// Who was merged has no session, and what still comes for them is moved (moving.ts), not worked off.
// The outer conditions are looked at again after waiting for the row's lock, so of two claims one finds nothing.
const TAKE = `
update todo t set attempts = attempts + 1, lease_until = now() + (${CLAIM.from} + ${CLAIM.spread} * random()) * interval '1 s'
from inbox i join person_key k on k.contact_id = i.contact_id
where t.seq = (select seq from todo where contact_id = $1::uuid and not_before <= now() and stuck_at is null order by seq limit 1)
  and (t.lease_until is null or t.lease_until < now())
  and exists (select 1 from session s where s.contact_id = t.contact_id)
  and i.source = t.source and i.external_id = t.external_id
returning t.seq, t.source, t.external_id, i.body, k.wrapped, i.address_id, i.received_at,
  coalesce(t.patience > now(), false) as patient, t.attempts`

// The lease is what holds the later ones back: a time not to begin before would let them overtake.
const GIVE_BACK = `update todo set attempts = attempts + ${FAILURE - 1}, lease_until = now() + make_interval(secs => $3::float8 / 1000)
where seq = $1::int8 and attempts = $2::int4`

// Its time changes, so that sweeps see that it was in somebody's hands and tell of it again (`Ripe.mark`). It goes back, not
// forth: for a statement that began a moment ago and sees this one's work, an item of now would not be due yet, and the
// next one would overtake it.
const LET_GO = `update todo set attempts = attempts - 1, lease_until = null, not_before = not_before - interval '1 ms'
where seq = $1::int8 and attempts = $2::int4`

const HOLD = `update todo set lease_until = now() + make_interval(secs => $3::float8)
where seq = $1::int8 and attempts = $2::int4 returning seq`

const SAID_SINCE = `select i.body from todo t join inbox i on i.source = t.source and i.external_id = t.external_id
where t.contact_id = $1::uuid and t.seq > $2::int8 and t.stuck_at is null and i.address_id is not null
  and i.received_at < now() - make_interval(secs => $3::float8) limit 100`

const REWRITE = `update inbox i set body = $3::bytea, files = $4 from todo t
where t.seq = $1::int8 and t.attempts = $2::int4 and i.source = t.source and i.external_id = t.external_id returning t.seq`

/** Nobody waits for it, as SQL: the system has something to say, or a wait has run out. */
export const BULK = "source in ('system', 'time')"

// All that is due is looked through, so that a message which was lost on its way to a worker is found before ten thousand
// reminders of the same hour. Only they have a patience that ends late; who must be told of money goes before them.
const RIPE = `select contact_id, seq || '/' || attempts || '/' || not_before as mark, ${BULK} as bulk from todo
where not_before <= now() and stuck_at is null and (lease_until is null or lease_until < now())
order by ${BULK}, patience nulls first, not_before limit $1`

// Its time changes, so that sweeps see it anew and those behind it have their turn.
const PUT_OFF = `update todo set not_before = now() + make_interval(secs => $2::float8 / 1000)
where contact_id = $1::uuid and ${BULK} and not_before <= now() and stuck_at is null
  and (lease_until is null or lease_until < now())`
