import { type Campaign, campaignById } from '../../campaigns/index.ts'
import { type LedgerAccount, type Line, post } from '../../ledger/index.ts'
import { type Claim, claimOf, isLive, setClaim } from '../../needs/index.ts'
import type { Ids } from '../../platform/ids.ts'
import type { Tx } from '../../platform/tx.ts'
import type { Giving } from '../deps.ts'
import { joinAgain } from '../pledges/joining.ts'
import { forNeed, type Pledge, type PledgeState, pledgedUntil } from '../pledges/pledge.ts'
import { takeBackReminders } from '../pledges/reminders.ts'
import { holdPromisesOf, updatePledge } from '../pledges/store.ts'
import { tooMany, tooMuch } from '../pledges/too-much.ts'
import { growFor, notePaid } from '../sponsorship/months.ts'
import { reallocate } from './allocating.ts'
import { allocate, allocationsOf, type Donation, type DonationState, KEPT, updateDonation } from './store.ts'
import { needOf, type Use } from './use.ts'

/** Money whose ledger entry is still to be written: where it comes from, and what makes the entry once only. */
export interface Incoming {
  readonly donation: Donation
  readonly from: Line
  readonly kind: 'credit' | 'match'
  readonly key: string
}

export interface Received {
  readonly donation: Donation
  readonly use: Use
}

/**
 * Gives money to the pledge that it is meant for. Nothing is refused for its amount: part of a promise, more than it,
 * after its time, each is booked for what it is.
 *
 * @param given locked by the caller
 */
export async function receiveForPledge(
  tx: Tx,
  giving: Giving,
  incoming: Incoming,
  given: Pledge,
  campaign: Campaign,
): Promise<Received> {
  const { ids } = giving
  const { donation, from, kind, key } = incoming
  const at = donation.receivedAt
  const owner = { campaignId: campaign.id, contactId: given.contactId, pledgeId: given.id, why: null }
  const kept =
    at > campaign.receivesUntil ? 'held_late' : given.state === 'cancelled' ? 'cancelled_pledge' : undefined
  if (kept) {
    const booked = await put(tx, ids, incoming, campaign, 'held_late', { ...owner, state: kept })
    const need = await needOf(tx, given)
    return { donation: booked, use: { campaign, pledge: given, need, share: undefined } }
  }

  const pledge = given.monthly
    ? await growFor(tx, ids, given, donation.amount, at)
    : await joinAgain(tx, giving, given, donation.amount, at)
  // Joined with a promise for a place, it is for that place.
  const need = await needOf(tx, pledge)
  const received = pledge.received + donation.amount
  const place =
    pledge.state === 'lapsed'
      ? await takeAgain(tx, ids, { ...pledge, received }, campaign, at)
      : await stillThere(tx, pledge)
  const state = stateAfter(pledge, received, place.standing)
  // A promise that stands again has its days again.
  const revived = pledge.state === 'lapsed' && place.standing && !pledge.monthly
  const until = revived ? pledgedUntil(campaign, at) : pledge.until
  const paid = await updatePledge(tx, pledge, { received, state, until })
  const claim = await markClaim(tx, ids, paid, place.claim, at)
  await takeBackReminders(tx, giving, pledge)
  if (paid.monthly) await notePaid(tx, paid)
  const booked = await updateDonation(tx, donation.id, {
    ...owner,
    state: donationState(paid, place.displaced),
  })
  const shares = await reallocate(tx, ids, { pledge: paid, campaign, claim }, { kind, key, at, from })
  const share = shares.find((one) => one.donation === donation.id)
  return { donation: booked, use: { campaign, pledge: paid, need, share } }
}

/**
 * Money for a campaign that is meant for no pledge: for wherever it is needed most.
 *
 * @param like the gift by whose receipt its giver was named
 */
export async function receiveForPot(
  tx: Tx,
  giving: Giving,
  incoming: Incoming,
  campaign: Campaign,
  contact: string,
  like?: string,
): Promise<Received> {
  const late = incoming.donation.receivedAt > campaign.receivesUntil
  const donation = await put(tx, giving.ids, incoming, campaign, late ? 'held_late' : 'pot', {
    campaignId: campaign.id,
    contactId: contact,
    likeId: like ?? null,
    why: null,
    state: late ? 'held_late' : 'no_code',
  })
  return { donation, use: { campaign, pledge: undefined, need: undefined, share: undefined } }
}

/** Whether its money waits for a word, its donor's or the fund's. */
export async function isKept(tx: Tx, { id, state }: Donation): Promise<boolean> {
  if (!(KEPT as readonly DonationState[]).includes(state)) return false
  const parts = (await allocationsOf(tx, [id])).get(id) ?? []
  return parts.every((part) => part.target === 'held_late')
}

/** Whose word money that is kept apart waits for. */
export const keptFor = async (tx: Tx, donation: Donation): Promise<'hers' | 'funds' | null> =>
  !(await isKept(tx, donation)) ? null : donation.wish == null ? 'hers' : 'funds'

/**
 * The donor of money that is kept gives it to the common pot, and there it is from now on. Nothing happens to money that is
 * not kept (any more), nor to what came after the campaign: that is for a person of the fund to decide.
 *
 * @param donation locked by the caller
 */
export async function putIntoPot(tx: Tx, ids: Ids, donation: Donation, now: Date): Promise<void> {
  if (donation.state !== 'cancelled_pledge' || !(await isKept(tx, donation))) return
  const { id, amount } = donation
  const was = (await allocationsOf(tx, [id])).get(id) ?? []
  const campaign = (await campaignById(tx, donation.campaignId!))!
  const account = { unit: campaign.unit.id, campaign: campaign.id }
  await allocate(tx, ids, id, null, [{ target: 'pot', amount }], was, now)
  await post(tx, ids, {
    kind: 'decision',
    key: `decided:${id}`,
    at: now,
    lines: [
      { account: { kind: 'held_late', ...account }, amount },
      { account: { kind: 'pot', ...account }, amount: -amount },
    ],
  })
}

/** All of it into one account of the campaign. */
async function put(
  tx: Tx,
  ids: Ids,
  { donation, from, kind, key }: Incoming,
  campaign: Campaign,
  target: 'pot' | 'held_late',
  change: Partial<Donation>,
): Promise<Donation> {
  const { amount, receivedAt: at } = donation
  const account: LedgerAccount = { kind: target, unit: campaign.unit.id, campaign: campaign.id }
  await allocate(tx, ids, donation.id, null, [{ target, amount }], [], at)
  await post(tx, ids, { kind, key, at, lines: [from, { account, amount: -amount }] })
  return updateDonation(tx, donation.id, change)
}

interface Place {
  /** The whole promise has its place. */
  readonly standing: boolean
  /** Money came that pays for a place, and that place is gone. */
  readonly displaced: boolean
  readonly claim: Claim | undefined
}

const stillThere = async (tx: Tx, pledge: Pledge): Promise<Place> => ({
  standing: true,
  displaced: false,
  claim: await claimOf(tx, pledge.id),
})

/**
 * Late money: takes the whole promise's place again if it is free and the donor might promise as much anew. Otherwise as
 * many units as the money pays for and are left: a coin does not keep sixty gifts from the others for another week.
 *
 * @param pledge with what has come for it by now
 */
async function takeAgain(tx: Tx, ids: Ids, pledge: Pledge, campaign: Campaign, now: Date): Promise<Place> {
  const { needId: need, received, unitPrice } = pledge
  if (need === null) return { ...(await stillThere(tx, pledge)), standing: !pledge.monthly }
  let claim = await claimOf(tx, pledge.id)
  const want = (quantity: bigint, state: 'pledged' | 'allocated') =>
    setClaim(tx, ids, { pledge: pledge.id, need, quantity, state, reason: 'money came late', now }, { claim })
  const bounded = await isBeyondBounds(tx, pledge, campaign)
  const whole = bounded ? undefined : await want(pledge.quantity, 'pledged')
  if (whole?.kind === 'set') return { standing: true, displaced: false, claim: whole.claim }

  let kept = claim && isLive(claim.state) ? claim.quantity : 0n
  const meant = received < forNeed(pledge) ? received : forNeed(pledge)
  const payable = meant / unitPrice
  let left = !whole ? payable : whole.kind === 'short' ? whole.left : 0n
  // What is left shrinks while others take of it, so this ends.
  while (kept < payable && left > 0n) {
    const quantity = kept + left < payable ? kept + left : payable
    const set = await want(quantity, 'allocated')
    if (set.kind === 'set') {
      kept = quantity
      claim = set.claim
      break
    }
    left = set.kind === 'short' ? set.left : 0n
  }
  const displaced = bounded ? kept < payable : kept * unitPrice < meant
  return { standing: false, displaced, claim }
}

/** What is paid in full keeps nothing unpaid from anybody. A month that rests is not asked for again by a part of it. */
async function isBeyondBounds(tx: Tx, pledge: Pledge, campaign: Campaign): Promise<boolean> {
  const { contactId: contact, received } = pledge
  if (received >= forNeed(pledge)) return false
  if (pledge.monthly) return true
  await holdPromisesOf(tx, contact)
  return Boolean((await tooMany(tx, contact)) ?? (await tooMuch({ tx, contact }, campaign, pledge)))
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
async function markClaim(
  tx: Tx,
  ids: Ids,
  pledge: Pledge,
  claim: Claim | undefined,
  now: Date,
): Promise<Claim | undefined> {
  if (!claim || !isLive(claim.state) || claim.state === 'delivered') return claim
  const { need, quantity } = claim
  const state = pledge.received >= quantity * pledge.unitPrice ? 'allocated' : 'received'
  const wanted = { pledge: pledge.id, need, quantity, state, reason: 'paid', now } as const
  const set = await setClaim(tx, ids, wanted, { claim })
  return set.kind === 'set' ? set.claim : claim
}
