import { fold, withoutNamedDays } from '../platform/vietnamese/index.ts'
import { isSmile } from './answers.ts'
import { askedNow } from './asked.ts'
import { isForPerson, stillOpen } from './called.ts'
import { openUnits, withoutYears } from './campaign-said.ts'
import { isEnglish } from './english.ts'
import { calledSo } from './forms.ts'
import { type Word, wordsOf } from './hears.ts'
import { introduces } from './introduced.ts'
import { LIMITS } from './limits.ts'
import type { Lead } from './listener.ts'
import { ENDS_TALK, ERASE_ME, heardBeside, type Move, perform } from './move.ts'
import { isCodeOfLink } from './numbers.ts'
import { answered, isUrgent } from './passed-on.ts'
import { pressed } from './pressed.ts'
import { reading } from './reading.ts'
import { reopen, repeat } from './run.ts'
import { hasText, quoted, sayCommon, sayText } from './speak.ts'
import { awaitedAt, dangerAt } from './stack.ts'
import { isResting, isUnderWay, Misuse, openStep, type State, speak } from './state.ts'
import { bothGiven, giftSaidMore, listened, placeAlone, towardOrListened } from './toward.ts'
import { letter, typed } from './typed.ts'
import type { Heard, LostPicture, Session, Values } from './types.ts'

/** A person said, pressed or sent something. */
export function hear(state: State, heard: Heard): void {
  if (state.waits === 'outcome') {
    throw new Misuse('The session waits for the outcome of an action, not for a person')
  }
  if (heard.twice) {
    acknowledge(state, heard)
    return
  }
  state.last = sayingOf(heard)
  const text = heard.choice === undefined ? (heard.text?.slice(0, LIMITS.heard).trim() ?? '') : ''
  state.said = text === '' ? undefined : text
  const isNew = state.wait === 0
  greetInEnglish(state, text)
  if (heard.choice !== undefined) perform(state, pressedNow(state, heard.choice))
  else {
    const isTold = tellsOfThemselves(state)
    const move = meant(state, text, heard)
    if (isTold && move.kind !== 'danger') noteForm(state, text)
    perform(state, move)
  }
  if (state.unasked) answeredAlready(state, text, isNew)
}

/** Also below what we told meanwhile, a person awaited for a child in danger is not left by a button to all else. */
function pressedNow(state: State, choice: string): Move {
  const move = pressed(state, choice)
  const leads = move.kind === 'home' || (move.kind === 'flow' && move.flow === 'menu')
  return leads && dangerAt(state) >= 0 && backToPerson(state) ? { kind: 'passed_on' } : move
}

/** Whether what is typed now is said to the bot, by somebody who may be called otherwise, and is no text for something else. */
function tellsOfThemselves(state: State): boolean {
  if (state.called.as !== undefined || state.young || state.waits === 'person' || state.lang !== 'vi')
    return false
  return !asksForText(state)
}

/** “bác gửi rồi”: remembered until nothing is asked, and offered then. */
function noteForm(state: State, text: string): void {
  const form = state.book.formUsed(text)
  if (form !== undefined) state.called = calledSo(state.called, form)
}

/** Whoever begins in English is spoken to in English, and hears how to have Vietnamese. */
function greetInEnglish(state: State, text: string): void {
  // “/start do-am-2027” is no English: a link's parameter is nobody's word.
  if (state.wait > 0 || state.lang === 'en' || DEEP_LINK.test(text) || !isEnglish(wordsOf(text))) return
  speak(state, 'en')
  sayCommon(state, 'in_english')
}

/** "tôi muốn góp 500k" starts the flow and answers its first question. Who has talked with us before is not greeted again. */
function answeredAlready(state: State, text: string, isNew: boolean): void {
  state.unasked = false
  state.said = undefined
  const asked = askedNow(state)
  const read = reading(state, asked, withoutYears(state, text))
  if (read?.kind !== 'answer' && read?.kind !== 'ask_back') {
    repeat(state, 'first')
    return
  }
  const key = `${asked.step.name}.${isNew ? 'heard' : 'heard_again'}`
  if (hasText(state, asked.frame, key)) sayText(state, asked.frame, key)
  perform(state, read)
}

/** A picture that we do not have is told of first, whoever listens; then its words count. */
function meant(state: State, text: string, heard: Heard): Move {
  const { other, ...words } = heard
  const lost = other?.startsWith('picture_') ? (other as LostPicture) : undefined
  const isAsked = text === '' && state.waits !== 'person' && state.wait > 0
  if (lost === undefined || isAsked) return understood(state, text, heard)
  const move = understood(state, text, words)
  // But for a child in danger, who comes before everything.
  if (move.kind !== 'danger') sayCommon(state, `repair.${lost}`)
  // Nobody can read what has not come.
  if (move.kind === 'passed_on') answered(state)
  return move
}

/** What an app sends when a link is followed: the command and one word. More words were written by somebody. */
const DEEP_LINK = /^\/start(?:@\w+)?(?:\s+(\S+))?$/i

function understood(state: State, text: string, heard: Heard): Move {
  const link = DEEP_LINK.exec(text)
  if (link) return linked(state, link[1] ?? '')
  // Telegram's commands are words of ours: "/help", "/menu@ChungTayBot".
  const typedLine = text.replace(/^\/([a-z_]+)(?:@\w+)?/i, '$1')
  const line = asksForText(state) ? typedLine : withoutYears(state, typedLine)
  const words = line === '' ? [] : wordsOf(withoutNamedDays(line, 'Maimai'))
  // An answer that is read in part only would be a guess.
  const tooLong = (heard.text?.trim().length ?? 0) > LIMITS.heard
  const urgent = tooLong
    ? urgentIn(state, heard.text!)
    : state.book.listener.urgent(wordsOf(typedLine), typedLine)
  if (urgent !== undefined) {
    // Who has just been told is not told again with every word; the officer is, and once she has written it is told anew.
    const isTold = state.waits === 'person' && isUnderWay(state, urgent) && !isForPerson(state)
    return isTold ? { kind: 'passed_on', urgent } : { kind: 'danger', flow: urgent }
  }
  if (tooLong && state.waits !== 'person')
    return (state.waits === 'answer' && letter(state, heard.text!)) || { kind: 'unread', what: 'long' }
  switch (state.waits) {
    case 'person':
      return saidToPerson(state, line, words, heard)
    case 'answer': {
      const move = typed(state, line, words, heard)
      // What a flow that came in between does not understand is for who is awaited below it.
      return LOST.includes(move.kind) && backToPerson(state) ? { kind: 'passed_on' } : move
    }
    default:
      return saidAtEase(state, line, words, heard)
  }
}

/** What is typed then is kept as it is. */
function asksForText(state: State): boolean {
  const verb = openStep(state)?.verb
  return verb?.kind === 'ask' && (verb.read === 'text' || verb.read === 'name')
}

/** Of a message however long all is looked at for a child in danger. */
const urgentIn = (state: State, text: string): string | undefined =>
  state.book.listener.urgent(wordsOf(text), text)

/** A deep link: what it opens is among the facts, or it is a code that links channels; one that nobody knows is a greeting. */
function linked(state: State, parameter: string): Move {
  const flow = isCodeOfLink(parameter) ? state.book.listener.numbered(parameter) : undefined
  if (flow !== undefined) return { kind: 'flow', flow }
  const links = state.view.facts.links as Values | undefined
  const link = links && Object.hasOwn(links, parameter) ? (links[parameter] as Values) : undefined
  if (typeof link?.flow !== 'string' || !state.book.live(link.flow)) return { kind: 'home', link: true }
  return { kind: 'link', flow: link.flow, with: (link.with as Values | undefined) ?? {} }
}

const LOST: readonly Move['kind'][] = ['missed', 'unclear']

/** Leaves what may be left at that, above a person who is awaited. @returns whether there is one */
function backToPerson(state: State): boolean {
  const at = awaitedAt(state)
  if (at === -1 || !isResting(state)) return false
  state.stack = state.stack.slice(0, at + 1)
  reopen(state)
  return true
}

/** What people ask of their own while a person is awaited: the bot knows it, and she has not written. */
function besidePerson(
  state: State,
  lead: Lead | undefined,
  line: string,
  words: readonly Word[],
): Move | undefined {
  if (isForPerson(state)) return undefined
  const isBeside = (flow: string) => state.book.live(flow)?.definition.beside === true
  // Only as it is meant for us: a word of it inside a sentence is a piece of what they tell her.
  if (isUrgent(state))
    return lead?.kind === 'flow' && lead.flow === ERASE_ME && isBeside(ERASE_ME) ? lead : undefined
  const { listener } = state.book
  const named = lead?.kind === 'flow' ? lead.flow : listener.numbered(line)
  const flow =
    named !== undefined && isBeside(named) ? named : listener.has(words, (other) => !isBeside(other))
  return flow === undefined ? undefined : { kind: 'flow', flow }
}

/** While a person has the conversation, only the way back to the bot is heard; and what is clear, if nobody asked for her. */
function saidToPerson(state: State, line: string, words: readonly Word[], heard: Heard): Move {
  const lead = state.book.listener.whole(words, line)?.lead
  const ends = lead?.kind === 'back' || (lead?.kind === 'flow' && ENDS_TALK.includes(lead.flow))
  if (ends) return lead
  const own = besidePerson(state, lead, line, words)
  if (own) return own
  // Who asks for a person again hears that one will read it.
  if (lead?.kind === 'flow' && lead.flow === 'human') state.misses = 0
  const question = isForPerson(state) ? undefined : stillOpen(state)
  if (question) return heardBeside(typed(question, line, words, heard))
  const gift = isForPerson(state) || isUrgent(state) ? undefined : state.book.giftSaid(line, openUnits(state))
  return gift && !gift.bare ? { kind: 'passed_on', gift: true } : { kind: 'passed_on' }
}

/** Nothing is asked. */
function saidAtEase(state: State, line: string, words: readonly Word[], heard: Heard): Move {
  const { listener } = state.book
  const lead = listener.whole(words, line)?.lead
  if (lead) return lead
  if (introduces(state.book.said, line)) return { kind: 'home' }
  // Of two halves, one may name a number or a month.
  const both = bothGiven(state, line)
  if (both) return both
  const asksAbout = listener.numbered(line)
  if (asksAbout !== undefined) return { kind: 'flow', flow: asksAbout }
  const toward = towardOrListened(state, line)
  if (toward) return toward
  const flow =
    state.book.namelessSaid(line) ??
    listener.has(words, (other) => isUnderWay(state, state.book.speaker(other)))
  const units = openUnits(state)
  const meant = flow ?? state.book.giftSaid(line, units)?.flow ?? state.book.giftInside(line, units)
  if (meant !== undefined)
    return state.book.gives(meant) ? giftSaidMore(state, line, meant) : { kind: 'flow', flow: meant }
  const place = placeAlone(state, line)
  if (place) return place
  const other = listened(state, line)
  if (other) return other
  const what = heard.files?.length ? 'picture' : isSmile(line) ? 'sticker' : heard.other
  if (words.length > 0) return { kind: state.book.greets(words) ? 'home' : 'unclear' }
  return state.wait === 0 || what === undefined ? { kind: 'home' } : { kind: 'unread', what }
}

// ── said twice ───────────────────────────────────────────────────────────────────────────────────────────────────

/** Whether this is word for word what was answered last. Whether it was sent before our answer, the runner knows. */
export function repeats(session: Session, heard: Heard): boolean {
  const saying = sayingOf(heard)
  return saying !== undefined && saying === session.last
}

/** What is kept of a message to know it again: itself, or the ends of a long one and its length. */
function sayingOf(heard: Heard): string | undefined {
  if (heard.choice !== undefined) return heard.choice.slice(0, 64)
  const text = heard.text?.trim() ?? ''
  if (text === '') return undefined
  const folded = fold(text.slice(0, LIMITS.heard))
  return folded.length <= 64 ? folded : `${folded.slice(0, 30)}…${text.length}…${folded.slice(-30)}`
}

function acknowledge(state: State, heard: Heard): void {
  if (state.waits === 'person') return
  if (heard.choice !== undefined) sayCommon(state, 'repair.twice_button')
  else sayCommon(state, 'repair.twice', { heard: quoted(heard.text ?? '') })
}
