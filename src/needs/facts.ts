import { z } from 'zod'
import { byUrgency, type Campaign, publicCampaigns, takesPledges } from '../campaigns/index.ts'
import type { Values } from '../engine/types.ts'
import { day, money, time } from '../platform/shapes.ts'
import type { Tx } from '../platform/tx.ts'
import { answerBy, dayOf } from '../platform/vietnamese/index.ts'
import { isOpen, left, type Need } from './need.ts'
import { placeRecord, placeShape } from './place.ts'
import { needsOfAll, unpaidOf } from './store.ts'

const fund = z.object({
  name: z.string(),
  short: z.string(),
  decision: z.string().nullable(),
  hotline: z.string().nullable(),
  /** Working days in which it sends money back: "3–5". */
  refund_days: z.string().nullable(),
  /** Percent of the money that it keeps for its costs, at most. */
  kept_share: z.number().nullable(),
  /** Whether it says that it buys with an invoice. */
  invoices: z.boolean(),
  place: z.string(),
  page: z.string(),
  answer_by: time,
})

const campaign = z.object({
  id: z.string(),
  slug: z.string(),
  title: z.string(),
  flow: z.string(),
  unit: z.string().nullable(),
  unit_price: money.nullable(),
  cap: z.number(),
  /** Units whose money is here. With those that are promised and with `left` they make `cap`. */
  received: z.number(),
  /** Units that nobody has promised. */
  left: z.number(),
  /** How many needs of communes still lack something. */
  places: z.number(),
  ends: day,
  gift_by: day,
  late: z.boolean(),
  ended: z.boolean(),
  distribute_by: day,
  hold_days: z.number(),
  min: money,
  /** Places worth so much may one person keep whose money has not come. */
  most: money,
  what: z.string(),
  for_whom: z.string(),
  account: z.object({ number: z.string(), holder: z.string(), bank: z.string() }),
  page: z.string(),
})

/** What flows see besides their own values: the check of flows knows every name by it. */
export const factsOfFlows = z.object({
  fund,
  campaigns: z.array(campaign),
  campaign,
  /** What communes need in these campaigns: whoever reads a list keeps the ids. */
  places: z.array(placeShape),
  me: z.object({
    lang: z.string(),
    young: z.boolean(),
    form: z.string(),
    form_heard: z.string(),
    form_asked: z.boolean(),
  }),
  demo: z.boolean(),
  answer_by: time,
})

/**
 * What every flow may say of the fund and its campaigns: `fund`, `campaigns` (those that take promises, most urgent
 * first; when there is none, the last one that did, as `ended`), `places` (all that communes need in them, what is full
 * too: somebody may be reading a list), `links` (what a deep link opens, by its parameter: a campaign's slug or a need's
 * key), `today`, and `answer_by`, the time by which a person of
 * the fund answers who asks now.
 *
 * @param site PUBLIC_URL, for links
 */
export async function campaignFacts(tx: Tx, now: Date, site: string): Promise<Values> {
  const all = (await publicCampaigns(tx)).filter((campaign) => campaign.opensAt <= now)
  const open = all.filter((campaign) => takesPledges(campaign, now)).sort(byUrgency(now))
  const told = open.length > 0 ? open : all.slice(0, 1)
  const ids = told.map((campaign) => campaign.id)
  const needs = await needsOfAll(tx, ids)
  const unpaid = await unpaidOf(
    tx,
    needs.filter((need) => need.shows).map((need) => need.id),
  )
  return {
    fund: told[0] ? fundRecord(told[0], site) : null,
    campaigns: told.map((campaign) =>
      campaignRecord(
        campaign,
        needs.filter((need) => need.campaignId === campaign.id),
        unpaid,
        now,
        site,
      ),
    ),
    places: needs.filter((need) => need.place !== null).map(placeRecord),
    links: linksTo(told, needs),
    today: dayOf(now),
    answer_by: answerBy(now),
  }
}

function linksTo(campaigns: readonly Campaign[], needs: readonly Need[]) {
  const links: Record<string, Values> = {}
  for (const { id, slug, flow } of campaigns) {
    for (const need of needs) {
      if (need.campaignId === id && need.place !== null && need.state === 'open')
        links[need.key] = { flow, with: { need: need.id } }
    }
    links[slug] = { flow, with: {} }
  }
  return links
}

function fundRecord({ unit }: Campaign, site: string): Values {
  return {
    name: unit.name,
    short: unit.shortName,
    decision: unit.decision,
    hotline: unit.hotline,
    refund_days: unit.refundDays,
    kept_share: unit.keptShare,
    invoices: unit.invoices,
    place: unit.place,
    page: site,
  }
}

function campaignRecord(
  campaign: Campaign,
  needs: readonly Need[],
  unpaid: ReadonlyMap<string, bigint>,
  now: Date,
  site: string,
): Values {
  const { account } = campaign
  const need = needs.find((one) => one.shows)
  return {
    id: campaign.id,
    slug: campaign.slug,
    title: campaign.title,
    flow: campaign.flow,
    unit: need?.unitWord ?? null,
    unit_price: need?.unitPrice ?? null,
    cap: need ? Number(need.cap) : 0,
    received: need ? Number(need.taken - (unpaid.get(need.id) ?? 0n)) : 0,
    left: need ? Number(left(need)) : 0,
    places: needs.filter((one) => one.place !== null && isOpen(one, now) && left(one) > 0n).length,
    ends: dayOf(campaign.receivesUntil),
    gift_by: dayOf(campaign.giftBy),
    late: now > campaign.giftBy,
    ended: !takesPledges(campaign, now),
    distribute_by: dayOf(campaign.distributeBy),
    hold_days: campaign.pledgeDays,
    min: campaign.minAmount,
    most: campaign.mostUnpaid,
    what: campaign.what,
    for_whom: campaign.forWhom,
    account: { number: account.number, holder: account.holder, bank: account.bankName },
    page: `${site}/campaigns/${campaign.slug}`,
  }
}
