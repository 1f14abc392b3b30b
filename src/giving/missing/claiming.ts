import { type Campaign, campaignsOn, publicCampaigns } from '../../campaigns/index.ts'
import { approvalFrom } from '../../organisers/index.ts'
import type { Tx } from '../../platform/tx.ts'
import { addDays, type Day, fold, readPhone, startOfDay } from '../../platform/vietnamese/index.ts'
import { creditById, normalRef, type Unclaimed, unclaimedCredits } from '../bank/store.ts'
import type { Giving } from '../deps.ts'
import { giveOwner } from '../donations/matching.ts'
import type { Owner } from '../donations/naming.ts'
import { isPooledSpent } from '../donations/spent.ts'
import {
  type Donation,
  donationOfCredit,
  donationsOf,
  isGone,
  isOwnerless,
  wasTakenBack,
} from '../donations/store.ts'
import { potOf } from '../donations/unknown-giver.ts'
import { missing } from '../pledges/pledge.ts'
import type { Doing } from '../pledges/pledging.ts'
import { pledgesOf, standingOn } from '../pledges/store.ts'
import { claimTries, insertTry, lockGuessing } from './claim-try-store.ts'

const HOUR_MS = 3_600_000
/** So far back somebody who names no day is looked for. */
const RECENT_HOURS = 72
const MOST_CANDIDATES = 3

export type Found =
  | { readonly kind: 'found'; readonly donation: Donation }
  | { readonly kind: 'candidates'; readonly credits: readonly Unclaimed[] }
  | { readonly kind: 'nothing' }

/** When money was received of which somebody says a day, or none: banks take a day, and people are off by one. */
export function stretchOf(day: Day | undefined, now: Date): { readonly from: Date; readonly to: Date } {
  if (!day) return { from: new Date(now.getTime() - RECENT_HOURS * HOUR_MS), to: now }
  return { from: startOfDay(addDays(day, -1)), to: startOfDay(addDays(day, 2)) }
}

/**
 * Looks for money that somebody says they sent: theirs already, or owned by nobody and of exactly the amount they name
 * (or have promised). Nobody is shown credits that they know no amount of.
 *
 * @param known of their own gifts, the ids of those that they know of and do not mean
 */
export async function lookForMoney(
  tx: Tx,
  giving: Giving,
  contact: string,
  said: { readonly amount: bigint | undefined; readonly from: Date; readonly to: Date },
  now: Date,
  known: (own: readonly Donation[]) => Promise<ReadonlySet<string>> = async () => new Set(),
): Promise<Found> {
  const { from, to } = said
  const own = (await donationsOf(tx, contact, 20, from)).filter(
    (donation) => donation.receivedAt <= to && (said.amount === undefined || donation.amount === said.amount),
  )
  const without = own.length > 0 ? await known(own) : undefined
  const theirs = own.find((donation) => !without!.has(donation.id))
  if (theirs) return { kind: 'found', donation: theirs }

  const promised = (await pledgesOf(tx, contact, now, 20, true)).filter((pledge) => missing(pledge) > 0n)
  const amounts = said.amount === undefined ? promised.map(missing) : [said.amount]
  const campaigns = await publicCampaigns(tx)
  const meant = campaigns.filter((campaign) => promised.some((pledge) => pledge.campaignId === campaign.id))
  const accounts = (meant.length > 0 ? meant : campaigns).flatMap(({ account, formerAccounts }) => [
    account.id,
    ...formerAccounts,
  ])
  const credits = await unclaimedCredits(tx, giving.secret, accounts, amounts, from, to, MOST_CANDIDATES)
  return credits.length > 0 ? { kind: 'candidates', credits } : { kind: 'nothing' }
}

/**
 * What somebody has been shown who means another gift of the same sum: that one, and what came after it, since the newest
 * is shown first.
 */
export const upTo = (shown: Donation) => async (own: readonly Donation[]) =>
  new Set(
    own.filter((one) => one.amount === shown.amount && !isBefore(one, shown)).map((donation) => donation.id),
  )

const isBefore = (one: Donation, other: Donation): boolean =>
  one.receivedAt < other.receivedAt || (+one.receivedAt === +other.receivedAt && one.id < other.id)

/** Words that say what a transfer is for and never who sent it. */
const HARMLESS = new Set(
  'ung ho gop quyen chung tay tu thien chuyen khoan tien tang qua tet trung thu khai giang ao am sua banh cho cac em tre be vung cao mua dong bua an trua sach vo'.split(
    ' ',
  ),
)

/** What may be shown of a memo to somebody whose transfer it may not be: nothing that names its sender. */
export function memoHint(memo: string): string {
  return fold(memo)
    .split(/[^a-z]+/)
    .filter((word) => HARMLESS.has(word))
    .slice(0, 6)
    .join(' ')
}

type Claimed =
  | { readonly kind: 'matched'; readonly donation: Donation }
  /** `phone`: a telephone number was typed, which proves nothing and is no try. */
  | { readonly kind: 'wrong' | 'phone' | 'taken' | 'ask_human' }

/**
 * Four characters are guessed in ten thousand tries, so there are few: of one person in a day, and for one credit by
 * everybody together, since a stranger can be many contacts.
 */
const WRONG_OF_PERSON = 5
const WRONG_FOR_CREDIT = 6

/** Somebody says that a credit is theirs, and proves it with the end of its bank reference. */
export async function claimCredit(
  giving: Giving,
  doing: Doing,
  creditId: string,
  typed: string,
): Promise<Claimed> {
  const { tx, ids, contact, address = null, now } = doing
  await lockGuessing(tx, creditId, contact)
  const credit = await creditById(tx, giving.secret, creditId)
  const donation = credit && (await donationOfCredit(tx, credit.id))
  if (!credit || !donation) return { kind: 'ask_human' }
  if (!isOwnerless(donation)) {
    if (isGone(donation)) return { kind: 'ask_human' }
    return donation.contactId === contact ? { kind: 'matched', donation } : { kind: 'taken' }
  }
  const tries = await claimTries(tx, creditId, contact, new Date(now.getTime() - 24 * HOUR_MS))
  // Its four characters have proved nothing once, and whoever knew them may come again as somebody else.
  if (await wasTakenBack(tx, credit.id)) return { kind: 'ask_human' }
  // What takes two people at the desk takes more than four characters here.
  if (donation.amount >= (await approvalFrom(tx, donation.unitId))) return { kind: 'ask_human' }
  const spent = tries.ofPerson >= WRONG_OF_PERSON || tries.forCredit >= WRONG_FOR_CREDIT
  if (spent || credit.bankRef === null || donation.why === 'possible_twin') return { kind: 'ask_human' }

  // The bank's own may be digits alone, and look so: all of it, as the bank has it, counts.
  if (readPhone(typed) !== undefined && normalRef(typed) !== credit.bankRef) return { kind: 'phone' }
  const end = normalRef(typed)?.slice(-4)
  const right = end?.length === 4 && end === credit.bankRef.slice(-4)
  await insertTry(tx, {
    id: ids.uuid(),
    creditId,
    contactId: contact,
    addressId: address,
    matched: right,
    at: now,
  })
  if (!right) return { kind: 'wrong' }
  const owner = await ownerFor(tx, credit.accountId, contact, donation)
  if (!owner) return { kind: 'ask_human' }
  const give = (to: Owner) => giveOwner(tx, giving, donation.id, to, now)
  const owned = await give(owner)
  if (owned) return { kind: 'matched', donation: owned.donation }
  if (!(await isPooledSpent(tx, donation.id))) return { kind: 'taken' }
  // Things are bought with it, for wherever it was needed most: there it is hers, and what she has promised waits on.
  const pot = await potOf(tx, donation)
  const there = pot && (await give({ contact, campaign: pot }))
  return there ? { kind: 'matched', donation: there.donation } : { kind: 'ask_human' }
}

/**
 * What they promised on this account, if that is clear; otherwise the campaign whose common pot has it, or that received there at
 * that time.
 */
async function ownerFor(
  tx: Tx,
  account: string,
  contact: string,
  donation: Donation,
): Promise<Owner | undefined> {
  const promised = await standingOn(tx, account, contact)
  const exact = promised.filter((pledge) => missing(pledge) === donation.amount)
  const [pledge] = exact.length === 1 ? exact : promised.length === 1 ? promised : []
  if (pledge) return { pledge: pledge.id }
  const campaign = (await potOf(tx, donation)) ?? theOne(await campaignsOn(tx, account), donation.receivedAt)
  return campaign && { contact, campaign }
}

function theOne(campaigns: readonly Campaign[], at: Date): Campaign | undefined {
  const running = campaigns.filter((campaign) => campaign.opensAt <= at && at <= campaign.receivesUntil)
  const choice = running.length > 0 ? running : campaigns
  return choice.length === 1 ? choice[0] : undefined
}
