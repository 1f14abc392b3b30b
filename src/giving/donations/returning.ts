import { type Account, type Campaign, campaignById, campaignsOn } from '../../campaigns/index.ts'
import { type Entry, type LedgerAccount, type Line, post } from '../../ledger/index.ts'
import { type Claim, claimOf, isLive, setClaim } from '../../needs/index.ts'
import type { Tx } from '../../platform/tx.ts'
import type { BankMovement } from '../bank/feed.ts'
import { holdAccount, normalRef, noticeId, outgoingFor, reopen } from '../bank/store.ts'
import type { Giving } from '../deps.ts'
import { forNeed, type Pledge } from '../pledges/pledge.ts'
import { promiseReminders } from '../pledges/reminders.ts'
import { pledgeById, pledgesWithCodes, updatePledge } from '../pledges/store.ts'
import { fallBack, remindAgain } from '../sponsorship/months.ts'
import { findCodes } from '../transfer/reference-code.ts'
import { reallocate } from './allocating.ts'
import { lockWithPledge } from './locking.ts'
import { receiptsIn } from './naming.ts'
import { cancelReceipt } from './receipt-store.ts'
import { isGiftSpent, isSpent } from './spent.ts'
import {
  type Allocated,
  allocate,
  allocationsOf,
  counts,
  type Donation,
  donationReturnedBy,
  donationsNamed,
  donationsUnderRefs,
  isGone,
  updateDonation,
} from './store.ts'

/** Which donation an outgoing movement sends back. */
export type Sent =
  | { readonly kind: 'returned' | 'known'; readonly donation: Donation }
  /** It names none of our donations: the fund paid for something, or the news of the gift is slower than of its return. */
  | { readonly kind: 'ignored'; readonly reason: 'outgoing' }
  /** It names a promise for which no money is in the books: a person looks, unless that money comes meanwhile. */
  | { readonly kind: 'quarantined'; readonly reason: 'its gift is not in the books'; readonly code: string }
  /** It names some, and which is meant, or that it went back whole, is not certain: a person decides. */
  | { readonly kind: 'quarantined'; readonly reason: string }

/**
 * Books money that went out again to who had given it, if the movement names exactly one donation of exactly its amount:
 * by the pledge's code, the receipt's number or the bank's reference of the transfer. Nothing is guessed.
 */
export async function bookReturn(
  tx: Tx,
  giving: Giving,
  account: Account,
  movement: BankMovement,
  now: Date,
): Promise<Sent> {
  const { amount, at } = movement
  await holdAccount(tx, account.id, 'alone')
  const ref = normalRef(movement.bankRef)
  const key = ref === null ? null : `${account.id}:out:${ref}:${amount}`
  const known = key === null ? undefined : await donationReturnedBy(tx, key)
  if (known) return { kind: 'known', donation: known }
  const { named, codes } = await donationsMeant(tx, account.id, movement)
  if (named.length === 0) {
    const [promised] = await pledgesWithCodes(tx, account.id, codes)
    if (!promised) return { kind: 'ignored', reason: 'outgoing' }
    return { kind: 'quarantined', reason: 'its gift is not in the books', code: promised.code }
  }
  const before = named.filter((one) => one.state === 'returned')
  // Without references nobody can tell a second telling from a second return.
  if (before.some((one) => key === null || one.returnKey === null))
    return { kind: 'quarantined', reason: 'was sent back before' }
  const live = named.filter((one) => one.state !== 'returned')
  const whole = live.filter((one) => one.amount === amount)
  // Of several under one code it is the one that went back whole.
  const [donation, ...others] = whole.length === 1 ? whole : live
  if (!donation || others.length > 0)
    return { kind: 'quarantined', reason: donation ? 'several donations named' : 'was sent back before' }
  if (donation.amount !== amount)
    return { kind: 'quarantined', reason: await otherAmount(tx, donation, codes) }
  if (donation.receivedAt > at) return { kind: 'quarantined', reason: 'sent back before it came' }
  if (await isGiftSpent(tx, donation.id))
    return { kind: 'quarantined', reason: 'things are bought with the donation' }
  const returned = await returnDonation(tx, giving, donation.id, { at, key }, now)
  return returned
    ? { kind: 'returned', donation: returned }
    : { kind: 'quarantined', reason: 'was sent back before' }
}

/** A person decides: the promise is named to them where the memo does not. */
async function otherAmount(tx: Tx, { pledgeId }: Donation, codes: readonly string[]): Promise<string> {
  const code = pledgeId === null ? undefined : (await pledgeById(tx, pledgeId))?.code
  const which = code === undefined || codes.includes(code) ? '' : ` for ${code}`
  return `another amount than the donation${which}`
}

/**
 * Money has come, or its owner is known now: movements that went out and named this code or the credit's reference may be its
 * return. They are booked anew, after this transaction.
 */
export async function lookAtReturnsAgain(
  tx: Tx,
  giving: Giving,
  account: string,
  { code, ref }: { readonly code: string | undefined; readonly ref: string | null },
): Promise<void> {
  const reasons = code === undefined ? [] : [outgoingFor(code)]
  const again = await reopen(tx, giving.markKey, reasons, { account, ref })
  for (const notice of again) giving.bell.bank(noticeId(notice))
}

async function donationsMeant(
  tx: Tx,
  account: string,
  movement: BankMovement,
): Promise<{ readonly named: Donation[]; readonly codes: readonly string[] }> {
  const { memo, amount } = movement
  const campaigns = await campaignsOn(tx, account)
  const each = (of: 'codePrefix' | 'receiptSeries') => [...new Set(campaigns.map((one) => one[of]))]
  const codes = each('codePrefix').flatMap((prefix) => findCodes(memo, prefix))
  const receipts = each('receiptSeries').flatMap((series) => receiptsIn(memo, series))
  const found = [
    ...(await donationsNamed(tx, account, codes, receipts)),
    ...(await donationsUnderRefs(tx, account, amount, refsIn(movement))),
  ]
  return { named: [...new Map(found.map((one) => [one.id, one])).values()], codes }
}

const SHORTEST_REF = 6

/** What may be the reference of the transfer that goes back: words of the memo, and a reversal's own reference. */
export function refsIn({ memo, bankRef }: BankMovement): string[] {
  const words = [bankRef, ...memo.split(/[\s,;:()]+/)].map((word) => normalRef(word))
  return words.filter((word): word is string => word !== null && word.length >= SHORTEST_REF)
}

/**
 * Money went back to who gave it, told by the bank or decided by an officer. The ledger takes it out from where it is, the
 * receipt is cancelled, certificates are revoked, the donor hears of it once, and her promise waits again for as long as it
 * stood; if she had asked for the money, or that time is over, its place is free.
 *
 * @param how `key`: natural key of the movement that sent it back, if there is one
 * @returns undefined when it was sent back before, things are bought with it (`isSpent`), or there is none
 */
export async function returnDonation(
  tx: Tx,
  giving: Giving,
  id: string,
  how: { readonly at: Date; readonly key: string | null },
  now: Date,
): Promise<Donation | undefined> {
  const locked = await lockWithPledge(tx, id)
  if (!locked || isGone(locked.donation) || (await isSpent(tx, locked))) return undefined
  const { donation: was, pledge } = locked
  const returned = await updateDonation(tx, id, {
    state: 'returned',
    returnedAt: how.at,
    returnKey: how.key,
  })
  await takeOut(tx, giving, was, { into: 'bank', kind: 'reversal', key: `returned:${id}`, at: how.at })
  if (pledge && counts(was)) await waitAgain(tx, giving, pledge, was, now)
  await cancelReceipt(tx, id, now)
  await giving.revokeCertificates(tx, id, 'returned', now)
  if (returned.contactId !== null) {
    await giving.tell.toContact(tx, returned.contactId, {
      flow: 'money-returned',
      key: `returned:${id}`,
      with: { donation: { id } },
    })
  }
  return returned
}

/**
 * Out of whatever it was for, as one ledger entry: `into` the bank account from which it has gone, or the suspense of money that
 * nobody owns.
 */
export async function takeOut(
  tx: Tx,
  giving: Giving,
  donation: Donation,
  { into, kind, key, at }: { readonly into: 'bank' | 'suspense' } & Pick<Entry, 'kind' | 'key' | 'at'>,
): Promise<void> {
  const { id, unitId: unit, amount, campaignId } = donation
  const credit = await tx.bankCredit.findUniqueOrThrow({ where: { id: donation.creditId } })
  const bank = { unit, bank: credit.accountId }
  const parts = (await allocationsOf(tx, [id])).get(id) ?? []
  const campaign = campaignId === null ? undefined : (await campaignById(tx, campaignId))!
  const lines = campaign
    ? parts.map((part) => takenFrom(campaign, part))
    : [{ account: { kind: 'suspense' as const, ...bank }, amount }]
  await allocate(tx, giving.ids, id, null, [], parts, at)
  await post(tx, giving.ids, {
    kind,
    key,
    at,
    lines: [{ account: { kind: into, ...bank }, amount: -amount }, ...lines],
  })
}

export function takenFrom(campaign: Campaign, { target, amount }: Allocated): Line {
  const kind = target === 'need' ? 'campaign' : target
  const account: LedgerAccount = { kind, unit: campaign.unit.id, campaign: campaign.id }
  return { account, amount }
}

/**
 * A promise after money that counted for it has gone elsewhere: it waits again, for as long as it stood, and its donor is reminded
 * again.
 *
 * @param paid locked by the caller
 */
export async function waitAgain(
  tx: Tx,
  giving: Giving,
  paid: Pledge,
  donation: Donation,
  now: Date,
): Promise<void> {
  const { ids } = giving
  const received = paid.received - donation.amount
  const was = paid.monthly ? await fallBack(tx, ids, paid, received, now) : paid
  const claim = await claimOf(tx, was.id)
  const state = stateAfter(was, received, claim, donation.wish === 'refund', now)
  const pledge = await updatePledge(tx, was, { received, state })
  const wanted = claim && claimAfter(pledge, claim)
  const change = { pledge: pledge.id, reason: 'sent back', now }
  const set = wanted && (await setClaim(tx, ids, { ...change, ...wanted }, { claim }))
  const left = set?.kind === 'set' ? set.claim : claim
  const campaign = (await campaignById(tx, pledge.campaignId))!
  const why = { kind: 'claim', key: `after-return:${donation.id}`, at: now }
  await reallocate(tx, ids, { pledge, campaign, claim: left }, why)
  // Who wished for it to go elsewhere is not asked for it again.
  if (donation.wish !== null) return
  if (pledge.monthly) await remindAgain(tx, giving, pledge, now)
  else if (pledge.state === 'open') await promiseReminders(tx, giving, pledge, now, { again: donation.id })
}

function stateAfter(
  pledge: Pledge,
  received: bigint,
  claim: Claim | undefined,
  refunded: boolean,
  now: Date,
): Pledge['state'] {
  // A sponsorship that is over stays so, whatever of its money went back.
  const over = pledge.state === 'lapsed' || pledge.state === 'cancelled'
  if (received >= pledge.amount || over) return pledge.state
  const whole =
    pledge.needId === null || (!!claim && isLive(claim.state) && claim.quantity === pledge.quantity)
  if (!refunded && whole && now <= pledge.until && claim?.state !== 'delivered')
    return received > 0n ? 'part_paid' : 'open'
  // A sponsorship goes on with the next month.
  return refunded && received === 0n && !pledge.monthly ? 'cancelled' : 'lapsed'
}

/** The place that is left to a pledge: all of it while it waits, otherwise the whole units that it still pays for. */
function claimAfter(pledge: Pledge, claim: Claim): Pick<Claim, 'need' | 'quantity' | 'state'> | undefined {
  if (!isLive(claim.state) || claim.state === 'delivered') return undefined
  const { need } = claim
  const paid = pledge.received < forNeed(pledge) ? pledge.received / pledge.unitPrice : pledge.quantity
  const standing = pledge.state === 'open' || pledge.state === 'part_paid'
  const kept = standing || paid > claim.quantity ? claim.quantity : paid
  if (kept === 0n) {
    const state = pledge.state === 'cancelled' ? 'released' : 'lapsed'
    return { need, quantity: claim.quantity, state }
  }
  const state = paid >= kept ? 'allocated' : pledge.received > 0n ? 'received' : 'pledged'
  return { need, quantity: kept, state }
}
