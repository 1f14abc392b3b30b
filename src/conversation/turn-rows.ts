import { bigints, blobs } from '../platform/columns.ts'
import type { HotSql } from '../platform/db.ts'
import type { PersonKey } from '../platform/person-key.ts'
import { openExternalId } from './seals.ts'
import type { Claimed } from './todo-store.ts'
import { DUE_NOW, dueSlot, LEASE_SECONDS } from './turn-store.ts'

/** What a turn reads and writes inside a transaction of its own. */

export interface LockedSession {
  readonly version: number
  /** Sealed; empty: nobody has spoken yet. */
  readonly state: Uint8Array
  readonly turnAt: Date
  /** What the contact's app speaks, for a session that has not begun. */
  readonly lang: 'vi' | 'en'
  /** How they have said they want to be called, for the same. */
  readonly called: string | undefined
  /** Where it was said; undefined for what the system has to say. */
  readonly place: Place | undefined
  /** What was last said there had not gone out when the item came. */
  readonly unread: boolean
}

/** An address of a contact. */
export interface Place {
  readonly address: string
  readonly channel: string
  readonly account: string
  readonly externalId: string
}

/** Locks the session for the turn. Undefined while another turn holds it, or when the claim is no longer ours. */
export async function lockForTurn(hot: HotSql, claimed: Claimed): Promise<LockedSession | undefined> {
  const [row] = await hot.query<LockedRow>('turn_lock', LOCK, [
    claimed.contact,
    claimed.seq,
    claimed.attempts,
    claimed.address,
  ])
  return (
    row && {
      version: row.version,
      state: row.state,
      turnAt: row.turn_at,
      lang: row.lang === 'en' ? 'en' : 'vi',
      called: row.salutation ?? undefined,
      place: row.id === null ? undefined : placeIn(claimed.key, { ...row, id: row.id }),
      unread: row.unread,
    }
  )
}

const LOCK = `
select s.version, s.state, s.turn_at, c.lang, c.salutation, a.id, a.channel, a.account, a.external_id, coalesce((
  select o.state = 'waiting' or o.sent_at > i.received_at from outbox o where o.address_id = a.id order by o.id desc limit 1
), false) as unread from session s
join todo t on t.seq = $2::int8 and t.attempts = $3::int4 and t.contact_id = s.contact_id
join inbox i on i.source = t.source and i.external_id = t.external_id
join contact c on c.id = s.contact_id left join address a on a.id = $4::uuid
where s.contact_id = $1::uuid for update of s, t skip locked`

interface PlaceRow {
  id: string
  channel: string
  account: string
  external_id: Uint8Array | null
}

interface LockedRow extends Omit<PlaceRow, 'id'> {
  id: string | null
  version: number
  state: Uint8Array
  turn_at: Date
  lang: string
  salutation: string | null
  unread: boolean
}

const placeIn = (key: PersonKey, { id, channel, account, external_id }: PlaceRow): Place => ({
  address: id,
  channel,
  account,
  externalId: openExternalId(key, external_id),
})

/**
 * The open address to which what nobody asked for goes: the one that it is meant for, if there is one, or else the one that
 * the person chose, or else the one where they were last heard. Everything heard is answered where it was said, so the newest
 * row of the outbox tells which that is, by an index that is there anyway.
 *
 * @param wanted an address of theirs
 */
export async function homeAddress(
  hot: HotSql,
  { contact, key }: Claimed,
  wanted: string | undefined,
): Promise<Place | undefined> {
  const [row] = await hot.query<PlaceRow>('address_home', HOME_ADDRESS, [contact, wanted ?? null])
  return row && placeIn(key, row)
}

const HOME_ADDRESS = `select a.id, a.channel, a.account, a.external_id from address a join contact c on c.id = a.contact_id
where a.contact_id = $1::uuid and a.state = 'open'
order by a.id = $2::uuid desc nulls last, a.id = c.home_address desc nulls last,
  (select max(o.id) from outbox o where o.address_id = a.id) desc nulls last, a.created_at desc limit 1`

/** The channel account on which a contact would hear what nobody asked for. */
export async function homeLane(hot: HotSql, contact: string): Promise<string | undefined> {
  const [row] = await hot.query<PlaceRow>('address_home', HOME_ADDRESS, [contact, null])
  return row && `${row.channel}:${row.account}`
}

/** Where an item was said, and what its contact's app speaks. */
export async function addressOf(
  hot: HotSql,
  { address, key }: Claimed,
): Promise<(Place & { lang: 'vi' | 'en'; called: string | undefined }) | undefined> {
  const [row] = await hot.query<PlaceRow & Pick<LockedRow, 'lang' | 'salutation'>>('address_of', ADDRESS_OF, [
    address,
  ])
  const called = row?.salutation ?? undefined
  return row && { ...placeIn(key, row), lang: row.lang === 'en' ? 'en' : 'vi', called }
}

const ADDRESS_OF = `select a.id, a.channel, a.account, a.external_id, c.lang, c.salutation from address a
join contact c on c.id = a.contact_id where a.id = $1::uuid`

/** Waits for the session and holds it, for who has something to say and no turn. */
export async function lockSession(hot: HotSql, contact: string): Promise<void> {
  await hot.query('session_lock', 'select 1 from session where contact_id = $1::uuid for update', [contact])
}

/** How often a message may be sent (docs/decisions/0004). */
export type MessageClass = 'answer' | 'must_reach' | 'once'

/** What is said, and where. */
export interface Saying {
  readonly contact: string
  readonly address: string
  readonly bubbles: readonly Buffer[]
  readonly class: MessageClass
  /** People fetch it: it is sent as soon as it is written. */
  readonly pull: boolean
  /** Outbox ids of this contact that this process has in hand. */
  readonly inHand: readonly string[]
}

/** What a turn came to. */
export interface Written {
  readonly state: Buffer
  readonly dueAt: Date | undefined
  /** The item to strike off. */
  readonly todo: string
}

/** Writes what a turn came to, under the lock of its session. Answers as `writeSaying` does. */
export async function writeTurn(
  hot: HotSql,
  contact: string,
  { state, dueAt, todo }: Written,
  saying: Saying | undefined,
): Promise<string[]> {
  const rows = await hot.query<OutboxRow>('turn_write', WRITE, [
    ...sayingParams(contact, saying),
    state,
    dueAt?.toISOString() ?? null,
    todo,
  ])
  return oursOf(rows)
}

/**
 * Puts bubbles into the outbox. Their order is that of their ids, so the session must be locked: a person who fetches
 * would else pass over what is committed later under a smaller id.
 *
 * @returns the ids that are ours to send now, in order: none while older ones wait in other hands (see COMMIT)
 */
export async function writeSaying(hot: HotSql, saying: Saying): Promise<string[]> {
  return oursOf(await hot.query<OutboxRow>('turn_say', SAY, sayingParams(saying.contact, saying)))
}

interface OutboxRow {
  id: string | bigint
  attempts: number
}

const sayingParams = (contact: string, saying: Saying | undefined) => [
  contact,
  saying?.address ?? null,
  blobs(saying?.bubbles ?? []),
  saying?.pull ? 'sent' : 'waiting',
  bigints(saying?.inHand ?? []),
  saying?.class ?? 'answer',
]

const oursOf = (rows: readonly OutboxRow[]): string[] =>
  rows
    .filter((row) => row.attempts > 0)
    .map((row) => BigInt(row.id))
    .sort((a, b) => (a < b ? -1 : 1))
    .map(String)

const SAYING = `f as (
  select count(*) = 0 as free from outbox
  where contact_id = $1::uuid and state = 'waiting' and id <> all($5::int8[])
)
insert into outbox (contact_id, address_id, payload, state, class, attempts, lease_until)
select $1::uuid, $2::uuid, p, $4, $6, free::int4, now() + free::int4 * interval '${LEASE_SECONDS} s'
from unnest($3::bytea[]) with ordinality x(p, n), f order by n returning id, attempts`

const SAY = `with ${SAYING}`

const WRITE = `with d as (
  delete from todo where seq = $9::int8
), s as (
  update session set state = $7::bytea, version = version + 1, due_at = $8::timestamptz,
    due_slot = ${dueSlot('$8::timestamptz')}, turn_at = clock_timestamp()
  where contact_id = $1::uuid
), ${SAYING}`

/**
 * Three tries failed: a person must look, and what comes after it goes on.
 *
 * @returns false when the claim is no longer ours
 */
export async function park(hot: HotSql, { seq, attempts }: Claimed): Promise<boolean> {
  return (await hot.query('todo_park', PARK, [seq, attempts])).length === 1
}

const PARK = `update todo set stuck_at = now(), lease_until = null
where seq = $1::int8 and attempts = $2::int4 and stuck_at is null returning seq`

/** Strikes an item off that came to nothing (a timeout of a wait that is over). */
export async function strikeOff(hot: HotSql, claimed: Claimed): Promise<void> {
  await hot.query('todo_strike', 'delete from todo where seq = $1::int8', [claimed.seq])
}

/** Strikes a system message off that is not said, and keeps why with it. */
export async function drop(hot: HotSql, claimed: Claimed, why: string): Promise<void> {
  await hot.query('todo_drop', DROP, [claimed.seq, why])
}

const DROP = `with d as (delete from todo where seq = $1::int8 returning source, external_id)
update inbox i set dropped = $2 from d where i.source = d.source and i.external_id = d.external_id`

/** A system message that waits until the person is at rest, or its patience ends. */
export async function postpone(hot: HotSql, claimed: Claimed, afterMs: number): Promise<void> {
  await hot.query('todo_postpone', POSTPONE, [claimed.seq, afterMs])
}

const POSTPONE = `update todo set lease_until = null, attempts = 0, not_before = now() + make_interval(secs => $2::float8 / 1000)
where seq = $1::int8`

/** A time that never comes: the item waits for an address to open. */
const UNTIL_OPEN = "timestamptz '9999-01-01'"

/** A system message that has nowhere to go waits until the contact has an open address. */
export async function awaitAddress(hot: HotSql, claimed: Claimed): Promise<void> {
  await hot.query('todo_await_address', AWAIT_ADDRESS, [claimed.seq])
}

const AWAIT_ADDRESS = `update todo set lease_until = null, attempts = 0, not_before = ${UNTIL_OPEN} where seq = $1::int8`

/** What waited for an address that is open by now has its turn. */
export async function endAddressWaits(hot: HotSql): Promise<void> {
  await hot.query('todo_address_open', ADDRESS_OPEN, [])
}

const ADDRESS_OPEN = `update todo t set not_before = ${DUE_NOW} where not_before = ${UNTIL_OPEN}
and exists (select 1 from address a where a.contact_id = t.contact_id and a.state = 'open')`
