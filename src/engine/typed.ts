import { readNumber } from '../platform/vietnamese/index.ts'
import {
  dayBeside,
  exactOption,
  isSmile,
  nearOption,
  negations,
  readAnswer,
  startsOption,
} from './answers.ts'
import type { Ask, AskKind } from './definition.ts'
import { only } from './expression.ts'
import { afterLeads, isShortNumber } from './gift-said.ts'
import { contains, isAround, type Word, wordsOf, wordsOfLabel } from './hears.ts'
import type { Lead } from './listener.ts'
import { type Move, moveOf, STOP_ALL } from './move.ts'
import { isDateRunTogether, isOnlyDate } from './numbers.ts'
import { bound, doubtOffers, isChoice, MOST_COUNTED, type Offer, yesTo } from './question.ts'
import { type Asked, askedNow, cameBackLate, offered } from './repair.ts'
import { hasText } from './speak.ts'
import { isResting, playOf, type State, tongueOf } from './state.ts'
import type { Doubt, FileRef, Heard, Value, Values } from './types.ts'

/**
 * What somebody typed or sent while a question is open. The order is a promise (docs/flows.md): the exact label or
 * number of what is offered, words of everywhere, the question's own reading, words found inside, repair.
 */
export function typed(state: State, line: string, words: readonly Word[], heard: Heard): Move {
  const late = cameBackLate(state)
  const asked = askedNow(state)
  const { question } = asked
  const kind = question.kind === 'ask' ? question.read : undefined
  const [file] = heard.files ?? []
  if (file && kind === 'file') return { kind: 'answer', value: plainFile(file), confirmed: false }
  if (line === '') {
    return late ? { kind: 'recap' } : { kind: 'unread', what: file ? 'picture' : (heard.other ?? 'unknown') }
  }

  const doubt = late ? undefined : state.doubt
  const shown = doubt ? doubtOffers(state, doubt) : []
  const all = [...shown, ...offered(state, asked)]
  // A bare number counts among what was shown last.
  const exact =
    exactOption(shown, line, words, 'places') ??
    exactOption(all, line, words, doubt || isCounted(kind) ? 'labels' : 'places')
  if (exact) return moveOf(exact.means)

  const { listener } = state.book
  const whole = listener.whole(words, line)
  if (whole && leadsTo(whole.lead, STOP_ALL) && isYes(state, line) && yesTo(state, doubt)) {
    // "dung het": what stops everything, and what confirms everything, are one word without accents.
    const of = doubt?.kind === 'stop' ? doubt.of : doubt
    return { kind: 'ask_back', doubt: { kind: 'stop', ...(of && { of }) } }
  }
  if (whole && (whole.fit === 'exact' || kind === 'text')) return whole.lead
  const asksAbout = takesNumbers(kind) ? undefined : listener.numbered(line)
  if (asksAbout !== undefined && !isAnswer(state, asked, line)) return { kind: 'flow', flow: asksAbout }
  const settled = doubt && settledBy(state, doubt, line)
  if (settled) return settled

  const toward = mayTurn(state, asked) && giftToward(state, line)
  if (toward) return toward

  // What may be left at that may be left for its own flow, begun afresh; an open question keeps what was given so far.
  const resting = isResting(state)
  const afresh = resting && negations(words) === 0
  const underWay = (flow: string) => !afresh && state.stack.some((one) => one.flow === flow)
  const before = listener.first(words, underWay)
  if (before !== undefined) return { kind: 'flow', flow: before }
  const inside = listener.has(words, underWay)
  if (kind === 'text' || kind === 'name') {
    if (inside !== undefined) return { kind: 'flow', flow: inside }
    const label = startsOption(all, words) ?? (kind === 'name' ? optionMeant(state, all, line) : undefined)
    if (label) return moveOf(label.means)
    // After a long time, "chào bạn" is not a name.
    if (late) return { kind: 'recap' }
  }
  const read = reading(state, asked, line)
  if (read?.kind === 'answer' && isLoose(state, asked, line)) {
    // An amount in a sentence about something else is promised by nobody: it is for that, or asked back.
    if (inside !== undefined) return { kind: 'flow', flow: inside }
    return { kind: 'ask_back', doubt: { kind: 'sure', readings: [read.value] } }
  }
  if (read && read.kind !== 'missed' && read.kind !== 'day_alone') return read
  const settles = doubt ? undefined : optionMeant(state, all, line)
  if (settles) return moveOf(settles.means)
  const near = (doubt ? undefined : exactOption(all, line, words, 'places')) ?? nearOption(all, words)
  if (near) return moveOf(near.means)
  if (whole && kind !== 'name') return whole.lead
  if (inside !== undefined) return { kind: 'flow', flow: inside }
  const gift = resting ? state.book.giftSaid(line) : undefined
  if (gift && !gift.bare) return { kind: 'flow', flow: gift.flow }
  if (late) return { kind: 'recap' }
  if (isSmile(line)) return { kind: 'unread', what: 'sticker' }
  return file ? { kind: 'unread', what: 'picture' } : (read ?? { kind: 'missed', word: undefined })
}

/** Where a number is itself an answer, it is no option's number. */
const isCounted = (kind: AskKind | undefined): boolean =>
  kind === 'number' || kind === 'day' || kind === 'time' || kind === 'phone'

/** "góp 300k cho Tà Xùa", when neither half of it is another flow's. */
export function giftToward(state: State, line: string): Move | undefined {
  const said = state.book.towardSaid(line, () => knownPlaces(state))
  if (!said) return undefined
  const { flow, gift, toward } = said
  const others = [gift, toward].map((half) => state.book.listener.has(wordsOf(half), (one) => one === flow))
  return others.every((other) => other === undefined)
    ? { kind: 'flow', flow, with: { gift, toward } }
    : undefined
}

/** The names of the places in need, without what stands in brackets behind them. */
function knownPlaces({ view }: State): (readonly Word[])[] {
  const { places } = view.facts
  if (!Array.isArray(places)) return []
  const names = (places as readonly Values[]).map(({ name }) => (typeof name === 'string' ? name : ''))
  return names.map((name) => wordsOfLabel(name.replace(/\(.*?\)/g, '')))
}

/** Whether a gift may begin anew with another place: nothing else is asked, or how much and where, and nothing is kept yet. */
function mayTurn(state: State, { frame, question }: Asked): boolean {
  if (isResting(state)) return true
  return state.book.gives(frame.flow) && question.timeout === undefined
}

/** Where any text or number is the answer, a number is no question about it. */
const takesNumbers = (kind: AskKind | undefined): boolean =>
  kind === 'text' || kind === 'name' || kind === 'phone' || kind === 'number'

/**
 * A number alone that the question takes: "12345678" where an amount is asked for. What is more than the question
 * takes is no amount, and more likely an account.
 */
function isAnswer(state: State, asked: Asked, line: string): boolean {
  const { question } = asked
  if (question.kind !== 'ask' || !/\d/.test(line)) return false
  if (question.read === 'day' && isDateRunTogether(line)) return true
  if (question.read !== 'money' && question.read !== 'day' && question.read !== 'time') return false
  if (!wordsOf(line).every((word) => isAround(word) || /^\d+$/.test(word.base))) return false
  const read = readingOf(state, asked, question, line)
  if (question.read !== 'money') return read.kind === 'answer' || read.kind === 'ask_back'
  const amounts =
    read.kind === 'answer' ? [read.value] : read.kind === 'ask_back' ? readingsOf(read.doubt) : []
  const most = bound(state, asked.frame, question, 'max')
  const [amount] = amounts
  return amounts.length === 1 && typeof amount === 'bigint' && (typeof most !== 'bigint' || amount <= most)
}

const readingsOf = (doubt: Doubt): readonly Value[] => ('readings' in doubt ? doubt.readings : [])

const leadsTo = (lead: Lead, flow: string): boolean => lead.kind === 'flow' && lead.flow === flow

function isYes(state: State, line: string): boolean {
  const said = readAnswer('yes_no', line, state.today)
  return said.kind === 'value' && said.value === true
}

/** "ừ" and "không" to a doubt. */
function settledBy(state: State, doubt: Doubt, line: string): Move | undefined {
  const said = readAnswer('yes_no', line, state.today)
  if (said.kind !== 'value' || isChoice(doubt)) return undefined
  // Two ways are offered, and "không" is neither.
  if (doubt.kind === 'stop' && said.value === false) return undefined
  // "không" to a recap may well answer the question itself.
  if (doubt.kind === 'recap' && said.value === false) return undefined
  const offers: readonly Offer[] = doubtOffers(state, doubt)
  return moveOf((said.value === true ? offers[0] : offers.at(-1))!.means)
}

/** "ừ" or "không", where an option says that it is meant. */
function optionMeant(state: State, all: readonly Offer[], line: string): Offer | undefined {
  const means = (offer: Offer) => (offer.means.kind === 'option' ? offer.means.option.means : undefined)
  if (!all.some(means)) return undefined
  const said = readAnswer('yes_no', line, state.today)
  if (said.kind !== 'value') return undefined
  return all.find((offer) => means(offer) === (said.value === true ? 'yes' : 'no'))
}

/** The question's own reading of some words; undefined where only options answer. */
export function reading(state: State, asked: Asked, line: string): Move | undefined {
  const { question } = asked
  if (question.kind !== 'ask') return undefined
  const move = readingOf(state, asked, question, line)
  const day = question.day === undefined ? undefined : dayBeside(line, state.today)
  if (day === undefined) return move
  return move.kind === 'missed' || move.kind === 'other' ? { kind: 'day_alone', day } : { ...move, day }
}

function readingOf(state: State, asked: Asked, question: Ask, line: string): Read {
  const said = question.gift ? giftIn(state, asked, question, line) : line
  if (said === undefined) return { kind: 'missed', word: undefined }
  // Of "28-11-2026", no part is money.
  if (question.read === 'money' && isOnlyDate(said)) return { kind: 'missed', word: undefined }
  if (question.read === 'money' && state.book.gives(asked.frame.flow) && state.book.givesNothing(line)) {
    return { kind: 'missed', word: undefined }
  }
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
  const said = afterLeads(line, namesOf(state, asked, 'leads').flat()) ?? line
  const counted = unitsIn(state, asked, ask, said) !== undefined && wordsOf(said).length <= SHORT
  return counted || state.book.giftSaid(said) || isShortNumber(said) ? said : undefined
}

/** Whether an amount is told of rather than given: “nhà em cần 2 triệu”, “hôm qua mình ck 300k”, “200k thì làm được gì”. */
function isLoose(state: State, asked: Asked, line: string): boolean {
  const { question } = asked
  if (
    question.kind !== 'ask' ||
    question.read !== 'money' ||
    giftIn(state, asked, question, line) !== undefined
  )
    return false
  const words = wordsOf(line)
  const says = (which: 'gives' | 'doubts') =>
    namesOf(state, asked, which).some((name) => contains(words, name))
  return says('doubts') || (question.heard && !says('gives'))
}

const MORE = /(?<!\p{L})(?:thêm|them|nữa|nua)(?!\p{L})/giu
const SHORT = 4

type Read = Extract<Move, { kind: 'answer' | 'ask_back' | 'missed' }> | { readonly kind: 'other' }

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
  const names = namesOf(state, asked, 'units')
  return names.some((name) => contains(words, name)) ? BigInt(count) * price : undefined
}

/** The words of a step that stand in its text `<step>.units` and the like, with commas between. */
function namesOf(
  state: State,
  { frame, step }: Asked,
  which: 'units' | 'leads' | 'gives' | 'doubts',
): (readonly Word[])[] {
  const { words: texts } = playOf(state, frame)
  // People mix languages, whatever they are spoken to in.
  return Object.values(texts).flatMap((one) => {
    const names = one.get(`${step.name}.${which}`)?.render(only({}), tongueOf(state), () => {})
    return names?.split(',').map(wordsOfLabel) ?? []
  })
}

const plainFile = ({ file, name, mime }: FileRef): FileRef => ({ file, name, mime })
