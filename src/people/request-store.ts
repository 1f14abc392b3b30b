import type { HotSql } from '../platform/db.ts'
import type { Ids } from '../platform/ids.ts'
import type { Tx } from '../platform/tx.ts'
import { answerWithin, doneWithin, type Request, type RequestKind, requestNumber } from './request.ts'

type Row = NonNullable<Awaited<ReturnType<typeof rowOf>>>
const rowOf = (tx: Tx, id: string) => tx.request.findUnique({ where: { id } })
const fromRow = (row: Row): Request => ({
  id: row.id,
  number: requestNumber(row.number),
  contact: row.contactId,
  addressId: row.addressId,
  kind: row.kind as RequestKind,
  open: row.state === 'open',
  askedAt: row.askedAt,
  answerBy: row.answerBy,
  dueBy: row.dueBy,
  answeredAt: row.answeredAt,
  doneAt: row.doneAt,
})

export async function requestById(tx: Tx, id: string): Promise<Request | undefined> {
  const row = await rowOf(tx, id)
  return row ? fromRow(row) : undefined
}

/** What these are called when people hear of them, by id. */
export async function requestNumbers(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.request.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, number: true },
  })
  return new Map(rows.map(({ id, number }) => [id, requestNumber(number)]))
}

/** Who asks something of us, and where. */
interface Asker {
  readonly contact: string
  /** Undefined: nobody knows. */
  readonly address: string | undefined
}

/** Notes what is asked. The same asked again at the same place while it is open is the same request. */
export async function noteRequest(
  tx: Tx,
  ids: Ids,
  asker: Asker,
  kind: RequestKind,
  now: Date,
): Promise<Request> {
  const open = await tx.request.findMany({ where: { contactId: asker.contact, kind, state: 'open' } })
  const same = open.find((row) => isAskedAt(row, asker.address))
  return same ? fromRow(same) : newRequest(tx, ids, asker, kind, now)
}

/** What was asked before it was known where may have been asked anywhere. */
export const isAskedAt = (
  { addressId }: { readonly addressId: string | null },
  address: string | undefined,
): boolean => addressId === null || address === undefined || addressId === address

/** @param words what is complained of, sealed under the person's key */
export async function newRequest(
  tx: Tx,
  ids: Ids,
  { contact, address = null }: { readonly contact: string; readonly address?: string | null | undefined },
  kind: RequestKind,
  now: Date,
  words?: Uint8Array<ArrayBuffer>,
): Promise<Request> {
  const clocks = { askedAt: now, answerBy: answerWithin(now), dueBy: doneWithin(now) }
  const whose = { contactId: contact, addressId: address }
  const data = { id: ids.uuid(), ...whose, kind, ...clocks, ...(words && { words }) }
  return fromRow(await tx.request.create({ data }))
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

/** All that are open, as an officer works them off: by the hour that comes next. Each names its person by id alone. */
export async function waitingRequests(tx: Tx, limit: number): Promise<Request[]> {
  const rows = await tx.request.findMany({
    where: { state: 'open' },
    orderBy: { number: 'asc' },
    take: limit,
  })
  const next = ({ answeredAt, answerBy, dueBy }: Request) => (answeredAt ? (dueBy ?? answerBy) : answerBy)
  return rows.map(fromRow).toSorted((a, b) => next(a).getTime() - next(b).getTime())
}

/** Complaints that were settled since then, the last first. Each names its person by id alone. */
export async function settledComplaints(tx: Tx, since: Date, limit: number): Promise<Request[]> {
  const rows = await tx.request.findMany({
    where: { kind: 'complaint', state: 'done', doneAt: { gt: since } },
    orderBy: [{ doneAt: 'desc' }, { number: 'desc' }],
    take: limit,
  })
  return rows.map(fromRow)
}

/** What somebody waits for, newest first. */
export async function openRequestsOf(tx: Tx, contact: string, limit: number): Promise<Request[]> {
  const rows = await tx.request.findMany({
    where: { contactId: contact, state: 'open' },
    orderBy: { number: 'desc' },
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

/**
 * A person of the fund has written to somebody: all that they ask in that place is answered, if not done.
 *
 * @param address null: nobody knows where
 */
export async function requestsAnswered(tx: Tx, contact: string, address: string | null): Promise<void> {
  await tx.$executeRaw`UPDATE request SET answered_at = now() WHERE contact_id = ${contact}::uuid AND state = 'open'
    AND (address_id IS NULL OR ${address}::uuid IS NULL OR address_id = ${address}::uuid)`
}

interface RequestCounts {
  readonly open: number
  /** Not answered, or not done, by its hour. */
  readonly overdue: number
}

export async function countRequests(hot: HotSql): Promise<RequestCounts> {
  const [row] = await hot.query<RequestCounts>('requests_count', COUNT, [])
  return row!
}

const COUNT = `select count(*)::int as open,
  (count(*) filter (where due_by < now() or answered_at is null and answer_by < now()))::int as overdue
from request where state = 'open'`

/**
 * Rings each alarm of each open request once: not answered in time, not done in time. Any number of processes may do it at once.
 *
 * @returns whose alarm rings now
 */
export async function ringRequests(
  tx: Tx,
  now: Date,
): Promise<{ id: string; kind: string; late: 'answer' | 'done' }[]> {
  return tx.$queryRaw`
    UPDATE request SET alarms = CASE WHEN due_by < ${now}::timestamptz THEN 2 ELSE 1 END
    WHERE state = 'open' AND (alarms < 2 AND due_by < ${now}::timestamptz OR alarms < 1 AND answered_at IS NULL AND answer_by < ${now}::timestamptz)
    RETURNING id::text AS id, kind, CASE WHEN due_by < ${now}::timestamptz THEN 'done' ELSE 'answer' END AS late`
}

/** Files that erasures have still to remove, a request each. */
export async function filesToRemove(tx: Tx, limit: number): Promise<Map<string, readonly string[]>> {
  const rows = await tx.request.findMany({ where: { files: { not: null } }, take: limit })
  return new Map(rows.map((row) => [row.id, row.files!.split(' ')]))
}

export async function filesRemoved(tx: Tx, id: string): Promise<void> {
  await tx.request.update({ where: { id }, data: { files: null } })
}

/** Whether somebody has asked to be erased, and it is not done yet. */
export async function asksErasure(tx: Tx, contact: string): Promise<boolean> {
  const open = await tx.request.findFirst({ where: { contactId: contact, kind: 'erase', state: 'open' } })
  return open !== null
}
