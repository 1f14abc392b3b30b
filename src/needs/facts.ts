import { z } from 'zod'
import { byUrgency, type Campaign, publicCampaigns, takesPledges } from '../campaigns/index.ts'
import type { Values } from '../engine/types.ts'
import { day, money, time } from '../platform/shapes.ts'
import type { Tx } from '../platform/tx.ts'
import { answerBy, dayOf } from '../platform/vietnamese/index.ts'
import { left, type Need } from './need.ts'
import { needKeys, shownNeeds } from './store.ts'

const fund = z.object({
  name: z.string(),
  short: z.string(),
  decision: z.string().nullable(),
  hotline: z.string().nullable(),
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
  taken: z.number(),
  left: z.number(),
  ends: day,
  gift_by: day,
  late: z.boolean(),
  ended: z.boolean(),
  distribute_by: day,
  hold_days: z.number(),
  min: money,
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
  me: z.object({ lang: z.string() }),
  demo: z.boolean(),
  answer_by: time,
})

/**
 * What every flow may say of the fund and its campaigns: `fund`, `campaigns` (those that take promises, most urgent
 * first; when there is none, the last one that did, as `ended`), `links` (what a deep link opens, by its parameter: a
 * campaign's slug or a need's key), `today`, and `answer_by`, the time by which a person of
 * the fund answers who asks now.
 *
 * @param site PUBLIC_URL, for links
 */
export async function campaignFacts(tx: Tx, now: Date, site: string): Promise<Values> {
  const all = (await publicCampaigns(tx)).filter((campaign) => campaign.opensAt <= now)
  const open = all.filter((campaign) => takesPledges(campaign, now)).sort(byUrgency(now))
  const told = open.length > 0 ? open : all.slice(0, 1)
  const ids = told.map((campaign) => campaign.id)
  const shown = await shownNeeds(tx, ids)
  return {
    fund: told[0] ? fundRecord(told[0], site) : null,
    campaigns: told.map((campaign) => campaignRecord(campaign, shown.get(campaign.id), now, site)),
    links: linksTo(told, await needKeys(tx, ids)),
    today: dayOf(now),
    answer_by: answerBy(now),
  }
}

function linksTo(
  campaigns: readonly Campaign[],
  needs: readonly { key: string; id: string; campaignId: string }[],
) {
  const links: Record<string, Values> = {}
  for (const { id, slug, flow } of campaigns) {
    for (const need of needs) if (need.campaignId === id) links[need.key] = { flow, with: { need: need.id } }
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
    place: unit.place,
    page: site,
  }
}

function campaignRecord(campaign: Campaign, need: Need | undefined, now: Date, site: string): Values {
  const { account } = campaign
  return {
    id: campaign.id,
    slug: campaign.slug,
    title: campaign.title,
    flow: campaign.flow,
    unit: need?.unitWord ?? null,
    unit_price: need?.unitPrice ?? null,
    cap: need ? Number(need.cap) : 0,
    taken: need ? Number(need.taken) : 0,
    left: need ? Number(left(need)) : 0,
    ends: dayOf(campaign.receivesUntil),
    gift_by: dayOf(campaign.giftBy),
    late: now > campaign.giftBy,
    ended: !takesPledges(campaign, now),
    distribute_by: dayOf(campaign.distributeBy),
    hold_days: campaign.pledgeDays,
    min: campaign.minAmount,
    what: campaign.what,
    for_whom: campaign.forWhom,
    account: { number: account.number, holder: account.holder, bank: account.bankName },
    page: `${site}/campaigns/${campaign.slug}`,
  }
}
