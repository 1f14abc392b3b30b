import {
  type Arrival,
  type DeskOffer,
  type ForeignReturn,
  MISCOUNTS,
  type Miscount,
  otherThanSaid,
  RETURNS,
} from '../../giving/index.ts'
import {
  addDays,
  dayOf,
  type ForeignSum,
  isCurrency,
  readForeign,
  sumOf,
} from '../../platform/vietnamese/index.ts'
import type { AnyFault, Faults, Typed } from '../forms/faults.ts'
import { readDate, refFault } from '../typing.ts'

export const CAME_FIELDS = ['amount', 'currency', 'came_on', 'ref', 'as_came'] as const
export type CameField = (typeof CAME_FIELDS)[number]
export const BACK_FIELDS = ['back_on', 'back_ref', 'back_why'] as const
export type BackField = (typeof BACK_FIELDS)[number]
/** What is wrong with these has words of its own, or of the money desk. */
export type LaterFault = 'amount' | 'other' | 'ref' | 'ref_phone' | 'ref_taken' | 'early' | 'before_came'

type Read<T, F extends string> =
  | T
  | { readonly faults: Faults<F>; readonly own?: Partial<Record<F, LaterFault>> }

/** Some send first and tell us of it later: money may have come so many days before it was offered. */
const CAME_EARLIER = 60

/** Reads what the bank has of money in another currency. */
export function readArrival(
  typed: Typed<CameField>,
  { createdAt, said, came: written }: Pick<DeskOffer, 'createdAt' | 'said' | 'came'>,
  now: Date,
): Read<Arrival, CameField> {
  const faults: Partial<Record<CameField, AnyFault>> = {}
  const own: Partial<Record<CameField, LaterFault>> = {}
  const { currency } = typed
  const plain = readForeign(typed.amount).amount
  const came = isCurrency(currency) && plain !== undefined ? sumOf(plain, currency) : undefined
  if (!isCurrency(currency)) faults.currency = 'pick'
  if (typed.amount.trim() === '') faults.amount = 'missing'
  else if (isCurrency(currency) && !came) own.amount = 'amount'
  // Another currency, or a sum that no bank's fee explains, may be somebody else's money: asked once, and then it is as the bank says.
  else if (
    !isWritten(written, came) &&
    typed.as_came !== 'yes' &&
    otherThanSaid(said, came ?? null) === 'other'
  )
    own.amount = 'other'
  const day = readDate(typed.came_on)
  if (!day) faults.came_on = 'day'
  else if (day > dayOf(now)) faults.came_on = 'future'
  else if (day < addDays(dayOf(createdAt), -CAME_EARLIER)) own.came_on = 'early'
  const ref = refFault(typed.ref, { stated: false })
  if (ref) own.ref = ref
  if (Object.keys(faults).length + Object.keys(own).length > 0) return { faults, own }
  return { came: came!, day: day!, bankRef: typed.ref.trim() }
}

const isWritten = (written: ForeignSum | null, came: ForeignSum | undefined): boolean =>
  written !== null && written.currency === came?.currency && written.minor === came.minor

/** Reads when it went back: not before it came. */
export function readReturn(
  typed: Typed<BackField>,
  { day: came }: Pick<DeskOffer, 'day'>,
  now: Date,
): Read<ForeignReturn, BackField> {
  const faults: Partial<Record<BackField, AnyFault>> = {}
  const own: Partial<Record<BackField, LaterFault>> = {}
  const day = readDate(typed.back_on)
  if (!day) faults.back_on = 'day'
  else if (day > dayOf(now)) faults.back_on = 'future'
  else if (came && day < came) own.back_on = 'before_came'
  const ref = refFault(typed.back_ref, { stated: false })
  if (ref) own.back_ref = ref
  const why = RETURNS.find((one) => one === typed.back_why)
  if (!why) faults.back_why = 'pick'
  if (Object.keys(faults).length + Object.keys(own).length > 0) return { faults, own }
  return { day: day!, ref: typed.back_ref.trim(), why: why! }
}

export const readMiscount = (typed: string): Miscount | undefined => MISCOUNTS.find((one) => one === typed)
