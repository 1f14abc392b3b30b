import { Prisma } from '../generated/prisma/client.ts'
import type { Ids } from '../platform/ids.ts'
import type { Tx } from '../platform/tx.ts'
import { columnOfDay, type Day, dayInColumn } from '../platform/vietnamese/index.ts'
import { sellerAt, type Words } from './papers.ts'
import { type Line, type Plan, voucherKey } from './purchase.ts'

/** What an officer writes down of a purchase. */
export interface PurchaseSheet {
  readonly campaignId: string
  /** The bank account that the money left. */
  readonly accountId: string
  readonly what: string
  readonly seller: string
  /** On which the money left. */
  readonly day: Day
  /** Đồng, all of it. */
  readonly amount: bigint
  /** Number of the paper that proves it. */
  readonly voucher: string
  readonly lines: readonly Line[]
}

/** `proposed`: a second person has not approved it. `reversed`: it was wrong, and never counts. */
export type PurchaseState = 'proposed' | 'booked' | 'reversed'

export interface BoughtLine extends Line {
  readonly id: string
  /** What it is and what is counted, in the need's words of when it was asked for: whatever the need says now, two people saw these. */
  readonly what: string
  readonly unitWord: string
  readonly pooled: boolean
  /** Id, name and province of the commune it is for; null: where it is needed most. */
  readonly communeId: string | null
  readonly place: string | null
  readonly province: string | null
  /** Units that the common pot paid. */
  readonly fromPot: bigint
  readonly delivered: bigint
}

export interface Purchase extends Omit<PurchaseSheet, 'lines' | 'seller'> {
  readonly id: string
  readonly unitId: string
  /** Sealed (papers.ts); empty: a person who sold has asked not to be named. */
  readonly seller: Uint8Array
  /** Names it to everybody. */
  readonly publicId: string
  readonly state: PurchaseState
  readonly proposedBy: string
  readonly proposedAt: Date
  readonly bookedAt: Date | null
  /** Why it is to be reversed, or was. */
  readonly wrong: string | null
  readonly reversedAt: Date | null
  /** The paper's picture or PDF. */
  readonly file: string | null
  readonly fileMime: string | null
  readonly lines: readonly BoughtLine[]
}

const WITH = {
  campaign: { select: { unitId: true } },
  lines: { include: { need: { select: { mode: true } }, commune: true }, orderBy: { id: 'asc' } },
} as const
type Row = NonNullable<Awaited<ReturnType<typeof rowOf>>>
const rowOf = (tx: Tx, id: string) => tx.purchase.findUnique({ where: { id }, include: WITH })

function fromRow({ campaign, lines, day, state, voucherKey: _, ...row }: Row): Purchase {
  return {
    ...row,
    unitId: campaign.unitId,
    day: dayInColumn(day),
    state: state as PurchaseState,
    lines: lines.map(({ need, needId, commune, purchaseId: _, ...line }) => ({
      ...line,
      need: needId,
      pooled: need.mode === 'pooled',
      place: commune?.name ?? null,
      province: commune?.province ?? null,
    })),
  }
}

export async function purchaseById(tx: Tx, id: string): Promise<Purchase | undefined> {
  const row = await rowOf(tx, id)
  return row ? fromRow(row) : undefined
}

/** One that counts, by the name that everybody may know. */
export async function publicPurchase(tx: Tx, publicId: string): Promise<Purchase | undefined> {
  const row = await tx.purchase.findUnique({ where: { publicId }, include: WITH })
  return row && row.state !== 'proposed' ? fromRow(row) : undefined
}

/** Nobody else books, reverses or delivers it until the transaction ends. */
export async function lockPurchase(tx: Tx, id: string): Promise<Purchase | undefined> {
  await tx.$executeRaw`SELECT 1 FROM purchase WHERE id = ${id}::uuid FOR UPDATE`
  return purchaseById(tx, id)
}

/** Of these campaigns, the newest first. @param state undefined: in whichever state they are */
export async function purchasesOf(
  tx: Tx,
  campaigns: readonly string[],
  limit: number,
  state?: Purchase['state'],
): Promise<Purchase[]> {
  const rows = await tx.purchase.findMany({
    where: { campaignId: { in: [...campaigns] }, ...(state && { state }) },
    include: WITH,
    orderBy: [{ day: 'desc' }, { id: 'desc' }],
    take: limit,
  })
  return rows.map(fromRow)
}

/** The purchase of this campaign that counts and is proven by this paper already, however its number was spelled. */
export async function withVoucher(
  tx: Tx,
  campaign: string,
  voucher: string,
): Promise<Pick<Purchase, 'id' | 'what' | 'voucher' | 'day'> | undefined> {
  const row = await tx.purchase.findFirst({
    where: { campaignId: campaign, voucherKey: voucherKey(voucher), state: 'booked' },
    select: { id: true, what: true, voucher: true, day: true },
  })
  return row ? { ...row, day: dayInColumn(row.day) } : undefined
}

/** With what its needs are called now, which stays with it. @returns its id */
export async function insertPurchase(
  tx: Tx,
  { ids, words }: { readonly ids: Ids; readonly words: Words },
  { lines, day, seller, ...sheet }: PurchaseSheet,
  by: string,
  now: Date,
): Promise<string> {
  const id = ids.uuid()
  const about = { id, publicId: ids.public(), day: columnOfDay(day), proposedBy: by, proposedAt: now }
  const kept = { seller: words.seal(sellerAt(id), seller), voucherKey: voucherKey(sheet.voucher) }
  await tx.purchase.create({ data: { ...sheet, ...kept, ...about } })
  const called = await calledNow(tx, lines)
  await tx.purchaseLine.createMany({
    data: lines.map(({ need, ...line }) => ({
      ...{ id: ids.uuid(), purchaseId: id, needId: need },
      ...{ ...line, ...called.get(need)! },
    })),
  })
  return id
}

/** What needs say of themselves at this moment, by need. */
async function calledNow(
  tx: Tx,
  lines: readonly Pick<Line, 'need'>[],
): Promise<Map<string, Pick<BoughtLine, 'what' | 'unitWord' | 'communeId'>>> {
  const rows = await tx.need.findMany({
    where: { id: { in: lines.map(({ need }) => need) } },
    select: { id: true, what: true, unitWord: true, communeId: true },
  })
  return new Map(rows.map(({ id, ...called }) => [id, called]))
}

/** Whether each need of a purchase still is what the purchase says that it buys. */
export async function isStillCalled(tx: Tx, lines: readonly BoughtLine[]): Promise<boolean> {
  const called = await calledNow(tx, lines)
  return lines.every((line) => {
    const now = called.get(line.need)
    return now?.what === line.what && now.unitWord === line.unitWord && now.communeId === line.communeId
  })
}

/** What one unit cost when it was pledged, by pledge. */
export async function pricesOf(tx: Tx, pledges: readonly string[]): Promise<Map<string, bigint>> {
  const rows = await tx.pledge.findMany({
    where: { id: { in: [...pledges] } },
    select: { id: true, unitPrice: true },
  })
  return new Map(rows.map(({ id, unitPrice }) => [id, unitPrice]))
}

/** Writes down that it is booked, and what it bought for whom. */
export async function keepBooked(tx: Tx, { id, lines }: Purchase, plan: Plan, now: Date): Promise<void> {
  await tx.purchase.update({ where: { id }, data: { state: 'booked', bookedAt: now } })
  for (const line of plan.lines) {
    const lineId = lines.find(({ need }) => need === line.need)!.id
    if (line.fromPot > 0n)
      await tx.purchaseLine.update({ where: { id: lineId }, data: { fromPot: line.fromPot } })
    await tx.purchaseShare.createMany({
      data: line.shares.map(({ claim, units, unitPrice }) => ({ lineId, claimId: claim, units, unitPrice })),
    })
  }
}

export async function updatePurchase(
  tx: Tx,
  id: string,
  change: Partial<Pick<Purchase, 'state' | 'wrong' | 'reversedAt' | 'file' | 'fileMime'>>,
): Promise<void> {
  await tx.purchase.update({ where: { id }, data: change })
}

/** Who sold is not named any more. @returns false when nobody is (any more) */
export async function emptySeller(tx: Tx, id: string): Promise<boolean> {
  const purchase = await lockPurchase(tx, id)
  if (!purchase || purchase.seller.length === 0) return false
  await tx.purchase.update({ where: { id }, data: { seller: new Uint8Array() } })
  return true
}

/** What a purchase bought for each claim, the oldest first. */
export async function sharesOf(
  tx: Tx,
  lines: readonly string[],
): Promise<{ readonly claim: string; readonly units: bigint }[]> {
  return tx.$queryRaw<{ claim: string; units: bigint }[]>`
    SELECT claim_id::text AS claim, units FROM purchase_share WHERE line_id = ANY(${[...lines]}::uuid[]) ORDER BY claim_id`
}

/** Of what a line bought for each claim, what no delivery that counts has brought; the oldest first. */
export async function undelivered(
  tx: Tx,
  line: string,
): Promise<{ readonly claim: string; readonly units: bigint }[]> {
  return tx.$queryRaw<{ claim: string; units: bigint }[]>`
    SELECT s.claim_id::text AS claim, (s.units - coalesce(d.units, 0))::bigint AS units FROM purchase_share s
    LEFT JOIN (
      SELECT e.claim_id, sum(e.units) AS units FROM delivery_share e JOIN delivery v ON v.id = e.delivery_id
      WHERE v.line_id = ${line}::uuid AND v.state <> 'struck' GROUP BY e.claim_id
    ) d ON d.claim_id = s.claim_id
    WHERE s.line_id = ${line}::uuid AND s.units > coalesce(d.units, 0) ORDER BY s.claim_id`
}

/**
 * So many more of a line are on the spot (below zero: fewer).
 *
 * @returns false when that is more than was bought; nothing is changed then
 */
export async function deliverOf(tx: Tx, line: string, units: bigint): Promise<boolean> {
  const changed = await tx.$executeRaw`
    UPDATE purchase_line SET delivered = delivered + ${units}::bigint
    WHERE id = ${line}::uuid AND delivered + ${units}::bigint <= quantity`
  return changed === 1
}

/** Purchases that count and bought something for a claim, as they were booked, and how many of its units each did. */
export const purchasesFor = (
  tx: Tx,
  claim: string,
): Promise<{ readonly id: string; readonly units: bigint }[]> =>
  tx.$queryRaw`
    SELECT p.id::text AS id, s.units FROM purchase_share s JOIN purchase_line l ON l.id = s.line_id
      JOIN purchase p ON p.id = l.purchase_id
    WHERE s.claim_id = ${claim}::uuid AND p.state = 'booked' ORDER BY p.booked_at, p.id`

/** What is bought, on the spot and confirmed, in đồng and by need in units. Only purchases that count. */
export interface Stages {
  readonly bought: bigint
  readonly delivered: bigint
  readonly confirmed: bigint
}

/** By need, in its units. */
export async function stagesOfNeeds(tx: Tx, campaign: string): Promise<Map<string, Stages>> {
  const rows = await tx.$queryRaw<(Stages & { need: string })[]>`
    SELECT l.need_id::text AS need, sum(l.quantity)::bigint AS bought, sum(l.delivered)::bigint AS delivered,
      sum(coalesce(${CONFIRMED}, 0))::bigint AS confirmed
    FROM purchase_line l JOIN purchase p ON p.id = l.purchase_id
    WHERE p.campaign_id = ${campaign}::uuid AND p.state = 'booked' GROUP BY l.need_id`
  return new Map(rows.map(({ need, ...stages }) => [need, stages]))
}

/** By campaign, in đồng at what things really cost. What the lines of a purchase do not come to is bought, and delivered nowhere. */
export async function stagesOfCampaigns(tx: Tx): Promise<Map<string, Stages>> {
  const rows = await tx.$queryRaw<(Stages & { id: string })[]>`
    SELECT p.campaign_id::text AS id, sum(p.amount)::bigint AS bought,
      sum(coalesce((SELECT sum(l.delivered * l.unit_price) FROM purchase_line l WHERE l.purchase_id = p.id), 0))::bigint AS delivered,
      sum(coalesce((SELECT sum(${CONFIRMED} * l.unit_price) FROM purchase_line l WHERE l.purchase_id = p.id), 0))::bigint AS confirmed
    FROM purchase p WHERE p.state = 'booked' GROUP BY p.campaign_id`
  return new Map(rows.map(({ id, ...stages }) => [id, stages]))
}

/** Đồng of what a campaign's purchases name and no delivery has brought, at what it really cost. */
export async function onTheWay(tx: Tx, campaign: string): Promise<bigint> {
  const [row] = await tx.$queryRaw<{ sum: bigint }[]>`
    SELECT coalesce(sum((l.quantity - l.delivered) * l.unit_price), 0)::bigint AS sum
    FROM purchase_line l JOIN purchase p ON p.id = l.purchase_id
    WHERE p.campaign_id = ${campaign}::uuid AND p.state = 'booked'`
  return row!.sum
}

/** Units of the line `l` that somebody has confirmed. */
const CONFIRMED = Prisma.sql`(SELECT sum(d.quantity) FROM delivery d WHERE d.line_id = l.id AND d.state = 'confirmed')`
