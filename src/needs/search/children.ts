import { type Ages, OLDEST } from '../packages.ts'
import type { Typed } from '../places/spelling.ts'

/** Whom words are about: the ages they say, and which words said so. */
interface AgesSaid {
  readonly ages: Ages
  readonly first: number
  readonly last: number
}

/** Class 1 is entered at six. */
const BEFORE_SCHOOL = 5
const CLASSES = 12

/** "lớp 3", "lớp 1 đến lớp 5", "5 tuổi", "từ 6 tới 10 tuổi", "a 7 year old", "grade 3". */
export function agesIn(words: readonly Typed[]): AgesSaid[] {
  const said: AgesSaid[] = []
  for (let n = 0; n < words.length; n++) {
    const found = classAt(words, n) ?? yearsAt(words, n)
    if (!found) continue
    said.push(found)
    n = found.last
  }
  return said
}

const TO = new Set(['den', 'toi', 'to', 'va'])
const CLASS = new Set(['lop', 'grade', 'class'])
const numberAt = (word: Typed | undefined): number | undefined =>
  word && /^\d{1,2}$/.test(word.said) ? Number(word.said) : undefined

function classAt(words: readonly Typed[], n: number): AgesSaid | undefined {
  const from = CLASS.has(words[n]!.plain) ? numberAt(words[n + 1]) : undefined
  if (from === undefined || from < 1 || from > CLASSES) return undefined
  let at = n + 2
  if (TO.has(words[at]?.plain ?? '')) at++
  if (CLASS.has(words[at]?.plain ?? '')) at++
  const to = numberAt(words[at])
  const isRange = to !== undefined && to > from && to <= CLASSES && at <= n + 4
  const [last, upper] = isRange ? [at, to] : [n + 1, from]
  return { ages: { from: from + BEFORE_SCHOOL, to: upper + BEFORE_SCHOOL }, first: n, last }
}

function yearsAt(words: readonly Typed[], n: number): AgesSaid | undefined {
  const from = numberAt(words[n])
  if (from === undefined || from > OLDEST) return undefined
  let at = n + 1
  if (TO.has(words[at]?.plain ?? '')) at++
  const second = numberAt(words[at])
  const to = second !== undefined && second > from && second <= OLDEST ? second : undefined
  const behind = to === undefined ? n + 1 : at + 1
  const unit = words[behind]?.plain
  if (unit === 'tuoi') return { ages: { from, to: to ?? from }, first: n, last: behind }
  const old = (unit === 'year' || unit === 'years') && words[behind + 1]?.plain === 'old'
  return old ? { ages: { from, to: to ?? from }, first: n, last: behind + 1 } : undefined
}
