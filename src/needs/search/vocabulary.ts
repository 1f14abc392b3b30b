import { type Ages, packages, type Sex } from '../packages.ts'
import { canBe, type Typed, type Word, wordsIn } from '../places/spelling.ts'
import type { Thing } from './wish.ts'

/** What a phrase of the vocabulary means. */
type Meaning =
  | {
      readonly kind: 'thing'
      readonly thing: Thing /** Beside a clearer one it says nothing: "xây", "đi học". */
      readonly weak: boolean
    }
  | { readonly kind: 'ages'; readonly ages: Ages }
  | { readonly kind: 'sex'; readonly sex: Sex }
  /** Nothing, though a word of a thing stands in it. */
  | { readonly kind: 'passing' }

interface Phrase {
  readonly words: readonly Word[]
  readonly vietnamese: boolean
  readonly meaning: Meaning
}

/** A phrase where it stands in a text: words `first` to `last`. */
export interface Hit {
  readonly first: number
  readonly last: number
  readonly phrase: Phrase
  /** Every word with its marks, or at least with none that are wrong. */
  readonly accented: boolean
}

let made:
  | { readonly all: readonly Phrase[]; readonly byFirst: ReadonlyMap<string, readonly Phrase[]> }
  | undefined

export function vocabulary() {
  made ??= make()
  return made
}

/** Said beside a thing, these tell where it goes or what is done there; alone they are a thing themselves. */
const WEAK = new Set(
  'đi học|chơi|thăm|xây|xây dựng|sửa chữa|đồng hành|bảo trợ|khám|mổ|quà|bán trú|chương trình|dự án|lớp học|trường học|điểm trường|phòng học|y tế|chữa trị|play|present|presents|program|cap|sports'.split(
    '|',
  ),
)

function make() {
  const { packages: kinds, items, levels, sexes, passing } = packages()
  const all: Phrase[] = []
  const add = (
    said: { readonly vi: readonly string[]; readonly en: readonly string[] },
    of: (text: string) => Meaning,
  ) => {
    for (const text of said.vi) all.push({ words: wordsIn(text), vietnamese: true, meaning: of(text) })
    for (const text of said.en) all.push({ words: wordsIn(text), vietnamese: false, meaning: of(text) })
  }
  const thing =
    (one: Thing) =>
    (text: string): Meaning => ({ kind: 'thing', thing: one, weak: WEAK.has(text) })
  for (const [key, { words }] of Object.entries(kinds)) add(words, thing({ package: key }))
  for (const [key, { words, package: of }] of Object.entries(items))
    add(words, thing({ package: of, item: key }))
  for (const { words, from, to } of Object.values(levels))
    add(words, () => ({ kind: 'ages', ages: { from, to } }))
  for (const sex of ['female', 'male'] as const) add(sexes[sex].words, () => ({ kind: 'sex', sex }))
  add({ vi: passing.flat(), en: [] }, () => ({ kind: 'passing' }))
  const byFirst = new Map<string, Phrase[]>()
  for (const phrase of all) {
    const key = phrase.words[0]!.plain
    const there = byFirst.get(key)
    if (there) there.push(phrase)
    else byFirst.set(key, [phrase])
  }
  return { all, byFirst }
}

/** As `canBe`; and who writes đ and ơ may still leave out the tones: "xe đap". */
const mayBe = (typed: Word, word: Word): boolean =>
  canBe(typed, word) || (typed.plain === word.plain && typed.marked === word.marked.replace(TONES, ''))
const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g

/** Every phrase that stands in a text, also those that share words. */
export function hitsIn(words: readonly Typed[]): Hit[] {
  const { byFirst } = vocabulary()
  return words.flatMap((word, first) =>
    (byFirst.get(word.plain) ?? []).flatMap((phrase): Hit[] => {
      const window = words.slice(first, first + phrase.words.length)
      if (window.length < phrase.words.length || !window.every((one, n) => mayBe(one, phrase.words[n]!)))
        return []
      const accented = window.every(({ marked }, n) => marked === phrase.words[n]!.marked)
      return [{ first, last: first + window.length - 1, phrase, accented }]
    }),
  )
}
