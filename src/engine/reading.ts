import { readMoney, readNumber } from '../platform/vietnamese/index.ts'
import { dayBeside, readAnswer } from './answers.ts'
import type { Texts } from './book.ts'
import type { Ask } from './definition.ts'
import { only } from './expression.ts'
import { afterLeads, isShortNumber } from './gift-said.ts'
import { contains, isAround, type Word, wordsOf, wordsOfLabel } from './hears.ts'
import type { Move } from './move.ts'
import { isOnlyDate } from './numbers.ts'
import { bound, MOST_COUNTED } from './question.ts'
import type { Asked } from './repair.ts'
import { scopeOf } from './scope.ts'
import { hasText } from './speak.ts'
import { playOf, type State, tongueOf } from './state.ts'
import type { Values } from './types.ts'

type Read = Extract<Move, { kind: 'answer' | 'ask_back' | 'missed' }> | { readonly kind: 'other' }

/** The question's own reading of some words; undefined where only options answer. */
export function reading(state: State, asked: Asked, line: string): Move | undefined {
  const { question } = asked
  if (question.kind !== 'ask') return undefined
  const move = readingOf(state, asked, question, line)
  const day = question.day === undefined ? undefined : dayBeside(line, state.today)
  if (day === undefined) return move
  return move.kind === 'missed' || move.kind === 'other' ? { kind: 'day_alone', day } : { ...move, day }
}

export function readingOf(state: State, asked: Asked, question: Ask, line: string): Read {
  const named = question.read === 'name' ? state.book.nameBehind(line) : line
  const said = question.gift ? giftIn(state, asked, question, line) : named
  if (said === undefined) return { kind: 'missed', word: undefined }
  // Of "28-11-2026", no part is money.
  if (question.read === 'money' && isOnlyDate(said)) return { kind: 'missed', word: undefined }
  if (question.read === 'money' && state.book.gives(asked.frame.flow) && state.book.givesNothing(line)) {
    return { kind: 'missed', word: undefined }
  }
  const sum = question.sum === undefined ? undefined : moneyInstead(said)
  if (sum !== undefined) return { kind: 'answer', value: 1, confirmed: false, sum }
  const units = unitsIn(state, asked, question, said)
  if (units !== undefined) return { kind: 'answer', value: units, confirmed: false }
  const read = readAnswer(question.read, said, state.today, question.past)
  switch (read.kind) {
    case 'value':
      return { kind: 'answer', value: read.value, confirmed: false }
    case 'doubt': {
      const counted = countAlone(state, asked, question, line)
      const { readings } = read
      if (counted !== undefined)
        return { kind: 'ask_back', doubt: { kind: 'counted', readings: [counted, ...readings] } }
      return { kind: 'ask_back', doubt: { kind: readings.length === 1 ? 'sure' : 'which', readings } }
    }
    case 'long':
      return { kind: 'missed', word: 'repair.long' }
    case 'phone':
      return { kind: 'missed', word: 'repair.phone_number' }
    case 'nothing':
      return { kind: 'other' }
    case 'unclear':
      return { kind: 'missed', word: undefined }
  }
}

/**
 * "500k", "góp 500k", "2 áo nhé", "500", "đổi thành 500k": not "mình chuyển 500k rồi mà chưa thấy".
 *
 * @returns the words to read the amount in
 */
function giftIn(state: State, asked: Asked, ask: Ask, line: string): string | undefined {
  const plain = line.replace(MORE, ' ')
  // "góp thêm 1 suất" says itself that it is one besides, and begins its own flow.
  if (plain !== line && state.book.giftSaid(line)) return undefined
  if (state.book.giftSaid(plain)) return line
  const said = afterLeads(line, listIn(state, asked, asked.step.name, 'leads').flat()) ?? line
  const counted = unitsIn(state, asked, ask, said) !== undefined && wordsOf(said).length <= SHORT
  return counted || state.book.giftSaid(said) || isShortNumber(said) ? said : undefined
}

/** Whether an amount is told of rather than given: “nhà em cần 2 triệu”, “hôm qua mình ck 300k”, “200k thì làm được gì”. */
export function isLoose(state: State, asked: Asked, line: string): boolean {
  const { question } = asked
  if (
    question.kind !== 'ask' ||
    question.read !== 'money' ||
    giftIn(state, asked, question, line) !== undefined
  )
    return false
  const words = wordsOf(line)
  const says = (step: string, which: 'gives' | 'doubts') =>
    listIn(state, asked, step, which).some((name) => contains(words, name))
  // Of the flow there is one such list, at the question that its first words may answer.
  const { steps } = playOf(state, asked.frame).definition
  const first = [...steps.values()].find(({ verb }) => verb.kind === 'ask' && verb.heard)
  if (first && says(first.name, 'doubts')) return true
  return question.heard && ![asked.step, first].some((step) => step && says(step.name, 'gives'))
}

/** "500k" where a count is asked for: what is clearly money. */
function moneyInstead(line: string): bigint | undefined {
  const read = readMoney(line)
  return read.kind === 'amount' && !/^[\d\s.,]+$/.test(line.trim()) ? read.amount : undefined
}

const MORE = /(?<!\p{L})(?:thêm|them|nữa|nua)(?!\p{L})/giu
const SHORT = 4

/** "5", where gifts are counted: perhaps so many of them. */
function countAlone(state: State, { frame, step }: Asked, ask: Ask, line: string): bigint | undefined {
  const price = ask.each && bound(state, frame, ask, 'each')
  const isAlone = wordsOf(line).filter((word) => !isAround(word)).length === 1
  const count = isAlone && hasText(state, frame, `${step.name}.counted`) ? readNumber(line) : undefined
  if (typeof price !== 'bigint' || count === undefined || count < 1 || count > MOST_COUNTED) return undefined
  return BigInt(count) * price
}

/** "3 suất", where it is known what one costs. */
function unitsIn(state: State, asked: Asked, ask: Ask, line: string): bigint | undefined {
  const price = ask.each && bound(state, asked.frame, ask, 'each')
  if (typeof price !== 'bigint') return undefined
  const count = readNumber(line)
  if (count === undefined || count < 1) return undefined
  const words = wordsOf(line)
  const unit = campaignUnit(state, asked)
  const own = listIn(state, asked, asked.step.name, 'units')
  const names = [...state.book.said.phrases('units'), ...own, ...(unit ? [wordsOfLabel(unit)] : [])]
  return names.some((name) => contains(words, name)) ? BigInt(count) * price : undefined
}

/** What the campaign of this talk counts in. */
function campaignUnit(state: State, { frame }: Asked): string | undefined {
  const campaign = scopeOf(state, frame).fact('campaign') as Values | null
  return typeof campaign?.unit === 'string' ? campaign.unit : undefined
}

/** The words of a step that stand in its text `<step>.units` and the like, with commas between. */
function listIn(
  state: State,
  { frame }: Asked,
  step: string,
  which: 'units' | 'leads' | 'gives' | 'doubts',
): (readonly Word[])[] {
  const { words: texts, voices } = playOf(state, frame)
  // People mix languages, whatever they are spoken to in.
  return [texts, ...voices.values()].flatMap(Object.values<Texts>).flatMap((one) => {
    const names = one.get(`${step}.${which}`)?.render(only({}), tongueOf(state), () => {})
    return names?.split(',').map(wordsOfLabel) ?? []
  })
}
