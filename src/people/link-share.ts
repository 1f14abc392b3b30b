import type { Returning, Share } from '../platform/handing.ts'
import type { Tx } from '../platform/tx.ts'
import { type Link, movedBy, undoableLinks } from './link-store.ts'

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
