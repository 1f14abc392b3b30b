import { readNumberAt } from './number-words.ts'
import { isPartOfSomethingElse } from './numeral-context.ts'
import type { TimeOfDay } from './time.ts'
import { answerLine, joined, type Token, type Typed, tokenize } from './tokens.ts'

/** One time, several to ask about (likeliest first), or nothing understood. */
export type HourReading = TimeOfDay | { readonly ambiguous: readonly TimeOfDay[] } | undefined

type Part = 'morning' | 'noon' | 'afternoon' | 'evening' | 'night'

const PARTS = new Map<string, Part>([
  ['sáng', 'morning'],
  ['sang', 'morning'],
  ['am', 'morning'],
  ['trưa', 'noon'],
  ['trua', 'noon'],
  ['chiều', 'afternoon'],
  ['chieu', 'afternoon'],
  ['pm', 'afternoon'],
  ['tối', 'evening'],
  ['toi', 'evening'],
  ['đêm', 'night'],
  ['dem', 'night'],
  ['khuya', 'night'],
])

/**
 * Reads an hour of the day as people type it. A clock of 24 hours is taken at its word, except that 1 to 5 without
 * "sáng" or "chiều" is asked back: nobody hands over coats at three in the night.
 *
 *     readHour('9h30')           // { hour: 9, minute: 30 }
 *     readHour('8 giờ tối')      // { hour: 20, minute: 0 }
 *     readHour('3 rưỡi chiều')   // { hour: 15, minute: 30 }
 *     readHour('tối mai 7h')     // { hour: 19, minute: 0 }
 *     readHour('9 giờ kém 15')   // { hour: 8, minute: 45 }
 *     readHour('3h')             // { ambiguous: [{ hour: 15, minute: 0 }, { hour: 3, minute: 0 }] }
 *     readHour('8-11h')          // { ambiguous: [{ hour: 8, minute: 0 }, { hour: 11, minute: 0 }] }
 *     readHour('2 giờ nữa')      // undefined   not an hour of the day
 *
 * @returns `undefined` when no hour is said. Never throws.
 */
export function readHour(text: string): HourReading {
  const line = answerLine(text)
  if (line === undefined) return undefined
  const typed = tokenize(line)
  const found = new Map<string, TimeOfDay>()
  for (let at = 0; at < typed.tokens.length; ) {
    const time = readTimeAt(typed, at)
    if (!time) {
      at += 1
      continue
    }
    if (time.times.length === 0) return undefined
    for (const one of time.times) found.set(`${one.hour}:${one.minute}`, one)
    at = time.end
  }
  const times = [...found.values()]
  return times.length > 1 ? { ambiguous: times } : times[0]
}

interface Said {
  /** Empty when there is no such hour. */
  readonly times: readonly TimeOfDay[]
  readonly end: number
}

function readTimeAt(typed: Typed, start: number): Said | undefined {
  const { tokens } = typed
  const hour = hourAt(typed, start)
  if (!hour) return undefined
  const minutes = readMinutes(tokens, hour.end)
  const after = tokens[minutes?.end ?? hour.end]
  const part = joined(after) && after.kind === 'word' ? PARTS.get(after.raw) : undefined
  // A number alone is no hour; a word before "chiều" ("ba chiều") is mostly something else.
  if (!minutes && (!part || tokens[start]!.kind === 'word')) return undefined
  const end = (minutes?.end ?? hour.end) + (part ? 1 : 0)
  if (is(tokens[end], 'nữa', 'nua', 'đồng')) return { times: [], end }
  const minute = minutes?.minute ?? 0
  const partOfDay = part ?? partBefore(typed, start)
  const times = hoursOn(hour.value, partOfDay, minutes?.exact ?? false).map((h) => shift(h, minute))
  // Without marks "8 gio toi den" is "tôi đến" (I come) as well as "tối đến".
  if (after?.raw === 'toi' && joined(tokens[end]))
    times.push(...hoursOn(hour.value, undefined, true).map((h) => shift(h, minute)))
  const from = rangeStart(typed, start)
  return {
    times: [...(from === undefined ? [] : hoursOn(from, partOfDay, true).map((h) => shift(h, 0))), ...times],
    end,
  }
}

const is = (token: Token | undefined, ...words: string[]): boolean =>
  joined(token) && words.includes(token.raw)

function hourAt(typed: Typed, at: number): { value: number; end: number } | undefined {
  const token = typed.tokens[at]!
  const clock = typed.tokens[at + 1]?.gap === ':'
  if (token.kind === 'numeral') {
    const glued = token.gap === '' && at > 0
    if (glued || !/^\d{1,2}$/.test(token.raw) || (!clock && isPartOfSomethingElse(typed, at)))
      return undefined
    return { value: Number(token.raw), end: at + 1 }
  }
  const number = readNumberAt(typed, at)
  return number?.milli.length === 1 ? { value: Number(number.milli[0]! / 1000n), end: number.end } : undefined
}

interface Minutes {
  readonly minute: number
  readonly end: number
  /** Written as 03:00, which is not said of the afternoon. */
  readonly exact: boolean
}

/** What follows the hour: ":30", "h30", "giờ rưỡi", "giờ kém 15", "giờ". Negative for "kém". */
function readMinutes(tokens: readonly Token[], at: number): Minutes | undefined {
  const next = tokens[at]
  if (next?.gap === ':' && /^[0-5]\d$/.test(next.raw)) {
    return { minute: Number(next.raw), end: at + 1, exact: tokens[at - 1]!.raw.startsWith('0') }
  }
  if (is(next, 'rưỡi', 'ruoi')) return { minute: 30, end: at + 1, exact: false }
  if (!is(next, 'giờ', 'gio', 'h', 'g')) return undefined
  const [token, word] = [tokens[at + 1], tokens[at + 2]]
  const whole = { minute: 0, end: at + 1, exact: tokens[at - 1]!.raw.startsWith('0') }
  if (is(token, 'rưỡi', 'ruoi')) return { ...whole, minute: 30, end: at + 2 }
  if (is(token, 'kém', 'kem') && /^[1-5]?\d$/.test(word?.raw ?? '')) {
    return { ...whole, minute: -Number(word!.raw), end: at + 3 }
  }
  if (!joined(token) || !/^[0-5]?\d$/.test(token.raw)) {
    // "9h75" is no hour, and not nine either.
    return token?.kind === 'numeral' && token.gap === '' ? undefined : whole
  }
  const named = is(word, 'phút', 'phut', 'p')
  if (token.gap !== '' && !named) return whole
  return { ...whole, minute: Number(token.raw), end: at + (named ? 3 : 2) }
}

/** "tối nay 8h": the last part of the day that was named before. */
function partBefore(typed: Typed, at: number): Part | undefined {
  const named = typed.tokens.slice(0, at).findLast((t) => PARTS.has(t.raw) && !['am', 'pm'].includes(t.raw))
  return named && PARTS.get(named.raw)
}

/** The 8 of "8-11h" and "8 đến 11 giờ". */
function rangeStart(typed: Typed, at: number): number | undefined {
  const { tokens } = typed
  const dash = /^ ?[-–—] ?$/.test(tokens[at]!.gap)
  const from = dash
    ? tokens[at - 1]
    : is(tokens[at - 1], 'đến', 'den', 'tới', 'toi')
      ? tokens[at - 2]
      : undefined
  return from?.kind === 'numeral' && /^\d{1,2}$/.test(from.raw) ? Number(from.raw) : undefined
}

/** The hours of the 24-hour clock that an hour may mean, likeliest first; none when there is no such hour. */
function hoursOn(hour: number, part: Part | undefined, exact: boolean): number[] {
  if (hour > 23) return []
  switch (part) {
    case undefined:
      return hour >= 1 && hour <= 5 && !exact ? [hour + 12, hour] : [hour]
    case 'morning':
      return hour <= 11 ? [hour] : hour === 12 ? [0] : []
    case 'noon':
      return hour >= 10 && hour <= 14 ? [hour] : hour >= 1 && hour <= 2 ? [hour + 12] : []
    case 'afternoon':
      return hour >= 12 ? [hour] : hour >= 1 ? [hour + 12] : []
    case 'evening':
      return hour >= 17 ? [hour] : hour >= 4 && hour <= 11 ? [hour + 12] : []
    case 'night':
      return hour >= 20 || hour <= 4 ? [hour] : hour === 12 ? [0] : hour >= 8 && hour <= 11 ? [hour + 12] : []
  }
}

function shift(hour: number, minute: number): TimeOfDay {
  return minute >= 0 ? { hour, minute } : { hour: (hour + 23) % 24, minute: 60 + minute }
}
