import { bigints, blobs, texts, uuids } from '../platform/columns.ts'
import type { HotSql } from '../platform/db.ts'
import { type Handing, type Returning, resealed } from '../platform/handing.ts'
import { SEALED, type Sealed } from '../platform/person-key.ts'
import { joinSessions, partSessions } from './moving-session.ts'

/** What of a talk changed hands. */
interface TalkMoved {
  readonly address: readonly string[]
  readonly handover: readonly string[]
  readonly talk_note: readonly string[]
}

/**
 * All that somebody said and was told, every way to reach them, and what waits for them is another's, who they are. Where
 * their talk stood is forgotten: the other's goes on, unless they are a child in danger. The caller holds both sessions.
 */
export async function moveTalk(hot: HotSql, handing: Handing): Promise<TalkMoved> {
  const address = await handAddresses(hot, handing, await addressesOf(hot, handing.from))
  const handover = await handSealed(hot, handing, HANDOVER, undefined)
  const talk_note = await handSealed(hot, handing, NOTE, undefined)
  await handHeard(hot, handing, 'move_heard', HEARD_ALL, [handing.from])
  await moveWaiting(hot, handing)
  await handTold(hot, handing, address)
  await joinSessions(hot, handing, handover)
  return { address, handover, talk_note }
}

/**
 * What is still to be worked off, and was not when the talk moved: a message may have been on its way to the contact that is
 * gone. Nothing of it is worked off there, for they have no session.
 *
 * @returns whether there was something
 */
export async function moveWaiting(hot: HotSql, handing: Handing): Promise<boolean> {
  await handHeard(hot, handing, 'move_heard_waiting', HEARD_WAITING, [handing.from])
  const moved = await hot.query('move_todo', TODO_MOVED, [handing.from, handing.to])
  return moved.length > 0
}

/** The same after a talk went back: a message may have been on its way to whoever had that address before. */
export async function moveWaitingBack(hot: HotSql, handing: Handing): Promise<boolean> {
  await handHeard(hot, handing, 'move_back_waiting', HEARD_ASTRAY, [handing.from, handing.to])
  return (await hot.query('move_back_astray', TODO_ASTRAY, [handing.from, handing.to])).length > 0
}

/**
 * All that was said and told on the addresses that go back goes with them, before the link and since; so does what is still
 * to be said there, or of something that went back.
 *
 * @param about ids of what else went back: what waits to be said of it goes along
 */
export async function moveTalkBack(
  hot: HotSql,
  handing: Handing,
  { moved, addresses }: Returning,
  about: readonly string[],
): Promise<void> {
  const { from, to } = handing
  await handAddresses(hot, handing, addresses)
  const handover = await handSealed(hot, handing, HANDOVER, { ids: moved.handover ?? [], addresses })
  await handSealed(hot, handing, NOTE, { ids: moved.talk_note ?? [], addresses })
  await handHeard(hot, handing, 'move_back_heard', HEARD_BACK, [from, uuids(addresses)])
  await hot.query('move_back_todo', TODO_BACK, [from, to, uuids(addresses)])
  const named = [from, to, texts([...addresses, ...handover, ...about])]
  await hot.query('move_back_system', SYSTEM_BACK, named)
  await handTold(hot, handing, addresses)
  await hot.query('move_back_home', HOME_BACK, [from, uuids(addresses)])
  await partSessions(hot, handing)
}

const addressesOf = async (hot: HotSql, contact: string): Promise<string[]> =>
  (await hot.query<{ id: string }>('move_addresses', ADDRESSES, [contact])).map(({ id }) => id)

/** @returns those that were there to be handed over */
async function handAddresses(hot: HotSql, handing: Handing, ids: readonly string[]): Promise<string[]> {
  const rows = await hot.query<Row>('move_read_address', READ_ADDRESS, [handing.from, uuids(ids)])
  const anew = rows.map(({ bytes }) => (bytes ? sealedAnew(handing, 'address', bytes) : EMPTY))
  const found = rows.map(({ id }) => id)
  await hot.query('move_address', WRITE_ADDRESS, [handing.to, uuids(found), blobs(anew)])
  return found
}

/** Rows of a contact with an id and one sealed column. @param which these, or those made there; undefined: all. @returns those that there were */
async function handSealed(
  hot: HotSql,
  handing: Handing,
  { name, kind, read, write }: SealedRows,
  which: { readonly ids: readonly string[]; readonly addresses: readonly string[] } | undefined,
): Promise<string[]> {
  const wanted = which ? [uuids(which.ids), uuids(which.addresses)] : [null, null]
  const rows = await hot.query<Row>(`move_read_${name}`, read, [handing.from, ...wanted])
  const anew = rows.map(({ bytes }) => sealedAnew(handing, kind, bytes ?? EMPTY))
  const found = rows.map(({ id }) => id)
  await hot.query(`move_${name}`, write, [handing.to, uuids(found), blobs(anew)])
  return found
}

interface SealedRows {
  readonly name: string
  readonly kind: Sealed
  readonly read: string
  readonly write: string
}

const sealedRows = (name: string, column: string, kind: Sealed): SealedRows => ({
  name,
  kind,
  read: `select id::text as id, ${column} as bytes from ${name}
where contact_id = $1::uuid and ($2::uuid[] is null or id = any($2::uuid[]) or address_id = any($3::uuid[]))
order by id for update`,
  write: `update ${name} t set contact_id = $1::uuid, ${column} = x.bytes
from unnest($2::uuid[], $3::bytea[]) x(id, bytes) where t.id = x.id`,
})
const HANDOVER = sealedRows('handover', 'reason', 'reason')
const NOTE = sealedRows('talk_note', 'body', 'note')

async function handHeard(
  hot: HotSql,
  handing: Handing,
  name: string,
  sql: string,
  params: readonly unknown[],
): Promise<void> {
  const rows = await hot.query<{ source: string; external_id: string; body: Uint8Array }>(name, sql, params)
  for (const some of inLots(rows))
    await hot.query('move_inbox', WRITE_INBOX, [
      handing.to,
      texts(some.map((row) => row.source)),
      texts(some.map((row) => row.external_id)),
      blobs(some.map((row) => sealedAnew(handing, 'heard', row.body))),
    ])
}

async function handTold(hot: HotSql, handing: Handing, addresses: readonly string[]): Promise<void> {
  const rows = await hot.query<{ id: string; payload: Uint8Array }>('move_read_outbox', READ_OUTBOX, [
    handing.from,
    uuids(addresses),
  ])
  for (const some of inLots(rows))
    await hot.query('move_outbox', WRITE_OUTBOX, [
      handing.to,
      bigints(some.map((row) => row.id)),
      blobs(some.map((row) => sealedAnew(handing, 'told', row.payload))),
    ])
}

/** What holds ids alone is not sealed, and what was emptied is not either. */
const sealedAnew = (handing: Handing, kind: Sealed, bytes: Uint8Array): Uint8Array =>
  bytes[0] === SEALED ? resealed(handing, kind, bytes) : bytes

const EMPTY = Buffer.alloc(0)
const LOT = 500

function* inLots<T>(rows: readonly T[]): Iterable<readonly T[]> {
  for (let from = 0; from < rows.length; from += LOT) yield rows.slice(from, from + LOT)
}

interface Row {
  readonly id: string
  readonly bytes: Uint8Array | null
}

const ADDRESSES = 'select id::text as id from address where contact_id = $1::uuid'
const READ_ADDRESS = `select id::text as id, external_id as bytes from address
where contact_id = $1::uuid and id = any($2::uuid[]) order by id for update`
const WRITE_ADDRESS = `update address a set contact_id = $1::uuid, external_id = nullif(x.bytes, '')
from unnest($2::uuid[], $3::bytea[]) x(id, bytes) where a.id = x.id`

// No index finds a person's inbox (handover-store.ts); a link is made once. What the system had to say, and has said, stays:
// it holds ids, and makes a repeat a repeat.
const HEARD_ALL = `select source, external_id, body from inbox where contact_id = $1::uuid and source not in ('system', 'time')`
const HEARD_WAITING = `select i.source, i.external_id, i.body from todo t
join inbox i on i.source = t.source and i.external_id = t.external_id
where t.contact_id = $1::uuid and i.contact_id = $1::uuid`
const HEARD_BACK = `select i.source, i.external_id, i.body from inbox i
where i.contact_id = $1::uuid and i.address_id = any($2::uuid[])`
const WRITE_INBOX = `update inbox i set contact_id = $1::uuid, body = x.body
from unnest($2::text[], $3::text[], $4::bytea[]) x(source, external_id, body)
where i.source = x.source and i.external_id = x.external_id`

const ASTRAY = `t.contact_id = $1::uuid and i.source = t.source and i.external_id = t.external_id
and exists (select 1 from address a where a.id = i.address_id and a.contact_id = $2::uuid)`
const HEARD_ASTRAY = `select i.source, i.external_id, i.body from todo t, inbox i where ${ASTRAY} and i.contact_id = $1::uuid`
// Only what was sealed anew: a message that was committed since waits for the next sweep. Moved without its words it could
// not be opened, and held up everything behind it for ever.
const TODO_MOVED = `update todo t set contact_id = $2::uuid from inbox i
where t.contact_id = $1::uuid and i.source = t.source and i.external_id = t.external_id and i.contact_id = $2::uuid returning 1`
const TODO_ASTRAY = `update todo t set contact_id = $2::uuid from inbox i where ${ASTRAY} and i.contact_id = $2::uuid returning 1`

const TODO_BACK = `update todo t set contact_id = $2::uuid from inbox i
where t.contact_id = $1::uuid and i.source = t.source and i.external_id = t.external_id and i.address_id = any($3::uuid[])
  and i.contact_id = $2::uuid`

// What the system has to say is JSON, and names what it is about: the address, the promise, the donation, …
const SYSTEM_BACK = `with w as (
  update todo t set contact_id = $2::uuid from inbox i
  where t.contact_id = $1::uuid and t.source = 'system' and i.source = t.source and i.external_id = t.external_id
    and exists (select 1 from unnest($3::text[]) x(id) where position(convert_to(x.id, 'UTF8') in i.body) > 0)
  returning t.source, t.external_id
) update inbox i set contact_id = $2::uuid from w where i.source = w.source and i.external_id = w.external_id`

const READ_OUTBOX = `select id::text as id, payload from outbox where contact_id = $1::uuid and address_id = any($2::uuid[])
order by id for update`
const WRITE_OUTBOX = `update outbox o set contact_id = $1::uuid, payload = x.payload
from unnest($2::int8[], $3::bytea[]) x(id, payload) where o.id = x.id`

const HOME_BACK = `update contact set home_address = null where id = $1::uuid and home_address = any($2::uuid[])`
