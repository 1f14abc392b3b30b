import { fold } from './fold.ts'
import { joined, type Token, type Typed } from './tokens.ts'

/**
 * Numbers below a thousand as they are spoken, and numerals as they are written. Values are in thousandths, so that
 * "1,5" and "rưỡi" stay exact.
 */
export interface NumberPhrase {
  /** More than one when the same words mean different numbers. */
  readonly milli: readonly bigint[]
  /** Index of the first token after it. */
  readonly end: number
  /** `half-spoken` is "2 trăm": a digit, then a word. `implied` is "trăm rưỡi", "chục": the one is left out. */
  readonly form: 'plain' | 'grouped' | 'spaced' | 'decimal' | 'half-spoken' | 'spoken' | 'implied'
}

const DIGITS = new Map([
  ['không', 0],
  ['một', 1],
  ['mốt', 1],
  ['hai', 2],
  ['ba', 3],
  ['bốn', 4],
  ['tư', 4],
  ['năm', 5],
  ['lăm', 5],
  ['nhăm', 5],
  ['sáu', 6],
  ['bảy', 7],
  ['bẩy', 7],
  ['tám', 8],
  ['chín', 9],
])

/** The words that a number can begin with. */
export const NUMBER_WORDS: readonly string[] = [...DIGITS.keys(), 'mười'].filter((word) => word !== 'không')

const UNMARKED_DIGITS = new Map([...DIGITS].map(([word, digit]) => [fold(word), digit]))

/** The digits as they are spelled, with their marks and without. */
export const SPELLED_DIGITS: ReadonlyMap<string, number> = new Map([...UNMARKED_DIGITS, ...DIGITS])

/** One to ten, without marks, for a pattern over folded text. */
export const COUNTS = 'mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi'

/** What people mix in of English. */
export const ENGLISH_COUNTS: ReadonlyMap<string, number> = new Map([
  ['a', 1],
  ['one', 1],
  ['two', 2],
  ['three', 3],
])

/** The digit a word stands for. Words without marks count as digits only in a message without marks. */
export function digitWord(token: Token | undefined, typed: Typed): number | undefined {
  if (token === undefined || token.kind !== 'word') return undefined
  return DIGITS.get(token.raw) ?? (typed.accented ? undefined : UNMARKED_DIGITS.get(token.raw))
}

export function is(token: Token | undefined, ...spellings: string[]): boolean {
  return token !== undefined && spellings.includes(token.raw)
}

const THOUSANDTHS = 1000n
const HUNDRED = ['trăm', 'tram']
const TEN = ['mười', 'mươi', 'muoi', 'muời', 'chục', 'chuc']

/**
 * A numeral by the Vietnamese rule: three digits after a separator are a group, one or two are a fraction.
 *
 * @returns `undefined` for what breaks the rule (20.12.2026, 007, 1.2345).
 */
function readNumeral(text: string): Omit<NumberPhrase, 'end'> | undefined {
  if (/^(?:[1-9]\d{0,14}|0\d?)$/.test(text)) return { milli: [BigInt(text) * THOUSANDTHS], form: 'plain' }
  const decimal = /^(0|[1-9]\d{0,11})[.,](\d{1,2})$/.exec(text) ?? /^(0)[.,](\d{3})$/.exec(text)
  if (decimal) return { milli: [scaled(decimal[1]!, decimal[2]!)], form: 'decimal' }
  const grouped =
    /^([1-9]\d{0,2}(?:\.\d{3}){1,5})(?:,(\d{1,2}))?$/.exec(text) ??
    /^([1-9]\d{0,2}(?:,\d{3}){1,5})(?:\.(\d{1,2}))?$/.exec(text)
  if (!grouped) return undefined
  return { milli: [scaled(grouped[1]!.replace(/[.,]/g, ''), grouped[2] ?? '')], form: 'grouped' }
}

function scaled(whole: string, fraction: string): bigint {
  return BigInt(whole + fraction.padEnd(3, '0'))
}

/** The number that begins at a token: "25", "2 000 000", "hai trăm rưỡi", "2 trăm", "mười lăm". */
export function readNumberAt(typed: Typed, at: number): NumberPhrase | undefined {
  const { tokens } = typed
  const first = tokens[at]
  if (first?.kind === 'numeral') {
    const spoken = /^[1-9]$/.test(first.raw) ? readSpoken(typed, at, Number(first.raw)) : undefined
    return spoken ? { ...spoken, form: 'half-spoken' } : (readSpaced(tokens, at) ?? readWritten(tokens, at))
  }
  if (is(first, ...HUNDRED)) return { ...readHundreds(typed, at + 1, 100n), form: 'implied' }
  if (is(first, ...TEN))
    return {
      ...readTens(typed, at, undefined)!,
      form: is(first, 'mươi', 'chục', 'chuc') ? 'implied' : 'spoken',
    }
  const short = readShortTens(typed, at)
  if (short) return short
  const digit = digitWord(first, typed)
  if (digit === undefined) return undefined
  const spoken = readSpoken(typed, at, digit)
  // Alone, không is not zero but no.
  if (!spoken && digit === 0) return undefined
  return { ...(spoken ?? { milli: [BigInt(digit) * THOUSANDTHS], end: at + 1 }), form: 'spoken' }
}

/** "hăm lăm" is 25, "băm mốt" 31: never a five or a one behind a word that was not understood. */
function readShortTens(typed: Typed, at: number): NumberPhrase | undefined {
  const spelt = typed.accented ? ['hăm', 'băm'] : ['ham', 'bam']
  const tens = spelt.indexOf(typed.tokens[at]?.raw ?? '') + 2
  const next = typed.tokens[at + 1]
  const units = tens > 1 && joined(next) ? digitWord(next, typed) : undefined
  if (!units) return undefined
  return { milli: [BigInt(tens * 10 + units) * THOUSANDTHS], end: at + 2, form: 'spoken' }
}

function readWritten(tokens: readonly Token[], at: number): NumberPhrase | undefined {
  const numeral = readNumeral(tokens[at]!.raw)
  return numeral && { ...numeral, end: at + 1 }
}

/** 2 000 000, with spaces for the groups. */
function readSpaced(tokens: readonly Token[], at: number): NumberPhrase | undefined {
  if (!/^[1-9]\d{0,2}$/.test(tokens[at]!.raw)) return undefined
  let end = at + 1
  while (end - at < 6 && tokens[end]?.gap === ' ' && /^\d{3}$/.test(tokens[end]!.raw)) end += 1
  if (end === at + 1) return undefined
  const written = tokens.slice(at, end).map((t) => t.raw)
  return { milli: [BigInt(written.join('')) * THOUSANDTHS], end, form: 'spaced' }
}

type Spoken = Omit<NumberPhrase, 'form'>

/** Tens and hundreds after a digit, which may be a numeral ("2 trăm"). */
function readSpoken(typed: Typed, at: number, digit: number): Spoken | undefined {
  const next = typed.tokens[at + 1]
  if (joined(next) && is(next, ...HUNDRED)) return readHundreds(typed, at + 2, BigInt(digit) * 100n)
  return readTens(typed, at, digit)
}

function readHundreds(typed: Typed, at: number, hundreds: bigint): Spoken {
  const whole = (value: bigint, end: number): Spoken => ({ milli: [(hundreds + value) * THOUSANDTHS], end })
  const next = typed.tokens[at]
  if (!joined(next)) return whole(0n, at)
  if (next.folded === 'ruoi') return whole(50n, at + 1)
  if (is(next, 'lẻ', 'linh', 'le')) {
    const units = digitWord(typed.tokens[at + 1], typed)
    return units === undefined ? whole(0n, at) : whole(BigInt(units), at + 2)
  }
  if (/^[1-9]\d$/.test(next.raw)) return whole(BigInt(next.raw), at + 1)
  const digit = /^[1-9]$/.test(next.raw) ? Number(next.raw) : digitWord(next, typed)
  const tens = readTens(typed, at, digit)
  if (tens) return whole(tens.milli[0]! / THOUSANDTHS, tens.end)
  if (!digit || is(typed.tokens[at + 1], ...HUNDRED)) return whole(0n, at)
  // "hai trăm hai" is 220; before a unit some people say it for 202.
  const heard = [hundreds + BigInt(digit) * 10n, hundreds + BigInt(digit)].map((value) => value * THOUSANDTHS)
  return { milli: joined(typed.tokens[at + 1]) ? heard : heard.slice(0, 1), end: at + 1 }
}

/** 10 to 99, from "mười"/"chục" or from a digit and what follows it. */
function readTens(typed: Typed, at: number, digit: number | undefined): Spoken | undefined {
  const { tokens } = typed
  const tenAt = is(tokens[at], ...TEN) ? at : at + 1
  if (tenAt > at && (!digit || !joined(tokens[tenAt]))) return undefined
  const value = (tens: number, units: number, end: number): Spoken => ({
    milli: [BigInt(tens * 10 + units) * THOUSANDTHS],
    end,
  })
  if (!is(tokens[tenAt], ...TEN)) {
    // "hai lăm", "ba mốt": mươi left out, which only these endings allow.
    const short = typed.accented ? ['lăm', 'nhăm', 'mốt'] : ['lam', 'nham', 'mot']
    if (!is(tokens[tenAt], ...short) || tokens[at]!.kind !== 'word') return undefined
    return value(digit!, digitWord(tokens[tenAt], typed)!, tenAt + 1)
  }
  const tens = tenAt === at ? 1 : digit!
  const next = tokens[tenAt + 1]
  const units = joined(next) && !is(tokens[tenAt], 'chục', 'chuc') ? digitWord(next, typed) : undefined
  if (!units || is(tokens[tenAt + 2], ...HUNDRED, ...TEN)) return value(tens, 0, tenAt + 1)
  return value(tens, units, tenAt + 2)
}
