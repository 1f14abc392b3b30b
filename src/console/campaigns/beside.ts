import { count, money } from '../../web/show.ts'
import type { Lang } from '../../web/words.ts'
import { readSum } from '../typing.ts'
import type { AnyFault } from './form.ts'
import { campaigns } from './words.ts'

/** What is said beside a field; undefined where nothing is wrong with it. */
export function faultIn(lang: Lang, fault: AnyFault | undefined): string | undefined {
  const w = campaigns[lang]
  if (fault === undefined) return undefined
  if (typeof fault === 'string') return w.fault[fault]
  if ('taken' in fault) return w.takenBy(fault.taken)
  if ('after' in fault) return w.after(w.field[fault.after])
  if ('least' in fault) return w.between(count(fault.least, lang), count(fault.most, lang))
  const [one, other] = fault.sums.map((sum) => money(sum, lang))
  return w.sums(one!, other)
}

/** What a sum was understood as, where it was typed in words; undefined where its digits stand there. */
export function heardIn(lang: Lang, typed: string | undefined): string | undefined {
  const sum = /[^\d.,\s]/.test(typed ?? '') ? readSum(typed!) : undefined
  return typeof sum === 'bigint' ? campaigns[lang].heard(money(sum, lang)) : undefined
}

/** What is said beside a field that somebody else has just changed. @param label of what it is now */
export function meanwhileIn(lang: Lang, now: string, typed: string | undefined, label: string): string {
  const w = campaigns[lang]
  return now === typed ? w.meanwhileToo : w.meanwhileTo(label === '' ? w.nothing : label)
}
