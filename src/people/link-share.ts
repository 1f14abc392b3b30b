import type { Returning, Share } from '../platform/handing.ts'
import type { PersonKeys } from '../platform/person-key.ts'
import type { Tx } from '../platform/tx.ts'
import { movedBy } from './link-move-store.ts'
import { type Link, linksWithin, setLink, undoableLinks } from './link-store.ts'
import type { Salutation } from './salutation.ts'
import { keepPaperName, keepSalutation, sealName } from './store.ts'

/** What goes back from somebody when a link is undone: what it had moved, and what belongs to the addresses that go. */
export async function returningOf(tx: Tx, link: string, holder: string): Promise<Returning> {
  const moved = await movedBy(tx, link)
  const rows = await tx.address.findMany({
    where: { contactId: holder, id: { in: [...(moved.address ?? [])] } },
    select: { id: true },
    orderBy: { id: 'asc' },
  })
  return { moved, addresses: rows.map(({ id }) => id) }
}

/** What is of one address alone, while links can still be undone. */
export interface AddressShare {
  readonly share: Share
  /** The link to be undone first. Undefined: nobody has to be parted. */
  readonly first: Link | undefined
  /** The person's other addresses, that keep what is theirs. */
  readonly others: readonly string[]
}

/**
 * What somebody who speaks at an address may have erased: while a link can still be undone, it may have been got by a trick, and
 * so neither side erases what the other brought, or did since.
 *
 * @param address null: nobody knows where they asked; then it is what is left when all links are undone
 */
export async function shareOf(
  tx: Tx,
  contact: string,
  address: string | null,
  now: Date,
): Promise<AddressShare> {
  const links = await undoableLinks(tx, contact, now)
  const parts: { readonly link: Link; readonly goes: Returning }[] = []
  for (const link of links) parts.push({ link, goes: await returningOf(tx, link.id, contact) })
  const isIn = ({ goes }: { readonly goes: Returning }) =>
    address !== null && goes.addresses.includes(address)
  // Of links in links the innermost: whoever else is in the outer ones stays where they are.
  const around = parts.findLast(isIn)
  const but = parts.filter((one) => !isIn(one)).map(({ goes }) => goes)
  const all = await tx.address.findMany({ where: { contactId: contact }, orderBy: { createdAt: 'asc' } })
  const away = new Set(but.flatMap(({ addresses }) => addresses))
  const isTheirs = (id: string) => !away.has(id) && (!around || around.goes.addresses.includes(id))
  return {
    share: { ...(around && { only: around.goes }), but },
    first: around?.link ?? links[0],
    others: all.map(({ id }) => id).filter((id) => !isTheirs(id)),
  }
}

/**
 * How somebody wants to be called, from the next sentence on, if the flow tells its talk too (`set: { form: … }`).
 *
 * @param at the address where they said it. Of linked channels that side is called so again once they are apart, whatever was
 * said on the other one later
 */
export async function saySalutation(
  tx: Tx,
  contact: string,
  salutation: Salutation,
  at: string | undefined,
): Promise<void> {
  await keepSalutation(tx, contact, salutation, at)
  for (const { link, goes } of await sidesOf(tx, contact, at)) {
    if (goes) await tx.contact.update({ where: { id: link.goneId! }, data: { salutation } })
    else await setLink(tx, link.id, { keptSalutation: salutation })
  }
}

/** The same of their name on papers; null takes it away. */
export async function sayName(
  tx: Tx,
  keys: PersonKeys,
  contact: string,
  name: string | null,
  at: string | undefined,
): Promise<void> {
  await keepPaperName(tx, keys, contact, name, at)
  for (const { link, goes } of await sidesOf(tx, contact, at)) {
    const side = goes ? link.goneId! : stayedOf(link)
    const paperName = await sealName(tx, keys, side, name)
    if (goes) await tx.contact.update({ where: { id: side }, data: { paperName } })
    else await setLink(tx, link.id, { keptName: paperName })
  }
}

/** Who stayed when the two were joined. */
export const stayedOf = ({ goneId, contactId, otherId }: Link): string =>
  goneId === contactId ? otherId! : contactId

/** Links of somebody, and whether what is said at this address goes with the side that leaves when one is undone. */
async function sidesOf(tx: Tx, contact: string, at: string | undefined) {
  if (at === undefined) return []
  const sides: { readonly link: Link; readonly goes: boolean }[] = []
  for (const link of await linksWithin(tx, contact)) {
    const { addresses } = await returningOf(tx, link.id, contact)
    sides.push({ link, goes: addresses.includes(at) })
  }
  return sides
}
