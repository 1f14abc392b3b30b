import { type Handing, type Returning, resealed } from '../platform/handing.ts'
import type { Ids } from '../platform/ids.ts'
import type { PersonKeys } from '../platform/person-key.ts'
import type { Tx } from '../platform/tx.ts'
import { PURPOSES } from './consent.ts'
import type { Moved } from './link-move-store.ts'
import type { Link } from './link-store.ts'
import { keepPaperName, openName, sealName } from './store.ts'

/** Whose everything becomes whose. */
export interface Move {
  readonly from: string
  readonly to: string
}

/**
 * What this room keeps of somebody becomes another's, who they are: what they allowed and asked for, and their name, if the
 * other has none. Of a yes and a no the newer one holds, and
 * the no if they are of one moment.
 *
 * @param at an address of theirs: what they are called from now on was said there
 * @returns what moved, and what the one that stays was called before
 */
export async function movePerson(
  tx: Tx,
  keys: PersonKeys,
  { from, to }: Move,
  at: string,
  now: Date,
): Promise<{ readonly moved: Moved; readonly kept: Pick<Link, 'keptName' | 'keptSalutation'> }> {
  const closed = await closeOvertaken(tx, { from, to }, now)
  const mine = { where: { contactId: from }, select: { id: true } }
  const idsOf = (rows: readonly { id: string }[]) => rows.map((row) => row.id)
  const consent = idsOf(await tx.consent.findMany(mine))
  const request = idsOf(await tx.request.findMany(mine))
  const moved = { consent, consent_closed: closed, request }
  await giveRows(tx, keys, { from, to }, moved)

  const was = await tx.contact.findUniqueOrThrow({ where: { id: to } })
  const theirs = await nameOf(tx, keys, from)
  if (was.paperName === null && theirs !== null) await keepPaperName(tx, keys, to, theirs, at)
  const { salutation } = await tx.contact.findUniqueOrThrow({ where: { id: from } })
  // Whoever said on one of them how to be spoken to said it for both.
  if (was.salutation === null && salutation !== null)
    await tx.contact.update({ where: { id: to }, data: { salutation, salutationAddress: at } })
  await tx.contact.update({ where: { id: from }, data: { mergedInto: to } })
  return { moved, kept: { keptName: was.paperName, keptSalutation: was.salutation } }
}

/**
 * Whoever was merged is a person again: a new contact with a key of its own, which stands for the one that is gone. That one
 * cannot come back, for what was done once under its id would count as done already.
 *
 * @param partedFrom with whom all of theirs lay until now
 * @returns its id
 */
export async function remakePerson(
  tx: Tx,
  ids: Ids,
  keys: PersonKeys,
  gone: string,
  partedFrom: string,
): Promise<string> {
  const contact = ids.uuid()
  const was = await tx.contact.findUniqueOrThrow({ where: { id: gone } })
  const { lang, createdAt, paperName, salutation, homeAddress, nameAddress, salutationAddress } = was
  const where = { homeAddress, nameAddress, salutationAddress }
  await tx.contact.create({ data: { id: contact, lang, createdAt, salutation, partedFrom, ...where } })
  const wrapped = Uint8Array.from(keys.make(contact).wrapped)
  await tx.personKey.create({ data: { contactId: contact, wrapped } })
  const name = await sealName(tx, keys, contact, await openName(tx, keys, gone, paperName))
  await tx.contact.update({ where: { id: contact }, data: { paperName: name } })
  await tx.contact.update({ where: { id: gone }, data: { mergedInto: contact } })
  return contact
}

/**
 * What came from somebody is theirs again, as far as the other still has it, and what they allowed, took back, asked for or
 * wanted to be called at their addresses since. Neither is bound by what the other said.
 *
 * @returns ids of requests that went
 */
export async function movePersonBack(
  tx: Tx,
  keys: PersonKeys,
  { from, to }: Move,
  { joinedAt, ...before }: Before & Pick<Link, 'joinedAt'>,
  { moved, addresses }: Returning,
): Promise<string[]> {
  const there = { contactId: from, addressId: { in: [...addresses] } }
  const requests = await tx.request.findMany({ where: there, select: { id: true } })
  const consents = await tx.consent.findMany({ where: there, select: { id: true } })
  const request = [...(moved.request ?? []), ...requests.map(({ id }) => id)]
  const consent = [...(moved.consent ?? []), ...consents.map(({ id }) => id)]
  await giveRows(tx, keys, { from, to }, { consent, request })
  const closed = { ids: moved.consent_closed ?? [], at: joinedAt }
  await reopenConsents(tx, from, (address) => !addresses.includes(address), closed)
  await reopenConsents(tx, to, (address) => addresses.includes(address), closed)
  await callApart(tx, keys, { from, to }, before, addresses)
  return request
}

/** What the one that stays was called before the link. */
interface Before {
  readonly name: string | null
  readonly salutation: string | null
}

/** Each is called as it was said on its side; the one that stays as before, where the other has said something else since. */
async function callApart(
  tx: Tx,
  keys: PersonKeys,
  { from, to }: Move,
  before: Before,
  addresses: readonly string[],
): Promise<void> {
  const now = await tx.contact.findUniqueOrThrow({ where: { id: from } })
  if (now.nameAddress !== null && addresses.includes(now.nameAddress)) {
    await keepPaperName(tx, keys, to, await nameOf(tx, keys, from), now.nameAddress)
    await keepPaperName(tx, keys, from, before.name, undefined)
  }
  if (now.salutationAddress !== null && addresses.includes(now.salutationAddress)) {
    const { salutation, salutationAddress } = now
    await tx.contact.update({ where: { id: to }, data: { salutation, salutationAddress } })
    const again = { salutation: before.salutation, salutationAddress: null }
    await tx.contact.update({ where: { id: from }, data: again })
  }
}

/**
 * What somebody allowed and the other took back, or the link itself, holds again, unless they themselves have said no to it
 * later.
 */
async function reopenConsents(
  tx: Tx,
  contact: string,
  isTheirs: (address: string) => boolean,
  closed: { readonly ids: readonly string[]; readonly at: Date | null },
): Promise<void> {
  const rows = await tx.consent.findMany({ where: { contactId: contact, withdrawnAt: { not: null } } })
  const by = ({ id, withdrawnAt, withdrawnAddressId: address }: (typeof rows)[number]) => {
    if (address !== null) return isTheirs(address) ? 'them' : 'the other'
    const byLink = closed.ids.includes(id) && withdrawnAt?.getTime() === closed.at?.getTime()
    return byLink ? 'the link' : 'them'
  }
  const again = rows.filter((row) => {
    if (by(row) === 'them') return false
    return !rows.some(
      (no) => no.purpose === row.purpose && by(no) === 'them' && no.withdrawnAt! >= row.withdrawnAt!,
    )
  })
  await tx.consent.updateMany({
    where: { id: { in: again.map(({ id }) => id) } },
    data: { withdrawnAt: null, withdrawnAddressId: null },
  })
}

async function giveRows(
  tx: Tx,
  keys: PersonKeys,
  { from, to }: Move,
  { consent, request }: { readonly consent: readonly string[]; readonly request: readonly string[] },
): Promise<void> {
  const of = (ids: readonly string[]) => ({ where: { id: { in: [...ids] }, contactId: from } })
  const [mine, theirs] = [await keys.of(tx, from), await keys.of(tx, to)]
  if (!mine || !theirs) throw new Error(`contact ${from} or ${to} was erased`)
  const handing: Handing = { from, to, keys: { from: mine, to: theirs } }
  for (const { id, name } of await tx.consent.findMany({ ...of(consent) })) {
    const again = name && resealed(handing, 'name', name)
    await tx.consent.update({ where: { id }, data: { contactId: to, name: again } })
  }
  const anew = (bytes: Uint8Array | null) => bytes && resealed(handing, 'request', bytes)
  for (const { id, words, note } of await tx.request.findMany(of(request)))
    await tx.request.update({
      where: { id },
      data: { contactId: to, words: anew(words), note: anew(note) },
    })
}

/** Ends the yeses of one side that the other side's no is newer than. @returns which */
async function closeOvertaken(tx: Tx, { from, to }: Move, now: Date): Promise<string[]> {
  const rows = await tx.consent.findMany({ where: { contactId: { in: [from, to] } } })
  const overtaken = PURPOSES.flatMap((purpose) => {
    const about = rows.filter((row) => row.purpose === purpose)
    return [from, to].flatMap((side) => {
      const no = lastNo(about.filter((row) => row.contactId !== side))
      const open = about.filter((row) => row.contactId === side && row.withdrawnAt === null)
      return open.filter((row) => no !== undefined && row.givenAt <= no).map((row) => row.id)
    })
  })
  await tx.consent.updateMany({ where: { id: { in: overtaken } }, data: { withdrawnAt: now } })
  return overtaken
}

/** When somebody took back what they had allowed, or said no, if that is their last word. */
function lastNo(rows: readonly { readonly withdrawnAt: Date | null }[]): Date | undefined {
  if (rows.some((row) => row.withdrawnAt === null)) return undefined
  return rows.reduce<Date | undefined>(
    (last, { withdrawnAt }) => (last && last > withdrawnAt! ? last : withdrawnAt!),
    undefined,
  )
}

async function nameOf(tx: Tx, keys: PersonKeys, contact: string): Promise<string | null> {
  const { paperName } = await tx.contact.findUniqueOrThrow({ where: { id: contact } })
  return openName(tx, keys, contact, paperName)
}
