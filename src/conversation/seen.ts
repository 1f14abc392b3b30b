import { isUuid } from '../platform/ids.ts'
import type { Tx } from '../platform/tx.ts'

/**
 * What of somebody's conversation a page of the desk has shown: the number of their last word, and the calls for a child in
 * danger that waited. A page carries it back with what is done on it, so that nobody settles what they have not read.
 */
export interface Seen {
  /** Undefined: the page did not say. */
  readonly word: bigint | undefined
  readonly urgent: readonly string[]
}

/** As it stands now, as text for a form. Read it before what the page shows: what comes in between was not seen. */
export async function seenNow(tx: Tx, contact: string): Promise<string> {
  const [last] = await tx.$queryRaw<{ word: string }[]>`
    SELECT coalesce(max(seq), 0)::text AS word FROM inbox WHERE contact_id = ${contact}::uuid AND address_id IS NOT NULL`
  const urgent = await urgentOnes(tx, contact)
  return [last!.word, ...urgent].join(' ')
}

/** Reads what a form brought back. Nobody has seen what it does not name. */
export function readSeen(text: string): Seen {
  const [word = '', ...urgent] = text.split(' ')
  return { word: /^\d{1,18}$/.test(word) ? BigInt(word) : undefined, urgent: urgent.filter(isUuid) }
}

/**
 * What a page has not shown. No turn of this person goes on until the caller's transaction is over, so it stays true in it;
 * to be asked before anything of theirs is locked, in the order in which turns lock.
 *
 * @returns `danger` when a child in danger waits of whom it said nothing, `words` when the person has written since
 */
export async function unseen(tx: Tx, contact: string, seen: Seen): Promise<'danger' | 'words' | undefined> {
  await tx.$queryRaw`SELECT 1 FROM session WHERE contact_id = ${contact}::uuid FOR UPDATE`
  const urgent = await urgentOnes(tx, contact)
  if (urgent.some((id) => !seen.urgent.includes(id))) return 'danger'
  if (seen.word === undefined) return undefined
  const newer = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM inbox WHERE contact_id = ${contact}::uuid AND address_id IS NOT NULL AND seq > ${seen.word} LIMIT 1`
  return newer.length > 0 ? 'words' : undefined
}

async function urgentOnes(tx: Tx, contact: string): Promise<string[]> {
  const where = { contactId: contact, urgent: true, closedAt: null, answeredAt: null }
  const rows = await tx.handover.findMany({ where, orderBy: { id: 'asc' }, select: { id: true } })
  return rows.map(({ id }) => id)
}
