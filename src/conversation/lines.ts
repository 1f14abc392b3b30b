import { type FileRef, withoutOneUseCodes } from '../engine/index.ts'
import type { HotSql } from '../platform/db.ts'
import type { PersonKey } from '../platform/person-key.ts'
import type { Item } from './item.ts'
import { openBubble, openItem, type ToldBubble } from './seals.ts'

/** What was sent without words, or what we could not read. */
export type Wordless = 'button' | 'picture' | 'paper' | NonNullable<Extract<Item, { kind: 'heard' }>['other']>

/** One line of a conversation. A code that opens something is in none. */
export interface Line {
  readonly at: Date
  /** `officer`: somebody of the fund, in the bot's chat. */
  readonly who: 'person' | 'bot' | 'officer'
  readonly text: string
  readonly without?: Wordless
}

/** The same at the desk, with what came with it. */
export interface DeskLine extends Line {
  /** Who of the fund wrote it. Absent: nobody, or nobody knows any more. */
  readonly officer?: string
  /** Pictures and papers that the person sent. */
  readonly files: readonly FileRef[]
  /** What was offered to press. */
  readonly buttons: readonly string[]
  /** What became of what we said; of what a person said nothing. */
  readonly state?: 'waiting' | 'sending' | 'sent' | 'failed' | 'blocked' | 'kept' | 'unknown' | 'taken_back'
}

/**
 * The last lines of a conversation, in the order in which they were said. Personal: for an officer's eyes, never for a
 * log. Times do not tell that order: several lines share one, a message that came waits for a connection, and a
 * transaction puts its beginning beside all it writes. What is heard and what is told is numbered by one sequence, and of
 * one person only one turn is written at a time.
 *
 * @param until what was said later is left out; undefined: nothing is
 */
export async function deskLines(
  hot: HotSql,
  key: PersonKey,
  contact: string,
  limit: number,
  until?: Date,
): Promise<DeskLine[]> {
  const asked = [contact, limit, until ?? null]
  const said = await hot.query<HeardRow>('lines_heard', HEARD, asked)
  const told = await hot.query<ToldRow>('lines_told', TOLD, asked)
  const bubbles = told.map(({ body, ...row }) => ({ ...row, bubble: openBubble(key, body) }))
  const labels = new Map(
    bubbles.flatMap(({ bubble }) => (bubble.choices ?? []).map(({ id, label }) => [id, label] as const)),
  )
  return [
    ...bubbles.map(({ bubble, ...row }) => ({ ...row, ...ofBot(bubble) })),
    ...said.map(({ body, ...row }) => ({ ...row, ...ofPerson(openItem(key, body), labels) })),
  ]
    .toSorted((a, b) => Number(BigInt(a.place) - BigInt(b.place)) || a.at.getTime() - b.at.getTime())
    .slice(-limit)
    .map(({ place: _, ...line }) => line)
}

/** The last lines as words alone. */
export async function lastLines(
  hot: HotSql,
  key: PersonKey,
  contact: string,
  limit: number,
): Promise<Line[]> {
  const lines = await deskLines(hot, key, contact, limit)
  return lines.map(({ at, who, text, without }) => ({ at, who, text, ...(without && { without }) }))
}

interface HeardRow {
  readonly at: Date
  readonly body: Uint8Array
  /** PGlite answers small numbers of 64 bits as numbers, and large ones as bigints. */
  readonly place: string | number | bigint
}
interface ToldRow extends HeardRow {
  readonly state: NonNullable<DeskLine['state']>
}

// No index finds a person's inbox: an officer looks a few times a day, and a message is written a thousand times as often.
// What came before messages were numbered stands behind what had been told by then.
const HEARD = `select i.received_at as at, i.body, coalesce(i.seq, (select max(o.id) from outbox o
  where o.contact_id = i.contact_id and o.created_at < i.received_at), 0) as place from inbox i
where i.contact_id = $1::uuid and i.address_id is not null and ($3::timestamptz is null or i.received_at <= $3::timestamptz) order by place desc, at desc limit $2::int4`
const TOLD = `select created_at as at, payload as body, id as place, state from outbox
where contact_id = $1::uuid and ($3::timestamptz is null or created_at <= $3::timestamptz) order by id desc limit $2::int4`

const ofBot = ({ text, media, choices = [], by }: ToldBubble) => ({
  ...(by === undefined ? { who: 'bot' as const } : { who: 'officer' as const, ...(by && { officer: by }) }),
  text: withoutOneUseCodes(text),
  ...(text === '' && { without: media?.kind === 'image' ? ('picture' as const) : ('paper' as const) }),
  files: [],
  buttons: choices.map(({ label }) => label),
})

const ofPerson = (item: Item, labels: ReadonlyMap<string, string>) => ({
  who: 'person' as const,
  ...wordsOf(item, labels),
  files: item.kind === 'heard' ? (item.files ?? []) : [],
  buttons: [],
})

function wordsOf(item: Item, labels: ReadonlyMap<string, string>): Pick<Line, 'text' | 'without'> {
  if (item.kind !== 'heard') return { text: '', without: 'unknown' }
  if (item.choice !== undefined) {
    const label = labels.get(item.choice)
    return label === undefined ? { text: '', without: 'button' } : { text: `[${label}]` }
  }
  const without = item.other ?? (item.files?.length ? ofFile(item.files[0]!) : undefined)
  return { text: withoutOneUseCodes(item.text ?? ''), ...(without && { without }) }
}

const ofFile = ({ mime }: FileRef) => (mime.startsWith('image/') ? 'picture' : 'paper')
