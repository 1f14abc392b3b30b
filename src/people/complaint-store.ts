import type { Ids } from '../platform/ids.ts'
import type { PersonKey, PersonKeys } from '../platform/person-key.ts'
import type { Tx } from '../platform/tx.ts'
import { answerWithin, type Request } from './request.ts'
import { isAskedAt, lockRequest, newRequest, openRequestsOf, requestById } from './request-store.ts'

/** UTF-16 units of one complaint: whoever writes more than twenty letters tells the rest to a person. */
const COMPLAINT_MAX = 60_000

/** Open complaints of one person. Another one is told as more of the last. */
const MOST_OPEN = 10

export type Noted = Request | 'full'

interface Writing {
  readonly tx: Tx
  readonly ids: Ids
  readonly keys: PersonKeys
  readonly contact: string
  readonly address: string | undefined
  readonly now: Date
}

/**
 * Notes a complaint. What is complained of in the same words already, and is open, is the same complaint.
 *
 * @throws when the contact was erased
 */
export async function noteComplaint(writing: Writing, words: string): Promise<Noted> {
  const { tx, contact, address } = writing
  const key = await keyOf(writing)
  const open = (await openComplaints(tx, contact)).filter((one) => isAskedAt(one, address))
  for (const one of open) if ((await wordsOf(tx, key, one.id)) === words) return one
  if (open.length >= MOST_OPEN) return addTo(writing, key, open[0]!, words)
  return anew(writing, key, words)
}

const anew = ({ tx, ids, contact, address, now }: Writing, key: PersonKey, words: string): Promise<Request> =>
  newRequest(tx, ids, { contact, address }, 'complaint', now, sealed(key, words))

/**
 * Adds what somebody tells besides. Who has been answered waits again, with a new hour. What is told on another channel than
 * the complaint was is a complaint of its own: should the two be taken apart, each keeps its own words.
 *
 * @returns undefined when they have no such open complaint
 */
export async function addToComplaint(
  writing: Writing,
  id: string,
  words: string,
): Promise<Noted | undefined> {
  const request = await requestById(writing.tx, id)
  const isTheirs = request?.contact === writing.contact && request.kind === 'complaint'
  if (!isTheirs || !(await lockRequest(writing.tx, id))) return undefined
  const key = await keyOf(writing)
  return isAskedAt(request, writing.address)
    ? addTo(writing, key, request, words)
    : noteComplaint(writing, words)
}

async function addTo({ tx, now }: Writing, key: PersonKey, request: Request, words: string): Promise<Noted> {
  const told = (await wordsOf(tx, key, request.id)) ?? ''
  // The same letter twice is one.
  if (told === words || told.endsWith(`\n\n${words}`)) return request
  if (told.length + words.length > COMPLAINT_MAX) return 'full'
  const again = request.answeredAt && { answeredAt: null, answerBy: answerWithin(now), alarms: 0 }
  await tx.request.update({
    where: { id: request.id },
    data: { words: sealed(key, `${told}\n\n${words}`), ...again },
  })
  return (await requestById(tx, request.id))!
}

/** Newest first. */
export async function openComplaints(tx: Tx, contact: string): Promise<Request[]> {
  const open = await openRequestsOf(tx, contact, MOST_OPEN * 2)
  return open.filter((one) => one.kind === 'complaint')
}

/** What a request says and what was noted on closing it. Personal: for an officer's eyes, or its person's own. */
export async function openWords(
  tx: Tx,
  key: PersonKey,
  id: string,
): Promise<{ readonly words: string | null; readonly note: string | null }> {
  const { words, note } = await tx.request.findUniqueOrThrow({ where: { id } })
  return { words: opened(key, words), note: opened(key, note) }
}

/** A complaint that is settled, as its person is told of it. */
interface Settled {
  readonly number: string
  readonly done: Date
  /** What was noted on closing it; empty when nothing was. */
  readonly answer: string
}

const LATELY_DAYS = 60
const DAY_MS = 86_400_000

/**
 * The complaint of somebody that was settled last, or the one of this number, while it is not long ago.
 *
 * @param number as people hear it
 */
export async function settledOf(
  tx: Tx,
  keys: PersonKeys,
  contact: string,
  number: string | undefined,
  now: Date,
): Promise<Settled | undefined> {
  const rows = await tx.request.findMany({
    where: {
      contactId: contact,
      kind: 'complaint',
      state: 'done',
      doneAt: { gt: new Date(now.getTime() - LATELY_DAYS * DAY_MS) },
      ...(number && { number: Number(number.slice(2)) }),
    },
    orderBy: { doneAt: 'desc' },
    take: 1,
  })
  return rows[0] && settledFrom(tx, keys, contact, rows[0].id)
}

/** @returns undefined when it is not settled, not of this person, or they were erased */
export async function settledFrom(
  tx: Tx,
  keys: PersonKeys,
  contact: string,
  id: string,
): Promise<Settled | undefined> {
  const request = await requestById(tx, id)
  if (request?.contact !== contact || request.kind !== 'complaint' || request.doneAt === null)
    return undefined
  const key = await keys.of(tx, contact)
  if (!key) return undefined
  const { note } = await openWords(tx, key, id)
  return { number: request.number, done: request.doneAt, answer: note ?? '' }
}

/**
 * Closes a complaint that somebody of the fund has answered.
 *
 * @param note in a few words what came of it, for its person
 */
export async function closeComplaint(
  tx: Tx,
  key: PersonKey,
  id: string,
  note: string,
  now: Date,
): Promise<'closed' | 'unanswered' | 'gone'> {
  // Read once it is locked: what is told in this moment makes it unanswered again.
  const request = (await lockRequest(tx, id)) ? await requestById(tx, id) : undefined
  if (request?.kind !== 'complaint') return 'gone'
  if (request.answeredAt === null) return 'unanswered'
  await tx.request.update({
    where: { id },
    data: { state: 'done', doneAt: now, note: note === '' ? null : sealed(key, note) },
  })
  return 'closed'
}

async function keyOf({ tx, keys, contact }: Writing): Promise<PersonKey> {
  const key = await keys.of(tx, contact)
  if (!key) throw new Error(`contact ${contact} was erased`)
  return key
}

const wordsOf = async (tx: Tx, key: PersonKey, id: string) => (await openWords(tx, key, id)).words
const sealed = (key: PersonKey, words: string) => Uint8Array.from(key.seal('request', words))
const opened = (key: PersonKey, bytes: Uint8Array | null) => bytes && key.open('request', bytes).toString()
