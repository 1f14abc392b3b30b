import type { Values } from '../engine/types.ts'
import type { Giving } from '../giving/index.ts'
import { noteDelivered } from '../needs/index.ts'
import { type NotTwo, whyNoTwo, whyNotTwoOf } from '../organisers/index.ts'
import type { Ids } from '../platform/ids.ts'
import type { Tx } from '../platform/tx.ts'
import { dayOf, monthOf, nextByDay } from '../platform/vietnamese/index.ts'
import type { Delivery, DeliverySheet } from './delivery.ts'
import {
  deliveryById,
  donorsOf,
  insertDelivery,
  lockDelivery,
  monthlyOfPot,
  updateDelivery,
} from './delivery-store.ts'
import type { Words } from './papers.ts'
import { oldestFirst } from './purchase.ts'
import { deliverOf, lockPurchase, purchaseById, undelivered } from './store.ts'

const DAY_MS = 86_400_000
/** So long it waits for who is in the middle of something. */
const PATIENCE_DAYS = 3

/**
 * Notes that so many of what a purchase bought came to where they are needed: the oldest claims first, then what the common pot paid.
 *
 * @returns `too_many` with what is still on the way; `before_bought`: it cannot have come before it was bought; `past`: it does not count
 */
export async function recordDelivery(
  tx: Tx,
  parts: { readonly ids: Ids; readonly words: Words },
  { purchase: id, ...sheet }: DeliverySheet & { readonly purchase: string },
  by: string,
  now: Date,
): Promise<
  | { readonly kind: 'recorded'; readonly id: string }
  | { readonly kind: 'too_many'; readonly most: bigint }
  | { readonly kind: 'past' | 'before_bought' }
> {
  const purchase = await lockPurchase(tx, id)
  const line = purchase?.lines.find((one) => one.id === sheet.lineId)
  if (purchase?.state !== 'booked' || !line) return { kind: 'past' }
  if (sheet.day < purchase.day) return { kind: 'before_bought' }
  const most = line.quantity - line.delivered
  if (sheet.sent > most) return { kind: 'too_many', most }
  if (!(await deliverOf(tx, line.id, sheet.quantity))) return { kind: 'too_many', most }
  const shares = oldestFirst(sheet.quantity, await undelivered(tx, line.id))
  const delivery = await insertDelivery(
    tx,
    parts,
    { ...sheet, communeId: line.communeId ?? sheet.communeId },
    shares,
    by,
    now,
  )
  await noteDelivered(tx, shares, 'delivered', now)
  return { kind: 'recorded', id: delivery }
}

const HALVES = { first: 'deliveries.record', second: 'deliveries.confirm' } as const

/** Why an officer does not confirm a delivery of this unit at this moment; undefined: they may. */
export const whyNotConfirm = (
  tx: Tx,
  { recordedBy }: Pick<Delivery, 'recordedBy'>,
  { unit, by }: { readonly unit: string; readonly by: string },
  now: Date,
): Promise<NotTwo | undefined> => whyNoTwo(tx, { first: recordedBy, second: by, unit, acts: HALVES }, now)

/**
 * Another officer says that it came so. Who wrote it down and who confirms are two people as two who approve are: known, settled for a
 * day, neither standing in for the other (organisers/approvals.ts). Each donor for whom something came and who wants to hear of her
 * gifts is told of it once.
 *
 * @returns why they are not two people, if they are not
 */
export async function confirmDelivery(
  tx: Tx,
  giving: Pick<Giving, 'tell'>,
  id: string,
  by: string,
  now: Date,
): Promise<'confirmed' | 'past' | NotTwo> {
  const seen = await deliveryById(tx, id)
  if (!seen) return 'past'
  const { unitId: unit } = (await purchaseById(tx, seen.purchaseId))!
  // Before the delivery's lock: whoever decides of officers holds theirs first.
  const why = await whyNotTwoOf(tx, { first: seen.recordedBy, second: by, unit, acts: HALVES }, now)
  const delivery = await lockDelivery(tx, id)
  if (delivery?.state !== 'recorded') return 'past'
  if (why) return why
  await updateDelivery(tx, id, { state: 'confirmed', confirmedBy: by, confirmedAt: now })
  const notBefore = nextByDay(now)
  const patience = new Date(notBefore.getTime() + PATIENCE_DAYS * DAY_MS)
  const hears = (contact: string, key: string, more: Values) =>
    giving.tell.toContact(tx, contact, {
      flow: 'became',
      key: `became:${key}`,
      with: { delivery: { id }, ...more },
      notBefore,
      patience,
    })
  // Where two who are one have promised at two addresses one of the two is said (tellings.ts). Parted, each hears of their own:
  // what is to be said goes with the promises that it names.
  for (const { contact, pledges } of await donorsOf(tx, id))
    await hears(contact, `${id}:${pledges[0]}`, { pledges })
  // Of the common pot nobody's part is told apart: who gives each month hears of it once in a month, however much it brings.
  for (const { contact, pledge } of await monthlyOfPot(tx, id))
    await hears(contact, `pot:${pledge}:${monthOf(dayOf(now))}`, { pledges: [pledge], pot: true })
  return 'confirmed'
}

/** It was recorded wrongly, and nobody has confirmed it: it never was. */
export async function strikeDelivery(tx: Tx, id: string, now: Date): Promise<'struck' | 'past'> {
  const seen = await deliveryById(tx, id)
  if (!seen) return 'past'
  await lockPurchase(tx, seen.purchaseId)
  const delivery = await lockDelivery(tx, id)
  if (delivery?.state !== 'recorded') return 'past'
  await updateDelivery(tx, id, { state: 'struck' })
  await deliverOf(tx, delivery.lineId, -delivery.quantity)
  const back = delivery.shares.map(({ claim, units }) => ({ claim, units: -units }))
  await noteDelivered(tx, back, 'delivery struck', now)
  return 'struck'
}
