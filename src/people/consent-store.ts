import type { Way } from '../conversation/action.ts'
import type { Ids } from '../platform/ids.ts'
import type { PersonKeys } from '../platform/person-key.ts'
import type { Tx } from '../platform/tx.ts'
import { type Purpose, WORDING, WRITTEN } from './consent.ts'
import { sealName } from './store.ts'

/** Where somebody said something, and how. */
interface Saying {
  readonly way: Way
  readonly at: Date
  /** Of two channels that are linked, each has said what was said there: undone, each takes its own along. */
  readonly address: string | undefined
}

/**
 * Notes a yes for every channel on which we reach the person. A yes to the same wording that was said here and still holds
 * is not noted twice; a yes to a newer one is.
 *
 * @param saying.fromYear of an occasion: from which of its years on
 */
export async function giveConsent(
  tx: Tx,
  ids: Ids,
  contact: string,
  { purpose, way, at, address, fromYear }: Saying & { readonly purpose: Purpose; readonly fromYear?: number },
): Promise<void> {
  const channels = await channelsOf(tx, contact)
  if (channels.length === 0) throw new Error(`contact ${contact} has no address that a consent could be for`)
  const rows = await tx.consent.findMany({ where: { contactId: contact, purpose, withdrawnAt: null } })
  const holding = rows.filter((row) => isSaidAt(row, address))
  const textVersion = WORDING[purpose]
  const missing = channels.filter(
    (channel) => !holding.some((one) => one.channel === channel && one.textVersion === textVersion),
  )
  await tx.consent.createMany({
    data: missing.map((channel) => ({
      ...said(ids, contact, { purpose, way, address }, channel),
      givenAt: at,
    })),
  })
  // Said again, it is of the year that was said last.
  if (fromYear !== undefined)
    await tx.consent.updateMany({
      where: { contactId: contact, purpose, withdrawnAt: null },
      data: { fromYear, toldYear: null },
    })
}

/**
 * Notes by which name somebody wants to be thanked in public. One name holds at a time: another one ends the yes to the one
 * before.
 */
export async function thankByName(
  tx: Tx,
  ids: Ids,
  keys: PersonKeys,
  contact: string,
  { name, way, at, address }: Saying & { readonly name: string },
): Promise<void> {
  const purpose = 'public_name'
  await hideName(tx, contact, at, address)
  const sealed = await sealName(tx, keys, contact, name)
  await tx.consent.createMany({
    data: (await channelsOf(tx, contact)).map((channel) => ({
      ...said(ids, contact, { purpose, way, address }, channel),
      givenAt: at,
      name: sealed,
    })),
  })
}

/**
 * A name stands on the public pages no more.
 *
 * @param address where its bearer said so; undefined: an officer took it off
 * @returns whether one stood there
 */
export async function hideName(tx: Tx, contact: string, at: Date, address?: string): Promise<boolean> {
  const { count } = await tx.consent.updateMany({
    where: { contactId: contact, purpose: 'public_name', withdrawnAt: null },
    data: { withdrawnAt: at, withdrawnAddressId: address ?? null },
  })
  return count > 0
}

/**
 * How some people want to be thanked in public, by their contacts; whoever has not said yes, or is erased, is left out.
 */
export async function thankedNames(
  tx: Tx,
  keys: PersonKeys,
  contacts: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.consent.findMany({
    where: {
      contactId: { in: [...contacts] },
      purpose: 'public_name',
      withdrawnAt: null,
      name: { not: null },
    },
    orderBy: { givenAt: 'asc' },
    select: { contactId: true, name: true },
  })
  // The newest of each: two channels that were joined may have said two.
  const newest = new Map(rows.map(({ contactId, name }) => [contactId, name!]))
  const wrapped = await tx.personKey.findMany({ where: { contactId: { in: [...newest.keys()] } } })
  return new Map(
    wrapped.map(({ contactId, wrapped: bytes }) => [
      contactId,
      keys.unwrap(contactId, bytes).open('name', newest.get(contactId)!).toString(),
    ]),
  )
}

/**
 * Takes back what was allowed, on all channels. A no to messages that were never asked about is kept too, as a row that
 * opens and closes at once: whoever wants to write must be able to see it.
 */
export async function withdrawConsent(
  tx: Tx,
  ids: Ids,
  contact: string,
  { purposes, way, at, address }: Saying & { readonly purposes: readonly Purpose[] },
): Promise<void> {
  await tx.consent.updateMany({
    where: { contactId: contact, purpose: { in: [...purposes] }, withdrawnAt: null },
    data: { withdrawnAt: at, withdrawnAddressId: address ?? null },
  })
  // What they allowed here and another channel had taken back, they themselves have taken back now.
  if (address !== undefined)
    await tx.consent.updateMany({
      where: { contactId: contact, purpose: { in: [...purposes] }, addressId: address },
      data: { withdrawnAddressId: address },
    })
  const [channel] = await channelsOf(tx, contact)
  if (channel === undefined) return
  const closed = await tx.consent.findMany({ where: { contactId: contact, withdrawnAt: at } })
  const unsaid = purposes.filter(
    (purpose) =>
      WRITTEN.includes(purpose) && !closed.some((one) => one.purpose === purpose && isSaidAt(one, address)),
  )
  await tx.consent.createMany({
    data: unsaid.map((purpose) => ({
      ...said(ids, contact, { purpose, way, address }, channel),
      givenAt: at,
      withdrawnAt: at,
      withdrawnAddressId: address ?? null,
    })),
  })
}

/**
 * Since when a person refuses messages of this purpose.
 *
 * @returns undefined when they allow them, or never said
 */
export async function refusedSince(tx: Tx, contact: string, purpose: Purpose): Promise<Date | undefined> {
  const rows = await tx.consent.findMany({
    where: { contactId: contact, purpose },
    select: { withdrawnAt: true },
  })
  let since: Date | undefined
  for (const { withdrawnAt } of rows) {
    if (withdrawnAt === null) return undefined
    if (!since || since < withdrawnAt) since = withdrawnAt
  }
  return since
}

/** The channel of each chat in which we talk with somebody, the oldest first. */
export async function chatsOf(tx: Tx, contact: string): Promise<string[]> {
  const rows = await tx.address.findMany({ where: { contactId: contact }, orderBy: { createdAt: 'asc' } })
  return rows.map(({ channel }) => channel)
}

/** On which channels we reach somebody, the first they wrote on first. */
export const channelsOf = async (tx: Tx, contact: string): Promise<string[]> => [
  ...new Set(await chatsOf(tx, contact)),
]

const said = (
  ids: Ids,
  contactId: string,
  { purpose, way, address }: Omit<Saying, 'at'> & { readonly purpose: Purpose },
  channel: string,
) => ({
  id: ids.uuid(),
  contactId,
  purpose,
  channel,
  textVersion: WORDING[purpose],
  way,
  addressId: address ?? null,
})

/** What was noted before it was known where may have been said anywhere. */
const isSaidAt = ({ addressId }: { readonly addressId: string | null }, address: string | undefined) =>
  addressId === null || address === undefined || addressId === address

/** What a person allows at present, on any channel. */
export async function consentsOf(tx: Tx, contact: string): Promise<ReadonlySet<Purpose>> {
  const rows = await tx.consent.findMany({ where: { contactId: contact, withdrawnAt: null } })
  return new Set(rows.map((row) => row.purpose as Purpose))
}

/** That somebody refuses messages of a purpose, or to be named: since when. */
export interface Refusal {
  readonly contact: string
  readonly purpose: Purpose
  readonly since: Date
}

/** What people have taken back and not allowed again, for keeping it so after a restore; also for whoever links had merged into them. */
export async function refusals(tx: Tx): Promise<Refusal[]> {
  return tx.$queryRaw<Refusal[]>`
    WITH refused AS (
      SELECT contact_id, purpose, max(withdrawn_at) AS since FROM consent GROUP BY 1, 2 HAVING bool_and(withdrawn_at IS NOT NULL)
    )
    SELECT c.id::text AS contact, r.purpose, r.since FROM refused r
    JOIN contact c ON c.id = r.contact_id OR c.merged_into = r.contact_id
    JOIN person_key k ON k.contact_id = r.contact_id ORDER BY 1, 2`
}

/** Somebody is back who has refused it since the backup. @returns false when they are not here, refuse it, or have allowed it later */
export async function refuseAgain(tx: Tx, ids: Ids, { contact, purpose, since }: Refusal): Promise<boolean> {
  const isHere = (await tx.personKey.count({ where: { contactId: contact } })) === 1
  const later = {
    contactId: contact,
    purpose,
    OR: [{ withdrawnAt: { gte: since } }, { givenAt: { gt: since } }],
  }
  if (!isHere || (await tx.consent.count({ where: later })) > 0) return false
  await withdrawConsent(tx, ids, contact, {
    purposes: [purpose],
    way: 'typed',
    at: since,
    address: undefined,
  })
  return true
}
