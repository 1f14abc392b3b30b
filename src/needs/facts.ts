import { z } from 'zod'
import {
  byUrgency,
  type Campaign,
  daysToFeast,
  endedAt,
  isForPlaces,
  isPassed,
  lastDayFor,
  motifOf,
  pictureFile,
  publicCampaigns,
  takesPledges,
} from '../campaigns/index.ts'
import type { Values } from '../engine/types.ts'
import { day, file, money, time } from '../platform/shapes.ts'
import type { Tx } from '../platform/tx.ts'
import { answerBy, dayOf } from '../platform/vietnamese/index.ts'
import { heldToTheLast } from './held.ts'
import { isOpen, lackingAmong, left, type Need } from './need.ts'
import { placeRecords, placeShape } from './place.ts'
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
  /** The campaign that opens next, and its first day; null: none is planned. */
  next: z.string().nullable(),
  next_opens: day.nullable(),
  /** Whether places to sponsor are open. */
  sponsoring: z.boolean(),
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
  /** The title once more: lists are joined by it. */
  name: z.string(),
  flow: z.string(),
  /** The occasion: tet, winter, … */
  event: z.string(),
  /** What is counted, and what one of it costs; null where nothing is, and gifts are for the common pot. */
  unit: z.string().nullable(),
  unit_price: money.nullable(),
  cap: z.number(),
  /** Units whose money is here. With those that are promised and with `left` they make `cap`. */
  received: z.number(),
  /** Units that nobody has promised. */
  left: z.number(),
  /** While `left` is 0 and somebody holds the last of them: in about so many minutes some may be free again. Else null. */
  held_minutes: z.number().nullable(),
  /** How many needs of communes still lack something. */
  places: z.number(),
  /** The first day of receiving, and whether it is yet to come. */
  opens: day,
  upcoming: z.boolean(),
  ends: day,
  gift_by: day,
  late: z.boolean(),
  /** Of the campaigns that are open, its deadline for goods alone comes first: no other has the same, and it is yet to come. */
  nearest: z.boolean(),
  ended: z.boolean(),
  /** Days to the feast, while that is spoken of. */
  days: z.number().nullable(),
  /** Whether its occasion itself is over. */
  passed: z.boolean(),
  /** The day on which it took its last promise: of one that was closed early, that day. Null while it takes some, or nobody noted it. */
  ended_on: day.nullable(),
  distribute_by: day,
  hold_days: z.number(),
  /** Until which day what is promised today is kept. */
  keeps_to: day,
  min: money,
  /** Places worth so much may one person keep whose money has not come. */
  most: money,
  what: z.string(),
  for_whom: z.string(),
  account: z.object({ number: z.string(), holder: z.string(), bank: z.string() }),
  page: z.string(),
  /** Of its occasion: things, never a child. */
  picture: file,
})

/** What flows see besides their own values: the check of flows knows every name by it. */
export const factsOfFlows = z.object({
  fund,
  campaigns: z.array(campaign),
  campaign,
  /** With those that are over, or not open yet: a link and a button still mean theirs. */
  all_campaigns: z.array(campaign),
  /** Ids of those that take promises, most urgent first. */
  open: z.array(z.string()),
  /** Titles of those that are open besides the first. */
  others: z.array(z.string()),
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

/** So many campaigns that are over are still known by their links and buttons: those that ended last. */
const PAST = 20

/**
 * What every flow may say of the fund and its campaigns: `fund`, `campaigns` (those that take promises, most urgent
 * first, and those for the common pot alone last; when there is none, the last one that did, as `ended`), `all_campaigns`, `open` and `others` (above), `places` (all
 * that communes need in those, what is full too: somebody may be reading a list), `links` (what a deep link opens, by its
 * parameter: a campaign's slug or a need's key, of what is over too), `today`, and `answer_by`, the time by which a person of
 * the fund answers who asks now.
 *
 * @param site PUBLIC_URL, for links
 */
export async function campaignFacts(tx: Tx, now: Date, site: string): Promise<Values> {
  const shown = await publicCampaigns(tx)
  const all = shown.filter((campaign) => !isForPlaces(campaign))
  const open = all.filter((campaign) => takesPledges(campaign, now))
  const rest = all.filter((campaign) => !open.includes(campaign))
  const upcoming = rest.filter((campaign) => isUpcoming(campaign, now))
  const past = rest.filter((campaign) => !upcoming.includes(campaign)).sort(byEnd)
  const needs = await needsOfAll(
    tx,
    [...open, ...upcoming, ...past.slice(0, PAST)].map(({ id }) => id),
  )
  open.sort(byUrgency(now, lackingAmong(needs, now)))
  const told = open.length > 0 ? open : past.slice(0, 1)
  const known = [...new Set([...told, ...upcoming, ...past.slice(0, PAST)])]
  const unpaid = await unpaidOf(
    tx,
    needs.filter((need) => need.shows).map((need) => need.id),
  )
  const full = needs.filter((need) => need.shows && isOpen(need, now) && left(need) <= 0n)
  const heldFor = await heldToTheLast(tx, { needs: full.map(({ id }) => id) }, now)
  const nearest = nearestOf(open, now)
  const records = known.map((campaign) => ({
    ...campaignRecord(
      campaign,
      needs.filter((need) => need.campaignId === campaign.id),
      { unpaid, heldFor },
      now,
      site,
    ),
    nearest: campaign === nearest,
  }))
  const isTold = ({ campaignId }: Need) => told.some(({ id }) => id === campaignId)
  return {
    fund: shown[0] ? fundRecord(known[0] ?? shown[0], shown, now, site) : null,
    campaigns: records.slice(0, told.length),
    all_campaigns: records,
    open: open.map(({ id }) => id),
    others: open.slice(1).map(({ title }) => title),
    places: placeRecords(needs.filter((need) => need.place !== null && isTold(need))),
    links: { ...linksTo(known, needs), ...linksToPlaces(shown) },
    today: dayOf(now),
    answer_by: answerBy(now),
  }
}

/** The one whose deadline for goods comes first; undefined where all have passed, or two have the same day. */
function nearestOf(open: readonly Campaign[], now: Date): Campaign | undefined {
  const coming = open.filter(({ giftBy }) => now <= giftBy)
  const [first, second] = coming.sort((a, b) => a.giftBy.getTime() - b.giftBy.getTime())
  return first && second && dayOf(first.giftBy) === dayOf(second.giftBy) ? undefined : first
}

const isUpcoming = ({ state, opensAt }: Campaign, now: Date): boolean => state === 'open' && now < opensAt

/** The one that ended last comes first. */
const byEnd = (a: Campaign, b: Campaign): number => endOf(b).getTime() - endOf(a).getTime()
const endOf = ({ closedAt, receivesUntil }: Campaign): Date =>
  closedAt && closedAt < receivesUntil ? closedAt : receivesUntil

/** Each names its campaign: whichever else is open, a link means what it says. */
function linksTo(campaigns: readonly Campaign[], needs: readonly Need[]) {
  const links: Record<string, Values> = {}
  for (const { id, slug, flow } of campaigns) {
    for (const need of needs) {
      if (need.campaignId === id && need.place !== null)
        links[need.key] = { flow, with: { appeal: id, need: need.id } }
    }
    links[slug] = { flow, with: { appeal: id } }
  }
  return links
}

/** Sponsored places are one flow's, whichever campaign has them. */
const linksToPlaces = (campaigns: readonly Campaign[]): Values =>
  Object.fromEntries(campaigns.filter(isForPlaces).map(({ slug, flow }) => [slug, { flow, with: {} }]))

function fundRecord({ unit }: Campaign, all: readonly Campaign[], now: Date, site: string): Values {
  const next = all
    .filter((campaign) => isUpcoming(campaign, now))
    .sort((a, b) => a.opensAt.getTime() - b.opensAt.getTime())[0]
  return {
    name: unit.name,
    short: unit.shortName,
    decision: unit.decision,
    hotline: unit.hotline,
    refund_days: unit.refundDays,
    kept_share: unit.keptShare,
    next: next?.title ?? null,
    next_opens: next ? dayOf(next.opensAt) : null,
    sponsoring: all.some((campaign) => isForPlaces(campaign) && takesPledges(campaign, now)),
    invoices: unit.invoices,
    place: unit.place,
    page: site,
  }
}

/** Of needs, by id: what of them is not paid, and of those that are held to the last piece, for how many minutes yet. */
interface Counted {
  readonly unpaid: ReadonlyMap<string, bigint>
  readonly heldFor: ReadonlyMap<string, number>
}

function campaignRecord(
  campaign: Campaign,
  needs: readonly Need[],
  { unpaid, heldFor }: Counted,
  now: Date,
  site: string,
): Values {
  const { account } = campaign
  const need = needs.find((one) => one.shows)
  const counted = need?.mode === 'exclusive' && need.state === 'open' ? need : undefined
  const ended = endedAt(campaign, now)
  return {
    id: campaign.id,
    slug: campaign.slug,
    title: campaign.title,
    name: campaign.title,
    flow: campaign.flow,
    event: campaign.eventKind,
    unit: counted?.unitWord ?? null,
    unit_price: counted?.unitPrice ?? null,
    cap: counted ? Number(counted.cap) : 0,
    received: counted ? Number(counted.taken - (unpaid.get(counted.id) ?? 0n)) : 0,
    left: counted ? Number(left(counted)) : 0,
    held_minutes: (counted && heldFor.get(counted.id)) ?? null,
    places: needs.filter((one) => one.place !== null && isOpen(one, now) && left(one) > 0n).length,
    opens: dayOf(campaign.opensAt),
    upcoming: isUpcoming(campaign, now),
    ends: dayOf(campaign.receivesUntil),
    gift_by: dayOf(campaign.giftBy),
    late: now > campaign.giftBy,
    ended: !takesPledges(campaign, now),
    days: daysToFeast(campaign.eventKind, dayOf(campaign.opensAt), dayOf(now)),
    passed: isPassed(campaign.eventKind, dayOf(campaign.opensAt), dayOf(now)),
    ended_on: ended && dayOf(ended),
    distribute_by: dayOf(campaign.distributeBy),
    hold_days: campaign.pledgeDays,
    keeps_to: lastDayFor(campaign, campaign.pledgeDays, now),
    min: campaign.minAmount,
    most: campaign.mostUnpaid,
    what: campaign.what,
    for_whom: campaign.forWhom,
    account: { number: account.number, holder: account.holder, bank: account.bankName },
    page: `${site}/campaigns/${campaign.slug}`,
    picture: pictureFile(motifOf(campaign.eventKind), campaign.title),
  }
}
