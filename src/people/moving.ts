import { type Handing, resealed } from '../platform/handing.ts'
import type { Ids } from '../platform/ids.ts'
import type { PersonKeys } from '../platform/person-key.ts'
import type { Tx } from '../platform/tx.ts'
import { PURPOSES } from './consent.ts'
import type { Link, Moved } from './link-store.ts'
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
 * @returns what moved, and whether the name did
 */
export async function movePerson(
  tx: Tx,
  keys: PersonKeys,
  { from, to }: Move,
  now: Date,
): Promise<{ readonly moved: Moved; readonly named: boolean }> {
  const closed = await closeOvertaken(tx, { from, to }, now)
  const mine = { where: { contactId: from }, select: { id: true } }
  const idsOf = (rows: readonly { id: string }[]) => rows.map((row) => row.id)
  const consent = idsOf(await tx.consent.findMany(mine))
  const request = idsOf(await tx.request.findMany(mine))
  const moved = { consent, consent_closed: closed, request }
  await giveRows(tx, keys, { from, to }, moved)

  const [theirs, other] = [await nameOf(tx, keys, from), await nameOf(tx, keys, to)]
  const named = other === null && theirs !== null
  if (named) await keepPaperName(tx, keys, to, theirs)
  const { salutation } = await tx.contact.findUniqueOrThrow({ where: { id: from } })
  // Whoever said on one of them how to be spoken to said it for both.
  await tx.contact.updateMany({ where: { id: to, salutation: null }, data: { salutation } })
  await tx.contact.update({ where: { id: from }, data: { mergedInto: to } })
  return { moved, named }
}

/**
 * Whoever was merged is a person again: a new contact with a key of its own, which stands for the one that is gone. That one
 * cannot come back, for what was done once under its id would count as done already.
 *
 * @returns its id
 */
export async function remakePerson(tx: Tx, ids: Ids, keys: PersonKeys, gone: string): Promise<string> {
  const contact = ids.uuid()
  const { lang, createdAt, paperName, salutation } = await tx.contact.findUniqueOrThrow({
    where: { id: gone },
  })
  await tx.contact.create({ data: { id: contact, lang, createdAt, salutation } })
  const wrapped = Uint8Array.from(keys.make(contact).wrapped)
  await tx.personKey.create({ data: { contactId: contact, wrapped } })
  const name = await sealName(tx, keys, contact, await openName(tx, keys, gone, paperName))
  await tx.contact.update({ where: { id: contact }, data: { paperName: name } })
  await tx.contact.update({ where: { id: gone }, data: { mergedInto: contact } })
  return contact
}

/** What came from somebody is theirs again, as far as the other still has it. */
export async function movePersonBack(
  tx: Tx,
  keys: PersonKeys,
  { from, to }: Move,
  { named, joinedAt }: Pick<Link, 'named' | 'joinedAt'>,
  moved: Moved,
): Promise<void> {
  // Only what the link itself has closed.
  await tx.consent.updateMany({
    where: { id: { in: [...(moved.consent_closed ?? [])] }, withdrawnAt: joinedAt },
    data: { withdrawnAt: null },
  })
  await giveRows(tx, keys, { from, to }, moved)
  const [theirs, lent] = [await nameOf(tx, keys, to), await nameOf(tx, keys, from)]
  if (named && theirs === lent) await keepPaperName(tx, keys, from, null)
}

async function giveRows(
  tx: Tx,
  keys: PersonKeys,
  { from, to }: Move,
  { consent = [], request = [] }: Moved,
): Promise<void> {
  const of = (ids: readonly string[]) => ({ where: { id: { in: [...ids] }, contactId: from } })
  await tx.consent.updateMany({ ...of(consent), data: { contactId: to } })
  const [mine, theirs] = [await keys.of(tx, from), await keys.of(tx, to)]
  if (!mine || !theirs) throw new Error(`contact ${from} or ${to} was erased`)
  const handing: Handing = { from, to, keys: { from: mine, to: theirs } }
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
