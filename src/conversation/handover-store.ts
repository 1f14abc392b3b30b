import type { HotSql } from '../platform/db.ts'
import type { Ids } from '../platform/ids.ts'
import type { PersonKeys } from '../platform/person-key.ts'
import type { Tx } from '../platform/tx.ts'
import { putItem } from './post.ts'

/** A conversation that waits for a person of the fund. */
export interface Handover {
  readonly id: string
  readonly contact: string
  readonly channel: string
  readonly reason: string
  readonly urgent: boolean
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
}

/** Open ones: children in danger first, then broken promises, then by the hour that was promised. */
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

type Row = Omit<Handover, 'reason'> & { readonly reason: Uint8Array; readonly wrapped: Uint8Array }

const opened = (keys: PersonKeys, { wrapped, reason, ...row }: Row): Handover => ({
  ...row,
  reason: keys.unwrap(row.contact, wrapped).open('reason', reason).toString(),
})

/** How long somebody who says nothing keeps a conversation from others, and how long before its hour a promise presses. */
const HALF_HOUR = "interval '30 minutes'"
const UNANSWERED = 'h.answered_at is null'
const BROKEN = `(${UNANSWERED} and (h.answer_by < now() or h.late_since is not null))`
const held = (by: string) => `${by}.closed_at is null and ${by}.taken_at > now() - ${HALF_HOUR}`
const PRESSING = `(h.urgent and ${UNANSWERED}) desc, ${BROKEN} desc, (${UNANSWERED}) desc, h.answer_by, h.id`

const OPEN = `select h.id::text as id, h.contact_id::text as contact, h.reason, k.wrapped, h.urgent, h.opened_at as "openedAt",
  h.answer_by as "answerBy", h.answered_at as "answeredAt", ${BROKEN} as overdue, ${UNANSWERED} and h.answer_by < now() + ${HALF_HOUR} as soon,
  t.taken_by::text as "takenBy", t.taken_at as "takenAt",
  coalesce((select a.channel from address a where a.contact_id = h.contact_id
    order by (select max(o.id) from outbox o where o.address_id = a.id) desc nulls last limit 1), 'none') as channel
from handover h join person_key k on k.contact_id = h.contact_id
left join lateral (select o.taken_by, o.taken_at from handover o where o.contact_id = h.contact_id and ${held('o')}
  order by o.taken_at desc limit 1) t on true
where h.closed_at is null`

export interface HandoverCounts {
  readonly open: number
  /** Open, unanswered, and about a child that may be in danger. */
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
}

/**
 * Writes to the person, as somebody of the fund. It goes the way of everything we say: the worker puts it into the outbox.
 *
 * @param once names this answer: the same one sent twice is one
 * @returns false when there is no such open handover
 */
export async function answerHandover(
  { tx, ids, keys }: Answering,
  id: string,
  text: string,
  once: string = ids.uuid(),
): Promise<boolean> {
  const contact = await touch(tx, id)
  if (contact === undefined) return false
  const key = await keys.of(tx, contact)
  if (!key) return false
  await putItem(tx, contact, key, `answer:${once}`, { kind: 'person_says', text })
  return true
}

/**
 * Writes to somebody as a person of the fund, whether or not they have asked for one: what they asked is answered somewhere
 * else at the desk.
 *
 * @param once names this answer: the same one sent twice is one
 * @returns false when they were erased
 */
export async function writeToPerson(
  { tx, ids, keys }: Answering,
  contact: string,
  text: string,
  once: string = ids.uuid(),
): Promise<boolean> {
  const key = await keys.of(tx, contact)
  if (!key) return false
  await tx.$executeRaw`UPDATE handover SET answered_at = now() WHERE contact_id = ${contact}::uuid AND closed_at IS NULL`
  await putItem(tx, contact, key, `answer:${once}`, { kind: 'person_says', text })
  return true
}

/**
 * Hands the conversation of somebody back to the bot, unless they wait for a word of the fund about something else.
 *
 * @param name of what is over: it is handed back once
 */
export async function handBack({ tx, keys }: Answering, contact: string, name: string): Promise<void> {
  const waits = await tx.handover.count({ where: { contactId: contact, closedAt: null, answeredAt: null } })
  const key = waits === 0 ? await keys.of(tx, contact) : undefined
  if (!key) return
  await tx.$executeRaw`UPDATE handover SET closed_at = now() WHERE contact_id = ${contact}::uuid AND closed_at IS NULL`
  await putItem(tx, contact, key, `handed_back:${name}`, { kind: 'handed_back' })
}

/**
 * Hands the conversation back to the bot. All that is open of this person is closed: it is one conversation.
 *
 * @returns false when there is no such open handover
 */
export async function closeHandover({ tx, keys }: Answering, id: string): Promise<boolean> {
  const contact = await touch(tx, id)
  if (contact === undefined) return false
  await tx.$executeRaw`UPDATE handover SET closed_at = now() WHERE contact_id = ${contact}::uuid AND closed_at IS NULL`
  const key = await keys.of(tx, contact)
  if (!key) return false
  await putItem(tx, contact, key, `handed_back:${id}`, { kind: 'handed_back' })
  return true
}

/**
 * A conversation is an officer's: nobody else answers in it until they hand it back, have said nothing for half an hour,
 * or another takes it from them on purpose. All that is open of the person goes together.
 *
 * @param from who had it when this was asked for; then it is taken from them, and from nobody else
 * @returns who has it now; undefined when there is no such open handover
 */
export async function takeHandover(
  tx: Tx,
  id: string,
  officer: string,
  from?: string,
): Promise<string | undefined> {
  const [talk] = await tx.$queryRaw<{ contact: string }[]>`
    SELECT contact_id::text AS contact FROM handover WHERE id = ${id}::uuid AND closed_at IS NULL`
  if (!talk) return undefined
  // Two who take it at once do so one after the other, and the second sees the first.
  const open = await tx.$queryRawUnsafe<{ by: string | null }[]>(
    `SELECT CASE WHEN ${held('h')} THEN h.taken_by::text END AS by FROM handover h
     WHERE h.contact_id = $1::uuid AND h.closed_at IS NULL ORDER BY h.id FOR UPDATE`,
    talk.contact,
  )
  const holder = open.find(({ by }) => by !== null && by !== officer && by !== from)?.by
  if (holder) return holder
  const taken = await tx.$executeRaw`
    UPDATE handover SET taken_by = ${officer}::uuid, taken_at = now()
    WHERE contact_id = ${talk.contact}::uuid AND closed_at IS NULL`
  return taken > 0 ? officer : undefined
}

/** All open ones of a person are answered by one answer. @returns the person */
async function touch(tx: Tx, id: string): Promise<string | undefined> {
  const rows = await tx.$queryRaw<{ contact: string }[]>`
    UPDATE handover SET answered_at = now(), late_since = NULL WHERE closed_at IS NULL
      AND contact_id = (SELECT contact_id FROM handover WHERE id = ${id}::uuid AND closed_at IS NULL)
    RETURNING contact_id::text AS contact`
  return rows[0]?.contact
}
