import type { Ids } from '../platform/ids.ts'
import type { Tx } from '../platform/tx.ts'
import { addDays, dayOf, instantAt, weekday } from '../platform/vietnamese/index.ts'

/** What a person asks of us about their own data. */
export interface Request {
  readonly id: string
  /** As people hear it: `R-0031`. */
  readonly number: string
  readonly contact: string
  readonly kind: RequestKind
  readonly askedAt: Date
  readonly answerBy: Date
}

export type RequestKind = 'erase' | 'copy'

type Row = NonNullable<Awaited<ReturnType<typeof rowOf>>>
const rowOf = (tx: Tx, id: string) => tx.request.findUnique({ where: { id } })
const fromRow = (row: Row): Request => ({
  id: row.id,
  number: requestNumber(row.number),
  contact: row.contactId,
  kind: row.kind as RequestKind,
  askedAt: row.askedAt,
  answerBy: row.answerBy,
})

/** `R-0031` */
export const requestNumber = (number: number): string => `R-${String(number).padStart(4, '0')}`

export async function requestById(tx: Tx, id: string): Promise<Request | undefined> {
  const row = await rowOf(tx, id)
  return row ? fromRow(row) : undefined
}

/** Notes what is asked. The same asked again while it is open is the same request. */
export async function noteRequest(
  tx: Tx,
  ids: Ids,
  contact: string,
  kind: RequestKind,
  now: Date,
): Promise<Request> {
  const open = await tx.request.findFirst({ where: { contactId: contact, kind, state: 'open' } })
  if (open) return fromRow(open)
  const data = { id: ids.uuid(), contactId: contact, kind, askedAt: now, answerBy: answerWithin(now) }
  return fromRow(await tx.request.create({ data }))
}

/** Decree 356/2025: an answer within two working days. Knows weekends, not public holidays. */
export function answerWithin(asked: Date): Date {
  let day = dayOf(asked)
  for (let left = 2; left > 0; ) {
    day = addDays(day, 1)
    if (weekday(day) <= 5) left -= 1
  }
  return instantAt(day, { hour: 17, minute: 0 })
}

/** Open ones of a kind, oldest first. */
export async function openRequests(tx: Tx, kind: RequestKind, limit: number): Promise<Request[]> {
  const rows = await tx.request.findMany({
    where: { kind, state: 'open' },
    orderBy: { number: 'asc' },
    take: limit,
  })
  return rows.map(fromRow)
}

/** Locks a request to work it off. @returns false when somebody else has it, or it is done */
export async function lockRequest(tx: Tx, id: string): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM request WHERE id = ${id}::uuid AND state = 'open' FOR UPDATE SKIP LOCKED`
  return rows.length === 1
}

/** @param files that are still to be removed */
export async function endRequest(tx: Tx, id: string, now: Date, files: readonly string[]): Promise<void> {
  await tx.request.update({
    where: { id },
    data: { state: 'done', doneAt: now, files: files.length > 0 ? files.join(' ') : null },
  })
}

/** Files that erasures have still to remove, a request each. */
export async function filesToRemove(tx: Tx, limit: number): Promise<Map<string, readonly string[]>> {
  const rows = await tx.request.findMany({ where: { files: { not: null } }, take: limit })
  return new Map(rows.map((row) => [row.id, row.files!.split(' ')]))
}

export async function filesRemoved(tx: Tx, id: string): Promise<void> {
  await tx.request.update({ where: { id }, data: { files: null } })
}

/** Contacts that were erased, for keeping them so after a restore: ids, and nothing of them. */
export async function erasedContacts(tx: Tx): Promise<string[]> {
  const rows = await tx.request.findMany({
    where: { kind: 'erase', state: 'done' },
    orderBy: { number: 'asc' },
    select: { contactId: true },
  })
  return rows.map((row) => row.contactId)
}
