import type { Unfit } from '../../needs/index.ts'
import { count, money } from '../../web/show.ts'
import type { Lang } from '../../web/words.ts'
import { type NumberFault, readSum } from '../typing.ts'
import { forms } from './words.ts'

/** What was typed into the fields of a form. */
export type Typed<F extends string> = Readonly<Record<F, string>>
/** What is wrong with which of them. */
export type Faults<F extends string> = Readonly<Partial<Record<F, AnyFault>>>

type Fault =
  | 'missing'
  | 'long'
  | Unfit
  | 'pick'
  | 'day'
  | 'future'
  /** Before what it is about was written down; after the day by which it is needed. */
  | 'before'
  | 'needed_by'
  | 'month'
  | 'month_over'
  | 'narrow'
  | 'series'
  | 'prefix'
  | 'begins'
  | 'below_taken'
  | 'promised'
  | 'former'
  | 'places'
  | 'put_off'
  | 'place'
  | 'which'

/** Another campaign has it already: its title. */
interface Taken {
  readonly taken: string
}

/** A day that is before the one of that field. */
interface Early {
  readonly after: string
}

/** All that can be wrong with a field of these forms. */
export type AnyFault = Fault | NumberFault | Taken | Early

/**
 * What is said beside a field; undefined where nothing is wrong with it.
 *
 * @param labels of the form's fields, where one day has to come after another
 */
export function faultIn(
  lang: Lang,
  fault: AnyFault | undefined,
  labels: Readonly<Record<string, string>> = {},
): string | undefined {
  const w = forms[lang]
  if (fault === undefined) return undefined
  if (typeof fault === 'string') return w.fault[fault]
  if ('taken' in fault) return w.takenBy(fault.taken)
  if ('after' in fault) return w.after(labels[fault.after] ?? fault.after)
  if ('least' in fault) return w.between(count(fault.least, lang), count(fault.most, lang))
  const [one, other] = fault.sums.map((sum) => money(sum, lang))
  return w.sums(one!, other)
}

/** What a sum was understood as, where it was typed in words; undefined where its digits stand there. */
export function heardIn(lang: Lang, typed: string | undefined): string | undefined {
  const sum = /[^\d.,\s]/.test(typed ?? '') ? readSum(typed!) : undefined
  return typeof sum === 'bigint' ? forms[lang].heard(money(sum, lang)) : undefined
}

/** What is said beside a field that somebody else has just changed. @param label of what it is now */
export function meanwhileIn(lang: Lang, now: string, typed: string | undefined, label: string): string {
  const w = forms[lang]
  return now === typed ? w.meanwhileToo : w.meanwhileTo(label === '' ? w.nothing : label)
}
