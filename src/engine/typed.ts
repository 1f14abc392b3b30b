import { exactOption, isSmile, nearOption, negations, readLetter, startsOption } from './answers.ts'
import { type Asked, askedNow } from './asked.ts'
import { campaignSaid, openUnits } from './campaign-said.ts'
import type { AskKind } from './definition.ts'
import { isAnyOf, isAround, type Word, wordsOf, wordsOfLabel } from './hears.ts'
import { introduces } from './introduced.ts'
import { LIMITS } from './limits.ts'
import type { Lead } from './listener.ts'
import { type Move, moveOf, STOP_ALL } from './move.ts'
import { isDateRunTogether, namesOneUseCode } from './numbers.ts'
import { bound, doubtOffers, type Offer, yesTo } from './question.ts'
import { isLoose, reading, readingOf } from './reading.ts'
import { cameBackLate, offered } from './repair.ts'
import { scopeOf } from './scope.ts'
import { inWordsAlone, isYes, optionHeard, optionMeant, settledBy } from './settled.ts'
import { voiced } from './stack.ts'
import { isResting, isUnderWay, type LiveFrame, playOf, type State, waitUntil } from './state.ts'
import { bothGiven, giftSaidMore, listened, placeAlone, towardOrListened } from './toward.ts'
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
    exactOption(all, line, words, doubt || isCounted(kind) ? 'labels' : 'places') ??
    labelAsTyped(all, heard)
  if (exact) return moveOf(exact.means)
  const heardSo =
    doubt || kind === 'text' || kind === 'name' ? undefined : optionHeard(state, asked, words, line)
  if (heardSo) return heardSo

  const { listener } = state.book
  const whole = ofThisTalk(state, asked, listener.whole(words, line))
  if (whole && leadsTo(whole.lead, STOP_ALL) && isYes(state, line) && yesTo(state, doubt)) {
    // "dung het": what stops everything, and what confirms everything, are one word without accents.
    const of = doubt?.kind === 'stop' ? doubt.of : doubt
    return { kind: 'ask_back', doubt: { kind: 'stop', ...(of && { of }) } }
  }
  if (whole && (whole.fit === 'exact' || kind === 'text')) {
    const other = leadsTo(whole.lead, asked.frame.flow) ? otherCampaign(state, asked, line) : undefined
    if (other) return other
    const taken = doubt ? undefined : begunAlready(asked, all, whole.lead)
    return taken ? moveOf(taken.means) : whole.lead
  }
  // Words of other flows belong to what is told: “tôi chuyển khoản rồi mà không ai trả lời” is the complaint itself.
  const told =
    isSmile(line) || namesOneUseCode(line) || (late && state.book.greets(words))
      ? undefined
      : letter(state, heard.text ?? '')
  if (told) return told
  // Of two halves, one may name a number or a month.
  const both = mayTurn(state, asked) ? bothGiven(state, line) : undefined
  if (both && !doubt) return both
  const asksAbout = takesNumbers(kind) && !namesOneUseCode(line) ? undefined : listener.numbered(line)
  if (asksAbout !== undefined && !isAnswer(state, asked, line)) return { kind: 'flow', flow: asksAbout }
  const settled = doubt && settledBy(state, doubt, line)
  if (settled) return settled
  // Who says their name in the middle of a talk is heard, and it goes on.
  const isNamed = !late && kind !== 'text' && kind !== 'name' && introduces(state.book.said, line)
  if (isNamed) return { kind: 'unread', what: 'sticker' }

  const toward = mayTurn(state, asked) && (both ?? towardOrListened(state, line))
  if (toward) return toward

  // What may be left at that may be left for its own flow, begun afresh; an open question keeps what was given so far.
  const resting = isResting(state)
  const afresh = resting && negations(words) === 0
  const underWay = (flow: string) => !afresh && isUnderWay(state, state.book.speaker(flow))
  const before = listener.first(words, underWay)
  if (before !== undefined) return { kind: 'flow', flow: before }
  const inside = listener.has(words, underWay)
  if (kind === 'text' || kind === 'name') {
    if (inside !== undefined) return { kind: 'flow', flow: inside }
    // “không” is the option that is meant by it, before one that begins so (“Không ghi tên”).
    const label = (kind === 'name' ? optionMeant(state, all, line) : undefined) ?? startsOption(all, words)
    if (label) return moveOf(label.means)
    // After a long time, "chào bạn" is not a name.
    if (late) return { kind: 'recap' }
  }
  const read = reading(state, asked, line)
  if ((read?.kind === 'answer' || read?.kind === 'ask_back') && isLoose(state, asked, line)) {
    // An amount in a sentence about something else is promised by nobody: it is for that, or asked back.
    if (inside !== undefined) return { kind: 'flow', flow: inside }
    if (read.kind === 'answer') return { kind: 'ask_back', doubt: { kind: 'sure', readings: [read.value] } }
  }
  // What may be left at that gives way to what asks of things.
  if (read?.kind === 'goods' && resting && inside !== undefined) return { kind: 'flow', flow: inside }
  if (read && read.kind !== 'missed' && read.kind !== 'day_alone')
    return otherCampaign(state, asked, line) ?? read
  const inWords = doubt ? undefined : inWordsAlone(state, asked, words, late)
  if (inWords) return inWords
  const settles = doubt ? undefined : optionMeant(state, all, line)
  if (settles) return moveOf(settles.means)
  const near = (doubt ? undefined : exactOption(all, line, words, 'places')) ?? nearOption(all, words)
  // A word of everywhere is itself, not a piece of a longer label: “cua toi” beside “Khoản này của tôi”. And in a sentence
  // that another flow understands, a short label may be there by chance: “xóa thông tin của tôi”.
  const isPiece = near && whole && kind !== 'name' && isLonger(near, words)
  const byChance = near && inside !== undefined && words.length > SHORT && isShort(near)
  if (near && !isPiece && !byChance) return moveOf(near.means)
  if (whole && kind !== 'name') return whole.lead
  if (inside !== undefined)
    return (resting && listened(state, line, inside)) || { kind: 'flow', flow: inside }
  const place = mayTurn(state, asked) && placeAlone(state, line)
  if (place) return place
  const units = openUnits(state)
  const gift = resting ? state.book.giftSaid(line, units) : undefined
  // A sum alone may be what was sent, or what is asked back: but not beside a menu.
  const isGift = gift && (!gift.bare || playOf(state, asked.frame).definition.gifts)
  if (isGift) return { kind: 'flow', flow: gift.flow }
  // Where an amount is answered itself, one in a sentence may be what was sent.
  const said = resting && kind !== 'money' ? state.book.giftInside(line, units) : undefined
  if (said !== undefined) return giftSaidMore(state, line, said)
  const begun = campaignAlone(state, asked, all, line) ?? ownWord(state, asked, all, words)
  if (begun) return begun
  const other = resting && read?.kind !== 'day_alone' && listened(state, line)
  if (other) return other
  if (late) return { kind: 'recap' }
  // “ok”, “vâng” where nothing need be answered say no more than a smile does.
  const nods = resting && !late && negations(words) === 0 && state.book.greets(words)
  if (isSmile(line) || nods) return { kind: 'unread', what: 'sticker' }
  return file ? { kind: 'unread', what: 'picture' } : (read ?? { kind: 'missed', word: undefined })
}

/** “Tết ấm 2027”: a label may hold a year, which is left out where a sentence is read. */
function labelAsTyped(all: readonly Offer[], { text = '' }: Heard): Offer | undefined {
  const typed = text.trim()
  return typed === '' || typed.length > LIMITS.heard
    ? undefined
    : exactOption(all, typed, wordsOf(typed), 'labels')
}

const SHORT = 4
const isShort = ({ label }: Offer): boolean => wordsOfLabel(label).length <= 2

const isLonger = ({ label }: Offer, words: readonly Word[]): boolean =>
  wordsOfLabel(label).length > words.length

/** What was typed, where a letter is asked for: all of it, or the beginning that can be kept. */
export function letter(state: State, text: string): Move | undefined {
  const { question } = askedNow(state)
  if (question.kind !== 'ask' || question.cut === undefined) return undefined
  const { letter: value, cut } = readLetter(text)
  return value === '' ? undefined : { kind: 'answer', value, confirmed: false, cut }
}

/** Where a number is itself an answer, it is no option's number. */
const isCounted = (kind: AskKind | undefined): boolean =>
  kind === 'number' || kind === 'day' || kind === 'time' || kind === 'phone'

/** The id of the campaign that a talk is of. */
const campaignOfTalk = (state: State, frame: LiveFrame): Value | undefined =>
  (scopeOf(state, frame).fact('campaign') as Values | null)?.id

/** At a greeting that any campaign may have said: “góp tết 300k”, where another one is open that this names. */
function otherCampaign(state: State, { frame, question }: Asked, line: string): Move | undefined {
  if (question.kind !== 'ask' || !question.heard || !state.book.gives(frame.flow)) return undefined
  const named = campaignSaid(state, line)
  return named === undefined || named === campaignOfTalk(state, frame)
    ? undefined
    : { kind: 'flow', flow: frame.flow }
}

/** Whether a gift may begin anew with another place: nothing else is asked, or how much and where, and nothing is kept yet. */
function mayTurn(state: State, { frame }: Asked): boolean {
  if (isResting(state)) return true
  return state.book.gives(frame.flow) && waitUntil(state) === undefined
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

/** "ủng hộ" at the flow's own greeting, which its first words may answer, is the first thing offered there, and no second greeting. */
function begunAlready({ frame, question }: Asked, all: readonly Offer[], lead: Lead): Offer | undefined {
  const isGreeting = question.kind === 'ask' && question.heard && question.options.length > 0
  return isGreeting && leadsTo(lead, frame.flow) ? all[0] : undefined
}

/** “đợt mùa đông nhé” at a greeting: little more than a campaign's name, and no question. */
function campaignAlone(state: State, asked: Asked, all: readonly Offer[], line: string): Move | undefined {
  const words = wordsOf(line)
  const asks = words.some((word) => isAnyOf(word, state.book.said.words('asks_exactly')))
  if (words.length > NAME_WORDS || asks || negations(words) > 0) return undefined
  if (campaignSaid(state, line) === undefined) return undefined
  const { flow } = asked.frame
  const own = state.book.gives(flow) ? begunAlready(asked, all, { kind: 'flow', flow }) : undefined
  return otherCampaign(state, asked, line) ?? (own && moveOf(own.means))
}

const NAME_WORDS = 6

/** The same of words inside: “muốn góp một ít cho trẻ em”. */
function ownWord(
  state: State,
  asked: Asked,
  all: readonly Offer[],
  words: readonly Word[],
): Move | undefined {
  const said = negations(words) === 0 ? state.book.listener.has(words, () => false) : undefined
  const flow = said === undefined ? undefined : own(state, asked, said)
  const first = flow === undefined ? undefined : begunAlready(asked, all, { kind: 'flow', flow })
  return first && moveOf(first.means)
}

/** A voice's word, where the talk is of its campaign already, is the flow's own word. */
function own(state: State, { frame }: Asked, flow: string): string {
  const id = campaignOfTalk(state, frame)
  const meant = voiced(state, flow).appeal
  return meant === undefined || meant === id ? state.book.speaker(flow) : flow
}

function ofThisTalk<T extends { readonly lead: Lead }>(
  state: State,
  asked: Asked,
  whole: T | undefined,
): T | undefined {
  if (whole?.lead.kind !== 'flow') return whole
  return { ...whole, lead: { kind: 'flow', flow: own(state, asked, whole.lead.flow) } }
}

const leadsTo = (lead: Lead, flow: string): boolean => lead.kind === 'flow' && lead.flow === flow

const plainFile = ({ file, name, mime }: FileRef): FileRef => ({ file, name, mime })
