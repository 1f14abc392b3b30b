import { slotById, slotName } from '../../needs/index.ts'
import type { Tx } from '../../platform/tx.ts'
import { formatMonth } from '../../platform/vietnamese/index.ts'
import { withAll } from './places.ts'
import { monthsPaid } from './sponsorship.ts'
import { allOf } from './store.ts'

/** Somebody's sponsored place, for a copy that they ask for. Months are text, 5/2027; money is đồng. */
export interface PlaceCopy {
  /** SL-0417; without a place, the campaign's title. */
  readonly number: string
  readonly at: Date
  readonly state: string
  readonly monthly: bigint
  /** Null while it is only held. */
  readonly from: string | null
  /** The last month that is paid whole. */
  readonly paidTo: string | null
  readonly months: number
  /** The date in each month; null: no reminder. */
  readonly remindDay: number | null
  readonly unused: bigint
  /** What they wish for what was not used. */
  readonly wish: string | null
}

/** All of them, oldest first. */
export async function copyOfPlaces(tx: Tx, contact: string): Promise<PlaceCopy[]> {
  const places = []
  for (const one of await allOf(tx, contact)) {
    const slot = one.slotId === null ? undefined : (await slotById(tx, one.slotId))!
    const held = one.pledgeId === null ? undefined : await withAll(tx, one)
    const monthly = slot?.monthly ?? one.monthly!
    const { createdAt } = await tx.sponsorship.findUniqueOrThrow({
      where: { id: one.id },
      select: { createdAt: true },
    })
    places.push({
      number: slot ? slotName(slot) : held!.campaign.title,
      at: createdAt,
      state: one.state,
      monthly,
      from: one.fromMonth && formatMonth(one.fromMonth),
      paidTo: one.toMonth && formatMonth(one.toMonth),
      months: held ? monthsPaid(held.pledge, monthly) : 0,
      remindDay: one.remindDay,
      unused: one.unused,
      wish: one.wish,
    })
  }
  return places
}

export const countPlaces = (tx: Tx, contact: string): Promise<number> =>
  tx.sponsorship.count({ where: { contactId: contact } })

/** Since when they wait to hear of a place that nobody sponsors; null: they do not. */
export async function placeWishOf(tx: Tx, contact: string): Promise<Date | null> {
  const first = await tx.slotWish.findFirst({ where: { contactId: contact }, orderBy: { askedAt: 'asc' } })
  return first?.askedAt ?? null
}
