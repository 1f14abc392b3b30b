import {
  clean,
  type Day,
  fold,
  isDay,
  type NameReading,
  readDay,
  readDisplayName,
  readHour,
  readLater,
  readMoney,
  readNumber,
  readPhone,
  readYesNo,
} from '../platform/vietnamese/index.ts'
import type { AskKind } from './definition.ts'
import { contains, fits, isPieceOf, type Word, wordsOf, wordsOfLabel } from './hears.ts'
import { LIMITS } from './limits.ts'
import type { Value } from './types.ts'

/** What somebody's words come to, as an answer of the kind that was asked for. */
export type Reading =
  | { readonly kind: 'value'; readonly value: Value }
  /** Perhaps one of these, likeliest first: to be asked back. */
  | { readonly kind: 'doubt'; readonly readings: readonly Value[] }
  /** A phone number, where something else was asked for. */
  | { readonly kind: 'phone' }
  /** More than is kept: cut, it would not be what they said. */
  | { readonly kind: 'long' }
  /** "0", "-5": understood, and nothing that can be taken. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'unclear' }

const UNCLEAR: Reading = { kind: 'unclear' }
const value = (read: Value | undefined): Reading =>
  read === undefined || read === null ? UNCLEAR : { kind: 'value', value: read }

/** @param text what was said, already cut to LIMITS.heard */
export function readAnswer(kind: AskKind, text: string, today: Day, past = false): Reading {
  switch (kind) {
    case 'money': {
      const read = readMoney(text)
      if (read.kind === 'amount') return value(read.amount)
      if (read.kind === 'ambiguous') return { kind: 'doubt', readings: read.choices }
      return read.kind === 'unclear' && isNothing(text) ? { kind: 'nothing' } : { kind: read.kind }
    }
    case 'number': {
      const read = readNumber(text)
      return read === undefined && isNothing(text) ? { kind: 'nothing' } : value(read)
    }
    case 'day': {
      // “Tuần sau”, “ra Tết”: what is no day of the calendar is put off to one.
      const read =
        readDay(text, today, past ? 'past' : 'coming') ?? (past ? undefined : readLater(text, today))
      return typeof read === 'object' ? { kind: 'doubt', readings: read.ambiguous } : value(read)
    }
    case 'time': {
      const read = readHour(text)
      if (read && 'ambiguous' in read) return { kind: 'doubt', readings: read.ambiguous.map(clock) }
      return value(read && clock(read))
    }
    case 'yes_no':
      return value(readYesNo(text))
    case 'name':
      return named(readDisplayName(text))
    case 'phone':
      return value(readPhone(text))
    case 'text': {
      const kept = clean(text, LIMITS.remembered + 1)
      if (clean(kept, LIMITS.remembered) !== kept) return { kind: 'long' }
      return kept === '' ? UNCLEAR : value(kept)
    }
    case 'file':
      return UNCLEAR
  }
}

/** A letter as it is kept, and whether that is its beginning only. */
export function readLetter(text: string): { readonly letter: string; readonly cut: boolean } {
  const letter = clean(text.slice(0, LIMITS.letter), LIMITS.letter)
  return { letter, cut: text.trimEnd().length > LIMITS.letter }
}

/** "0", "0 đồng", "-5", "-500k" */
const isNothing = (text: string): boolean => /^(?:0+(?:[.,]0+)?\s*(?:đ|đồng|suất)?|[-−]\d.*)$/iu.test(text)

const named = (read: NameReading): Reading => {
  if (read.kind === 'name') return value(read.name)
  return read.reason === 'too_long' ? { kind: 'long' } : UNCLEAR
}
const clock = ({ hour, minute }: { hour: number; minute: number }): string =>
  `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`

/** A heart, a thumb, ":))": what somebody types instead of a sticker. */
export const isSmile = (text: string): boolean =>
  /^(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|[\u200D\uFE0F\s])+$/u.test(text) ||
  /^(?:[:;=]['-]?[)]+|\^[_.]?\^)$/.test(text.trim())

/** The day that is said beside an amount that was sent, when it is one day and has been. */
export function dayBeside(text: string, today: Day): Day | undefined {
  const read = readDay(text, today, 'past')
  return typeof read === 'string' ? read : undefined
}

// ── readings as choice ids ───────────────────────────────────────────────────────────────────────────────────────

/** A reading as part of a button's id: the button then means what its label says, whatever was asked since. */
export const readingId = (reading: Value): string => `=${String(reading)}`

/** Ends the id of a button that confirms a reading. */
export const SURE = '!'

/** @returns undefined for what no button of ours says */
export function readingOf(kind: AskKind, id: string): Value | undefined {
  const text = id.slice(1, id.endsWith(SURE) ? -1 : undefined)
  switch (kind) {
    case 'money':
      return /^[1-9]\d{0,14}$/.test(text) ? BigInt(text) : undefined
    case 'number':
      return /^\d{1,9}$/.test(text) ? Number(text) : undefined
    case 'day':
      return isDay(text) ? text : undefined
    case 'time':
      return /^([01]\d|2[0-3]):[0-5]\d$/.test(text) ? text : undefined
    default:
      return undefined
  }
}

// ── options ──────────────────────────────────────────────────────────────────────────────────────────────────────

/** Which option somebody means. Options are given by label. */
export interface Labelled {
  readonly label: string
  /** Counted out in the message: its number is its place. */
  readonly listed?: boolean
}

/** The option whose label was written out, or whose number. @param bare the numbers only a label itself can claim */
export function exactOption<T extends Labelled>(
  options: readonly T[],
  text: string,
  heard: readonly Word[],
  numbers: 'places' | 'labels',
): T | undefined {
  const number = readOptionNumber(text)
  if (number !== undefined) {
    const counted = options[number - 1]
    if (counted?.listed) return counted
    const leading = options.filter((option) => leadingNumber(option.label) === number)
    if (leading.length > 0) return leading.length === 1 ? leading[0] : undefined
    const placed = numbers === 'places' ? options[number - 1] : undefined
    // Beside "1 · 180.000 đ" and "5 · 900.000 đ", a "2" means two, not the second one.
    if (placed) return leadingNumber(placed.label) === undefined ? placed : undefined
  }
  if (heard.length === 0) {
    const bare = text.trim()
    return bare === '' ? undefined : options.find((option) => option.label.trim() === bare)
  }
  const matches = options.filter((option) => {
    const label = wordsOfLabel(option.label)
    return label.length === heard.length && fits(heard, 0, label) !== undefined
  })
  if (matches.length <= 1) return matches[0]
  const exact = matches.filter((option) => fits(heard, 0, wordsOfLabel(option.label)) === 'exact')
  return exact.length === 1 ? exact[0] : undefined
}

/** Said on one side only, they turn the meaning round: "đừng hủy" is not "Hủy". */
const NEGATIONS = 'không khong ko k hông hổng chưa chua đừng dung chẳng not no never don'
  .split(' ')
  .flatMap(wordsOf)
/** How many words turn the meaning round. */
export const negations = (words: readonly Word[]): number =>
  words.filter((word) => NEGATIONS.some((one) => fits([word], 0, [one]) === 'exact')).length

/** In a longer message, one word of a label may be there by chance. */
const SHORT_MESSAGE = 4

/** “Tà Xùa (bản thử)” is called Tà Xùa. */
const IN_BRACKETS = /\s*\(.*?\)/g

/** The only option that the words are part of, or that is part of the words. */
export function nearOption<T extends Labelled>(options: readonly T[], heard: readonly Word[]): T | undefined {
  // A digit alone is a number, not a piece of a label.
  if (heard.length === 0 || (heard.length === 1 && /^\d+$/.test(heard[0]!.base))) return undefined
  const turned = negations(heard)
  const labels = options.map((option) => wordsOfLabel(option.label.replace(IN_BRACKETS, '')))
  const pick = (near: (label: readonly Word[]) => boolean): T | undefined => {
    const found = options.filter((_, n) => labels[n]!.length > 0 && near(labels[n]!))
    return found.length === 1 && negations(labels[options.indexOf(found[0]!)]!) === turned
      ? found[0]
      : undefined
  }
  return (
    pick((label) => (label.length > 1 || heard.length <= SHORT_MESSAGE) && contains(heard, label)) ??
    pick((label) => isPieceOf(heard, label))
  )
}

/** At a question that takes any text: the option whose label begins with the words, or holds several of them. */
export function startsOption<T extends Labelled>(
  options: readonly T[],
  heard: readonly Word[],
): T | undefined {
  const near = nearOption(options, heard)
  if (!near) return undefined
  const label = wordsOfLabel(near.label)
  const starts = label.length >= heard.length && fits(heard, 0, label.slice(0, heard.length)) !== undefined
  return starts || (heard.length > 1 && isPieceOf(heard, label)) ? near : undefined
}

/** "2", "2.", "số 2", "chọn 2", "không, 2 thôi" */
function readOptionNumber(text: string): number | undefined {
  if (text.length > 24 || !/\d/.test(text)) return undefined
  const match = NUMBER_OF_OPTION.exec(fold(text.trim()))
  return match ? Number(match[1]) : undefined
}

const NUMBER_OF_OPTION =
  /^(?:(?:khong|ko|hong|no)\s*,\s*)?(?:(?:so|chon|muc|cai|no|number|option)\s+)?#?\(?(\d{1,2})[.)]?(?:\s+thoi)?$/

/** The number that a label begins with, when it counts something: "5 · 900.000 đ", "2 suất", but not "200.000 đ". */
function leadingNumber(label: string): number | undefined {
  const match = /^(\d{1,4})(?![\d.,:/])/.exec(label)
  return match ? Number(match[1]) : undefined
}
