import type { HotSql } from '../platform/db.ts'
import type { Ids } from '../platform/ids.ts'
import type { PersonKeys } from '../platform/person-key.ts'
import type { Tx } from '../platform/tx.ts'
import type { Item } from './item.ts'
import { putItem } from './post.ts'
import { HALF_HOUR, held } from './taking-store.ts'

/** A conversation that waits for a person of the fund. */
export interface Handover {
  readonly id: string
  readonly contact: string
  /** Where a person was asked for. Null: nobody knows. */
  readonly address: string | null
  readonly channel: string
  readonly reason: string
  readonly urgent: boolean
  /** The urgent flow that calls: `child-danger`, `despair`. Null: it is not urgent, or from before that was kept. */
  readonly alarm: string | null
  readonly openedAt: Date
  readonly answerBy: Date
  readonly answeredAt: Date | null
  /** Nobody of the fund has written by the promised hour, whatever was promised anew since. */
  readonly overdue: boolean
  /** That hour is half an hour away, or less. */
  readonly soon: boolean
  /** The officer who has it. Null: nobody, or nobody who has said a word in it for half an hour. */
  readonly takenBy: string | null
  readonly takenAt: Date | null
  /** When it was handed back. Null: it is open. */
  readonly closedAt: Date | null
}

/** Open ones: children in danger and people in despair first, then broken promises, then by the hour that was promised. */
export async function openHandovers(hot: HotSql, keys: PersonKeys): Promise<Handover[]> {
  const rows = await hot.query<Row>('handovers_open', `${OPEN} order by ${PRESSING}`, [])
  return rows.map((row) => opened(keys, row))
}

export async function openHandoverById(
  hot: HotSql,
  keys: PersonKeys,
  id: string,
): Promise<Handover | undefined> {
  const [row] = await hot.query<Row>('handover_open', `${OPEN} and h.id = $1::uuid`, [id])
  return row && opened(keys, row)
}

/**
 * Says that it was opened this moment, and not when its transaction began: a message that came between would stand after
 * the call that it raised.
 */
export async function openedNow(tx: Tx, id: string): Promise<void> {
  await tx.$executeRawUnsafe('update handover set opened_at = clock_timestamp() where id = $1::uuid', id)
}

/** One that was handed back within 30 days: to read, and nothing else. */
export async function closedHandoverById(
  hot: HotSql,
  keys: PersonKeys,
  id: string,
): Promise<Handover | undefined> {
  const [row] = await hot.query<Row>('handover_closed', `${CLOSED} and h.id = $1::uuid`, [id])
  return row && opened(keys, row)
}

/** Those of one person, the last first. */
export async function closedHandoversOf(
  hot: HotSql,
  keys: PersonKeys,
  contact: string,
  limit: number,
): Promise<Handover[]> {
  const latest = `${CLOSED} and h.contact_id = $1::uuid order by h.closed_at desc, h.id limit $2::int4`
  const rows = await hot.query<Row>('handovers_closed', latest, [contact, limit])
  return rows.map((row) => opened(keys, row))
}

type Row = Omit<Handover, 'reason'> & { readonly reason: Uint8Array; readonly wrapped: Uint8Array }

const opened = (keys: PersonKeys, { wrapped, reason, ...row }: Row): Handover => ({
  ...row,
  reason: keys.unwrap(row.contact, wrapped).open('reason', reason).toString(),
})

const UNANSWERED = 'h.answered_at is null'
const BROKEN = `(${UNANSWERED} and (h.answer_by < now() or h.late_since is not null))`
// A child who may be in danger before somebody in despair.
const PRESSING = `(h.urgent and ${UNANSWERED}) desc, (h.urgent and ${UNANSWERED} and h.alarm is not distinct from 'despair'), ${BROKEN} desc, (${UNANSWERED}) desc, h.answer_by, h.id`

const TALKS = `select h.id::text as id, h.contact_id::text as contact, h.address_id::text as address, h.reason, k.wrapped, h.urgent, h.alarm, h.opened_at as "openedAt",
  h.answer_by as "answerBy", h.answered_at as "answeredAt", ${BROKEN} as overdue, ${UNANSWERED} and h.answer_by < now() + ${HALF_HOUR} as soon,
  t.taken_by::text as "takenBy", t.taken_at as "takenAt", h.closed_at as "closedAt",
  coalesce((select a.channel from address a where a.contact_id = h.contact_id
    order by a.id = h.address_id and a.state = 'open' desc nulls last, (select max(o.id) from outbox o where o.address_id = a.id) desc nulls last limit 1), 'none') as channel
from handover h join person_key k on k.contact_id = h.contact_id
left join lateral (select o.taken_by, o.taken_at from handover o where o.contact_id = h.contact_id and ${held('o')}
  order by o.taken_at desc limit 1) t on true`
const OPEN = `${TALKS} where h.closed_at is null`
const CLOSED = `${TALKS} where h.closed_at > now() - interval '30 days'`

/** When somebody of the fund had the conversation, since a moment: from the call for a person until it was handed back. */
export async function spansOf(tx: Tx, contact: string, since: Date): Promise<Span[]> {
  const rows = await tx.handover.findMany({
    where: { contactId: contact, OR: [{ closedAt: null }, { closedAt: { gte: since } }] },
    select: { openedAt: true, closedAt: true },
  })
  return rows.map(({ openedAt, closedAt }) => ({ from: openedAt, until: closedAt }))
}

interface Span {
  readonly from: Date
  /** Null: it is theirs now. */
  readonly until: Date | null
}

interface HandoverCounts {
  readonly open: number
  /** Open, unanswered, and about a child that may be in danger, or somebody in despair. */
  readonly urgent: number
  readonly overdue: number
}

export async function countHandovers(hot: HotSql): Promise<HandoverCounts> {
  const [row] = await hot.query<HandoverCounts>('handovers_count', COUNT, [])
  return row!
}

const COUNT = `select count(*)::int as open, (count(*) filter (where h.urgent and ${UNANSWERED}))::int as urgent,
  (count(*) filter (where ${BROKEN}))::int as overdue
from handover h where h.closed_at is null`

/** What an officer's word is written with. */
interface Answering {
  readonly tx: Tx
  readonly ids: Ids
  readonly keys: PersonKeys
  /** The officer who does it. Absent: whoever runs the command on the server. */
  readonly by?: string
}

/** Whether a handover is of that place ($2). Of what was asked before places were kept nobody knows: it is of each. */
const HERE = '(h.address_id is null or $2::uuid is null or h.address_id = $2::uuid)'
const OF = 'h.contact_id = $1::uuid and h.closed_at is null'

/** Who is written to, and where: at the address where they asked, while it is theirs and open. */
interface Asking {
  readonly contact: string
  /** Null: nobody knows. */
  readonly address: string | null
}

const at = ({ address }: Asking) => (address === null ? {} : { at: address })

const saying = (text: string, asking: Asking, by: string | undefined): Item => ({
  kind: 'person_says',
  text,
  ...at(asking),
  ...(by !== undefined && { by }),
})

/**
 * Writes to the person, as somebody of the fund, where they asked. It goes the way of everything we say: the worker puts it
 * into the outbox. What is open in that place is answered with it; a child in danger only if it was named or seen.
 *
 * @param once names this answer: the same one sent twice is one
 * @param seen calls for a child in danger that whoever writes has read
 * @returns false when there is no such open handover
 */
export async function answerHandover(
  { tx, ids, keys, by }: Answering,
  id: string,
  text: string,
  once: string = ids.uuid(),
  seen: readonly string[] = [],
): Promise<boolean> {
  const asking = await touch(tx, id, seen)
  const key = asking && (await keys.of(tx, asking.contact))
  if (!key) return false
  await putItem(tx, asking.contact, key, `answer:${once}`, saying(text, asking, by))
  return true
}

/**
 * Writes to somebody as a person of the fund, whether or not they have asked for one: what they asked is answered somewhere
 * else at the desk. A child in danger is not answered by it.
 *
 * @param once names this answer: the same one sent twice is one
 * @returns false when they were erased
 */
export async function writeToPerson(
  { tx, ids, keys, by }: Answering,
  asking: Asking,
  text: string,
  once: string = ids.uuid(),
): Promise<boolean> {
  const { contact, address } = asking
  const key = await keys.of(tx, contact)
  if (!key) return false
  await tx.$executeRawUnsafe(
    `update handover h set answered_at = now() where ${OF} and not h.urgent and ${HERE}`,
    contact,
    address,
  )
  await putItem(tx, contact, key, `answer:${once}`, saying(text, asking, by))
  return true
}

/**
 * Hands the conversation of somebody back to the bot, unless they wait for a word of the fund about something else, or a
 * child in danger is spoken with.
 *
 * @param name of what is over: it is handed back once
 * @param answeredAt when they last had a word about it. What they were waiting for by then, and wrote since (“ok, cảm ơn”), is
 * over with it: whoever closes has read that
 */
export async function handBack(
  { tx, keys }: Answering,
  asking: Asking,
  name: string,
  answeredAt: Date | null,
): Promise<void> {
  const { contact, address } = asking
  await tx.$executeRawUnsafe(
    `update handover h set answered_at = now() where ${OF} and ${HERE} and not h.urgent and h.opened_at <= $3::timestamptz`,
    contact,
    address,
    answeredAt,
  )
  const waits = await tx.$queryRawUnsafe<unknown[]>(
    `select 1 from handover h where ${OF} and ${HERE} and (h.urgent or h.answered_at is null) limit 1`,
    contact,
    address,
  )
  if (waits.length === 0) await closeAt({ tx, keys }, asking, name)
}

/**
 * Hands the conversation back to the bot. All that is open in that place is closed: it is one conversation, but for a child in
 * danger that was neither named nor seen. The bot speaks again when nobody waits in another place either.
 *
 * @param seen calls for a child in danger that whoever closes has read
 * @returns false when there is no such open handover
 */
export async function closeHandover(
  { tx, keys }: Answering,
  id: string,
  seen: readonly string[] = [],
): Promise<boolean> {
  const asking = await touch(tx, id, seen)
  return asking !== undefined && closeAt({ tx, keys }, asking, id)
}

/** Closes what was answered in a place. @returns false when the person was erased */
async function closeAt(
  { tx, keys }: Pick<Answering, 'tx' | 'keys'>,
  asking: Asking,
  name: string,
): Promise<boolean> {
  const { contact, address } = asking
  await tx.$executeRawUnsafe(
    `update handover h set closed_at = now() where ${OF} and ${HERE} and h.answered_at is not null`,
    contact,
    address,
  )
  const key = await keys.of(tx, contact)
  if (!key) return false
  if ((await tx.handover.count({ where: { contactId: contact, closedAt: null } })) > 0) return true
  await putItem(tx, contact, key, `handed_back:${name}`, { kind: 'handed_back', ...at(asking) })
  return true
}

/**
 * All open ones of a person in a place are answered by one answer; a child in danger only if it is the one that is named, or
 * was seen. @returns who asked, and where
 */
async function touch(tx: Tx, id: string, seen: readonly string[]): Promise<Asking | undefined> {
  const one = await tx.handover.findFirst({ where: { id, closedAt: null } })
  if (!one) return undefined
  const touched = await tx.$executeRawUnsafe(
    `update handover h set answered_at = now(), late_since = null
     where ${OF} and ${HERE} and (not h.urgent or h.id = any($3::uuid[]))`,
    one.contactId,
    one.addressId,
    [id, ...seen],
  )
  return touched > 0 ? { contact: one.contactId, address: one.addressId } : undefined
}
