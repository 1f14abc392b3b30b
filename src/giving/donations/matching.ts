import { accountById, type Campaign, campaignById, receivesOn } from '../../campaigns/index.ts'
import { heldHolder } from '../../people/index.ts'
import type { Tx } from '../../platform/tx.ts'
import { fold } from '../../platform/vietnamese/index.ts'
import { type Credit, creditById, holdAccount } from '../bank/store.ts'
import type { Giving } from '../deps.ts'
import { claimersOf } from '../missing/claim-try-store.ts'
import type { Pledge } from '../pledges/pledge.ts'
import { lockPledge, pledgesExpecting, pledgesLike } from '../pledges/store.ts'
import { type Owner, pledgesElsewhere } from './naming.ts'
import { issueReceipt, type Owned } from './owning.ts'
import { type Incoming, receiveForPledge, receiveForPot } from './receiving.ts'
import { lookAtReturnsAgain } from './returning.ts'
import { isSpent } from './spent.ts'
import { type Donation, donationById, isOwnerless, lockDonation, takenBackFrom } from './store.ts'
import { outOfPot } from './unknown-giver.ts'

/** A pledge that unmatched money may be meant for, and what speaks for it. A person decides. */
interface Candidate {
  readonly pledge: Pledge
  /** `other_account`: the memo has its code, and the money came to another account of its unit. */
  readonly why: 'similar_code' | 'same_amount' | 'other_account'
  /** It was given to this one already, and taken back as the wrong person's. */
  readonly removed: boolean
  /** Whose promise it is has said that this money is theirs. */
  readonly claimed: boolean
}

/** Candidates for a donation that nobody owns, likeliest first; last whom it was taken back from. */
export async function candidatesFor(tx: Tx, giving: Giving, donation: Donation): Promise<Candidate[]> {
  const credit = (await creditById(tx, giving.secret, donation.creditId))!
  const similar = await pledgesLike(tx, credit.accountId, patternsIn(credit.memo ?? ''))
  const expecting = await pledgesExpecting(tx, credit.accountId, donation.amount)
  const at = { unit: donation.unitId, account: credit.accountId }
  const elsewhere = await pledgesElsewhere(tx, at, credit.memo ?? '')
  const known = new Set(similar.map((pledge) => pledge.id))
  const before = await takenBackFrom(tx, donation.creditId)
  const claimers = await claimersOf(tx, donation.creditId)
  const all = [
    ...elsewhere.map((pledge) => ({ pledge, why: 'other_account' as const })),
    ...similar.map((pledge) => ({ pledge, why: 'similar_code' as const })),
    ...expecting
      .filter((pledge) => !known.has(pledge.id))
      .map((pledge) => ({ pledge, why: 'same_amount' as const })),
  ].map(
    (one): Candidate => ({
      ...one,
      removed: before.includes(one.pledge.id),
      claimed: claimers.has(one.pledge.contactId),
    }),
  )
  // Whoever says that it is theirs may be wrong, or not honest: that is told, and moves nobody up.
  return all.toSorted((a, b) => Number(a.removed) - Number(b.removed))
}

const CODE_LENGTH = 10
const MOST_PATTERNS = 400

/** SQL patterns for codes that differ from something in the memo by one character. */
export function patternsIn(memo: string): string[] {
  const squeezed = fold(memo)
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
  const patterns: string[] = []
  for (let at = 0; at + CODE_LENGTH <= squeezed.length && patterns.length < MOST_PATTERNS; at++) {
    const text = squeezed.slice(at, at + CODE_LENGTH)
    if (!/^[A-Z]{2,3}/.test(text)) continue
    for (let wrong = 0; wrong < CODE_LENGTH; wrong++) {
      patterns.push(`${text.slice(0, wrong)}_${text.slice(wrong + 1)}`)
    }
  }
  return patterns
}

/**
 * Gives money that nobody owned to somebody: out of suspense by a new entry, with a receipt; what has gone into a common pot comes
 * out of it first. The caller tells the donor,
 * unless this is the answer to her own claim.
 *
 * @returns undefined when somebody owns it already, its unit has no such pledge, or things are bought with what would leave its pot
 *   (`isPooledSpent`)
 */
export async function giveOwner(
  tx: Tx,
  giving: Giving,
  donationId: string,
  owner: Owner,
  now: Date,
): Promise<Owned | undefined> {
  const seen = await donationById(tx, donationId)
  const credit = seen && (await creditById(tx, giving.secret, seen.creditId))
  if (!credit) return undefined
  const named = 'contact' in owner ? owner : undefined
  const contact = named && (await heldOwner(tx, named))
  if (named && contact === undefined) return undefined
  await holdAccount(tx, credit.accountId, 'together')
  const pledge = 'pledge' in owner ? await lockPledge(tx, owner.pledge) : undefined
  const locked = await lockDonation(tx, donationId)
  if (!locked || !isOwnerless(locked)) return undefined
  const campaign =
    'campaign' in owner ? owner.campaign : pledge && (await campaignById(tx, pledge.campaignId))
  if (!campaign || !mayHave(campaign, { pledge, account: credit.accountId }, locked)) return undefined
  const stays = !pledge && campaign.id === locked.campaignId && locked.receivedAt <= campaign.receivesUntil
  if (!stays && (await isSpent(tx, { donation: locked, pledge: undefined }))) return undefined
  const donation = locked.state === 'unmatched' ? locked : await outOfPot(tx, giving, locked, now)
  await lookAtReturnsAgain(tx, giving, credit.accountId, {
    code: pledge?.code,
    ref: credit.bankRef,
  })
  const incoming = outOfSuspense(donation, credit)
  const received =
    'pledge' in owner
      ? await receiveForPledge(tx, giving, incoming, pledge!, campaign)
      : await receiveForPot(tx, giving, incoming, campaign, contact!, named?.like)
  return issueReceipt(tx, giving, received, credit, await accountById(tx, credit.accountId), now)
}

/**
 * Whether money on an account may be a campaign's: it receives there; it has it in its common pot, whatever account it came on; or a
 * promise to it is named, and the account is its unit's.
 */
const mayHave = (
  campaign: Campaign,
  { pledge, account }: { readonly pledge: Pledge | undefined; readonly account: string },
  { campaignId, unitId }: Donation,
): boolean =>
  receivesOn(campaign, account) ||
  campaign.id === campaignId ||
  (pledge !== undefined && campaign.unit.id === unitId)

/**
 * Who was joined to somebody since this was asked for is that somebody; who was parted again is whoever has the gift by which they
 * were named.
 *
 * @returns undefined when that gift was not theirs, as it turned out
 */
async function heldOwner(tx: Tx, owner: Extract<Owner, { contact: string }>): Promise<string | undefined> {
  const { contact, like } = owner
  const named = async () => (like === undefined ? undefined : donationById(tx, like))
  const gift = await named()
  if (gift?.state === 'mistaken') return undefined
  const held = await heldHolder(tx, gift?.contactId ?? contact)
  // Who moves a link holds their session: from here on it stays as it is.
  const still = (await named())?.contactId ?? held
  return still === held ? held : heldOwner(tx, owner)
}

/** The ledger entry by which a person gave a donation to its owner. */
export const matchKey = (donation: string): string => `match:${donation}`

const outOfSuspense = (donation: Donation, credit: Credit): Incoming => ({
  donation,
  from: {
    account: { kind: 'suspense', unit: donation.unitId, bank: credit.accountId },
    amount: donation.amount,
  },
  kind: 'match',
  key: matchKey(donation.id),
})
