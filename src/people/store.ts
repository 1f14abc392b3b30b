import { randomBytes } from 'node:crypto'
import type { Ids } from '../platform/ids.ts'
import type { PersonKeys } from '../platform/person-key.ts'
import type { Tx } from '../platform/tx.ts'
import { endLinksOf } from './link-store.ts'
import { asSalutation, type Salutation } from './salutation.ts'

export interface Person {
  readonly lang: 'vi' | 'en'
  /** What to print on papers. Null: they are not named. */
  readonly paperName: string | null
  /** When they first wrote. */
  readonly since: Date
  /** How they want to be called in Vietnamese. Null: they have not said. */
  readonly salutation: Salutation | null
}

export async function personOf(tx: Tx, keys: PersonKeys, contact: string): Promise<Person> {
  const row = await tx.contact.findUniqueOrThrow({
    where: { id: contact },
    select: { lang: true, paperName: true, salutation: true, createdAt: true },
  })
  const paperName = await openName(tx, keys, contact, row.paperName)
  return {
    lang: row.lang === 'en' ? 'en' : 'vi',
    paperName,
    since: row.createdAt,
    salutation: asSalutation(row.salutation),
  }
}

/** Of these contacts those who are still somebody: who was erased has no key. */
export async function knownPeople(tx: Tx, contacts: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx.personKey.findMany({
    where: { contactId: { in: [...contacts] } },
    select: { contactId: true },
  })
  return new Set(rows.map(({ contactId }) => contactId))
}

/** Somebody of a demo world's story. Nobody else can be them: what their address on the web chat is found by is chance. */
export async function seedContact(
  tx: Tx,
  { ids, keys }: { readonly ids: Ids; readonly keys: PersonKeys },
  since: Date,
): Promise<{ readonly contact: string; readonly address: string }> {
  const [contact, address] = [ids.uuid(), ids.uuid()]
  await tx.contact.create({ data: { id: contact, lang: 'vi', createdAt: since } })
  const wrapped = Uint8Array.from(keys.make(contact).wrapped)
  await tx.personKey.create({ data: { contactId: contact, wrapped } })
  const where = { channel: 'web-chat', account: 'main', keyHash: Uint8Array.from(randomBytes(32)) }
  await tx.address.create({ data: { id: address, contactId: contact, ...where } })
  return { contact, address }
}

/** What somebody's language is, for who needs no name. */
export async function langOf(tx: Tx, contact: string): Promise<'vi' | 'en'> {
  const { lang } = await tx.contact.findUniqueOrThrow({ where: { id: contact }, select: { lang: true } })
  return lang === 'en' ? 'en' : 'vi'
}

export async function keepSalutation(
  tx: Tx,
  contact: string,
  salutation: Salutation,
  at: string | undefined,
): Promise<void> {
  await tx.contact.update({ where: { id: contact }, data: { salutation, salutationAddress: at ?? null } })
}

/**
 * A name as papers keep it: sealed under its bearer's key.
 *
 * @throws when the contact was erased
 */
export async function sealName(
  tx: Tx,
  keys: PersonKeys,
  contact: string,
  name: string | null,
): Promise<Uint8Array<ArrayBuffer> | null> {
  if (name === null) return null
  const key = await keys.of(tx, contact)
  if (!key) throw new Error(`contact ${contact} was erased`)
  return Uint8Array.from(key.seal('name', name))
}

/** @returns null when there is no name, or its bearer was erased */
export async function openName(
  tx: Tx,
  keys: PersonKeys,
  contact: string,
  sealed: Uint8Array | null,
): Promise<string | null> {
  if (sealed === null) return null
  const key = await keys.of(tx, contact)
  return key ? key.open('name', sealed).toString() : null
}

/**
 * @param name as the person wants it on papers; null takes it away
 * @param at the address where they said it
 */
export async function keepPaperName(
  tx: Tx,
  keys: PersonKeys,
  contact: string,
  name: string | null,
  at: string | undefined,
): Promise<void> {
  const paperName = await sealName(tx, keys, contact, name)
  await tx.contact.update({ where: { id: contact }, data: { paperName, nameAddress: at ?? null } })
}

/**
 * Takes away who somebody was: their name, how they were called, what they allowed, what they complained of, and the key that opened all that was
 * theirs. What is left of them is an id, and that they asked.
 */
export async function forgetContact(tx: Tx, contact: string, now: Date): Promise<void> {
  const complaints = { contactId: contact, kind: 'complaint', state: 'open' }
  // Nobody is left who could be answered.
  await tx.request.updateMany({ where: complaints, data: { state: 'done', doneAt: now } })
  await tx.request.updateMany({ where: { contactId: contact }, data: { words: null, note: null } })
  await tx.consent.deleteMany({ where: { contactId: contact } })
  await endLinksOf(tx, contact)
  await tx.contact.update({
    where: { id: contact },
    data: {
      paperName: null,
      salutation: null,
      homeAddress: null,
      nameAddress: null,
      salutationAddress: null,
      state: 'erased',
    },
  })
  await tx.personKey.deleteMany({ where: { contactId: contact } })
}

/**
 * Contacts that were erased, for keeping them so after a restore: ids, and nothing of them. With everybody whom links had
 * merged into them, and with those of whom only a list of this kind knows: other backups hold them as people of their own.
 */
export async function erasedContacts(tx: Tx): Promise<string[]> {
  const rows = await tx.contact.findMany({
    where: { state: 'erased' },
    orderBy: { id: 'asc' },
    select: { id: true },
  })
  return rows.map(({ id }) => id)
}

/** Of somebody whom this database does not hold it is known from now on that they were erased. @returns how many are new */
export async function knowErased(tx: Tx, contacts: readonly string[]): Promise<number> {
  const data = contacts.map((id) => ({ id, state: 'erased' }))
  return (await tx.contact.createMany({ data, skipDuplicates: true })).count
}
