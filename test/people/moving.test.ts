import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '../../src/platform/db.ts'
import { testDatabase } from '../support/database.ts'

/** A link moves rows that are somebody's, and seals anew what lies under their key. What is forgotten here is lost with the key. */
let db: Database
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

const MOVED = {
  'conversation/moving.ts': ['address', 'handover', 'inbox', 'outbox', 'session', 'talk_note', 'todo'],
  'organisers/alarm-store.ts': ['officer_alarm'],
  'giving/moving.ts': [
    'bank_watch',
    'credit_claim',
    'donation',
    'invitation',
    'invited',
    'offer',
    'pledge',
    'slot_wish',
    'sponsorship',
  ],
  'needs/wishes/wish-store.ts': ['wish'],
  'people/moving.ts': ['consent', 'request'],
  // The link itself, its wrong codes, and the key that stays until both are erased.
  stays: ['link', 'link_try', 'person_key'],
}

const SEALED_ANEW = {
  'conversation/moving.ts': [
    'address.external_id',
    'handover.reason',
    'inbox.body',
    'outbox.payload',
    'session.state',
    'talk_note.body',
  ],
  'giving/moving.ts': ['offer.body', 'pledge.behalf_body', 'pledge.beside_body', 'receipt.donor_name'],
  'needs/wishes/wish-store.ts': ['wish.body'],
  'certificates/moving.ts': ['certificate.name', 'certificate.token'],
  'people/moving.ts': ['consent.name', 'contact.paper_name', 'request.note', 'request.words'],
  // Under the key of the one that stays; opened when it is undone.
  'app/parting.ts': ['link.kept_name'],
  // Hashes, and the key itself.
  nobody: ['address.key_hash', 'link.hash', 'person_key.wrapped'],
}

const ours = "table_schema = 'public' and table_name not like '\\_prisma%'"

test('every table that names a contact is moved by its room, or stays for a reason', async () => {
  const rows = await db.hot.query<{ name: string }>(
    'tables_of_contacts',
    `select table_name::text as name from information_schema.columns where ${ours} and column_name = 'contact_id' order by 1`,
    [],
  )
  const why = 'a table that names a contact: move it in its room (docs/decisions/0020), and name it here'
  expect(
    rows.map(({ name }) => name),
    why,
  ).toEqual(Object.values(MOVED).flat().toSorted())
})

test('every sealed column of a person is sealed anew', async () => {
  const rows = await db.hot.query<{ name: string }>(
    'sealed_columns',
    `select table_name || '.' || column_name as name from information_schema.columns
     where ${ours} and data_type = 'bytea' and (table_name = 'contact' or table_name in (
       select table_name from information_schema.columns where column_name in ('contact_id', 'donation_id'))) order by 1`,
    [],
  )
  const why = 'sealed under a person’s key? Seal it anew in its room’s moving.ts, and name it here'
  expect(
    rows.map(({ name }) => name),
    why,
  ).toEqual(Object.values(SEALED_ANEW).flat().toSorted())
})
