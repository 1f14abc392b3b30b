import { type Forms, plainForm } from './forms.ts'
import { canBe, fits, isAnyOf, isPolite, type Word, wordsOf } from './hears.ts'
import type { Said } from './said.ts'

/**
 * The form that somebody asks to be called by: “gọi tôi là chị”, “gọi bác đi nhé”, “đừng gọi chị là bạn”.
 *
 * @returns undefined where none is named, or one that we do not use: “đừng gọi bạn”, “gọi tôi là sếp”
 */
export function formNamed(forms: Forms, said: Said, line: string): string | undefined {
  const words = wordsOf(line)
  const names = [...forms.keys()].map((name) => ({ name, word: wordsOf(name)[0]! }))
  const at = (n: number) => names.find(({ word }) => words[n] && canBe(words[n], word))?.name
  const is = (n: number, list: 'calls' | 'calls_not' | 'calls_as') =>
    words[n] !== undefined && isAnyOf(words[n], said.words(list))
  const unwanted = new Set<string | undefined>()
  let wanted: string | undefined
  let self: string | undefined
  let not = false
  let calls = false
  for (let n = 0; n < words.length; n++) {
    if (is(n, 'calls')) {
      not = is(n - 1, 'calls_not')
      calls = true
      // “gọi bác đi”, “gọi tôi chị nhé”, “gọi chị là chị”: themselves, but where another comes after “là”.
      self = at(n + 1) ?? at(n + 2) ?? self
    } else if (calls && is(n, 'calls_as') && at(n + 1)) {
      if (not) unwanted.add(at(n + 1))
      else wanted = at(n + 1)
    }
  }
  if (wanted !== undefined) return wanted
  const plain = plainForm(forms)?.you
  if (self === undefined || unwanted.has(self) || (not && self === plain)) return undefined
  return self
}

// Nobody begins a long story with it.
const MOST_WORDS = 40

/**
 * What somebody calls themselves in passing: “bác gửi rồi nhé”, “em ơi cô muốn góp 500k”. Only as the subject that a message
 * begins with, exactly as it is written (“co” may be “có”), before something that people tell of themselves, and not where the
 * bot may be meant: “chị gửi em số tài khoản” is said by somebody younger. A child's words for itself are no form.
 *
 * @returns the first form for who speaks to the bot as to somebody younger, and says no more: “em ơi”
 */
export function formUsed(forms: Forms, said: Said): (line: string) => string | undefined {
  const plain = plainForm(forms)?.you
  const names = [...forms.keys()]
    .filter((name) => name !== plain)
    .map((name) => [name, wordsOf(name)[0]!] as const)
  const younger = said.phrases('to_younger')
  const first = new Set([...names.map(([, word]) => word.base), ...younger.map(([word]) => word!.base)])
  const initials = new Set([...first].map((base) => base.charAt(0)))
  return (line) => {
    // Most messages begin otherwise, and every message is asked.
    if (!initials.has(line.charAt(0).toLowerCase()) || !first.has(baseOfFirst(line))) return undefined
    const words = wordsOf(line)
    if (words.length > MOST_WORDS) return undefined
    const start = afterPhrase(words, 0, younger)
    const otherwise = start > 0 ? plain : undefined
    const name = names.find(([, word]) => isExactly(words[start], word))?.[0]
    return name !== undefined && tells(words, start + 1, said) ? name : otherwise
  }
}

const FIRST_WORD = /[\p{L}\p{M}\p{N}]+/u
const baseOfFirst = (line: string): string =>
  wordsOf(FIRST_WORD.exec(line.slice(0, 24))?.[0] ?? '')[0]?.base ?? ''

/** Whether what stands behind the word for themselves is told of themselves. */
function tells(words: readonly Word[], verb: number, said: Said): boolean {
  const behind = afterPhrase(words, verb, said.phrases('of_self'))
  if (behind === verb) return false
  const rest = withoutYounger(words, behind, said)
  if (!rest || rest.some((word, n) => isOthers(word, rest[n - 1], said))) return false
  const last = words.at(-1)!
  const asks = isAnyOf(last, said.words('asks')) || isAnyOf(last, said.words('asks_exactly'))
  return !asks || afterPhrase(words, verb, said.phrases('of_self_asking')) > verb
}

const isExactly = (heard: Word | undefined, meant: Word): boolean =>
  heard?.base === meant.base && heard.marks === meant.marks

/** Where what comes behind the longest of these phrases begins; `from` where none stands there. */
function afterPhrase(words: readonly Word[], from: number, phrases: readonly (readonly Word[])[]): number {
  let end = from
  for (const phrase of phrases) if (fits(words, from, phrase)) end = Math.max(end, from + phrase.length)
  return end
}

/**
 * What is said, without a word for the bot at its end: “bác gửi rồi cháu nhé”.
 *
 * @returns undefined where it is to be sent something there (“chị gửi em nhé”), or is shown respect (“bác gửi rồi ạ”)
 */
function withoutYounger(words: readonly Word[], from: number, said: Said): readonly Word[] | undefined {
  let end = words.length
  while (end > from && isPolite(words[end - 1]!)) end--
  const polite = words.slice(end)
  const younger = end > from && isAnyOf(words[end - 1]!, said.words('younger'))
  if (!younger) {
    return polite.some((word) => isAnyOf(word, said.words('respect'))) ? undefined : words.slice(from, end)
  }
  return isAnyOf(words[end - 2]!, said.words('sends')) ? undefined : words.slice(from, end - 1)
}

/** Whether a word shows that somebody else is meant: but “các em”, “các cháu” are the children. */
function isOthers(word: Word, before: Word | undefined, said: Said): boolean {
  if (!isAnyOf(word, said.words('not_of_self'))) return false
  return !(before && isAnyOf(before, said.words('children')))
}
