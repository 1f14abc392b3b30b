import { monthsSaid, readMoney, readNumber, sumOfMonths } from '../platform/vietnamese/index.ts'
import { dayBeside, readAnswer } from './answers.ts'
import type { Asked } from './asked.ts'
import type { Texts } from './book.ts'
import { isAdded, thingsIn } from './both-said.ts'
import { campaignSaid } from './campaign-said.ts'
import type { Ask } from './definition.ts'
import { afterLeads, isShortNumber } from './gift-said.ts'
import { contains, isAround, type Word, wordsOf, wordsOfLabel } from './hears.ts'
import type { Move } from './move.ts'
import { isOnlyDate } from './numbers.ts'
import { bound, MOST_COUNTED } from './question.ts'
import { scopeOf } from './scope.ts'
import { hasText } from './speak.ts'
import { playOf, type State, tongueOf } from './state.ts'
import type { Values } from './types.ts'

type Read = Extract<Move, { kind: 'answer' | 'ask_back' | 'missed' | 'goods' }> | { readonly kind: 'other' }

/** The question's own reading of some words; undefined where only options answer. */
export function reading(state: State, asked: Asked, line: string): Move | undefined {
  const { question } = asked
  if (question.kind !== 'ask') return undefined
  const move = readingOf(state, asked, question, line)
  const day = question.day === undefined ? undefined : dayBeside(line, state.today)
  if (day === undefined) return move
  if (move.kind === 'goods') return move
  return move.kind === 'missed' || move.kind === 'other' ? { kind: 'day_alone', day } : { ...move, day }
}

export function readingOf(state: State, asked: Asked, question: Ask, line: string): Read {
  const things = goodsIn(state, asked, question, line)
  if (things) return things
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
  const months = monthsIn(state, asked, question, said)
  if (months !== undefined) return months
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
      return { kind: 'missed', word: question.read === 'name' ? 'repair.long_name' : 'repair.long' }
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
  const said =
    afterLeads(line, listIn(state, asked, asked.step.name, 'leads').flat(), state.book.said) ?? line
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

/**
 * “và 10 áo ấm nữa” where money is asked for: things that come next, unless the price is of just these. With money beside them they
 * are both kept; what is neither given nor paid for, like “mua 2 áo” for lunches, is no amount.
 */
function goodsIn(state: State, asked: Asked, ask: Ask, line: string): Read | undefined {
  const { said } = state.book
  const things = ask.goods === undefined ? [] : thingsIn(said, line)
  if (things.length === 0) return undefined
  const noted = (goods: string): string => goodsBesides(state, asked, ask, line, goods)
  const both = state.book.bothSaid(line)
  const sum = both && (both.amount ?? unitsIn(state, asked, ask, both.money))
  if (both && sum !== undefined && ask.read === 'money')
    return { kind: 'answer', value: sum, confirmed: false, goods: noted(both.goods) }
  if (isOfPrice(state, asked, ask, things)) return undefined
  const goods = state.book.goodsSaid(line)
  if (goods !== undefined) return { kind: 'goods', goods: noted(goods) }
  const isClear = readMoney(line).kind !== 'unclear'
  return isClear || readNumber(line) === undefined ? undefined : { kind: 'missed', word: undefined }
}

/** Whether what one of it costs is known, and all these things are named in what it is. */
function isOfPrice(state: State, asked: Asked, ask: Ask, things: readonly (readonly Word[])[]): boolean {
  if (ask.read === 'money' && priceOf(state, asked, ask) === undefined) return false
  const names = unitNames(state, asked)
  return things.every((thing) => names.some((name) => contains(name, thing)))
}

/** With those that were said before, unless these are the same ones, counted anew: “à 12 áo”. */
function goodsBesides(state: State, { frame }: Asked, ask: Ask, line: string, goods: string): string {
  const before = frame.values[ask.goods!]
  if (typeof before !== 'string' || before === '') return goods
  const { said } = state.book
  const [old, now] = [thingsIn(said, before), thingsIn(said, goods)]
  const isSame = !isAdded(said, line) && old.every((thing) => now.includes(thing))
  const all = `${before}, ${goods}`
  return isSame || all.length > MOST_GOODS ? goods : all
}

const MOST_GOODS = 120

/** "500k" where a count is asked for: what is clearly money. */
function moneyInstead(line: string): bigint | undefined {
  const read = readMoney(line)
  return read.kind === 'amount' && !/^[\d\s.,]+$/.test(line.trim()) ? read.amount : undefined
}

const MORE = /(?<!\p{L})(?:thêm|them|nữa|nua)(?!\p{L})/giu
const SHORT = 4

/** "5", where gifts are counted: perhaps so many of them. */
function countAlone(state: State, asked: Asked, ask: Ask, line: string): bigint | undefined {
  const { frame, step } = asked
  const price = priceOf(state, asked, ask)
  const isAlone = wordsOf(line).filter((word) => !isAround(word)).length === 1
  const count = isAlone && hasText(state, frame, `${step.name}.counted`) ? readNumber(line) : undefined
  if (price === undefined || count === undefined || count < 1 || count > MOST_COUNTED) return undefined
  return BigInt(count) * price
}

/** "nửa tháng", "2 tháng cho 2 em", where a month of it is counted; "một năm" is asked back. */
function monthsIn(state: State, asked: Asked, ask: Ask, line: string): Read | undefined {
  const price = ask.each && bound(state, asked.frame, ask, 'each')
  const isCounted = listIn(state, asked, asked.step.name, 'units').some((unit) => contains(unit, MONTH))
  const months = isCounted && typeof price === 'bigint' ? monthsSaid(line) : undefined
  if (months === undefined) return undefined
  const [sum, ...others] = months.map((count) => sumOfMonths(count, price as bigint))
  if (others.length > 0) return { kind: 'ask_back', doubt: { kind: 'which', readings: [sum!, ...others] } }
  return { kind: 'answer', value: sum!, confirmed: false }
}

const MONTH = wordsOf('tháng')

/** What one unit costs, if there are any: where đồng themselves are counted, there are none. */
function priceOf(state: State, { frame }: Asked, ask: Ask): bigint | undefined {
  const price = ask.each && bound(state, frame, ask, 'each')
  return typeof price === 'bigint' && price > 1n ? price : undefined
}

/** "3 suất", where it is known what one costs. */
function unitsIn(state: State, asked: Asked, ask: Ask, line: string): bigint | undefined {
  const price = priceOf(state, asked, ask)
  if (price === undefined) return undefined
  const count = readNumber(line)
  if (count === undefined || count < 1) return undefined
  // “3 suất quà Tết” where coats of one place are counted: these cost something else.
  const { unit_price: common } = (scopeOf(state, asked.frame).fact('campaign') as Values | null) ?? {}
  if (price !== common && campaignSaid(state, line, { units: false }) !== undefined) return undefined
  const words = wordsOf(line)
  const names = [...state.book.said.phrases('units'), ...unitNames(state, asked)]
  return names.some((name) => contains(words, name)) ? BigInt(count) * price : undefined
}

/** What the price is of, as this step says it; what the campaign counts in, where it says nothing. */
function unitNames(state: State, asked: Asked): (readonly Word[])[] {
  const own = listIn(state, asked, asked.step.name, 'units').filter((name) => name.length > 0)
  const unit = own.length > 0 ? undefined : campaignUnit(state, asked)
  return unit ? [...own, wordsOfLabel(unit)] : own
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
  const scope = scopeOf(state, frame)
  // People mix languages, whatever they are spoken to in.
  return [texts, ...voices.values()].flatMap(Object.values<Texts>).flatMap((one) => {
    const names = one.get(`${step}.${which}`)?.render(scope, tongueOf(state), () => {})
    return names?.split(',').map(wordsOfLabel) ?? []
  })
}
