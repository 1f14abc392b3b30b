import { type Choice, type Commune, communeSaid, communesNamed, type KeptCommune } from '../../needs/index.ts'
import { clean, fold } from '../../platform/vietnamese/index.ts'
import type { Lang } from '../../web/words.ts'
import type { Typed } from './faults.ts'
import { forms } from './words.ts'

/** What was found for the place that was typed; nothing of it: where it is needed most. */
export interface Where {
  /** A commune that is kept already. */
  readonly id?: string
  /** One of today that no need was for so far. */
  readonly commune?: Commune
  readonly fault?: 'place' | 'which'
  /** What the name can mean, when that must be asked back. */
  readonly choices?: readonly Choice[]
}

/**
 * Finds where a need, or a sponsored place, is: the commune it has, one without a code by its very name, else a commune of
 * today by its new or old name. Several, a misspelt name, and an old commune that was split are asked back.
 *
 * @param kept the need's own, and those without a code
 */
export function whereMeant(typed: Typed<'commune' | 'place'>, kept: readonly KeptCommune[]): Where {
  const said = clean(typed.commune, 120)
  if (said === '') return {}
  const own = kept.find(({ text }) => fold(text) === fold(said))
  if (own) return { id: own.id }
  const { choices, sure } = communesNamed(said)
  const chosen = sure ? choices[0] : choices.find(({ commune }) => commune.code === typed.place)
  if (chosen) return { commune: chosen.commune }
  return choices.length > 0 ? { fault: 'which', choices } : { fault: 'place' }
}

/** What a name can mean, to choose from. */
export function choiceSaid(lang: Lang, { commune, by }: Choice): string {
  const said = communeSaid(commune)
  return by ? forms[lang].wasIn(said, `${by.kind} ${by.name}`, by.how === 'split') : said
}
