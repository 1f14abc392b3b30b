import { z } from 'zod'
import { isForPlaces } from '../campaigns/index.ts'
import {
  type Donation,
  keptFor,
  type Share,
  shareWithin,
  type Use,
  unitsIn,
  usedFor,
  useOf,
} from '../giving/index.ts'
import { balances } from '../ledger/index.ts'
import { claimOf } from '../needs/index.ts'
import { day, money } from '../platform/shapes.ts'
import type { Tx } from '../platform/tx.ts'
import { dayOf } from '../platform/vietnamese/index.ts'
import type { Delivery } from './delivery.ts'
import { deliveriesFor, deliveryById } from './delivery-store.ts'
import { type Purchase, purchaseById, purchasesFor } from './store.ts'
import { handedOverBy, SPENDING, whereSaid } from './words.ts'

/** How far somebody's gift is, as flows see it: each stage with its day. */
export const roadRecord = z.object({
  /** The donation's. */
  id: z.string(),
  stage: z.enum(['received', 'bought', 'delivered', 'confirmed']),
  /** What it is for: things of a need; the common pot, of which nobody's part is told apart; a sponsored place; kept until somebody decides. */
  goes: z.enum(['things', 'common', 'place', 'kept']),
  /** Kept until its giver says what for. */
  hers: z.boolean(),
  /** Đồng of the campaign's common pot and surplus that nothing is bought with, and where each purchase stands. */
  pot_left: money,
  page: z.string(),
  amount: money,
  /** Of it: what things are bought with, what of these is on the spot, and what is in the common pot or surplus. */
  spent: money,
  here: money,
  common: money,
  receipt_number: z.string(),
  used_for: z.string(),
  received_on: day,
  /** By when the campaign brings what it collects for, and whether that day is over. */
  planned: day,
  overdue: z.boolean(),
  /** That day in words, and where it was put off, in brackets the first one and why. */
  planned_by: z.string(),
  /** Of the units that it completes: those that are bought, and those that are on the spot. Null where it completes none. */
  bought: z.number().nullable(),
  delivered: z.number().nullable(),
  units: z.number().nullable(),
  unit: z.string().nullable(),
  /** Whether all that it gave for its need is on the spot. */
  all_here: z.boolean(),
  /** Of what has not been bought or has not arrived: the day of the money, and no words. `stage` says what counts. */
  bought_on: day,
  voucher: z.string(),
  voucher_url: z.string(),
  delivered_on: day,
  where: z.string(),
  receiver: z.string(),
})
export type RoadRecord = z.infer<typeof roadRecord>

/**
 * How far a gift is: what is bought of its promise's claim is bought with the money that came first, and so it is brought. What of a
 * gift went to the common pot, or was more than promised, is received; which purchase it went into nobody can say, only whether some
 * of the pot is left.
 *
 * @param receipt the number of its receipt
 * @param known what it went to, if the caller has just read it
 */
export async function roadOf(
  tx: Tx,
  donation: Donation,
  receipt: string,
  { site, lang, now }: { readonly site: string; readonly lang: 'vi' | 'en'; readonly now: Date },
  known?: Use,
): Promise<RoadRecord> {
  const use = known ?? (await useOf(tx, donation))
  const { need, share } = use
  const { bought, delivered, confirmed, purchase, delivery } = await farOf(tx, use)
  const { distributeBy } = use.campaign
  const pooled = need?.mode !== 'exclusive'
  const units = unitsIn(use)
  const counted = (sum: bigint) => (units ? Number(unitsOf(use, sum)) : null)
  const received = dayOf(donation.receivedAt)
  const isAll = (sum: bigint) => share !== undefined && share.need > 0n && sum === share.need
  const sums = await balances(tx, use.campaign.id)
  const pot = -(sums.get('pot') ?? 0n) - (sums.get('surplus') ?? 0n)
  const kept = await keptFor(tx, donation)
  return {
    goes: kept === null ? goesTo(use) : 'kept',
    hers: kept === 'hers',
    pot_left: pot > 0n ? pot : 0n,
    page: `${site}/campaigns/${use.campaign.slug}`,
    stage: !purchase ? 'received' : !delivery ? 'bought' : isAll(confirmed) ? 'confirmed' : 'delivered',
    id: donation.id,
    amount: donation.amount,
    spent: bought,
    here: delivered,
    common: share ? share.pot + share.surplus : donation.amount,
    receipt_number: receipt,
    used_for: usedFor(use, lang),
    received_on: received,
    planned: dayOf(distributeBy),
    overdue: now > distributeBy,
    planned_by: handedOverBy(use.campaign, lang),
    bought: counted(bought),
    delivered: counted(delivered),
    units: units ? Number(units) : null,
    unit: units ? need!.unitWord : null,
    all_here: isAll(delivered),
    bought_on: purchase?.day ?? received,
    voucher: purchase?.voucher ?? '',
    voucher_url: purchase ? voucherUrl(site, purchase.publicId) : '',
    delivered_on: delivery?.day ?? received,
    where: delivery ? whereSaid(delivery, pooled, lang) : '',
    receiver: delivery ? SPENDING[lang].receivers[delivery.receiver] : '',
  }
}

/** Đồng of a gift that are bought, on the spot and confirmed; and the last purchase and delivery that have something of it. */
interface Far {
  readonly bought: bigint
  readonly delivered: bigint
  readonly confirmed: bigint
  readonly purchase: Purchase | undefined
  readonly delivery: Delivery | undefined
}

async function farOf(tx: Tx, use: Use): Promise<Far> {
  const { pledge, share } = use
  const claim = pledge && share && share.need > 0n ? await claimOf(tx, pledge.id) : undefined
  if (!pledge || !share || !claim || claim.bought === 0n) return NOWHERE
  const mine = <T extends { readonly units: bigint }>(all: readonly T[]) =>
    partsOf(share, pledge.unitPrice, all)
  const bought = mine(await purchasesFor(tx, claim.id))
  const brought = claim.delivered > 0n ? mine(await deliveriesFor(tx, claim.id)) : []
  const [purchase, delivery] = [bought.at(-1)?.id, brought.at(-1)?.id]
  return {
    bought: total(bought),
    delivered: total(brought),
    confirmed: total(brought.filter((one) => one.confirmed)),
    purchase: purchase === undefined ? undefined : await purchaseById(tx, purchase),
    delivery: delivery === undefined ? undefined : await deliveryById(tx, delivery),
  }
}

const NOWHERE: Far = {
  ...{ bought: 0n, delivered: 0n, confirmed: 0n },
  ...{ purchase: undefined, delivery: undefined },
}

/** Those that have something of a gift, when each takes the next units of its claim, and how many đồng of it. */
function partsOf<T extends { readonly units: bigint }>(
  share: Share,
  unitPrice: bigint,
  all: readonly T[],
): (T & { readonly sum: bigint })[] {
  let before = 0n
  const parts = all.map((one) => {
    const after = before + one.units * unitPrice
    const sum = shareWithin(share, after) - shareWithin(share, before)
    before = after
    return { ...one, sum }
  })
  return parts.filter(({ sum }) => sum > 0n)
}

const total = (parts: readonly { readonly sum: bigint }[]): bigint =>
  parts.reduce((all, { sum }) => all + sum, 0n)

/** Whole units that so many đồng of a gift complete, from its first on. */
function unitsOf({ pledge, share }: Use, sum: bigint): bigint {
  const { before } = share!
  const { unitPrice } = pledge!
  return (before + sum) / unitPrice - before / unitPrice
}

function goesTo({ campaign, need, share }: Use): RoadRecord['goes'] {
  if (isForPlaces(campaign)) return 'place'
  return need && share && share.need > 0n ? 'things' : 'common'
}

/** Where anybody may read what was bought. */
export const voucherUrl = (site: string, publicId: string): string => `${site}/vouchers/${publicId}`
