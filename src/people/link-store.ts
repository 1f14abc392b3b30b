import type { Tx } from '../platform/tx.ts'
import { type LinkState, STEP_MS, TRIES, UNDO_MS } from './link.ts'
import { mergedInto } from './merged-store.ts'

export interface Link {
  readonly id: string
  /** Who asked for the code, and where. */
  readonly contactId: string
  readonly addressId: string
  /** Who entered it, and where. */
  readonly otherId: string | null
  readonly otherAddressId: string | null
  /** Which of the two was merged into the other. */
  readonly goneId: string | null
  readonly state: LinkState
  readonly endsAt: Date
  readonly joinedAt: Date | null
  /** What the one that stayed was called before, the name sealed under their key. */
  readonly keptName: Uint8Array | null
  readonly keptSalutation: string | null
}

const fromRow = (row: Omit<Link, 'state'> & { state: string }): Link => ({
  ...row,
  state: row.state as LinkState,
})

export async function insertLink(
  tx: Tx,
  link: Pick<Link, 'id' | 'contactId' | 'addressId' | 'endsAt'> & { readonly hash: Uint8Array<ArrayBuffer> },
): Promise<void> {
  await tx.link.create({ data: link })
}

/** Locks a link until the transaction ends. */
export async function lockLink(tx: Tx, by: { readonly id: string } | { readonly hash: Uint8Array }) {
  const rows =
    'id' in by
      ? await tx.$queryRaw<
          { id: string }[]
        >`SELECT id::text AS id FROM link WHERE id = ${by.id}::uuid FOR UPDATE`
      : await tx.$queryRaw<
          { id: string }[]
        >`SELECT id::text AS id FROM link WHERE hash = ${by.hash}::bytea FOR UPDATE`
  const [found] = rows
  return found && fromRow(await tx.link.findUniqueOrThrow({ where: { id: found.id } }))
}

export async function linkById(tx: Tx, id: string): Promise<Link | undefined> {
  const row = await tx.link.findUnique({ where: { id } })
  return row ? fromRow(row) : undefined
}

/** Writes down how far it is. A code that has led to somebody leads nowhere any more. */
export async function setLink(
  tx: Tx,
  id: string,
  {
    keptName,
    ...change
  }: Partial<Omit<Link, 'id'>> & { readonly hash?: null; readonly files?: string | null },
): Promise<void> {
  const name = keptName === undefined ? {} : { keptName: keptName && Uint8Array.from(keptName) }
  await tx.link.update({ where: { id }, data: { ...change, ...name } })
}

const UNDER_WAY = ['open', 'entered', 'asked', 'agreed'] as const

/** Ends what is under way between this person and anybody, but for one link. */
export async function voidLinks(tx: Tx, contact: string, but?: string): Promise<void> {
  await tx.link.updateMany({
    where: {
      OR: [{ contactId: contact }, { otherId: contact }],
      state: { in: [...UNDER_WAY] },
      ...(but && { id: { not: but } }),
    },
    data: { state: 'void', hash: null },
  })
}

/** A newer code of the same person makes the older one void. What was entered already is another matter. */
export async function voidCodes(tx: Tx, contact: string): Promise<void> {
  await tx.link.updateMany({
    where: { contactId: contact, state: { in: ['open', 'entered', 'asked'] } },
    data: { state: 'void', hash: null },
  })
}

/** Takes a link to work on it. @returns undefined when another has it, or it is done */
export async function claimLink(
  tx: Tx,
  id: string,
  state: 'agreed' | 'parting' | 'joined',
): Promise<Link | undefined> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM link WHERE id = ${id}::uuid AND state = ${state} FOR UPDATE SKIP LOCKED`
  return rows.length === 1 ? linkById(tx, id) : undefined
}

export async function linksInState(tx: Tx, state: 'agreed' | 'parting', limit: number): Promise<string[]> {
  const rows = await tx.link.findMany({
    where: { state },
    orderBy: { endsAt: 'asc' },
    take: limit,
    select: { id: true },
  })
  return rows.map((row) => row.id)
}

/** Those joined or taken apart a moment ago: what was on its way to whoever changed may still come. */
export async function settledSince(tx: Tx, since: Date): Promise<Link[]> {
  const rows = await tx.link.findMany({
    where: { state: { in: ['joined', 'parted'] }, joinedAt: { gt: since } },
  })
  return rows.map(fromRow)
}

/** All that can be taken apart: what moved is still known. */
export async function partableLinks(tx: Tx): Promise<Link[]> {
  const rows = await tx.link.findMany({ where: PARTABLE, orderBy: { joinedAt: 'desc' } })
  return rows.map(fromRow)
}

/** Those that made somebody whom we know now, and can be taken apart. */
export async function linksWithin(tx: Tx, contact: string): Promise<Link[]> {
  const rows = await tx.link.findMany({
    where: { ...PARTABLE, goneId: { in: await mergedInto(tx, contact) } },
  })
  return rows.map(fromRow)
}

const PARTABLE = { state: { in: ['joined', 'parting'] }, moves: { some: {} } }

/** Nothing of somebody who is forgotten can be joined or taken apart any more. */
export async function endLinksOf(tx: Tx, contact: string): Promise<void> {
  const theirs = { OR: [{ contactId: contact }, { otherId: contact }, { goneId: contact }] }
  await tx.linkMove.deleteMany({ where: { link: theirs } })
  await tx.link.updateMany({
    where: theirs,
    data: { state: 'void', hash: null, keptName: null, keptSalutation: null },
  })
  await tx.linkTry.deleteMany({ where: { contactId: contact } })
}

/** The newest link of a person that can still be undone. */
export async function undoable(tx: Tx, contact: string, now: Date): Promise<Link | undefined> {
  return (await undoableLinks(tx, contact, now)).find(({ state }) => state === 'joined')
}

/** Those that can still be undone, or are about to be, the newest first. */
export async function undoableLinks(tx: Tx, contact: string, now: Date): Promise<Link[]> {
  const mine = [contact, ...(await mergedInto(tx, contact))]
  const rows = await tx.link.findMany({
    where: {
      goneId: { in: mine.filter((one) => one !== contact) },
      OR: [{ state: 'joined', joinedAt: { gt: new Date(now.getTime() - UNDO_MS) } }, { state: 'parting' }],
    },
    orderBy: [{ joinedAt: 'desc' }, { id: 'desc' }],
  })
  return rows.map(fromRow)
}

/** Whether somebody was joined to another, or parted from them, since then: what was theirs is not what it was. */
export async function linkedSince(tx: Tx, contact: string, since: Date): Promise<boolean> {
  // Who was parted is a new contact, which stands for the one that was joined.
  const people = { in: [contact, ...(await mergedInto(tx, contact))] }
  const found = await tx.link.findFirst({
    where: {
      OR: [{ contactId: people }, { otherId: people }, { goneId: people }],
      joinedAt: { gt: since },
      state: { in: ['joined', 'parting', 'parted'] },
    },
    select: { id: true },
  })
  return found !== null
}

/** Papers that a link has still to remove, a link each. */
export async function linkFiles(tx: Tx, limit: number): Promise<Map<string, readonly string[]>> {
  const rows = await tx.link.findMany({ where: { files: { not: null } }, take: limit })
  return new Map(rows.map((row) => [row.id, row.files!.split(' ')]))
}

/** Forgets wrong codes, links that came to nothing, and how to undo what is settled. */
export async function forgetLinks(tx: Tx, now: Date): Promise<void> {
  const before = (ms: number) => new Date(now.getTime() - ms)
  await tx.linkTry.deleteMany({ where: { at: { lt: before(TRIES.span) } } })
  const over = { lt: before(STEP_MS) }
  const fruitless = { state: { in: ['open', 'entered', 'asked', 'void'] }, endsAt: over }
  // Not at once: what is still on its way finds them by it.
  const parted = { state: 'parted', joinedAt: over }
  const settled = { state: 'joined', joinedAt: { lt: before(UNDO_MS) } }
  await tx.link.deleteMany({ where: { files: null, OR: [fruitless, parted, settled] } })
}
