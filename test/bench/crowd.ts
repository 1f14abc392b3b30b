import type { Person } from '../support/fakes/telegram/updates.ts'
import {
  type Answers,
  type Conversation,
  fill,
  type Pledge,
  pledgeOf,
  type Question,
} from './conversation.ts'

/** Somebody who walks through the conversation, with everything they will say. */
export interface Donor {
  readonly person: Person
  /** What they do at each step: a text, or the label of the button that they press. */
  readonly says: readonly (string | { readonly press: string })[]
  /** What they must hear at each step. */
  readonly hears: readonly string[]
  readonly pledge: Pledge
}

const NAMES = ['Lan', 'Minh', 'Hoa', 'Thu']
const ITEMS = [
  'áo khoác',
  'mũ len',
  'tất len',
  'chăn',
  'cặp sách',
  'vở ô li',
  'hộp bút',
  'ủng',
  'sữa bột',
  'bộ cờ',
]
const NOTES = ['gửi trước chín giờ', 'gọi mình trước khi đến', 'hàng để ở cổng trường']

/**
 * Donors number `from` and up. The same seed makes the same people. Each pledges an amount of their own, by which the
 * pledge is known again in the database.
 */
export function crowd(conversation: Conversation, from: number, count: number, seed: number): Donor[] {
  return Array.from({ length: count }, (_, n) => donor(conversation, from + n, random(seed + from + n)))
}

function donor(conversation: Conversation, number: number, pick: Pick): Donor {
  const person = { id: 50_000_000 + number * 7, firstName: pick(NAMES) }
  const answers: Answers = {}
  const says: (string | { press: string })[] = [conversation.start]
  for (const question of conversation.questions) says.push(answer(question, answers, person, number, pick))
  const texts = [...conversation.questions.map((question) => question.text), conversation.thanks]
  const hears = texts.map((text) => fill(text.vi, answers))
  return { person, says, hears, pledge: pledgeOf(conversation, answers) }
}

function answer(question: Question, answers: Answers, person: Person, number: number, pick: Pick) {
  const keep = <T extends string | number>(value: T): T => {
    answers[question.name] = value
    return value
  }
  switch (question.read) {
    case 'choice': {
      const option = pick(question.options!.filter((one) => !one.restart))
      keep(option.id)
      return { press: option.label.vi }
    }
    case 'money': {
      const thousands = 100 + number
      keep(thousands * 1000)
      return pick([`${thousands}k`, String(thousands * 1000).replace(/\B(?=(\d{3})+$)/g, '.')])
    }
    case 'name':
      return keep(person.firstName)
    case 'number':
      return String(keep(pick([2, 3, 5, 8, 12, 20])))
    case 'text':
      return keep(pick(question.name === 'note' ? NOTES : ITEMS))
    default:
      return question.read satisfies never
  }
}

type Pick = <T>(from: readonly T[]) => T

/** mulberry32: small, and the same everywhere. */
function random(seed: number): Pick {
  let state = Math.imul(seed, 0x9e3779b1)
  return (from) => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return from[((t ^ (t >>> 14)) >>> 0) % from.length]!
  }
}
