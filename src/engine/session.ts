import { decode, decodeValues, encode, encodeValues, type Json, type JsonMap } from './kept-values.ts'
import { LIMITS } from './limits.ts'
import type { Answered, Doubt, Frame, Parked, Session, Value, Values } from './types.ts'

/** The text is no session that we can read, or the session is larger than one may be. */
export class SessionError extends Error {}

/**
 * A session as the database holds it: compact, and the same again after `decodeSession`. One that grows heavy loses its
 * comforts: beyond LIMITS.comfort old buttons, oldest first; beyond LIMITS.session "back".
 *
 * @throws SessionError when it is too large without them: an action gave a flow too much to remember
 */
export function encodeSession(session: Session): string {
  let lean = session
  let text = JSON.stringify(plain(lean))
  while (text.length > LIMITS.comfort && lean.parked?.some((one) => !one.until)) {
    lean = { ...lean, parked: withoutOldestButtons(lean.parked) }
    text = JSON.stringify(plain(lean))
  }
  if (text.length <= LIMITS.session) return text
  const stack = lean.stack.map(({ back: _, ...frame }) => frame)
  const shorter = JSON.stringify(plain({ ...lean, stack }))
  if (shorter.length <= LIMITS.session) return shorter
  throw new SessionError(`A session of ${shorter.length} characters is larger than ${LIMITS.session}`)
}

/**
 * Whether a session can be kept. Encoding tells, and costs; so it is only done for one that holds much.
 *
 * @throws SessionError when it cannot
 */
export function keepable(session: Session): void {
  let length = 0
  for (const { values, back } of framesOf(session)) {
    length += lengthOf(values)
    for (const one of back ?? []) length += lengthOf(one.values)
  }
  // A character may be six in JSON (\u0000), a record's names count too.
  if (length > LIMITS.session / 8) encodeSession(session)
}

function lengthOf(value: Value): number {
  if (typeof value === 'string') return value.length
  if (typeof value !== 'object' || value === null || value instanceof Date) return 8
  let length = 8
  for (const name in value) length += lengthOf((value as Values)[name]!)
  return length
}

/**
 * The same talk with nothing under way any more. Its language and that a child has it stay, and the numbers of its waits go
 * on: what was done once stays done.
 *
 * @param called how the person has said they want to be called
 */
export const cleared = ({ v, lang, wait, since, young }: Session, called: string | undefined): Session => ({
  v,
  lang,
  wait: wait + 1,
  stack: [],
  waits: 'nothing',
  since,
  misses: 0,
  ...(young && { young }),
  ...(called !== undefined && { called: { as: called } }),
})

/** What lets time pass has something to do yet, and stays. */
function withoutOldestButtons(parked: readonly Parked[]): Parked[] {
  return parked.toSpliced(
    parked.findIndex((one) => !one.until),
    1,
  )
}

/** @throws SessionError for another version, or for what is no session */
export function decodeSession(text: string): Session {
  let read: unknown
  try {
    read = JSON.parse(text)
  } catch {
    throw new SessionError('A session is not JSON')
  }
  const kept = upgraded(read)
  try {
    return whole(kept)
  } catch (error) {
    throw new SessionError(`A session of version ${VERSION} lacks something: ${(error as Error).message}`)
  }
}

const VERSION = 1

/** From each older version to the next. A new one needs its step here, and a kept session of the old one in the tests. */
const UPGRADES: ReadonlyMap<number, (old: unknown) => unknown> = new Map()

function upgraded(read: unknown): Kept {
  let kept = read
  for (;;) {
    const version = (kept as { v?: unknown } | null)?.v
    if (version === VERSION) return kept as Kept
    const upgrade = typeof version === 'number' ? UPGRADES.get(version) : undefined
    if (!upgrade) {
      throw new SessionError(
        `A session of version ${String(version)} cannot be read by this release, which knows ${VERSION}`,
      )
    }
    kept = upgrade(kept)
  }
}

// ── the kept form ────────────────────────────────────────────────────────────────────────────────────────────────

/** flow, revision, step, values, whether it interrupts, and the answered questions: step, values, step, values … */
type KeptFrame = readonly [string, string, string, JsonMap, (0 | 1)?, (readonly Json[])?]

interface KeptDoubt {
  readonly k: Doubt['kind']
  readonly r?: readonly Json[]
  readonly o?: KeptDoubt
}

interface Kept {
  readonly v: 1
  readonly l: Session['lang']
  readonly w: number
  readonly s: readonly KeptFrame[]
  readonly f: Session['waits']
  readonly t: number
  readonly m?: number
  readonly o?: readonly JsonMap[]
  readonly h?: readonly string[]
  readonly d?: KeptDoubt
  readonly p?: readonly KeptParked[]
  readonly x?: string
  readonly n?: number
  readonly y?: 1
  readonly g?: 1
  readonly c?: Session['called']
  readonly a?: number
}

interface KeptParked {
  readonly w: number
  readonly s: readonly KeptFrame[]
  readonly o?: readonly JsonMap[]
  readonly h?: readonly string[]
  readonly u?: number
}

function plain(session: Session): Kept {
  const { offered, hidden, doubt, parked } = session
  return {
    v: VERSION,
    l: session.lang,
    w: session.wait,
    s: session.stack.map(plainFrame),
    f: session.waits,
    t: session.since.getTime(),
    ...(session.misses > 0 && { m: session.misses }),
    ...(offered && { o: offered.map(encodeValues) }),
    ...(hidden && { h: hidden }),
    ...(doubt && { d: plainDoubt(doubt) }),
    ...(parked?.length && { p: parked.map(plainParked) }),
    ...(session.last !== undefined && { x: session.last }),
    ...(session.steps !== undefined && { n: session.steps }),
    ...(session.owes && { y: 1 }),
    ...(session.young && { g: 1 }),
    ...(session.called && { c: session.called }),
    ...(session.told && { a: session.told.getTime() }),
  }
}

function plainDoubt(doubt: Doubt): KeptDoubt {
  switch (doubt.kind) {
    case 'recap':
      return { k: doubt.kind }
    case 'stop':
      return { k: doubt.kind, ...(doubt.of && { o: plainDoubt(doubt.of) }) }
    default:
      return { k: doubt.kind, r: doubt.readings.map(encode) }
  }
}

function plainFrame(frame: Frame): KeptFrame {
  const { flow, revision, step, values, interrupts, back } = frame
  const start = [flow, revision, step, encodeValues(values)] as const
  if (back) return [...start, interrupts ? 1 : 0, plainBack(back)]
  return interrupts ? [...start, 1] : start
}

function plainBack(back: readonly Answered[]): Json[] {
  const list: Json[] = []
  for (const { step, values } of back) list.push(step, encodeValues(values))
  return list
}

function plainParked({ wait, stack, offered, hidden, until }: Parked): KeptParked {
  return {
    w: wait,
    s: stack.map(plainFrame),
    ...(offered && { o: offered.map(encodeValues) }),
    ...(hidden && { h: hidden }),
    ...(until && { u: until.getTime() }),
  }
}

function whole(kept: Kept): Session {
  return {
    v: VERSION,
    lang: kept.l,
    wait: kept.w,
    stack: kept.s.map(wholeFrame),
    waits: kept.f,
    since: new Date(kept.t),
    misses: kept.m ?? 0,
    ...(kept.o && { offered: kept.o.map(decodeValues) }),
    ...(kept.h && { hidden: kept.h }),
    ...(kept.d && { doubt: wholeDoubt(kept.d) }),
    ...(kept.p && { parked: kept.p.map(wholeParked) }),
    ...(kept.x !== undefined && { last: kept.x }),
    ...(kept.n !== undefined && { steps: kept.n }),
    ...(kept.y && { owes: true }),
    ...(kept.g && { young: true }),
    ...(kept.c && { called: kept.c }),
    ...(kept.a !== undefined && { told: new Date(kept.a) }),
  }
}

function wholeFrame([flow, revision, step, values, interrupts, back]: KeptFrame): Frame {
  return {
    flow,
    revision,
    step,
    values: decodeValues(values),
    ...(interrupts && { interrupts: true }),
    ...(back && { back: answeredOf(back) }),
  }
}

function answeredOf(list: readonly Json[]): Answered[] {
  const answered: Answered[] = []
  for (let n = 0; n + 1 < list.length; n += 2) {
    answered.push({ step: String(list[n]), values: decodeValues(list[n + 1] as JsonMap) })
  }
  return answered
}

function wholeDoubt({ k, r, o }: KeptDoubt): Doubt {
  if (k === 'recap') return { kind: k }
  if (k !== 'stop') return { kind: k, readings: (r ?? []).map(decode) }
  const of = o && wholeDoubt(o)
  return of && of.kind !== 'stop' ? { kind: k, of } : { kind: k }
}

function wholeParked(kept: KeptParked): Parked {
  return {
    wait: kept.w,
    stack: kept.s.map(wholeFrame),
    ...(kept.o && { offered: kept.o.map(decodeValues) }),
    ...(kept.h && { hidden: kept.h }),
    ...(kept.u !== undefined && { until: new Date(kept.u) }),
  }
}

// ── revisions ────────────────────────────────────────────────────────────────────────────────────────────────────

/** The revisions that a session still needs: none of them may leave the book. */
export function revisionsOf(session: Session): { readonly flow: string; readonly revision: string }[] {
  return framesOf(session).map(({ flow, revision }) => ({ flow, revision }))
}

const framesOf = (session: Session): Frame[] =>
  session.parked
    ? [...session.stack, ...session.parked.flatMap((one) => one.stack)]
    : (session.stack as Frame[])
