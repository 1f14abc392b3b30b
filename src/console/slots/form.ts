import { CLOSE_REASONS, type CloseReason, SEXES, type Slot, type SlotSheet } from '../../needs/index.ts'
import { asMonth, type Day, dayOf, isMonth, type Month, monthOf } from '../../platform/vietnamese/index.ts'
import type { AnyFault, Faults, Typed } from '../forms/faults.ts'
import type { Where } from '../forms/place.ts'
import { reader } from '../forms/reader.ts'
import { readDate, readSum } from '../typing.ts'

export const SLOT_FIELDS = [
  'campaign',
  'province',
  'commune',
  'place',
  'sex',
  'age_from',
  'age_to',
  'what',
  'monthly',
  'until',
  'count',
] as const
export type SlotField = (typeof SLOT_FIELDS)[number]

export const CLOSE_FIELDS = ['why', 'on', 'unused'] as const
export type CloseField = (typeof CLOSE_FIELDS)[number]

/** So many are made with one form. */
const MOST_AT_ONCE = 50n
/** Narrower than this, an age band points at a child. */
const LEAST_BAND = 2

/**
 * The last month of a school year.
 *
 *     readMonth('5/2027')   // '2027-05'
 *     readMonth('2027-05')  // '2027-05'
 *     readMonth('13/2027')  // undefined
 */
export function readMonth(text: string): Month | undefined {
  const [, month, year] = /^(\d{1,2})[/.-](\d{4})$/.exec(text.trim()) ?? []
  const written = year ? `${year}-${month!.padStart(2, '0')}` : text.trim()
  return isMonth(written) ? asMonth(written) : undefined
}

interface Choices {
  readonly campaigns: readonly { readonly id: string; readonly receivesUntil: Date }[]
  /** Where they are, for officers alone. */
  readonly where: Where
  readonly now: Date
  /** The fund's own numbers, which its texts may show. */
  readonly ours: readonly string[]
}

/** Reads the form of new places: all faults at once. */
export function readSlots(
  typed: Typed<SlotField>,
  { campaigns, where, now, ours }: Choices,
): { readonly sheet: SlotSheet; readonly count: number } | { readonly faults: Faults<SlotField> } {
  const { faults, line, whole } = reader(typed, ours)
  const campaign = campaigns.find(({ id }) => id === typed.campaign)
  if (!campaign) faults.campaign = 'pick'
  if (where.fault) faults.commune = where.fault
  const sex = SEXES.find((one) => one === typed.sex)
  if (!sex) faults.sex = 'pick'
  const [ageFrom, ageTo] = [
    Number(whole('age_from', 'count', 3n, 16n)),
    Number(whole('age_to', 'count', 5n, 18n)),
  ]
  if (!faults.age_from && !faults.age_to && ageTo - ageFrom < LEAST_BAND) faults.age_to = 'narrow'
  const until = readMonth(typed.until)
  const last = campaign && monthOf(dayOf(campaign.receivesUntil))
  if (!until) faults.until = 'month'
  else if (until < monthOf(dayOf(now)) || (last && until > last)) faults.until = 'month_over'
  const [province, what] = [line('province', 40), line('what', 80)]
  const count = Number(whole('count', 'count', 1n, MOST_AT_ONCE))
  const monthly = whole('monthly', 'sum', 10_000n, 50_000_000n)
  if (Object.keys(faults).length > 0) return { faults }
  const about = {
    province,
    communeId: where.id ?? null,
    sex: sex!,
    ageFrom,
    ageTo,
    what,
    monthly,
    untilMonth: until!,
  }
  return { count, sheet: { ...about, campaignId: campaign!.id, waitsSince: dayOf(now), madeUp: false } }
}

/** Reads why a place is closed, since when (not before it last waited for somebody), and what of its money is unused. */
export function readClosing(
  typed: Typed<CloseField>,
  { waitsSince }: Pick<Slot, 'waitsSince'>,
  now: Date,
):
  | { readonly why: CloseReason; readonly on: Day; readonly unused: bigint }
  | { readonly faults: Faults<CloseField> } {
  const faults: Partial<Record<CloseField, AnyFault>> = {}
  const why = CLOSE_REASONS.find((one) => one === typed.why)
  if (!why) faults.why = 'pick'
  const on = readDate(typed.on)
  if (!on) faults.on = 'day'
  else if (on > dayOf(now)) faults.on = 'future'
  else if (on < waitsSince) faults.on = 'before'
  const unused = typed.unused.trim() === '' ? 0n : readSum(typed.unused)
  if (typeof unused !== 'bigint') faults.unused = unused ?? 'sum'
  return Object.keys(faults).length > 0 ? { faults } : { why: why!, on: on!, unused: unused as bigint }
}
