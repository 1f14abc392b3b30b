import { campaignById } from '../../campaigns/index.ts'
import {
  anyWaiting,
  freeSlot,
  lockSlot,
  monthAfter,
  noteSlot,
  setClaim,
  slotById,
  sponsorSlot,
  takeSlot,
} from '../../needs/index.ts'
import type { Tx } from '../../platform/tx.ts'
import { dayOf } from '../../platform/vietnamese/index.ts'
import type { Behalf } from '../behalf/behalf.ts'
import { sealBehalf } from '../behalf/store.ts'
import type { Giving } from '../deps.ts'
import { heldUntil } from '../pledges/pledge.ts'
import { type Doing, withCode } from '../pledges/pledging.ts'
import { firstPromise, type HeldPlace } from './places.ts'
import { planReminder } from './reminders.ts'
import { endOf, firstMonth, MOST_PLACES } from './sponsorship.ts'
import {
  countLive,
  dropWish,
  heldBy,
  insertHeld,
  lastPaidMonth,
  lockOverdue,
  lockSponsorship,
  removeHeld,
  sponsorshipById,
  updateSponsorship,
} from './store.ts'

/** What comes of wanting a place. `others`: it is somebody's, and others wait; `gone`: none waits any more. */
type Taken =
  | { readonly kind: 'held'; readonly id: string; readonly slot: string; readonly until: Date }
  | { readonly kind: 'others' | 'gone' | 'too_many' }

/**
 * Keeps a place for the time of choosing. What somebody held before is free again: one looks at one place at a time.
 *
 * @param slot null: the fund chooses
 * @param near đồng of each month: it chooses among the places that cost nearest to it
 */
export async function takePlace(
  { tx, ids, now, contact, address }: Doing,
  slot: string | null,
  near?: bigint,
): Promise<Taken> {
  if ((await countLive(tx, contact)).places >= MOST_PLACES) return { kind: 'too_many' }
  const before = await heldBy(tx, contact)
  const same = before.find((one) => one.slotId === slot)
  // It may have been given back this moment: then it is taken like any other.
  if (same && (await lockSponsorship(tx, same.id))?.state === 'held') {
    // Whoever still chooses has the whole time of choosing again.
    const until = await choosingUntil(tx, same.slotId!, now)
    await updateSponsorship(tx, same.id, { heldUntil: until })
    return { kind: 'held', id: same.id, slot: same.slotId!, until }
  }
  const taken = await takeSlot(tx, slot, now, near)
  if (taken === undefined) return { kind: (await anyWaiting(tx, now)) ? 'others' : 'gone' }
  const until = await choosingUntil(tx, taken, now)
  const id = ids.uuid()
  const held = { id, slotId: taken, contactId: contact, addressId: address ?? null, heldUntil: until }
  await insertHeld(tx, { ...held, createdAt: now })
  for (const one of before) await letGo(tx, one.id, one.slotId!)
  return { kind: 'held', id, slot: taken, until }
}

async function choosingUntil(tx: Tx, slot: string, now: Date): Promise<Date> {
  const { campaignId } = (await slotById(tx, slot))!
  return heldUntil((await campaignById(tx, campaignId))!, now)
}

/** Not where its time was over meanwhile: by now the place may be somebody else's. */
export async function letGo(tx: Tx, id: string, slot: string): Promise<void> {
  if (await removeHeld(tx, id)) await freeSlot(tx, slot)
}

/** The person does not go on. @returns whether a place was given back */
export async function leavePlace({ tx, contact }: Doing, id: string): Promise<boolean> {
  const held = await lockSponsorship(tx, id)
  if (held?.contactId !== contact || held.state !== 'held') return false
  await letGo(tx, id, held.slotId!)
  return true
}

/** Gives back places that nobody has begun in time, at most `limit` of them. @returns how many */
export async function releaseHolds(tx: Tx, now: Date, limit = 40): Promise<number> {
  const over = await lockOverdue(tx, now, limit)
  for (const one of over) await letGo(tx, one.id, one.slotId!)
  return over.length
}

/**
 * A place is somebody's from now on: its first month is promised, under a code that stays.
 *
 * @param remindDay of each month; null: no reminder
 * @param behalf in whose name it is, if not in the giver's own
 * @returns undefined when the time of choosing was over, or the place is closed
 */
export async function beginPlace(
  giving: Giving,
  doing: Doing,
  id: string,
  remindDay: number | null,
  behalf?: Behalf,
): Promise<HeldPlace | undefined> {
  const { tx, ids, now, contact } = doing
  const seen = await sponsorshipById(tx, id)
  if (seen?.contactId !== contact) return undefined
  const held = (await lockSponsorship(tx, id))!
  const slot = (await lockSlot(tx, held.slotId!))!
  if (held.state !== 'held' || slot.state !== 'held') return undefined
  const campaign = (await campaignById(tx, slot.campaignId))!
  const first = monthAfter(await lastPaidMonth(tx, slot.id), firstMonth(dayOf(now), remindDay))
  const month = first > slot.untilMonth ? slot.untilMonth : first
  const { needId, monthly } = slot
  const pledge = firstPromise(doing, campaign, {
    needId,
    amount: monthly,
    quantity: monthly,
    until: endOf(month),
  })
  const named = { ...pledge, ...(await sealBehalf(tx, giving.keys, contact, behalf)) }
  const coded = await withCode(giving, { ...doing, key: `sponsorship:${id}` }, campaign, named)
  const place = { need: slot.needId, quantity: slot.monthly, state: 'pledged' } as const
  const set = await setClaim(tx, ids, { pledge: pledge.id, ...place, reason: 'sponsored', now })
  if (set.kind !== 'set') throw new Error(`place ${slot.id} has no room for its first month: ${set.kind}`)
  await sponsorSlot(tx, slot.id)
  await noteSlot(tx, slot.id, 'sponsored', month, now)
  await dropWish(tx, contact)
  const begun = await updateSponsorship(tx, id, {
    state: 'active',
    heldUntil: null,
    pledgeId: pledge.id,
    fromMonth: month,
    dueMonth: month,
    remindDay,
  })
  const sponsorship = await planReminder(tx, giving, begun, coded, now)
  return { sponsorship, pledge: coded, slot: { ...slot, state: 'sponsored' }, campaign }
}
