import { type Campaign, isForPlaces, publicCampaigns } from '../campaigns/index.ts'
import { needsOf, progressOf, type Where, whereOf } from '../needs/index.ts'
import type { Tx } from '../platform/tx.ts'

/** Đồng of a campaign, from the ledger and the pledges. What is promised is never added to what has come. */
export interface CampaignMoney {
  /** In the account for its needs, the common pot and as surplus. */
  readonly received: bigint
  /** Promised with a code and not here yet: by the rule that counts the units of `progressOf`. */
  readonly pledged: bigint
  readonly spent: bigint
}

const NOTHING: CampaignMoney = { received: 0n, pledged: 0n, spent: 0n }

/** Balances are sums of the ledger's lines; credits are negative there. */
export async function moneyOfCampaigns(tx: Tx): Promise<Map<string, CampaignMoney>> {
  const rows = await tx.$queryRaw<{ id: string; received: bigint; pledged: bigint; spent: bigint }[]>`
    SELECT c.id::text AS id,
      coalesce((SELECT -sum(l.amount) FROM ledger_line l JOIN ledger_account a ON a.id = l.account_id
        WHERE a.campaign_id = c.id AND a.kind IN ('campaign', 'pot', 'surplus')), 0)::bigint AS received,
      coalesce((SELECT sum(greatest(p.amount - p.received, 0)) FROM pledge p
        WHERE p.campaign_id = c.id AND p.state IN ('open', 'part_paid')), 0)::bigint AS pledged,
      coalesce((SELECT -sum(l.amount) FROM ledger_line l JOIN ledger_account a ON a.id = l.account_id
        WHERE a.campaign_id = c.id AND a.kind = 'disbursed'), 0)::bigint AS spent
    FROM campaign c`
  return new Map(rows.map(({ id, ...money }) => [id, money]))
}

export interface PublicReceipt {
  readonly at: Date
  readonly number: string
  readonly amount: bigint
  readonly pooled: boolean
  readonly what: string | null
}

/** The newest receipts of a campaign, without their donors. */
export async function latestReceipts(tx: Tx, campaign: string, limit: number): Promise<PublicReceipt[]> {
  const rows = await tx.receipt.findMany({
    where: { donation: { campaignId: campaign }, state: 'valid' },
    orderBy: { issuedAt: 'desc' },
    take: limit,
    include: { donation: { include: { allocations: true } } },
  })
  const needs = await needsOf(tx, campaign)
  return rows.map((row) => {
    const need = needs.find((one) => row.donation.allocations.some((part) => part.needId === one.id))
    return {
      at: row.issuedAt,
      number: `${row.series}-${String(row.number).padStart(6, '0')}`,
      amount: row.donation.amount,
      pooled: need?.mode === 'pooled',
      what: need?.what ?? null,
    }
  })
}

export interface PublicCampaign {
  readonly campaign: Campaign
  readonly money: CampaignMoney
  readonly needs: readonly {
    readonly need: Awaited<ReturnType<typeof needsOf>>[number]
    /** Absent for what goes where it is needed most. */
    readonly where: Where | undefined
    readonly received: bigint
    /** The part of it that was given before the books. */
    readonly before: bigint
    readonly pledged: bigint
  }[]
}

/** Every campaign that was ever open to the public, with its figures. */
export async function publicFigures(tx: Tx): Promise<PublicCampaign[]> {
  const money = await moneyOfCampaigns(tx)
  const all: PublicCampaign[] = []
  for (const campaign of await publicCampaigns(tx)) {
    const progress = await progressOf(tx, campaign.id)
    const where = await whereOf(tx, campaign.id)
    // How many children are sponsored, and where, is nobody's list.
    const listed = isForPlaces(campaign) ? [] : await needsOf(tx, campaign.id)
    const needs = listed.map((need) => ({
      need,
      where: where.get(need.id),
      ...(progress.get(need.id) ?? { received: 0n, before: 0n, pledged: 0n }),
    }))
    all.push({ campaign, money: money.get(campaign.id) ?? NOTHING, needs })
  }
  return all
}
