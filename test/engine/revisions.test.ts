import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Book,
  type Compiled,
  decodeSession,
  encodeSession,
  type FlowSource,
  makeBook,
  type Resume,
  resume,
  revisionOf,
  revisionsOf,
  revive,
  type Session,
  start,
  type View,
} from '../../src/engine/index.ts'
import { ACTIONS, bookOf, FACTS, OUTCOMES, readFixtures, talk } from './world.ts'

const sources = readFixtures()
const source = (flow: string): FlowSource => sources.find((one) => one.flow === flow)!
const edited = (change: (one: FlowSource) => FlowSource, flow = 'gift') =>
  sources.map((one) => (one.flow === flow ? change(one) : one))

/** A book of new flows, with what people are still in. */
function published(live: readonly FlowSource[], pinned: readonly Compiled[]): Book {
  return makeBook({ live: bookOf(live).flows, pinned })
}
const V1 = revive([source('gift')], ACTIONS).flows

/** The gift flow with other step names, other order, and no way to type an amount. */
const V2 = `
flow: gift
about: A gift, told in another order
start: begin
takes: { quick: yes_no }
keeps: { sum: money, result: record }
replaces: true
steps:
  begin:
    set: { sum: 100000 }
    say: begin
    choose:
      yes: keep
      no: bye
  keep:
    do: pledge.create
    with: { amount: sum }
    as: result
    on: { held: bye, gone: bye, closed: bye }
  bye:
    say: bye
    then: end
`
const V2_WORDS =
  'hears: { whole: [quà tết] }\nbegin: Bạn góp 100.000 đ nhé?\nbegin.yes: Có\nbegin.no: Không\nbye: Chào bạn.\n'
const renamed = edited((one) => ({ ...one, steps: V2, words: { vi: V2_WORDS, en: V2_WORDS } }))

describe('a publish', () => {
  test('never moves the ground under somebody', () => {
    const lan = talk()
    lan.triggers('gift', { quick: true }, 'person')
    lan.book = published(renamed, V1)
    expect(lan.says('2')[0]).toMatch(/^Mình giữ 600\.000 đ cho bạn/)
    expect(lan.presses('Lấy mã chuyển khoản')).toHaveLength(4)
    expect(lan.says('quà tết')).toEqual(['Bạn góp 100.000 đ nhé? [Có] [Không]'])
  })

  test('of words alone is heard at once, by everybody', () => {
    const lan = talk()
    lan.triggers('gift', { quick: true }, 'person')
    const warmer = edited((one) => ({
      ...one,
      words: {
        ...one.words,
        vi: one.words.vi.replace('Mình giữ {amount} cho bạn', 'Mình để dành {amount} cho bạn'),
      },
    }))
    lan.book = published(warmer, [])
    expect(lan.says('200k')[0]).toMatch(/^Mình để dành 200\.000 đ cho bạn/)
  })

  test('of steps and words: old steps speak the new words when these say everything', () => {
    const both = edited((one) => ({
      ...one,
      steps: one.steps.replace('after: 15m', 'after: 20m'),
      words: {
        ...one.words,
        vi: one.words.vi.replace('Mình giữ {amount} cho bạn', 'Mình để dành {amount} cho bạn'),
      },
    }))
    const lan = talk()
    lan.triggers('gift', { quick: true }, 'person')
    lan.book = published(both, V1)
    expect(lan.says('200k')[0]).toMatch(/^Mình để dành/)
    expect(lan.last!.until).toEqual(new Date(lan.now.getTime() + 15 * 60_000))
  })

  test('whose words show what old steps do not know is not heard by them', () => {
    const more = edited((one) => ({
      ...one,
      steps: one.steps
        .replace('keeps:\n', 'keeps:\n  extra: text\n')
        .replace('  large:\n', '  large:\n    set: { extra: rất vui }\n')
        .replace('  decide:\n', '  decide:\n    set: { extra: rất vui }\n'),
      words: Object.fromEntries(
        Object.entries(one.words).map(([lang, text]) => [
          lang,
          text.replace(/^decide: /m, 'decide: "{extra} ').replace(/^(decide: ".*)$/m, '$1"'),
        ]),
      ) as FlowSource['words'],
    }))
    const lan = talk()
    lan.triggers('gift', { quick: true }, 'person')
    lan.book = published(more, V1)
    expect(lan.says('200k')[0]).toMatch(/^Mình giữ 200\.000 đ/)
    lan.triggers('gift', { quick: true }, 'person')
    expect(lan.says('200k')[0]).toMatch(/^rất vui Mình giữ 200\.000 đ/)
  })

  test('leaves old revisions readable, whatever became of actions and flows', () => {
    expect(revive([source('gift')], {}).problems).toEqual([])
    expect(revive([{ ...source('gift'), steps: 'nonsense' }], {}).flows).toEqual([])
  })

  test('is told apart by the steps alone, not by line ends or words', () => {
    expect(revisionOf('a: 1\nb: 2\n')).toBe(revisionOf('a: 1\r\nb: 2\r\n'))
    expect(revisionOf('a: 1\n')).not.toBe(revisionOf('a: 2\n'))
    expect(V1[0]!.revision).toMatch(/^[0-9a-f]{16}$/)
  })
})

// D1: 10,000 people parked anywhere, a new revision that renames and removes steps: all finish on the old one.
test('ten thousand people in mid-flow finish what they began', () => {
  const before = bookOf()
  const after = published(renamed, V1)
  const view: View = { now: new Date('2026-12-20T13:15:00Z'), lang: 'vi', channel: 'simulator', facts: FACTS }
  const random = mulberry(20_261_220)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  const words = ['1', '2', '3', '4', '200k', '60 triệu', 'đúng', 'Lan', 'ghi tên', 'góp phần khác', '7']

  const step = (book: Book, session: Session | undefined, what: Resume): Session => {
    let sprint = resume(book, session, what, view)
    while (sprint.todo) {
      const [outcome, data] = OUTCOMES[sprint.todo.action]!(sprint.todo.input)
      sprint = resume(book, sprint.session, { kind: 'outcome', outcome, data }, view)
    }
    for (const effect of sprint.effects) {
      if (effect.kind === 'alert') throw new Error(effect.detail)
    }
    return sprint.session
  }

  let finished = 0
  let parkedInGift = 0
  for (let n = 0; n < 10_000; n++) {
    let session = start(
      before,
      undefined,
      { flow: 'gift', with: { quick: n % 2 === 0 }, by: 'person' },
      view,
    )!.session
    for (let m = pick([0, 1, 2, 3, 4]); m > 0; m--)
      session = step(before, session, { kind: 'heard', text: pick(words) })
    const kept = encodeSession(session)
    const twin = decodeSession(kept)
    let moved = decodeSession(kept)
    if (revisionsOf(moved).some((one) => one.flow === 'gift')) parkedInGift++
    // The same words on the old book and on the new one lead to the same place.
    let old = twin
    for (let m = 0; m < 5; m++) {
      const said: Resume = { kind: 'heard', text: pick(words) }
      // Who has left the flow and comes back rightly finds the new one.
      if (!old.stack.some((frame) => frame.flow === 'gift')) break
      old = step(before, old, said)
      moved = step(after, moved, said)
    }
    expect(encodeSession(moved)).toBe(encodeSession(old))
    finished++
  }
  expect(finished).toBe(10_000)
  expect(parkedInGift).toBeGreaterThan(9_000)
})

/** Small and repeatable; its seed stands in the test. */
function mulberry(seed: number): () => number {
  let a = seed
  return () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

test('a book is not changed by what is made of it', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...sources.map((one) => one.flow))), (flows) => {
      const book = bookOf()
      const before = book.flows.length
      makeBook({ live: book.flows, pinned: book.flows.filter((one) => flows.includes(one.flow)) })
      expect(book.flows).toHaveLength(before)
      expect(Object.isFrozen(book)).toBe(true)
    }),
    { numRuns: 20 },
  )
})
