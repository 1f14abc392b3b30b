import { type Campaign, isForPlaces, publicCampaigns } from '../campaigns/index.ts'
import { needsOf, progressOf, type Where, whereOf } from '../needs/index.ts'
import type { Tx } from '../platform/tx.ts'
import { FEWEST, type Stages, stagesOfCampaigns, stagesOfNeeds } from '../spending/index.ts'
import { type Apart, apartOfCampaigns } from './apart.ts'

/** Đồng of a campaign, from the ledger and the pledges. What is promised is never added to what has come. */
export interface CampaignMoney {
  /** Came for its needs, the common pot and as surplus, and was not sent back; what is spent of it too. */
  readonly received: bigint
  /** Promised with a code and not here yet: by the rule that counts the units of `progressOf`. */
  readonly pledged: bigint
  /** Paid out for what was bought. */
  readonly spent: bigint
}

const NOTHING: CampaignMoney = { received: 0n, pledged: 0n, spent: 0n }

/** Balances are sums of the ledger's lines; credits are negative there. */
export async function moneyOfCampaigns(tx: Tx): Promise<Map<string, CampaignMoney>> {
  const rows = await tx.$queryRaw<{ id: string; received: bigint; pledged: bigint; spent: bigint }[]>`
    SELECT c.id::text AS id,
      coalesce((SELECT -sum(l.amount) FROM ledger_line l JOIN ledger_account a ON a.id = l.account_id
        WHERE a.campaign_id = c.id AND a.kind IN ('campaign', 'pot', 'surplus', 'disbursed')), 0)::bigint AS received,
      coalesce((SELECT sum(greatest(p.amount - p.received, 0)) FROM pledge p
        WHERE p.campaign_id = c.id AND p.state IN ('open', 'part_paid')), 0)::bigint AS pledged,
      coalesce((SELECT -sum(l.amount) FROM ledger_line l JOIN ledger_account a ON a.id = l.account_id
        WHERE a.campaign_id = c.id AND a.kind = 'disbursed'), 0)::bigint AS spent
    FROM campaign c`
  return new Map(rows.map(({ id, ...money }) => [id, money]))
}

/** Đồng of one need. */
export interface NeedMoney {
  readonly pledged: bigint
  readonly received: bigint
  readonly bought: bigint
  readonly delivered: bigint
  readonly confirmed: bigint
  /** So few were bought for its commune, or brought there at once, that what became of it is told without the commune (`isFew`). */
  readonly few: boolean
}

const NO_STAGES: Stages = { bought: 0n, delivered: 0n, confirmed: 0n }
const NO_PROGRESS = { received: 0n, before: 0n, pledged: 0n, brought: 0n, broughtPromised: 0n }
const NOT_APART: Apart = { things: [], held: [], direct: { times: 0n, value: 0n } }
const NO_MONEY: NeedMoney = { pledged: 0n, received: 0n, ...NO_STAGES, few: false }

/** What is promised and what came for each need of a campaign, and what was bought for it at what it really cost. */
async function moneyOfNeeds(tx: Tx, campaign: string): Promise<Map<string, NeedMoney>> {
  const rows = await tx.$queryRaw<(NeedMoney & { id: string })[]>`
    WITH line AS (
      SELECT l.id, l.need_id, l.quantity, l.unit_price, l.delivered FROM purchase_line l JOIN purchase p ON p.id = l.purchase_id
      WHERE p.campaign_id = ${campaign}::uuid AND p.state = 'booked'
    )
    SELECT n.id::text AS id,
      coalesce((SELECT sum(greatest(p.amount - p.received, 0)) FROM pledge p
        WHERE p.need_id = n.id AND p.state IN ('open', 'part_paid')), 0)::bigint AS pledged,
      coalesce((SELECT sum(al.amount) FROM allocation al WHERE al.need_id = n.id), 0)::bigint AS received,
      coalesce((SELECT sum(quantity * unit_price) FROM line WHERE need_id = n.id), 0)::bigint AS bought,
      coalesce((SELECT sum(delivered * unit_price) FROM line WHERE need_id = n.id), 0)::bigint AS delivered,
      coalesce((SELECT sum(d.quantity * line.unit_price) FROM line JOIN delivery d ON d.line_id = line.id
        WHERE need_id = n.id AND d.state = 'confirmed'), 0)::bigint AS confirmed,
      n.mode = 'exclusive' AND n.commune_id IS NOT NULL AND EXISTS (SELECT 1 FROM line WHERE need_id = n.id AND (quantity < ${FEWEST}::bigint
        OR EXISTS (SELECT 1 FROM delivery d WHERE d.line_id = line.id AND d.state <> 'struck' AND d.quantity < ${FEWEST}::bigint))) AS few
    FROM need n WHERE n.campaign_id = ${campaign}::uuid`
  return new Map(rows.map(({ id, ...money }) => [id, money]))
}

export interface PublicReceipt {
  readonly at: Date
  readonly number: string
  readonly amount: bigint
  readonly pooled: boolean
  readonly what: string | null
}

/** The newest receipts of a campaign, without their donors; of sponsored places none says which. What is kept apart is not received. */
export async function latestReceipts(tx: Tx, campaign: Campaign, limit: number): Promise<PublicReceipt[]> {
  const rows = await tx.receipt.findMany({
    where: {
      donation: { campaignId: campaign.id, allocations: { none: { target: 'held_late' } } },
      state: 'valid',
    },
    orderBy: { issuedAt: 'desc' },
    take: limit,
    include: { donation: { include: { allocations: true } } },
  })
  const places = isForPlaces(campaign)
  const needs = places ? [] : await needsOf(tx, campaign.id)
  return rows.map((row) => {
    const need = needs.find((one) => row.donation.allocations.some((part) => part.needId === one.id))
    return {
      at: row.issuedAt,
      number: `${row.series}-${String(row.number).padStart(6, '0')}`,
      amount: row.donation.amount,
      pooled: need?.mode === 'pooled',
      what: places ? campaign.what : (need?.what ?? null),
    }
  })
}

export interface PublicCampaign {
  readonly campaign: Campaign
  readonly money: CampaignMoney
  /** In đồng. */
  readonly stages: Stages
  readonly apart: Apart
  readonly needs: readonly {
    readonly need: Awaited<ReturnType<typeof needsOf>>[number]
    /** Absent for what goes where it is needed most. */
    readonly where: Where | undefined
    readonly received: bigint
    /** The part of it that was given before the books. */
    readonly before: bigint
    readonly pledged: bigint
    /** The parts of both that people bring themselves. */
    readonly brought: bigint
    readonly broughtPromised: bigint
    /** In its units. */
    readonly stages: Stages
    /** In đồng; the two of money that has come or is promised for this need alone. */
    readonly money: NeedMoney
  }[]
}

/**
 * The same, read once for all who ask at the same moment: when a campaign is on television, thousands do. Nobody is told an
 * older number than the books had when they asked, by more than one reading takes.
 */
export function sharedFigures(tx: Tx): () => Promise<PublicCampaign[]> {
  let reading: Promise<PublicCampaign[]> | undefined
  return () => {
    reading ??= publicFigures(tx).finally(() => {
      reading = undefined
    })
    return reading
  }
}

/** Every campaign that was ever open to the public, with its figures. */
async function publicFigures(tx: Tx): Promise<PublicCampaign[]> {
  const money = await moneyOfCampaigns(tx)
  const spent = await stagesOfCampaigns(tx)
  const apart = await apartOfCampaigns(tx)
  const all: PublicCampaign[] = []
  for (const campaign of await publicCampaigns(tx)) {
    const progress = await progressOf(tx, campaign.id)
    const where = await whereOf(tx, campaign.id)
    const stages = await stagesOfNeeds(tx, campaign.id)
    const paid = await moneyOfNeeds(tx, campaign.id)
    // How many children are sponsored, and where, is nobody's list.
    const listed = isForPlaces(campaign) ? [] : await needsOf(tx, campaign.id)
    const needs = listed.map((need) => ({
      need,
      where: where.get(need.id),
      ...(progress.get(need.id) ?? NO_PROGRESS),
      stages: stages.get(need.id) ?? NO_STAGES,
      money: paid.get(need.id) ?? NO_MONEY,
    }))
    const [came, road] = [money.get(campaign.id) ?? NOTHING, spent.get(campaign.id) ?? NO_STAGES]
    all.push({ campaign, money: came, stages: road, needs, apart: apart.get(campaign.id) ?? NOT_APART })
  }
  return all
}
