import type { HotSql } from '../platform/db.ts'
import type { Tx } from '../platform/tx.ts'
import { decodeItem, type Item } from './item.ts'
import { LEASE_SECONDS } from './turn-store.ts'

/** An inbox item that waits for its turn, in the hands of this process. */
export interface Claimed {
  readonly seq: string
  readonly contact: string
  readonly source: string
  readonly externalId: string
  readonly item: Item
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
  /** The session was in other hands: the item is free again, and this was no try. */
  letGo(claimed: Claimed): Promise<void>
  /** Three tries failed: a person must look. What comes after it goes on. */
  park(claimed: Claimed): Promise<void>
  /** Contacts with a ripe item in nobody's hands. */
  ripe(limit: number): Promise<string[]>
}

export function todoStore(hot: HotSql): TodoStore {
  return {
    async claim(contact) {
      const [row] = await hot.query<Row>('todo_claim', TAKE, [contact])
      return (
        row && {
          seq: String(row.seq),
          contact,
          source: row.source,
          externalId: row.external_id,
          item: decodeItem(row.body),
          address: row.address_id,
          receivedAt: row.received_at,
          patient: row.patient,
          attempts: row.attempts,
        }
      )
    },
    async giveBack({ seq, attempts }, afterMs) {
      await hot.query('todo_give_back', GIVE_BACK, [seq, attempts, afterMs])
    },
    async letGo({ seq, attempts }) {
      await hot.query('todo_let_go', LET_GO, [seq, attempts])
    },
    async park({ seq, attempts }) {
      await hot.query('todo_park', PARK, [seq, attempts])
    },
    async ripe(limit) {
      const rows = await hot.query<{ contact_id: string }>('todo_ripe', RIPE, [limit])
      return rows.map((row) => row.contact_id)
    },
  }
}

interface Row {
  seq: string | bigint
  source: string
  external_id: string
  body: Uint8Array
  address_id: string | null
  received_at: Date
  patient: boolean
  attempts: number
}

// The outer conditions are looked at again after waiting for the row's lock, so of two claims one finds nothing.
const TAKE = `
update todo t set attempts = attempts + 1, lease_until = now() + (${CLAIM.from} + ${CLAIM.spread} * random()) * interval '1 s'
from inbox i
where t.seq = (select seq from todo where contact_id = $1::uuid and not_before <= now() and stuck_at is null order by seq limit 1)
  and (t.lease_until is null or t.lease_until < now())
  and i.source = t.source and i.external_id = t.external_id
returning t.seq, t.source, t.external_id, i.body, i.address_id, i.received_at,
  coalesce(t.patience > now(), false) as patient, t.attempts`

// The lease is what holds the later ones back: a time not to begin before would let them overtake.
const GIVE_BACK = `update todo set attempts = attempts + ${FAILURE - 1}, lease_until = now() + make_interval(secs => $3::float8 / 1000)
where seq = $1::int8 and attempts = $2::int4`

const LET_GO = `update todo set attempts = attempts - 1, lease_until = null where seq = $1::int8 and attempts = $2::int4`

const PARK = `update todo set stuck_at = now(), lease_until = null where seq = $1::int8 and attempts = $2::int4`

const RIPE = `select distinct contact_id from todo
where not_before <= now() and stuck_at is null and (lease_until is null or lease_until < now()) limit $1`

// ── inside the turn's transaction ────────────────────────────────────────────────────────────────────────────────

export interface LockedSession {
  readonly version: number
  readonly state: string
  readonly turnAt: Date
  /** What the contact's app speaks, for a session that has not begun. */
  readonly lang: 'vi' | 'en'
}

/** Locks the session for the turn. Undefined while another turn holds it, or when the claim is no longer ours. */
export async function lockForTurn(tx: Tx, claimed: Claimed): Promise<LockedSession | undefined> {
  const rows = await tx.$queryRawUnsafe<
    { version: number; state: Uint8Array; turn_at: Date; lang: string }[]
  >(
    `select s.version, s.state, s.turn_at, c.lang from session s
     join todo t on t.seq = $2::int8 and t.attempts = $3::int4 and t.contact_id = s.contact_id
     join contact c on c.id = s.contact_id
     where s.contact_id = $1::uuid for update of s, t skip locked`,
    claimed.contact,
    claimed.seq,
    claimed.attempts,
  )
  const row = rows[0]
  return (
    row && {
      version: row.version,
      state: Buffer.from(row.state).toString(),
      turnAt: row.turn_at,
      lang: row.lang === 'en' ? 'en' : 'vi',
    }
  )
}

/** Waits for the session and holds it, for who has something to say and no turn. */
export async function lockSession(tx: Tx, contact: string): Promise<void> {
  await tx.$queryRawUnsafe('select 1 from session where contact_id = $1::uuid for update', contact)
}

/** What is said, and where. */
export interface Saying {
  readonly address: string
  readonly bubbles: readonly Buffer[]
  /** People fetch it: it is sent as soon as it is written. */
  readonly pull: boolean
  /** Outbox ids of this contact that this process has in hand. */
  readonly inHand: readonly string[]
}

/** Writes what a turn came to and strikes its item off. Answers as `writeSaying` does. */
export async function writeTurn(
  tx: Tx,
  claimed: Claimed,
  result: { state: string; dueAt: Date | undefined; saying: Saying | undefined },
): Promise<string[]> {
  await tx.$executeRawUnsafe(
    `with d as (delete from todo where seq = $4::int8)
     update session set state = $2::bytea, version = version + 1, due_at = $3::timestamptz, turn_at = clock_timestamp()
     where contact_id = $1::uuid`,
    claimed.contact,
    Buffer.from(result.state),
    result.dueAt ?? null,
    claimed.seq,
  )
  return result.saying ? writeSaying(tx, claimed.contact, result.saying) : []
}

/**
 * Puts bubbles into the outbox. Their order is that of their ids, so the session must be locked: a person who fetches
 * would else pass over what is committed later under a smaller id.
 *
 * @returns the ids that are ours to send now, in order: none while older ones wait in other hands (see COMMIT)
 */
export async function writeSaying(
  tx: Tx,
  contact: string,
  { address, bubbles, pull, inHand }: Saying,
): Promise<string[]> {
  if (bubbles.length === 0) return []
  const rows = await tx.$queryRawUnsafe<{ id: bigint; attempts: number }[]>(
    `with f as (
       select count(*) = 0 as free from outbox
       where contact_id = $1::uuid and state = 'waiting' and id <> all($5::text[]::int8[]))
     insert into outbox (contact_id, address_id, payload, state, attempts, lease_until)
     select $1::uuid, $2::uuid, decode(p, 'base64'), $4, free::int4, now() + free::int4 * interval '${LEASE_SECONDS} s'
     from unnest($3::text[]) with ordinality x(p, n), f order by n returning id, attempts`,
    contact,
    address,
    bubbles.map((bubble) => bubble.toString('base64')),
    pull ? 'sent' : 'waiting',
    inHand,
  )
  return rows
    .filter((row) => row.attempts > 0)
    .map((row) => String(row.id))
    .sort((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1))
}

/** Strikes an item off that came to nothing (a timeout of a wait that is over). */
export async function strikeOff(tx: Tx, claimed: Claimed): Promise<void> {
  await tx.$executeRawUnsafe('delete from todo where seq = $1::int8', claimed.seq)
}

/** A system message that waits until the person is at rest, or its patience ends. */
export async function postpone(tx: Tx, claimed: Claimed, afterMs: number): Promise<void> {
  await tx.$executeRawUnsafe(
    `update todo set lease_until = null, attempts = 0, not_before = now() + make_interval(secs => $2::float8 / 1000)
     where seq = $1::int8`,
    claimed.seq,
    afterMs,
  )
}

/** Where the contact was last heard: the address that answers go to when the system speaks first. */
export async function lastAddress(tx: Tx, contact: string) {
  const rows = await tx.$queryRawUnsafe<
    { id: string; channel: string; account: string; external_id: string | null }[]
  >(
    `select a.id, a.channel, a.account, a.external_id from address a
     where a.contact_id = $1::uuid and a.state = 'open' order by a.created_at desc limit 1`,
    contact,
  )
  const row = rows[0]
  return (
    row && { address: row.id, channel: row.channel, account: row.account, externalId: row.external_id ?? '' }
  )
}
