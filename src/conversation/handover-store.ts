import type { HotSql } from '../platform/db.ts'
import type { Ids } from '../platform/ids.ts'
import type { PersonKey, PersonKeys } from '../platform/person-key.ts'
import type { Tx } from '../platform/tx.ts'
import type { Item } from './item.ts'
import { putItem } from './post.ts'
import { openBubble, openItem } from './seals.ts'

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
  /** Nobody of the fund has written by the promised hour. */
  readonly overdue: boolean
}

/** Open ones: children in danger first, then by the hour that was promised. */
export async function openHandovers(hot: HotSql, keys: PersonKeys): Promise<Handover[]> {
  const rows = await hot.query<Row>('handovers_open', `${OPEN} order by h.urgent desc, h.answer_by, h.id`, [])
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

const OPEN = `select h.id::text as id, h.contact_id::text as contact, h.reason, k.wrapped, h.urgent, h.opened_at as "openedAt",
  h.answer_by as "answerBy", h.answered_at as "answeredAt", h.answered_at is null and h.answer_by < now() as overdue,
  coalesce((select a.channel from address a where a.contact_id = h.contact_id
    order by (select max(o.id) from outbox o where o.address_id = a.id) desc nulls last limit 1), 'none') as channel
from handover h join person_key k on k.contact_id = h.contact_id where h.closed_at is null`

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

const COUNT = `select count(*)::int as open, (count(*) filter (where urgent and answered_at is null))::int as urgent,
  (count(*) filter (where answered_at is null and answer_by < now()))::int as overdue
from handover where closed_at is null`

/** One line of a conversation, as an officer reads it. */
export interface Line {
  readonly at: Date
  readonly who: 'person' | 'bot'
  readonly text: string
}

/**
 * The last lines of a conversation, in the order in which they were said. Personal: for an officer's eyes, never for a
 * log. Times do not tell that order: several lines share one, a message that came waits for a connection, and a
 * transaction puts its beginning beside all it writes. What is heard and what is told is numbered by one sequence, and of
 * one person only one turn is written at a time.
 */
export async function lastLines(
  hot: HotSql,
  key: PersonKey,
  contact: string,
  limit: number,
): Promise<Line[]> {
  const said = await hot.query<LineRow>('lines_heard', HEARD, [contact, limit])
  const told = await hot.query<LineRow>('lines_told', TOLD, [contact, limit])
  const bubbles = told.map(({ body, ...row }) => ({ ...row, bubble: openBubble(key, body) }))
  const labels = new Map(
    bubbles.flatMap(({ bubble }) => (bubble.choices ?? []).map(({ id, label }) => [id, label] as const)),
  )
  return [
    ...bubbles.map(({ bubble, ...row }) => ({
      ...row,
      who: 'bot' as const,
      text: bubble.text || '(picture or paper)',
    })),
    ...said.map(({ body, ...row }) => ({
      ...row,
      who: 'person' as const,
      text: wordsOf(openItem(key, body), labels),
    })),
  ]
    .toSorted((a, b) => Number(BigInt(a.place) - BigInt(b.place)) || a.at.getTime() - b.at.getTime())
    .slice(-limit)
    .map(({ at, who, text }) => ({ at, who, text }))
}

interface LineRow {
  readonly at: Date
  readonly body: Uint8Array
  /** PGlite answers small numbers of 64 bits as numbers, and large ones as bigints. */
  readonly place: string | number | bigint
}

// No index finds a person's inbox: an officer looks a few times a day, and a message is written a thousand times as often.
// What came before messages were numbered stands behind what had been told by then.
const HEARD = `select i.received_at as at, i.body, coalesce(i.seq, (select max(o.id) from outbox o
  where o.contact_id = i.contact_id and o.created_at < i.received_at), 0) as place from inbox i
where i.contact_id = $1::uuid and i.address_id is not null order by place desc, at desc limit $2::int4`
const TOLD = `select created_at as at, payload as body, id as place from outbox
where contact_id = $1::uuid order by id desc limit $2::int4`

function wordsOf(item: Item, labels: ReadonlyMap<string, string>): string {
  if (item.kind !== 'heard') return `(${item.kind})`
  if (item.choice !== undefined) return `[${labels.get(item.choice) ?? 'a button'}]`
  const more = item.other ?? (item.files?.length ? 'picture' : undefined)
  return [item.text, more && `(${more})`].filter(Boolean).join(' ')
}

/** What an officer's word is written with. */
interface Answering {
  readonly tx: Tx
  readonly ids: Ids
  readonly keys: PersonKeys
}

/**
 * Writes to the person, as somebody of the fund. It goes the way of everything we say: the worker puts it into the outbox.
 *
 * @returns false when there is no such open handover
 */
export async function answerHandover(
  { tx, ids, keys }: Answering,
  id: string,
  text: string,
): Promise<boolean> {
  const contact = await touch(tx, id)
  if (contact === undefined) return false
  const key = await keys.of(tx, contact)
  if (!key) return false
  await putItem(tx, contact, key, `answer:${ids.uuid()}`, { kind: 'person_says', text })
  return true
}

/**
 * Writes to somebody as a person of the fund, whether or not they have asked for one: what they asked is answered somewhere
 * else at the desk.
 *
 * @returns false when they were erased
 */
export async function writeToPerson(
  { tx, ids, keys }: Answering,
  contact: string,
  text: string,
): Promise<boolean> {
  const key = await keys.of(tx, contact)
  if (!key) return false
  await tx.$executeRaw`UPDATE handover SET answered_at = now() WHERE contact_id = ${contact}::uuid AND closed_at IS NULL`
  await putItem(tx, contact, key, `answer:${ids.uuid()}`, { kind: 'person_says', text })
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

/** All open ones of a person are answered by one answer. @returns the person */
async function touch(tx: Tx, id: string): Promise<string | undefined> {
  const rows = await tx.$queryRaw<{ contact: string }[]>`
    UPDATE handover SET answered_at = now() WHERE closed_at IS NULL
      AND contact_id = (SELECT contact_id FROM handover WHERE id = ${id}::uuid AND closed_at IS NULL)
    RETURNING contact_id::text AS contact`
  return rows[0]?.contact
}
