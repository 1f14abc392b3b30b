import { type KeptNeed, type NeedSheet, OLDEST, packages, SEXES } from '../../needs/index.ts'
import { endOfDay, fold } from '../../platform/vietnamese/index.ts'
import type { Faults, Typed } from '../forms/faults.ts'
import type { Where } from '../forms/place.ts'
import { reader } from '../forms/reader.ts'
import { readDate } from '../typing.ts'

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
  const { faults, line, whole } = reader(typed, ours)
  const mode = known?.mode ?? (typed.mode === 'pooled' ? 'pooled' : 'exclusive')
  const pooled = mode === 'pooled'
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
    // Whatever is typed for the price of one: of what many pay together it is one part, and nobody has to know that.
    portion:
      pooled && typed.price.trim() !== '' ? whole('price', 'sum', 1_000n, cap > 1_000n ? cap : 1_000n) : null,
    cap,
    deadline: deadline ? endOfDay(deadline) : null,
    rank: Number(whole('rank', 'count', 1n, 9_999n)),
    shows: typed.shows === 'yes',
  }
  return Object.keys(faults).length > 0 ? { faults } : { sheet }
}
