import { campaignById } from '../campaigns/index.ts'
import { langOf } from '../people/index.ts'
import type { PersonKeys } from '../platform/person-key.ts'
import type { Secret } from '../platform/secret.ts'
import type { Tx } from '../platform/tx.ts'
import { creditById } from './bank/store.ts'
import type { Behalf } from './behalf/behalf.ts'
import { behalfOf } from './behalf/store.ts'
import { checkUrl } from './donations/receipt.ts'
import { receiptsFor } from './donations/receipt-store.ts'
import { allDonationsOf, type Donation, donationOfCredit } from './donations/store.ts'
import { isSaidByPerson } from './donations/taking-back.ts'
import { usedFor, useOf } from './donations/use.ts'
import { copyOfInvitations, type InvitationsCopy } from './inviting/store.ts'
import { copyOfSought, type SoughtCopy } from './missing/copy.ts'
import { copyOfOffers, type OfferCopy } from './offers/copy.ts'
import { besideOf } from './pledges/beside.ts'
import { isJoined, type Pledge, wasPromised } from './pledges/pledge.ts'
import { allPledgesOf } from './pledges/store.ts'
import { copyOfPlaces, type PlaceCopy, placeWishOf } from './sponsorship/copy.ts'

/** What giving keeps of a donor, as the desk shows it. Amounts are đồng. */
export interface DonorCopy {
  readonly promises: readonly {
    readonly code: string
    readonly campaign: string
    readonly amount: bigint
    readonly received: bigint
    readonly state: string
    readonly at: Date
    /** Until when it stands. */
    readonly until: Date
    /** In whose name it is, if not in their own. */
    readonly behalf: Behalf | undefined
    /** Things that they said beside its money, and that nobody has asked of yet. */
    readonly beside: string | undefined
  }[]
  readonly gifts: readonly GiftCopy[]
}

interface GiftCopy {
  /** Its number. */
  readonly receipt: string
  readonly amount: bigint
  readonly at: Date
  readonly usedFor: string
  readonly state: string
  readonly behalf: Behalf | undefined
  /** Where anybody may check it. */
  readonly check: string
}

/** All that giving keeps of a donor, for a copy that she asks for. */
export interface GivingCopy extends DonorCopy, InvitationsCopy {
  /** What was ever promised: not what they only looked at, nor a part that is one with its promise again. */
  readonly promises: readonly (DonorCopy['promises'][number] & {
    /** Those of such parts. */
    readonly alsoCodes: readonly string[]
  })[]
  readonly gifts: readonly (GiftCopy & {
    /** As it was written on the transfer; null: nothing was, it was erased, or it is kept back. */
    readonly memo: string | null
    /** It may be another's words: no code says that the money is theirs, but a person, or the end of the bank's reference. */
    readonly memoKept: boolean
  })[]
  readonly places: readonly PlaceCopy[]
  /** Since when they wait to hear of a place that nobody sponsors. */
  readonly placeWish: Date | null
  readonly sought: readonly SoughtCopy[]
  readonly offers: readonly OfferCopy[]
}

/** What a donor promised and gave, oldest first. */
export async function copyOfDonor(
  tx: Tx,
  { keys, site }: { readonly keys: PersonKeys; readonly site: string },
  contact: string,
): Promise<DonorCopy> {
  const gifts = (await giftsOf(tx, { keys, site, lang: 'vi' }, contact)).map(({ gift }) => gift)
  return { promises: await promisesOf(tx, keys, await allPledgesOf(tx, contact)), gifts }
}

/** All of it, oldest first. */
export async function copyOfGiving(
  tx: Tx,
  { site, secret, keys }: { readonly site: string; readonly secret: Secret; readonly keys: PersonKeys },
  contact: string,
): Promise<GivingCopy> {
  const gifts = []
  const lang = await langOf(tx, contact)
  for (const { gift, donation } of await giftsOf(tx, { keys, site, lang }, contact)) {
    const written = (await creditById(tx, secret, donation.creditId))?.memo || null
    const memoKept = written !== null && (await isSaidByPerson(tx, donation))
    gifts.push({ ...gift, memo: memoKept ? null : written, memoKept })
  }
  const all = await allPledgesOf(tx, contact)
  const promised = all.filter(wasPromised)
  const promises = await promisesOf(tx, keys, promised)
  return {
    promises: promises.map((one, n) => ({ ...one, alsoCodes: codesIn(promised[n]!, all) })),
    gifts,
    places: await copyOfPlaces(tx, contact),
    placeWish: await placeWishOf(tx, contact),
    sought: await copyOfSought(tx, contact),
    ...(await copyOfInvitations(tx, contact)),
    offers: await copyOfOffers(tx, keys, contact),
  }
}

/** Codes of the parts that are one with a promise again. */
function codesIn(pledge: Pledge, all: readonly Pledge[]): string[] {
  const parts = all.filter((one) => isJoined(one) && one.partOf === pledge.id)
  return parts.flatMap((one) => [one.code, ...codesIn(one, all)])
}

async function promisesOf(
  tx: Tx,
  keys: PersonKeys,
  pledges: readonly Pledge[],
): Promise<DonorCopy['promises']> {
  const promises = []
  for (const pledge of pledges) {
    const { code, amount, received, state, createdAt: at, until, campaignId } = pledge
    const campaign = (await campaignById(tx, campaignId))!.title
    const behalf = await behalfOf(tx, keys, pledge)
    const beside = await besideOf(tx, keys, pledge)
    promises.push({ code, campaign, amount, received, state, at, until, behalf, beside })
  }
  return promises
}

async function giftsOf(
  tx: Tx,
  { keys, site, lang }: { readonly keys: PersonKeys; readonly site: string; readonly lang: 'vi' | 'en' },
  contact: string,
): Promise<{ readonly gift: GiftCopy; readonly donation: Donation }[]> {
  const donations = await allDonationsOf(tx, contact)
  const receipts = await receiptsFor(
    tx,
    donations.map((donation) => donation.id),
  )
  const gifts = []
  for (const donation of donations) {
    const receipt = receipts.get(donation.id)
    if (!receipt) continue
    const { amount, receivedAt: at, state } = donation
    const used = await useOf(tx, donation)
    const [use, behalf] = [usedFor(used, lang), await behalfOf(tx, keys, used.pledge)]
    const check = checkUrl(site, receipt.publicId)
    gifts.push({
      gift: { receipt: receipt.number, amount, at, usedFor: use, state, check, behalf },
      donation,
    })
  }
  return gifts
}

/**
 * What is valid in place of receipts of theirs that were cancelled because their money is somebody else's: number by number. For
 * officers alone: it is another donor's.
 */
export async function receiptsInstead(tx: Tx, contact: string): Promise<ReadonlyMap<string, string>> {
  const mistaken = (await allDonationsOf(tx, contact)).filter(({ state }) => state === 'mistaken')
  const theirs = await receiptsFor(
    tx,
    mistaken.map(({ id }) => id),
  )
  const instead = new Map<string, string>()
  for (const { id, creditId } of mistaken) {
    const now = await donationOfCredit(tx, creditId)
    const receipt = now && (await receiptsFor(tx, [now.id])).get(now.id)
    const was = theirs.get(id)
    if (was && receipt?.state === 'valid') instead.set(was.number, receipt.number)
  }
  return instead
}
