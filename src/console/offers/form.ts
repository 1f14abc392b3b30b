import type { Agreement, DeskOffer, OfferOutcome, ThingKind } from '../../giving/index.ts'
import type { Need } from '../../needs/index.ts'
import { clean, type Day, dayOf } from '../../platform/vietnamese/index.ts'
import type { AnyFault, Faults, Typed } from '../forms/faults.ts'
import { readDate, within } from '../typing.ts'

export const ACCEPT_FIELDS = ['day', 'hour', 'where', 'need'] as const
export type AcceptField = (typeof ACCEPT_FIELDS)[number]
export const DONE_FIELDS = ['done_on', 'counted', 'value'] as const
export type DoneField = (typeof DONE_FIELDS)[number]

const LONGEST = { hour: 40, where: 160, words: 300 } as const
const MOST_PIECES = 1_000_000n
const MOST_VALUE = 100_000_000_000n

type Read<T, F extends string> = T | { readonly faults: Faults<F> }

/** One line, as it goes to a person. */
function line(typed: string, longest: number): string | 'missing' | 'long' {
  const said = clean(typed.replace(/\s+/g, ' '), longest + 1).trim()
  return said === '' ? 'missing' : said.length > longest ? 'long' : said
}
const isFault = (text: string): text is 'missing' | 'long' => text === 'missing' || text === 'long'

/** Reads where and when it is agreed. @param needs those that it may be for; nothing is promised for one that needs it earlier */
export function readAgreement(
  typed: Typed<AcceptField>,
  needs: readonly Pick<Need, 'id' | 'place' | 'deadline'>[],
  now: Date,
): Read<Agreement, AcceptField | 'past'> {
  const faults: Partial<Record<AcceptField | 'past', AnyFault>> = {}
  const day = readDate(typed.day)
  if (!day) faults.day = 'day'
  // Its words are this page's.
  else if (day < dayOf(now)) faults.past = 'day'
  const [hour, where] = [line(typed.hour, LONGEST.hour), line(typed.where, LONGEST.where)]
  if (isFault(hour)) faults.hour = hour
  if (isFault(where)) faults.where = where
  const need = needs.find(({ id }) => id === typed.need)
  if (typed.need !== '' && !need) faults.need = 'pick'
  else if (day && need?.place && need.deadline && day > dayOf(need.deadline)) faults.day = 'needed_by'
  if (Object.keys(faults).length > 0) return { faults }
  return { day: day!, hour, where, need: typed.need === '' ? null : typed.need }
}

/** A question or a reason, as its person reads it. */
export function readWords(typed: string): string | { readonly fault: 'missing' | 'long' } {
  const said = line(typed, LONGEST.words)
  return isFault(said) ? { fault: said } : said
}

/** Reads what an officer saw, since it was offered. Goods are counted; of the rest a number may be left out. */
export function readOutcome(
  typed: Typed<DoneField>,
  { kind, createdAt }: Pick<DeskOffer, 'createdAt'> & { readonly kind: ThingKind },
  now: Date,
): Read<OfferOutcome, DoneField> {
  const faults: Partial<Record<DoneField, AnyFault>> = {}
  const day: Day | undefined = readDate(typed.done_on)
  if (!day) faults.done_on = 'day'
  else if (day > dayOf(now)) faults.done_on = 'future'
  else if (day < dayOf(createdAt)) faults.done_on = 'before'
  const number = (field: 'counted' | 'value', as: 'count' | 'sum', most: bigint): bigint | null => {
    if (typed[field].trim() === '') {
      if (field === 'counted' && kind === 'goods') faults.counted = 'missing'
      return null
    }
    const { value, fault } = within(typed[field], as, 1n, most)
    if (fault) faults[field] = fault
    return value
  }
  const counted = number('counted', 'count', MOST_PIECES)
  const value = kind === 'direct' ? number('value', 'sum', MOST_VALUE) : null
  return Object.keys(faults).length > 0 ? { faults } : { day: day!, counted, value }
}
