import {
  type Campaign,
  campaignById,
  campaignsOfUnits,
  campaignsOn,
  receivesOn,
} from '../../campaigns/index.ts'
import { personOf } from '../../people/index.ts'
import type { PersonKeys } from '../../platform/person-key.ts'
import type { Tx } from '../../platform/tx.ts'
import type { Pledge } from '../pledges/pledge.ts'
import { pledgesCoded, pledgesWithCodes } from '../pledges/store.ts'
import { findCodes } from '../transfer/reference-code.ts'
import { AS_IT_STANDS, type Donation, donationsNamed } from './store.ts'

/**
 * Whom unmatched money is given to: a pledge, or a person and a campaign without one.
 *
 * `like`: the gift by whose receipt an officer named that person. Of two who are one for a while it says which is meant.
 */
export type Owner =
  | { readonly pledge: string }
  | { readonly contact: string; readonly campaign: Campaign; readonly like?: string }

/** `TET27-000413`, which banks print without its dash. */
export function receiptsIn(memo: string, series: string): { series: string; number: number }[] {
  const pattern = new RegExp(`(?<![A-Z0-9])${series}[ .-]?(\\d{6})(?!\\d)`, 'gi')
  return [...memo.matchAll(pattern)].map((match) => ({ series, number: Number(match[1]) }))
}

/** What a code or the number of a receipt names on one of our accounts. */
interface Named {
  readonly pledges: readonly { readonly id: string }[]
  readonly donations: readonly Donation[]
}

async function namedOn(tx: Tx, account: string, text: string): Promise<Named> {
  const campaigns = await campaignsOn(tx, account)
  const each = (of: 'codePrefix' | 'receiptSeries') => [...new Set(campaigns.map((one) => one[of]))]
  const codes = each('codePrefix').flatMap((prefix) => findCodes(text, prefix))
  const receipts = each('receiptSeries').flatMap((series) => receiptsIn(text, series))
  return {
    pledges: await pledgesWithCodes(tx, account, codes),
    donations: await donationsNamed(tx, account, [], receipts),
  }
}

/**
 * Promises that a text names by their codes, of campaigns of the same unit that receive on another account of it.
 */
export async function pledgesElsewhere(
  tx: Tx,
  { unit, account }: { readonly unit: string; readonly account: string },
  text: string,
): Promise<Pledge[]> {
  const others = (await campaignsOfUnits(tx, [unit])).filter((one) => !receivesOn(one, account))
  const prefixes = new Set(others.map((one) => one.codePrefix))
  const pledges = await pledgesCoded(
    tx,
    [...prefixes].flatMap((prefix) => findCodes(text, prefix)),
  )
  return pledges.filter((pledge) => others.some((one) => one.id === pledge.campaignId))
}

/**
 * Whose money is, as an officer writes it down: the code of a promise, or the receipt of another gift of the same person. What names
 * nobody on this account may be the code of a promise for another account of its unit.
 *
 * @returns undefined when it names nobody, or several
 */
export async function ownerNamed(
  tx: Tx,
  at: { readonly unit: string; readonly account: string },
  text: string,
): Promise<Owner | undefined> {
  const { pledges: here, donations } = await namedOn(tx, at.account, text)
  const pledges = here.length + donations.length > 0 ? here : await pledgesElsewhere(tx, at, text)
  if (pledges.length + donations.length !== 1) return undefined
  const [pledge] = pledges
  if (pledge) return { pledge: pledge.id }
  const { id, pledgeId, contactId, campaignId, likeId } = donations[0]!
  if (pledgeId !== null) return { pledge: pledgeId }
  const campaign = campaignId === null ? undefined : await campaignById(tx, campaignId)
  return campaign && contactId !== null ? { contact: contactId, campaign, like: likeId ?? id } : undefined
}

/** The newest money of these units that an officer names by its receipt, or by the code of what was promised. */
export async function giftWithin(
  tx: Tx,
  units: Iterable<string>,
  text: string,
): Promise<{ readonly id: string } | undefined> {
  const accounts = await tx.bankAccount.findMany({ where: { unitId: { in: [...units] } } })
  for (const { id: account } of accounts) {
    const { pledges, donations } = await namedOn(tx, account, text)
    const [gift] = donations
    if (gift) return gift
    const paid = { pledgeId: { in: pledges.map(({ id }) => id) }, ...AS_IT_STANDS }
    const row = await tx.donation.findFirst({ where: paid, orderBy: { receivedAt: 'desc' } })
    if (row) return row
  }
  return undefined
}

/** A name of which only its bearer's friends know more: `L••• M•••`. Null: they have given none. */
export async function maskedName(tx: Tx, keys: PersonKeys, contact: string): Promise<string | null> {
  const { paperName } = await personOf(tx, keys, contact)
  return paperName === null ? null : maskName(paperName)
}

/**
 * The first letter of each word.
 *
 *     maskName('Lan Minh')  // 'L••• M•••'
 */
export const maskName = (name: string): string =>
  name
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => `${[...word][0]}•••`)
    .join(' ')
