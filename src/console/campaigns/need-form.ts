import {
  type Choice,
  type Commune,
  communesNamed,
  type KeptCommune,
  type KeptNeed,
  type NeedSheet,
  OLDEST,
  packages,
  SEXES,
  unfitForAll,
} from '../../needs/index.ts'
import { clean, fold } from '../../platform/vietnamese/index.ts'
import { readDate, within } from '../typing.ts'
import { type AnyFault, endOfDay, type Faults, type Typed } from './form.ts'

export const NEED_FIELDS = [
  'commune',
  'place',
  'package',
  'sex',
  'age_from',
  'age_to',
  'mode',
  'what',
  'unit',
  'price',
  'cap',
  'deadline',
  'rank',
  'shows',
] as const
export type NeedField = (typeof NEED_FIELDS)[number]

/** Kinds of need to choose from: each package, and each thing of it as `package/item`. */
export function kinds(lang: 'vi' | 'en'): (readonly [string, string])[] {
  const { items, packages: all } = packages()
  return Object.entries(all).flatMap(([key, kind]) => [
    [key, kind[lang]] as const,
    ...Object.entries(items).flatMap(([item, one]) =>
      one.package === key ? [[`${key}/${item}`, `${kind[lang]}: ${one[lang]}`] as const] : [],
    ),
  ])
}

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
 * Finds where a need, or a sponsored place, is: the commune it has, one without a code by its very name, else a commune of today by its new or old
 * name. Several, a misspelt name, and an old commune that was split are asked back.
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

/**
 * Reads the form of a need: all faults at once. How it counts, by whole units or in đồng, stays as it was made.
 *
 * @param where what was found for its place
 * @param known undefined for a new one
 * @param ours the fund's own numbers, which its texts may show
 */
export function readNeed(
  typed: Typed<NeedField>,
  where: Where,
  known: KeptNeed | undefined,
  ours: readonly string[],
): { readonly sheet: NeedSheet } | { readonly faults: Faults<NeedField> } {
  const faults: Partial<Record<NeedField, AnyFault>> = {}
  const mode = known?.mode ?? (typed.mode === 'pooled' ? 'pooled' : 'exclusive')
  const pooled = mode === 'pooled'
  const line = (field: 'what' | 'unit', most: number): string => {
    const said = clean(typed[field].replace(/\s+/g, ' '), most + 1).trim()
    if (said === '') faults[field] = 'missing'
    else if (said.length > most) faults[field] = 'long'
    const unfit = unfitForAll(said, { ours })
    if (!faults[field] && unfit) faults[field] = unfit
    return said
  }
  const whole = (field: NeedField, kind: 'count' | 'sum', least: bigint, most: bigint): bigint => {
    const { value, fault } = within(typed[field], kind, least, most)
    if (fault) faults[field] = fault
    return value
  }
  const [kind = '', item = null] = typed.package.split('/')
  if (!kinds('vi').some(([one]) => one === typed.package)) faults.package = 'pick'
  const sex = SEXES.find((one) => one === typed.sex) ?? null
  const aged = typed.age_from.trim() !== '' || typed.age_to.trim() !== ''
  const ageFrom = aged ? Number(whole('age_from', 'count', 0n, BigInt(OLDEST))) : null
  const ageTo = aged ? Number(whole('age_to', 'count', BigInt(ageFrom ?? 0), BigInt(OLDEST))) : null
  if (where.fault) faults.commune = where.fault
  const deadline = typed.deadline.trim() === '' ? undefined : readDate(typed.deadline)
  if (typed.deadline.trim() !== '' && !deadline) faults.deadline = 'day'
  const what = line('what', 120)
  const unit = pooled ? 'đồng' : line('unit', 20)
  // Receipts say "2 áo ấm cỡ 7": the number, then what it is.
  if (!pooled && what !== '' && unit !== '' && !`${fold(what)} `.startsWith(`${fold(unit)} `))
    faults.what ??= 'begins'
  const cap = pooled ? whole('cap', 'sum', 1_000n, 100_000_000_000n) : whole('cap', 'count', 1n, 1_000_000n)
  if (known && !faults.cap && cap < known.taken) faults.cap = 'below_taken'
  const sheet: NeedSheet = {
    communeId: where.id ?? null,
    package: kind,
    item,
    sex,
    ageFrom,
    ageTo,
    mode,
    what,
    unitWord: unit,
    unitPrice: pooled ? 1n : whole('price', 'sum', 1_000n, 1_000_000_000n),
    cap,
    deadline: deadline ? endOfDay(deadline) : null,
    rank: Number(whole('rank', 'count', 1n, 9_999n)),
    shows: typed.shows === 'yes',
  }
  return Object.keys(faults).length > 0 ? { faults } : { sheet }
}
