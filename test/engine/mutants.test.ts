import { expect, test } from 'vitest'
import {
  type Book,
  compile,
  type FlowSource,
  LIMITS,
  resume,
  type Session,
  start,
  type Values,
  type View,
} from '../../src/engine/index.ts'
import { ACTIONS, EVERY_OUTCOME, FACT_SHAPES, FACTS, RECEIPT, readFixtures } from './world.ts'

const sources = readFixtures()
const SEED = 20_261_122

/** Every text of the fixtures, as something that an author may spoil. */
const files = sources.flatMap((one) => [
  ...(one.steps === '' ? [] : [{ flow: one.flow, name: 'flow' as const, text: one.steps }]),
  ...(['vi', 'en'] as const).map((name) => ({ flow: one.flow, name, text: one.words[name] })),
])

type Spoil = (lines: string[], at: number, random: Random) => string[]
type Random = <T>(list: readonly T[]) => T

const spoils: Readonly<Record<string, Spoil>> = {
  'a line is lost': (lines, at) => lines.toSpliced(at, 1),
  'a line is there twice': (lines, at) => lines.toSpliced(at, 0, lines[at]!),
  'two lines change places': (lines, at) => lines.toSpliced(at, 2, lines[at + 1] ?? '', lines[at]!),
  'a letter is lost': (lines, at, random) => {
    const letters = [...lines[at]!].flatMap((char, n) => (/[a-z]/.test(char) ? [n] : []))
    if (letters.length === 0) return lines
    const n = random(letters)
    return lines.with(at, lines[at]!.slice(0, n) + lines[at]!.slice(n + 1))
  },
  'a word is another': (lines, at, random) => {
    const words = lines.join(' ').match(/[a-z_]{2,}/g) ?? ['x']
    const own = lines[at]!.match(/[a-z_]{2,}/g) ?? []
    return own.length === 0 ? lines : lines.with(at, lines[at]!.replace(random(own), random(words)))
  },
  'it stands too far left or right': (lines, at, random) =>
    lines.with(at, random([`  ${lines[at]}`, lines[at]!.replace(/^ {2}/, '')])),
  'a value is missing': (lines, at) => lines.with(at, lines[at]!.replace(/: .*/, ':')),
  'a sign too many': (lines, at, random) => {
    const n = Math.floor(lines[at]!.length / 2)
    return lines.with(
      at,
      lines[at]!.slice(0, n) +
        random([':', '{', '}', '[', '"', '\t', '&a ', '*a ', '- ', ', ', '= ']) +
        lines[at]!.slice(n),
    )
  },
  'the rest is lost': (lines, at) => lines.slice(0, at),
}

interface Mutant {
  readonly what: string
  readonly sources: FlowSource[]
}

function mutants(count: number, random: Random): Mutant[] {
  const made: Mutant[] = []
  const seen = new Set<string>()
  while (made.length < count) {
    // A flow file has more ways to be wrong than a words file.
    const file = random([...files, ...files.filter((one) => one.name === 'flow')])
    const lines = file.text.split('\n')
    const at = random(lines.map((_, n) => n))
    const kind = random(Object.keys(spoils))
    const text = spoils[kind]!(lines, at, random).join('\n')
    const key = `${file.flow}/${file.name}\n${text}`
    if (text === file.text || seen.has(key)) continue
    seen.add(key)
    const change = (one: FlowSource): FlowSource =>
      file.name === 'flow' ? { ...one, steps: text } : { ...one, words: { ...one.words, [file.name]: text } }
    made.push({
      what: `${file.flow}/${file.name}.yaml:${at + 1} ${kind}: ${lines[at]}`,
      sources: sources.map((one) => (one.flow === file.flow ? change(one) : one)),
    })
  }
  return made
}

const SAID = [
  '1',
  '2',
  '3',
  '4',
  'menu',
  'quay lại',
  'quà tết',
  'đi trao quà',
  'mai',
  '9h',
  'có',
  'Lan',
  '0912345678',
  '200k',
]
const MORE = [
  '6 triệu',
  '60 triệu',
  'đúng',
  'dừng',
  'hỏi về quỹ',
  'english',
  'gặp người',
  'ôi trời',
  'bé bị đánh',
  'help',
  '',
]

/** Talks with an accepted mutant. @returns what broke, if anything did */
function soak(book: Book, random: Random): string | undefined {
  const view: View = { now: new Date('2026-12-20T13:15:00Z'), lang: 'vi', channel: 'simulator', facts: FACTS }
  const given: Values = { amount: 1000n, at: view.now, receipt: RECEIPT, kind: 'x', quick: false }
  for (let talk = 0; talk < 12; talk++) {
    const { flow } = random(book.flows.filter((one) => one.definition))
    let session: Session | undefined
    for (let n = 0; n < 25; n++) {
      let sprint = session
        ? resume(book, session, { kind: 'heard', text: random([...SAID, ...MORE]) }, view)
        : start(book, undefined, { flow, with: given, by: 'person' }, view)!
      for (let m = 0; ; m++) {
        if (m > LIMITS.steps) return 'actions without end'
        const broken = sprint.effects.find((one) => one.kind === 'alert' && one.what === 'broken')
        if (broken?.kind === 'alert') return broken.detail
        if (!sprint.todo) break
        const [outcome, data] = random(EVERY_OUTCOME[sprint.todo.action]!)
        sprint = resume(book, sprint.session, { kind: 'outcome', outcome, data }, view)
      }
      session = sprint.session
      if (session.waits === 'time' || session.waits === 'person') {
        session = resume(
          book,
          session,
          random([{ kind: 'time', wait: session.wait }, { kind: 'handed_back' }]),
          view,
        ).session
      }
    }
  }
  return undefined
}

// D2: what a hurried author does to a good file is refused with a place, or is still a flow that never breaks.
test('no spoilt file crashes the check, and none that passes it breaks in a talk', () => {
  const random = randomOf(SEED)
  let refused = 0
  let sound = 0
  const broken: string[] = []
  for (const { what, sources: spoilt } of mutants(400, random)) {
    const { book, problems } = compile(spoilt, ACTIONS, { facts: FACT_SHAPES })
    if (book) {
      const why = soak(book, random)
      if (why === undefined) sound++
      else broken.push(`${what}\n  ${why}`)
      continue
    }
    refused++
    for (const { file, line, message } of problems) {
      expect(
        spoilt.some((one) => file.startsWith(`flows/${one.flow}/`)),
        message,
      ).toBe(true)
      expect(line, message).toBeGreaterThan(0)
      expect(message.length, message).toBeGreaterThan(30)
      expect(message, message).not.toMatch(/undefined|\[object|NaN/)
    }
  }
  expect(broken).toEqual([])
  expect(refused).toBeGreaterThan(250)
  console.info(`seed ${SEED}: ${refused} refused, ${sound} still sound`)
}, 120_000)

function randomOf(seed: number): Random {
  let a = seed
  return (list) => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return list[((t ^ (t >>> 14)) >>> 0) % list.length]!
  }
}
