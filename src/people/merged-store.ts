import type { Tx } from '../platform/tx.ts'

/** Of two who are one person one stays a contact of ours, and the other is merged into them. */

/** Everybody who was merged into somebody, and into those, in any depth. */
export async function mergedInto(tx: Tx, contact: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    WITH RECURSIVE m AS (
      SELECT id FROM contact WHERE merged_into = ${contact}::uuid
      UNION SELECT c.id FROM contact c JOIN m ON c.merged_into = m.id
    ) SELECT id::text AS id FROM m ORDER BY id`
  return rows.map((row) => row.id)
}

/** Under whose keys what cannot be sealed anew of somebody may lie: theirs, of whom they took in, and of whom they left. */
export async function hadBy(tx: Tx, contact: string): Promise<string[]> {
  const row = await tx.contact.findUnique({ where: { id: contact }, select: { partedFrom: true } })
  return [contact, ...(await mergedInto(tx, contact)), ...(row?.partedFrom ? [row.partedFrom] : [])]
}

/** With whom all of a contact's lies now: themselves, unless they were merged. */
export async function holderOf(tx: Tx, contact: string): Promise<string> {
  const row = await tx.contact.findUnique({ where: { id: contact }, select: { mergedInto: true } })
  return row?.mergedInto ? holderOf(tx, row.mergedInto) : contact
}

/**
 * The same, and nobody is joined or parted until the transaction ends: those take the session first, as a turn does. Taken before
 * any other lock.
 */
export async function heldHolder(tx: Tx, contact: string): Promise<string> {
  const holder = await holderOf(tx, contact)
  await tx.$executeRaw`SELECT 1 FROM session WHERE contact_id = ${holder}::uuid FOR UPDATE`
  return (await holderOf(tx, contact)) === holder ? holder : heldHolder(tx, contact)
}

/** Whom of these we have known longest: least of their things change hands, and their number of years stays. */
export async function olderOf(tx: Tx, people: readonly string[]): Promise<string> {
  const { id } = await tx.contact.findFirstOrThrow({
    where: { id: { in: [...people] } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  })
  return id
}
