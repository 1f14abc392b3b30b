import {
  type Campaign,
  endedAt,
  firstPromised,
  isForPlaces,
  motifOf,
  takesPledges,
} from '../campaigns/index.ts'
import { isOpen, portionOf, standardOf } from '../needs/index.ts'
import { asDay, startOfDay } from '../platform/vietnamese/index.ts'
import { SPENDING } from '../spending/index.ts'
import type { Frame } from '../web/layout.tsx'
import type { CampaignData } from '../web/pages/campaign.tsx'
import type { Became, HomeData } from '../web/pages/home.tsx'
import type { Progress } from '../web/pages/parts.tsx'
import { day } from '../web/show.ts'
import { type Lang, words } from '../web/words.ts'
import { roadOf } from './road.ts'
import type { latestReceipts, PublicCampaign } from './store.ts'

/** Figures of campaigns as the public pages show them. */
const PAST = 4

/** How many places wait, by campaign. */
type Waiting = ReadonlyMap<string, number>

const waitingOf = (campaign: Campaign, waiting: Waiting): { readonly waiting?: number } =>
  isForPlaces(campaign) ? { waiting: waiting.get(campaign.id) ?? 0 } : {}

export function card(figures: PublicCampaign, waiting: Waiting, now: Date): HomeData['campaigns'][number] {
  const { campaign, money } = figures
  return {
    slug: campaign.slug,
    motif: motifOf(campaign.eventKind),
    title: campaign.title,
    what: campaign.what,
    ...progressOf(figures),
    ...waitingOf(campaign, waiting),
    ...communesOf(figures, now),
    received: money.received,
    receivesUntil: campaign.receivesUntil,
    became: becameOf(figures),
  }
}

function standardFor(
  need: Parameters<typeof standardOf>[0],
): Pick<CampaignData['needs'][number], 'standard'> {
  const known = standardOf(need)
  if (!known) return {}
  const { vi, en, amount, number, from, until } = known
  const dates = { from: dayStart(from), ...(until ? { until: dayStart(until) } : {}) }
  return { standard: { vi, en, amount: BigInt(amount), number, ...dates } }
}

const dayStart = (text: string): Date => startOfDay(asDay(text))

/** Those that received something and receive no more; of many the last ones. */
export function pastOf(figures: readonly PublicCampaign[], now: Date): HomeData['past'] {
  const over = figures.filter(
    ({ campaign, money }) =>
      (campaign.state === 'closed' || campaign.receivesUntil <= now) &&
      !isForPlaces(campaign) &&
      money.received > 0n,
  )
  const lastDay = ({ campaign }: PublicCampaign) => endedAt(campaign, now) ?? campaign.receivesUntil
  return over
    .sort((a, b) => lastDay(b).getTime() - lastDay(a).getTime())
    .slice(0, PAST)
    .map((one) => {
      const ended = endedAt(one.campaign, now)
      const { slug, title } = one.campaign
      const became = becameOf(one)
      return { slug, title, received: one.money.received, became, ...(ended ? { endedAt: ended } : {}) }
    })
}

/** Over the whole campaign, of which nobody is told apart. */
function becameOf(figures: PublicCampaign): Became {
  const { amounts, counts } = roadOf(figures, '', journeyOf([figures]))
  const at = (stage: keyof Became) => ({ amount: amounts[stage], things: counts[stage] })
  return { bought: at('bought'), delivered: at('delivered'), confirmed: at('confirmed') }
}

/** Communes that still lack something: promises count, or people would be sent where nothing is left to give. */
function communesOf({ needs }: PublicCampaign, now: Date): Pick<HomeData['campaigns'][number], 'communes'> {
  const lacking = needs.filter(({ need, where }) => where && isOpen(need, now) && need.taken < need.cap)
  if (lacking.length === 0) return {}
  const provinces = [...new Set(lacking.map(({ where }) => where!.province))]
  return { communes: { count: new Set(lacking.map(({ need }) => need.place)).size, provinces } }
}

/** The need that stands for the campaign. One without collects for its common pot, and has no target to be on the way to. */
function progressOf({ needs }: PublicCampaign): { readonly progress?: Progress } {
  const shown = needs.find(({ need }) => need.shows)
  return shown ? { progress: progressOfNeed(shown) } : {}
}

function progressOfNeed({ need, received, before, pledged }: PublicCampaign['needs'][number]): Progress {
  const progress = { received, before, pledged, target: need.cap }
  return need.mode === 'pooled' ? progress : { ...progress, unit: need.unitWord }
}

export function journeyOf(figures: readonly PublicCampaign[]): NonNullable<HomeData['journey']> {
  const sum = (pick: (one: PublicCampaign) => bigint) => figures.reduce((all, one) => all + pick(one), 0n)
  return {
    pledged: sum(({ money }) => money.pledged),
    received: sum(({ money }) => money.received),
    bought: sum(({ stages }) => stages.bought),
    delivered: sum(({ stages }) => stages.delivered),
    confirmed: sum(({ stages }) => stages.confirmed),
  }
}

const isApart = ({ things, held, direct }: PublicCampaign['apart']): boolean =>
  things.length > 0 || held.length > 0 || direct.times > 0n

/** What is closed asks nobody any more; who gave to it finds it still. */
const isShown = ({ need, received, pledged }: PublicCampaign['needs'][number], now: Date): boolean =>
  isOpen(need, now) || received > 0n || pledged > 0n

/** By when all is handed over; where that was put off, also which day was promised first, and why. */
function handedOver(campaign: Campaign, lang: Lang): string {
  const { campaign: text } = words[lang]
  const by = text.distributeBy(day(campaign.distributeBy, lang))
  const first = firstPromised(campaign)
  return first ? `${by} ${text.putOff(day(first.was, lang), SPENDING[lang].late[first.why])}` : by
}

export function campaignData(
  figures: PublicCampaign,
  receipts: Awaited<ReturnType<typeof latestReceipts>>,
  now: Date,
  { lang }: Frame,
  {
    chosen,
    purchases,
    thanked,
    waiting,
  }: { chosen: string; waiting: Waiting } & Pick<CampaignData, 'purchases' | 'thanked'>,
): CampaignData {
  const { campaign, money } = figures
  const needs = figures.needs.filter((one) => isShown(one, now))
  return {
    slug: campaign.slug,
    motif: motifOf(campaign.eventKind),
    title: campaign.title,
    state: now < campaign.opensAt ? 'upcoming' : takesPledges(campaign, now) ? 'open' : 'closed',
    purpose: campaign.purpose.split(/\n+/),
    account: {
      number: campaign.account.number,
      holder: campaign.account.holder,
      bank: campaign.account.bankName,
    },
    opensAt: campaign.opensAt,
    receivesUntil: campaign.receivesUntil,
    endedAt: endedAt(campaign, now),
    distribution: handedOver(campaign, lang),
    ...progressOf(figures),
    ...waitingOf(campaign, waiting),
    received: money.received,
    pledged: money.pledged,
    needs: needs.map((one) => ({
      ...(one.need.place ? { place: one.need.place } : {}),
      ...(one.where ? { where: one.where } : {}),
      what: one.need.what,
      progress: progressOfNeed(one),
      closed: !isOpen(one.need, now),
      ...(one.need.mode === 'exclusive' ? { unitPrice: one.need.unitPrice } : {}),
      ...(one.need.portion === null ? {} : { portion: { price: one.need.portion, ...portionOf(one.need) } }),
      ...standardFor(one.need),
      ...(one.need.deadline ? { deadline: one.need.deadline } : {}),
    })),
    road: roadOf({ ...figures, needs }, chosen, journeyOf([figures])),
    ...(isApart(figures.apart) ? { apart: figures.apart } : {}),
    purchases,
    thanked,
    receipts: receipts.map(({ at, number, what, amount }) => ({
      at,
      number,
      amount,
      ...(what === null ? {} : { what }),
    })),
  }
}
