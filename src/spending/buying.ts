import { type Campaign, campaignById, isForPlaces, receivesOn } from '../campaigns/index.ts'
import {
  balances,
  holdMoneyOf,
  type LedgerAccount,
  type Line as LedgerLine,
  post,
  reverse,
} from '../ledger/index.ts'
import { holdToBuy, noteBought, takeForPot } from '../needs/index.ts'
import { ask } from '../organisers/index.ts'
import type { Ids } from '../platform/ids.ts'
import type { Tx } from '../platform/tx.ts'
import type { Words } from './papers.ts'
import { type Line, type OfNeed, type Plan, type Purse, planPurchase, type Refusal } from './purchase.ts'
import {
  insertPurchase,
  isStillCalled,
  keepBooked,
  lockPurchase,
  type Purchase,
  type PurchaseSheet,
  pricesOf,
  sharesOf,
  updatePurchase,
  withVoucher,
} from './store.ts'

/** Kinds of approval. Object: `purchase/<id>`; fact: `purchase`. */
export const PURCHASE_KIND = 'purchase.book'
export const REVERSAL_KIND = 'purchase.reverse'
export const purchaseObject = (id: string): string => `purchase/${id}`

/** Whether the desk buys with this campaign's money. Money of sponsored places is one child's, month by month, and has books of its own. */
export const spends = (campaign: Campaign): boolean => campaign.state !== 'draft' && !isForPlaces(campaign)

/**
 * Asks a second person for a purchase. It is tried first, so that nothing is asked for that could not be booked; the money is
 * taken when it is approved.
 *
 * @returns why not, with the numbers; `voucher_used`: that paper proves another one, however its number is spelled
 */
export async function proposePurchase(
  tx: Tx,
  parts: { readonly ids: Ids; readonly words: Words },
  sheet: PurchaseSheet,
  by: string,
  now: Date,
): Promise<
  | { readonly kind: 'asked'; readonly id: string }
  | Refusal
  | { readonly kind: 'voucher_used'; readonly by: NonNullable<Awaited<ReturnType<typeof withVoucher>>> }
  | { readonly kind: 'not_there' }
> {
  const campaign = await campaignById(tx, sheet.campaignId)
  if (!campaign || !spends(campaign) || !receivesOn(campaign, sheet.accountId)) return { kind: 'not_there' }
  await holdMoneyOf(tx, campaign.id)
  const used = await withVoucher(tx, campaign.id, sheet.voucher)
  if (used) return { kind: 'voucher_used', by: used }
  const plan = await planNow(tx, sheet)
  if (plan.kind !== 'plan') return plan
  const id = await insertPurchase(tx, parts, sheet, by, now)
  const unit = campaign.unit.id
  await ask(
    tx,
    parts.ids,
    { kind: PURCHASE_KIND, object: purchaseObject(id), facts: { purchase: id }, unit, by },
    now,
  )
  return { kind: 'asked', id }
}

/** Which money would pay for it now. Holds the campaign's money, its needs and claims until the transaction ends. */
export async function planNow(
  tx: Tx,
  {
    campaignId,
    amount,
    lines,
  }: { readonly campaignId: string; readonly amount: bigint; readonly lines: readonly Line[] },
): Promise<Plan | Refusal> {
  await holdMoneyOf(tx, campaignId)
  const held = await holdToBuy(
    tx,
    campaignId,
    lines.map(({ need }) => need),
  )
  const pledges = [...held.values()].flatMap(({ waiting }) => waiting.map(({ pledge }) => pledge))
  const prices = await pricesOf(tx, pledges)
  const behind = new Map<string, OfNeed>()
  for (const [need, { lacks, waiting }] of held) {
    const priced = waiting.map(({ claim, pledge, units }) => ({
      claim,
      units,
      unitPrice: prices.get(pledge)!,
    }))
    behind.set(need, { lacks, waiting: priced })
  }
  return planPurchase({ amount, lines }, behind, await purseOf(tx, campaignId))
}

/** What is left of a campaign's money, in đồng: kept for claims that are not bought yet, and common. */
export async function purseOf(tx: Tx, campaign: string): Promise<Purse> {
  const sums = await balances(tx, campaign)
  // What the fund owes a purpose is below zero in the books.
  const left = (kind: 'campaign' | 'pot' | 'surplus') => -(sums.get(kind) ?? 0n)
  return { needs: left('campaign'), pot: left('pot'), surplus: left('surplus') }
}

/**
 * A second person has approved it: the money is taken, and claims have their things bought, oldest first.
 *
 * @returns `stale` when the money is not there any more, another purchase has that paper, or a need is not any more what it was
 *   when this was asked for; nothing is changed then
 */
export async function bookPurchase(tx: Tx, ids: Ids, id: string, now: Date): Promise<'done' | 'stale'> {
  const purchase = await lockPurchase(tx, id)
  if (purchase?.state !== 'proposed') return 'stale'
  // Money that has become one child's meanwhile, or was asked for by mistake, is not spent.
  const campaign = await campaignById(tx, purchase.campaignId)
  if (!campaign || !spends(campaign)) return 'stale'
  const plan = await planNow(tx, purchase)
  if (plan.kind !== 'plan' || (await withVoucher(tx, purchase.campaignId, purchase.voucher))) return 'stale'
  if (!(await isStillCalled(tx, purchase.lines))) return 'stale'
  await keepBooked(tx, purchase, plan, now)
  const shares = plan.lines.flatMap((line) => line.shares)
  await noteBought(tx, shares, 'bought', now)
  for (const { need, fromPot } of plan.lines) if (fromPot > 0n) await takeForPot(tx, need, fromPot)
  await post(tx, ids, { kind: 'purchase', key: entryKey(id), at: now, lines: entryLines(purchase, plan) })
  return 'done'
}

const entryKey = (id: string): string => `purchase:${id}`

/** Out of what was kept for claims, and out of (or, where it cost less, into) what is common; paid out. */
function entryLines(
  { unitId: unit, campaignId: campaign, amount }: Purchase,
  { needs, pot, surplus }: Plan,
): LedgerLine[] {
  const line = (kind: 'campaign' | 'pot' | 'surplus' | 'disbursed', sum: bigint) => ({
    account: { kind, unit, campaign } satisfies LedgerAccount,
    amount: sum,
  })
  return [line('campaign', needs), line('pot', pot), line('surplus', surplus), line('disbursed', -amount)]
}

/**
 * Asks a second person to reverse a purchase that was wrong.
 *
 * @param wrong why, for officers
 * @returns `delivered`: some of it is on the spot; `open`: it is asked for already; `past`: it does not count (any more)
 */
export async function askToReverse(
  tx: Tx,
  ids: Ids,
  { id, wrong, by }: { readonly id: string; readonly wrong: string; readonly by: string },
  now: Date,
): Promise<'asked' | 'open' | 'past' | 'delivered'> {
  const purchase = await lockPurchase(tx, id)
  if (purchase?.state !== 'booked') return 'past'
  if (isUnderWay(purchase)) return 'delivered'
  const { unitId: unit } = purchase
  const asked = { kind: REVERSAL_KIND, object: purchaseObject(id), facts: { purchase: id }, unit, by }
  const { kind } = await ask(tx, ids, asked, now)
  if (kind === 'asked') await updatePurchase(tx, id, { wrong })
  return kind
}

/** A second person has approved the reversal: its money and its claims are as if it had never been. */
export async function reversePurchase(tx: Tx, ids: Ids, id: string, now: Date): Promise<'done' | 'stale'> {
  const purchase = await lockPurchase(tx, id)
  if (purchase?.state !== 'booked' || isUnderWay(purchase)) return 'stale'
  const { campaignId, lines } = purchase
  await holdMoneyOf(tx, campaignId)
  await holdToBuy(
    tx,
    campaignId,
    lines.map(({ need }) => need),
  )
  await updatePurchase(tx, id, { state: 'reversed', reversedAt: now })
  const shares = await sharesOf(
    tx,
    lines.map((line) => line.id),
  )
  await noteBought(
    tx,
    shares.map(({ claim, units }) => ({ claim, units: -units })),
    'purchase reversed',
    now,
  )
  for (const { need, fromPot } of lines) if (fromPot > 0n) await takeForPot(tx, need, -fromPot)
  await reverse(tx, ids, entryKey(id), now)
  return 'done'
}

/** Some of it came to where it is needed: that did happen. */
export const isUnderWay = ({ lines }: Purchase): boolean => lines.some(({ delivered }) => delivered > 0n)
