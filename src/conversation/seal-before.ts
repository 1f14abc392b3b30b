import type { Database, HotSql } from '../platform/db.ts'
import type { PersonKey } from '../platform/person-key.ts'
import type { Finding, Lookup } from './addresses.ts'
import { decodeItem, filesIn, isSpoken } from './item.ts'

/**
 * Seals what a version before keys wrote: everybody who has no key yet gets one, a transaction each, so that it may be
 * broken off and begun again. For `migrate`, while nothing else runs.
 *
 * @returns how many people
 */
export async function sealBefore(db: Database, { keys, lookup }: Finding): Promise<number> {
  const people = await db.hot.query<{ id: string }>(
    'keyless',
    // Whoever was erased has none for good: with a new one, what is left of their talks would look sealed.
    `select id::text as id from contact c where c.state <> 'erased'
       and not exists (select 1 from person_key k where k.contact_id = c.id) order by id`,
    [],
  )
  for (const { id } of people) await db.transaction((_, hot) => sealPerson(hot, { keys, lookup }, id))
  return people.length
}

async function sealPerson(hot: HotSql, { keys, lookup }: Finding, contact: string): Promise<void> {
  const { key, wrapped } = keys.make(contact)
  await hot.query('seal_key', 'insert into person_key (contact_id, wrapped) values ($1::uuid, $2::bytea)', [
    contact,
    wrapped,
  ])
  for (const { table, column, id, whose, kind } of TEXTS) {
    const rows = await hot.query<{ id: string; bytes: Uint8Array }>(
      `seal_read_${table}_${column}`,
      `select ${id}::text as id, ${column} as bytes from ${table} where ${whose} = $1::uuid and ${column} <> ''`,
      [contact],
    )
    for (const row of rows)
      await hot.query(
        `seal_write_${table}_${column}`,
        `update ${table} set ${column} = $2::bytea where ${id}::text = $1`,
        [row.id, key.seal(kind, Buffer.from(row.bytes))],
      )
  }
  await sealInbox(hot, key, contact)
  await hashAddresses(hot, lookup, contact)
}

async function hashAddresses(hot: HotSql, lookup: Lookup, contact: string): Promise<void> {
  const rows = await hot.query<{ id: string; key_hash: Uint8Array }>(
    'seal_read_lookup',
    'select id::text as id, key_hash from address where contact_id = $1::uuid',
    [contact],
  )
  for (const { id, key_hash } of rows)
    await hot.query('seal_write_lookup', 'update address set key_hash = $2::bytea where id = $1::uuid', [
      id,
      lookup.fromBefore(key_hash),
    ])
}

const DONOR = '(select contact_id from donation d where d.id = donation_id)'
const TEXTS = [
  { table: 'session', column: 'state', id: 'contact_id', whose: 'contact_id', kind: 'session' },
  { table: 'outbox', column: 'payload', id: 'id', whose: 'contact_id', kind: 'told' },
  { table: 'address', column: 'external_id', id: 'id', whose: 'contact_id', kind: 'address' },
  { table: 'handover', column: 'reason', id: 'id', whose: 'contact_id', kind: 'reason' },
  { table: 'contact', column: 'paper_name', id: 'id', whose: 'id', kind: 'name' },
  { table: 'receipt', column: 'donor_name', id: 'id', whose: DONOR, kind: 'name' },
  // Who names nobody is signed for everybody to read.
  { table: 'certificate', column: 'token', id: 'id', whose: `name is not null and ${DONOR}`, kind: 'paper' },
  { table: 'certificate', column: 'name', id: 'id', whose: DONOR, kind: 'name' },
] as const

/** Words only; and what files they name is written beside them. */
async function sealInbox(hot: HotSql, key: PersonKey, contact: string): Promise<void> {
  const rows = await hot.query<{ source: string; external_id: string; body: Uint8Array }>(
    'seal_read_inbox',
    'select source, external_id, body from inbox where contact_id = $1::uuid',
    [contact],
  )
  for (const { source, external_id, body } of rows) {
    const text = Buffer.from(body).toString()
    const item = readable(text)
    if (item && !isSpoken(item)) continue
    await hot.query(
      'seal_write_inbox',
      'update inbox set body = $3::bytea, files = $4 where source = $1 and external_id = $2',
      [source, external_id, key.seal('heard', text), item ? filesIn(item) : null],
    )
  }
}

/** What cannot be read stays unread, but not unsealed. */
function readable(text: string) {
  try {
    return decodeItem(text)
  } catch {
    return undefined
  }
}
