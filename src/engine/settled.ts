import { amountInside } from '../platform/vietnamese/index.ts'
import { negations, readAnswer } from './answers.ts'
import type { Asked } from './asked.ts'
import { LANGS } from './book.ts'
import { contains, type Word } from './hears.ts'
import { type Move, moveOf } from './move.ts'
import { patternOf, startsAt } from './patterns.ts'
import { doubtOffers, isChoice, type Offer, offers } from './question.ts'
import { playOf, type State } from './state.ts'
import type { Doubt } from './types.ts'
import { heardKey } from './word-uses.ts'

/** What one word settles: a doubt, or which option is meant. */

/**
 * The option whose own phrases (`<step>.<option>.hears`) are in what was said: “mai mình bận” where “Đổi ngày” stands. The
 * longest counts. A sum that is said must be in the phrase: “góp chung 500k” says more than “góp chung”.
 */
export function optionHeard(
  state: State,
  { frame, step, question }: Asked,
  words: readonly Word[],
  line: string,
): Move | undefined {
  const { words: texts } = playOf(state, frame)
  // People mix the languages.
  const heard = question.options.flatMap((option) =>
    LANGS.flatMap((lang) => texts[lang].get(heardKey(step, option))?.text.split(',') ?? []).map((phrase) => ({
      option,
      slots: patternOf(phrase.trim(), option).slots,
    })),
  )
  if (heard.length === 0) return undefined
  const there = offers(state, frame, question).map(({ means }) => means.kind === 'option' && means.option)
  const isSum = amountInside(line) !== undefined
  let best: (typeof heard)[number] | undefined
  for (const one of heard) {
    if (one.option.means !== 'words' && !there.includes(one.option)) continue
    if (one.slots.length <= (best?.slots.length ?? 0)) continue
    if (isSum && !one.slots.some((slot) => slot.isSum)) continue
    if (words.some((_, from) => startsAt(words, from, one.slots))) best = one
  }
  return best && { kind: 'option', option: best.option, record: undefined, of: undefined }
}

/** "ừ" and whatever says as much. */
export function isYes(state: State, line: string): boolean {
  const said = readAnswer('yes_no', line, state.today)
  return said.kind === 'value' && said.value === true
}

/** "ừ" and "không" to a doubt. */
export function settledBy(state: State, doubt: Doubt, line: string): Move | undefined {
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
export function optionMeant(state: State, all: readonly Offer[], line: string): Offer | undefined {
  const means = (offer: Offer) => (offer.means.kind === 'option' ? offer.means.option.means : undefined)
  if (!all.some(means)) return undefined
  const said = readAnswer('yes_no', line, state.today)
  if (said.kind !== 'value') return undefined
  return all.find((offer) => means(offer) === (said.value === true ? 'yes' : 'no'))
}

/** “xã nào cũng được”, where one may leave it to the Fund; “xóa” and nothing else, where it was told what goes. */
export function inWordsAlone(
  state: State,
  { question }: Asked,
  words: readonly Word[],
  late: boolean,
): Move | undefined {
  const { said } = state.book
  const any = () =>
    words.length <= ANY_WORDS &&
    negations(words) === 0 &&
    said.phrases('any_will_do').some((phrase) => contains(words, phrase))
  // Who comes back after hours has not just read it.
  const erase = () =>
    !late && said.phrases('erase').some((phrase) => words.length === phrase.length && contains(words, phrase))
  const option = question.options.find(({ means }) =>
    means === 'any' ? any() : means === 'erase' && erase(),
  )
  return option && { kind: 'option', option, record: undefined, of: undefined }
}

const ANY_WORDS = 10
