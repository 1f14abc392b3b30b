import type { Tx } from '../platform/tx.ts'

/** Where a person can be reached. */

export async function channelOf(tx: Tx, address: string | null): Promise<string | undefined> {
  if (address === null) return undefined
  const row = await tx.address.findUnique({ where: { id: address }, select: { channel: true } })
  return row?.channel
}

/** Who has an address now. */
export async function contactAt(tx: Tx, address: string): Promise<string | undefined> {
  const row = await tx.address.findUnique({ where: { id: address }, select: { contactId: true } })
  return row?.contactId
}

/** Where they want to be written to. @returns their other addresses */
export async function setHome(tx: Tx, contact: string, address: string): Promise<string[]> {
  await tx.contact.update({ where: { id: contact }, data: { homeAddress: address } })
  const rows = await tx.address.findMany({ where: { contactId: contact, id: { not: address } } })
  return rows.map(({ id }) => id)
}
