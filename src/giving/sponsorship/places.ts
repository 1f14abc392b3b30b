import type { Campaign } from '../../campaigns/index.ts'
import { campaignById } from '../../campaigns/index.ts'
import { claimOf, freeSlot, isLive, noteSlot, type Slot, setClaim, slotById } from '../../needs/index.ts'
import { consentsOf } from '../../people/index.ts'
import type { Ids } from '../../platform/ids.ts'
import type { Tx } from '../../platform/tx.ts'
import { dayOf, type Month, monthOf, nextToAsk } from '../../platform/vietnamese/index.ts'
import type { Giving } from '../deps.ts'
import { reallocate } from '../donations/allocating.ts'
import type { Pledge } from '../pledges/pledge.ts'
import type { Doing } from '../pledges/pledging.ts'
import { lockPledge, pledgeById } from '../pledges/store.ts'
import { monthsPaid, type Sponsorship } from './sponsorship.ts'
import { dropWish, lockSponsorship, ofPledge, sponsorshipById, wishers } from './store.ts'

/** A sponsorship with all that belongs to it, its rows locked. */
export interface Held {
  readonly sponsorship: Sponsorship
  readonly pledge: Pledge
  /** Null: of no place. */
  readonly slot: Slot | null
  readonly campaign: Campaign
}

/** A sponsorship of a place. */
export type HeldPlace = Held & { readonly slot: Slot }

export const isPlace = (held: Held): held is HeldPlace => held.slot !== null

/** Đồng of a month. */
export const monthlyOf = ({ sponsorship, slot }: Pick<Held, 'sponsorship' | 'slot'>): bigint =>
  slot?.monthly ?? sponsorship.monthly!

/** The last month that is asked for: the school year's, or the one that was wished for, at most the campaign's. */
export function lastMonthOf({
  sponsorship,
  slot,
  campaign,
}: Pick<Held, 'slot' | 'campaign'> & { readonly sponsorship: Pick<Sponsorship, 'untilMonth'> }): Month {
  if (slot) return slot.untilMonth
  const end = monthOf(dayOf(campaign.receivesUntil))
  return sponsorship.untilMonth !== null && sponsorship.untilMonth < end ? sponsorship.untilMonth : end
}

/** What is promised at the beginning: one month's money. It grows by a month at a time. */
export const firstPromise = (
  { ids, contact, address, now }: Doing,
  { id: campaignId }: Campaign,
  month: Pick<Pledge, 'needId' | 'amount' | 'quantity' | 'until'>,
): Pledge => ({
  ...{ id: ids.uuid(), code: '', contactId: contact, addressId: address ?? null, campaignId, ...month },
  ...{ unitPrice: 1n, received: 0n, state: 'open', monthly: true, promisedAt: now, createdAt: now },
})

const slotOf = async (tx: Tx, { slotId }: Sponsorship): Promise<Slot | null> =>
  slotId === null ? null : (await slotById(tx, slotId))!

/**
 * Locks a sponsorship that was begun, behind its promise: money, which comes by the promise, takes them in the same order.
 *
 * @returns undefined when there is none, or it was never begun
 */
export async function lockBegun(tx: Tx, id: string): Promise<Held | undefined> {
  const seen = await sponsorshipById(tx, id)
  if (!seen?.pledgeId) return undefined
  const pledge = (await lockPledge(tx, seen.pledgeId))!
  const sponsorship = (await lockSponsorship(tx, id))!
  const slot = await slotOf(tx, sponsorship)
  return { sponsorship, pledge, slot, campaign: (await campaignById(tx, pledge.campaignId))! }
}

/** A sponsorship that was begun, with all that describes it; not locked. */
export async function withAll(tx: Tx, sponsorship: Sponsorship): Promise<Held> {
  const pledge = (await pledgeById(tx, sponsorship.pledgeId!))!
  const slot = await slotOf(tx, sponsorship)
  return { sponsorship, pledge, slot, campaign: (await campaignById(tx, pledge.campaignId))! }
}

/** Months of a place that were paid whole under this promise. */
export async function monthsSponsored(tx: Tx, pledge: Pledge): Promise<number> {
  const sponsorship = await ofPledge(tx, pledge.id)
  const slot = sponsorship && (await slotOf(tx, sponsorship))
  return slot ? monthsPaid(pledge, slot.monthly) : 0
}

/**
 * Makes what a promise keeps of its place's need what it has come to: all of it while it waits for money, or else what has come.
 *
 * @param pledge as it is now
 * @param quantity đồng
 */
export async function settleClaim(
  tx: Tx,
  ids: Ids,
  { pledge, slot, campaign }: Pick<Held, 'pledge' | 'slot' | 'campaign'>,
  { quantity, waits, reason, now }: { quantity: bigint; waits: boolean; reason: string; now: Date },
): Promise<void> {
  if (slot === null) {
    // What came beyond the months before may be this month's.
    const why = { kind: 'claim', key: `months:${ids.uuid()}`, at: now }
    await reallocate(tx, ids, { pledge, campaign, claim: undefined }, why)
    return
  }
  const claim = await claimOf(tx, pledge.id)
  if (quantity === 0n && !(claim && isLive(claim.state))) return
  const state =
    quantity === 0n ? 'released' : !waits ? 'allocated' : pledge.received > 0n ? 'received' : 'pledged'
  const kept = quantity === 0n ? claim!.quantity : quantity
  const wanted = { pledge: pledge.id, need: slot.needId, quantity: kept, state, reason, now } as const
  const set = await setClaim(tx, ids, wanted, { claim })
  if (set.kind !== 'set') throw new Error(`place ${slot.id} has no room for a month of its own: ${set.kind}`)
  if (pledge.received === 0n) return
  const key = set.history === undefined ? `months:${ids.uuid()}` : `claim:${set.history}`
  await reallocate(tx, ids, { pledge, campaign, claim: set.claim }, { kind: 'claim', key, at: now })
}

const DAY_MS = 86_400_000
const ASKED_AT_ONCE = 20

/**
 * A place waits for somebody again. Whoever asked first to hear of one is told, if they allow news of needs; everybody may
 * take it meanwhile.
 */
export async function offerAgain(
  tx: Tx,
  giving: Giving,
  slot: string,
  former: string | undefined,
  now: Date,
): Promise<void> {
  const today = dayOf(now)
  await freeSlot(tx, slot, today)
  await noteSlot(tx, slot, 'waits', monthOf(today), now)
  await offer(tx, giving, slot, former, now)
}

/** Tells one of those who wait that a place waits for somebody. @param former not this person: it was theirs */
export async function offer(
  tx: Tx,
  giving: Giving,
  slot: string,
  former: string | undefined,
  now: Date,
): Promise<void> {
  for (const contact of await wishers(tx, ASKED_AT_ONCE)) {
    if (contact === former) continue
    // Whoever allows no news any more waits for none.
    if (!(await consentsOf(tx, contact)).has('news')) {
      await dropWish(tx, contact)
      continue
    }
    const notBefore = nextToAsk(now)
    await giving.tell.toContact(tx, contact, {
      flow: 'slot-offer',
      key: `slot-offer:${slot}:${dayOf(now)}:${contact}`,
      with: { slot },
      notBefore,
      patience: new Date(notBefore.getTime() + DAY_MS),
    })
    await dropWish(tx, contact)
    return
  }
}
