import type { Campaign } from '../campaigns/index.ts'
import { type LedgerAccount, type Line, post } from '../ledger/index.ts'
import { claimOf, isLive, setClaim } from '../needs/index.ts'
import type { Ids } from '../platform/ids.ts'
import type { Tx } from '../platform/tx.ts'
import { reallocate } from './allocating.ts'
import type { Giving } from './deps.ts'
import { allocate, type Donation, type DonationState, type KEPT, updateDonation } from './donation-store.ts'
import { forNeed, type Pledge, type PledgeState, pledgedUntil } from './pledge.ts'
import { updatePledge } from './pledge-store.ts'
import { takeBackReminders } from './reminders.ts'

/** Money whose ledger entry is still to be written: where it comes from, and what makes the entry once only. */
export interface Incoming {
  readonly donation: Donation
  readonly from: Line
  readonly kind: 'credit' | 'match'
  readonly key: string
}

/**
 * Gives money to the pledge that it is meant for. Nothing is refused for its amount: part of a promise, more than it,
 * after its time, each is booked for what it is.
 *
 * @param pledge locked by the caller
 */
export async function receiveForPledge(
  tx: Tx,
  giving: Giving,
  incoming: Incoming,
  pledge: Pledge,
  campaign: Campaign,
): Promise<Donation> {
  const { donation, from, kind, key } = incoming
  const owner = { campaignId: campaign.id, contactId: pledge.contactId, pledgeId: pledge.id, why: null }
  if (donation.receivedAt > campaign.receivesUntil)
    return keep(tx, giving.ids, incoming, campaign, owner, 'held_late')
  if (pledge.state === 'cancelled') return keep(tx, giving.ids, incoming, campaign, owner, 'cancelled_pledge')

  const at = donation.receivedAt
  const received = pledge.received + donation.amount
  const place =
    pledge.state === 'lapsed' ? await takeAgain(tx, giving.ids, pledge, received, at) : STILL_THERE
  const state = stateAfter(pledge, received, place.standing)
  // A promise that stands again has its days again.
  const until = pledge.state === 'lapsed' && place.standing ? pledgedUntil(campaign, at) : pledge.until
  const now = await updatePledge(tx, pledge, { received, state, until })
  await markClaim(tx, giving.ids, now, at)
  await takeBackReminders(tx, giving, pledge)
  const booked = await updateDonation(tx, donation.id, {
    ...owner,
    state: donationState(now, place.displaced),
  })
  await reallocate(tx, giving.ids, now, { kind, key, at, from })
  return booked
}

/** Money for a campaign that is meant for no pledge: for wherever it is needed most. */
export async function receiveForPot(
  tx: Tx,
  giving: Giving,
  incoming: Incoming,
  campaign: Campaign,
  contact: string,
): Promise<Donation> {
  const { donation, from, kind, key } = incoming
  const owner = { campaignId: campaign.id, contactId: contact, pledgeId: null, why: null }
  const at = donation.receivedAt
  if (at > campaign.receivesUntil) return keep(tx, giving.ids, incoming, campaign, owner, 'held_late')
  await allocate(tx, giving.ids, donation.id, null, [{ target: 'pot', amount: donation.amount }], at)
  await post(tx, giving.ids, {
    kind,
    key,
    at,
    lines: [from, { account: account('pot', campaign), amount: -donation.amount }],
  })
  return updateDonation(tx, donation.id, { ...owner, state: 'no_code' })
}

async function keep(
  tx: Tx,
  ids: Ids,
  { donation, from, kind, key }: Incoming,
  campaign: Campaign,
  owner: Partial<Donation>,
  state: (typeof KEPT)[number],
): Promise<Donation> {
  const at = donation.receivedAt
  await allocate(tx, ids, donation.id, null, [{ target: 'held_late', amount: donation.amount }], at)
  await post(tx, ids, {
    kind,
    key,
    at,
    lines: [from, { account: account('held_late', campaign), amount: -donation.amount }],
  })
  return updateDonation(tx, donation.id, { ...owner, state })
}

const account = (kind: 'pot' | 'held_late', { id, unit }: Campaign): LedgerAccount => ({
  kind,
  unit: unit.id,
  campaign: id,
})

interface Place {
  /** The whole promise has its place. */
  readonly standing: boolean
  /** Money came for a place that is gone. */
  readonly displaced: boolean
}
const STILL_THERE: Place = { standing: true, displaced: false }

/**
 * Late money: takes the whole promise's place again if it is free, otherwise as many units as the money pays for and
 * are left.
 */
async function takeAgain(tx: Tx, ids: Ids, pledge: Pledge, received: bigint, now: Date): Promise<Place> {
  if (pledge.needId === null) return STILL_THERE
  const want = (quantity: bigint, state: 'pledged' | 'allocated') =>
    setClaim(tx, ids, {
      pledge: pledge.id,
      need: pledge.needId!,
      quantity,
      state,
      reason: 'money came late',
      now,
    })
  let set = await want(pledge.quantity, 'pledged')
  if (set.kind === 'set') return STILL_THERE

  const claim = await claimOf(tx, pledge.id)
  let kept = claim && isLive(claim.state) ? claim.quantity : 0n
  const meant = received < forNeed(pledge) ? received : forNeed(pledge)
  const payable = meant / pledge.unitPrice
  // What is left shrinks while others take of it, so this ends.
  while (set.kind === 'short' && kept < payable && set.left > 0n) {
    const quantity = kept + set.left < payable ? kept + set.left : payable
    set = await want(quantity, 'allocated')
    if (set.kind === 'set') kept = quantity
  }
  return { standing: false, displaced: kept * pledge.unitPrice < meant }
}

function stateAfter(pledge: Pledge, received: bigint, standing: boolean): PledgeState {
  if (received >= pledge.amount) return 'fulfilled'
  return standing ? 'part_paid' : 'lapsed'
}

function donationState(pledge: Pledge, displaced: boolean): DonationState {
  if (displaced) return 'late'
  if (pledge.received > pledge.amount) return 'over'
  return pledge.received === pledge.amount ? 'full' : 'partial'
}

/** What is paid for in full is allocated; in part, it has only been received. */
async function markClaim(tx: Tx, ids: Ids, pledge: Pledge, now: Date): Promise<void> {
  const claim = await claimOf(tx, pledge.id)
  if (!claim || !isLive(claim.state) || claim.state === 'delivered') return
  const paid = pledge.received >= claim.quantity * pledge.unitPrice
  const { need, quantity } = claim
  const state = paid ? 'allocated' : 'received'
  await setClaim(tx, ids, { pledge: pledge.id, need, quantity, state, reason: 'paid', now })
}
