import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  atRest,
  encodeSession,
  type Heard,
  LIMITS,
  type Resume,
  resume,
  type Session,
  start,
  type View,
} from '../../src/engine/index.ts'
import { again, bookOf, EVERY_OUTCOME, FACTS, RECEIPT } from './world.ts'

const SORRY = 'Mình đang trục trặc'

/** What a person, the time, an officer or the system may do next. Buttons are picked among all that were ever shown. */
type Act =
  | { readonly kind: 'says'; readonly text: string }
  | { readonly kind: 'presses'; readonly nth: number }
  | { readonly kind: 'forges'; readonly id: string }
  | { readonly kind: 'sends'; readonly other: NonNullable<Heard['other']> }
  | { readonly kind: 'sends file' }
  | { readonly kind: 'time'; readonly ago: number }
  | { readonly kind: 'handed back' }
  | { readonly kind: 'system'; readonly patient: boolean }
  | { readonly kind: 'hours'; readonly hours: number }
  | { readonly kind: 'twice' }

const said = fc.oneof(
  fc.constantFrom(
    ...[
      'chào',
      'menu',
      'quay lại',
      'dừng',
      'thôi',
      'help',
      'gặp người',
      'english',
      'tiếng việt',
      'hỏi về quỹ',
      'quà tết',
    ],
    ...[
      'đi trao quà',
      'bé bị đánh',
      '/start',
      '/start x',
      '1',
      '2',
      '3',
      '4',
      '5',
      '9',
      '0',
      '100',
      '1.5',
      '500k',
      '60 triệu',
    ],
    ...[
      '6tr',
      'ừ',
      'không',
      'đúng',
      'dung',
      'mai',
      'thứ 7',
      '9h',
      '3 giờ',
      'Lan',
      '0912345678',
      'góp',
      'xem',
      '?',
      '👍',
      '',
    ],
    ...[
      'góp phần khác',
      'lấy mã chuyển khoản',
      'ghi tên',
      'không ghi tên',
      'xã b',
      'số khác',
      'làm tiếp',
      'lừa đảo à',
    ],
  ),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
)
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 8, arbitrary: said.map((text): Act => ({ kind: 'says', text })) },
  { weight: 8, arbitrary: fc.nat(40).map((nth): Act => ({ kind: 'presses', nth })) },
  { weight: 1, arbitrary: fc.string({ maxLength: 20 }).map((id): Act => ({ kind: 'forges', id })) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom(
        'voice' as const,
        'sticker' as const,
        'contact' as const,
        'place' as const,
        'picture_away' as const,
        'picture_left' as const,
        'unknown' as const,
      )
      .map((other): Act => ({ kind: 'sends', other })),
  },
  { weight: 1, arbitrary: fc.constant<Act>({ kind: 'sends file' }) },
  { weight: 1, arbitrary: fc.nat(2).map((ago): Act => ({ kind: 'time', ago })) },
  { weight: 1, arbitrary: fc.constant<Act>({ kind: 'handed back' }) },
  { weight: 1, arbitrary: fc.boolean().map((patient): Act => ({ kind: 'system', patient })) },
  { weight: 1, arbitrary: fc.constantFrom(1, 7, 60).map((hours): Act => ({ kind: 'hours', hours })) },
  { weight: 1, arbitrary: fc.constant<Act>({ kind: 'twice' }) },
)

interface Walker {
  session: Session | undefined
  now: number
  shown: string[]
  last: Heard
}

/** One thing that happens, with all that actions make of it. @returns what was said, or undefined when it must wait */
function happens(
  book: ReturnType<typeof bookOf>,
  walker: Walker,
  what: Act,
  turns: number,
  kept: boolean,
): string[] | undefined {
  const view: View = { now: new Date(walker.now), lang: 'vi', channel: 'simulator', facts: FACTS }
  const session = kept && walker.session ? again(walker.session) : walker.session
  let sprint =
    what.kind === 'system'
      ? start(
          book,
          session,
          {
            flow: 'seen',
            with: { amount: 1000n, at: view.now, receipt: RECEIPT },
            by: what.patient ? 'system' : 'person',
          },
          view,
        )
      : resume(book, session, resumeOf(walker, what), view)
  if (!sprint) return undefined
  const said: string[] = []
  for (let n = 0; ; n++) {
    expect(n).toBeLessThan(LIMITS.steps + 1)
    for (const effect of sprint.effects) {
      if (effect.kind === 'alert' && effect.what === 'broken') throw new Error(effect.detail)
      if (effect.kind !== 'say') continue
      said.push(effect.bubble.text)
      walker.shown.push(...(effect.bubble.choices ?? []).map((choice) => choice.id))
    }
    if (!sprint.todo) break
    const ways = EVERY_OUTCOME[sprint.todo.action]!
    const [outcome, data] = ways[turns % ways.length]!
    const before = kept ? again(sprint.session) : sprint.session
    sprint = resume(book, before, { kind: 'outcome', outcome, data }, view)
  }
  walker.session = sprint.session
  return said
}

function resumeOf(walker: Walker, what: Exclude<Act, { kind: 'system' }>): Resume {
  const wait = walker.session?.wait ?? 0
  switch (what.kind) {
    case 'says':
      walker.last = { kind: 'heard', text: what.text }
      return walker.last
    case 'presses': {
      const choice = walker.shown.at(-1 - (what.nth % Math.max(walker.shown.length, 1))) ?? '1.x'
      walker.last = { kind: 'heard', choice }
      return walker.last
    }
    case 'forges':
      return { kind: 'heard', choice: `${wait}.${what.id}` }
    case 'sends':
      return { kind: 'heard', other: what.other }
    case 'sends file':
      return { kind: 'heard', files: [{ file: 'f', name: 'f.jpg', mime: 'image/jpeg' }] }
    case 'time':
      return { kind: 'time', wait: wait - what.ago }
    case 'handed back':
      return { kind: 'handed_back' }
    case 'hours':
      walker.now += what.hours * 3_600_000
      return { kind: 'time', wait }
    case 'twice':
      return { ...walker.last, twice: true }
  }
}

const begin = (): Walker => ({
  session: undefined,
  now: Date.parse('2026-12-20T13:15:00Z'),
  shown: [],
  last: { kind: 'heard', text: 'chào' },
})

/** Who is talked with, and is not with a person, is answered; nobody is ever stuck. */
function answers(
  book: ReturnType<typeof bookOf>,
  walker: Walker,
  what: Act,
  before: Session | undefined,
  said: string[],
) {
  expect(said.join(' ')).not.toContain(SORRY)
  const talks = ['says', 'presses', 'forges', 'sends', 'sends file'].includes(what.kind)
  const session = walker.session!
  if (talks && before?.waits !== 'person' && session.waits !== 'person' && said.length === 0) {
    // Silence is only for somebody whom even the flow that calls a person does not understand.
    expect(session.misses).toBeGreaterThan(LIMITS.identical + 1)
  }
  expect(['nothing', 'answer', 'person', 'time']).toContain(session.waits)
  if (session.waits === 'nothing') expect(session.stack).toEqual([])
  else expect(session.stack.length).toBeGreaterThan(0)
  expect(session.stack.length).toBeLessThanOrEqual(LIMITS.stack)
  expect(encodeSession(session).length).toBeLessThanOrEqual(LIMITS.session)
  if (session.waits === 'nothing') expect(atRest(book, session)).toBe(true)
}

/** What is under way up to a person who is awaited for a child in danger, below whatever is on top: nothing that begins ends that. */
function awaitedBelow(book: ReturnType<typeof bookOf>, session: Session | undefined): string[] {
  // Who is with a person of the fund leaves that talk by this word, as they were told.
  const below = session && session.waits !== 'person' ? session.stack.slice(0, -1) : []
  const last = below.findLastIndex(({ flow, revision, step, values }) => {
    const { urgent, steps } = book.at(flow, revision)!.definition
    return urgent && steps.get(step)!.verb.kind === 'hand_over' && values.handed_back !== true
  })
  return below.slice(0, last + 1).map(({ flow }) => flow)
}

test('no walk throws, dead-ends or leaves anybody unanswered', () => {
  const book = bookOf()
  fc.assert(
    fc.property(fc.array(act, { minLength: 50, maxLength: 50 }), (acts) => {
      const walker = begin()
      for (const [n, what] of acts.entries()) {
        const before = walker.session
        const said = happens(book, walker, what, n, true)
        if (said && walker.session) answers(book, walker, what, before, said)
      }
      // From wherever this ended, "menu" leads to the menu: above whoever is awaited for a child in danger below what was under way, and nothing else.
      const waitedFor = awaitedBelow(book, walker.session)
      expect(happens(book, walker, { kind: 'says', text: 'menu' }, 0, true)?.length).toBeGreaterThan(0)
      expect(walker.session!.stack.map((frame) => frame.flow)).toEqual([...waitedFor, 'menu'])
    }),
    { numRuns: 120 },
  )
}, 60_000)

test('to be kept and read again changes nothing, at any wait', () => {
  const book = bookOf()
  fc.assert(
    fc.property(fc.array(act, { minLength: 20, maxLength: 40 }), (acts) => {
      const [lan, twin] = [begin(), begin()]
      for (const [n, what] of acts.entries()) {
        const a = happens(book, lan, what, n, true)
        const b = happens(book, twin, what, n, false)
        expect(a).toEqual(b)
        expect(lan.session && encodeSession(lan.session)).toBe(twin.session && encodeSession(twin.session))
      }
      expect(lan.shown).toEqual(twin.shown)
    }),
    { numRuns: 60 },
  )
}, 60_000)

test('wait numbers only grow: they name what was done for ever', () => {
  const book = bookOf()
  fc.assert(
    fc.property(fc.array(act, { minLength: 10, maxLength: 40 }), (acts) => {
      const walker = begin()
      for (const [n, what] of acts.entries()) {
        const before = walker.session?.wait ?? 0
        happens(book, walker, what, n, true)
        expect(walker.session?.wait ?? 0).toBeGreaterThanOrEqual(before)
      }
    }),
    { numRuns: 60 },
  )
})
