import { campaignById } from '../campaigns/index.ts'
import {
  behalfOf,
  type DoneOffer,
  giftsBetween,
  lineOf,
  offersDoneIn,
  receiptsFor,
  useOf,
} from '../giving/index.ts'
import { personOf } from '../people/index.ts'
import type { PersonKeys } from '../platform/person-key.ts'
import type { Tx } from '../platform/tx.ts'
import { asDay, type Day, dayOf, formatMoney, type Lang, startOfDay } from '../platform/vietnamese/index.ts'
import { type RoadRecord, roadOf } from '../spending/index.ts'
import { YEAR } from './words.ts'

/** What somebody gave in one year, and what became of it: everything that its paper says. */
export interface Year {
  readonly year: number
  readonly lang: Lang
  /** Whose it is, as on their papers; null when they gave no name. */
  readonly name: string | null
  /** Those who received it. */
  readonly units: readonly string[]
  /** Đồng that the fund has received. What was promised, or sent back, is not in it. */
  readonly total: bigint
  readonly gifts: readonly YearGift[]
  /** What was given other than money to an account: in no sum. */
  readonly things: readonly YearThing[]
  /** Up to which moment its stages are known. */
  readonly now: Date
  readonly demo: boolean
}

export interface YearThing {
  readonly on: Day
  /** In their words, and what was seen of it. */
  readonly what: string
  readonly became: string
}

export interface YearGift {
  readonly at: Date
  readonly amount: bigint
  /** Number of its receipt. */
  readonly receipt: string
  readonly usedFor: string
  /** In whose name, or for whom, it was given, as on its papers. */
  readonly behalf: string | null
  /** Đồng of it that are kept apart, unused; and of these, until they say what for. */
  readonly kept: bigint
  readonly hers: bigint
  /** Đồng of it that things on the spot, and things on the way, were bought with. */
  readonly here: bigint
  readonly bought: bigint
  /** Of a common pot that is used up: nobody's part is told apart. */
  readonly pot: bigint
  /** For a sponsored place, used month by month. */
  readonly place: bigint
  /** In words: what of it has arrived, is bought, or not yet and by when. A line each. */
  readonly became: readonly string[]
}

interface Parts {
  readonly keys: PersonKeys
  readonly site: string
}

/** The year of a person, by the day in Việt Nam on which the money came. */
export async function yearOf(
  tx: Tx,
  { keys, site }: Parts,
  contact: string,
  { year, lang, now }: Pick<Year, 'year' | 'lang' | 'now'>,
): Promise<Year> {
  const [from, to] = [year, year + 1].map((one) => startOfDay(asDay(`${one}-01-01`)))
  const donations = await giftsBetween(tx, contact, from!, to!)
  const receipts = await receiptsFor(
    tx,
    donations.map(({ id }) => id),
  )
  const gifts: YearGift[] = []
  const units = new Set<string>()
  let demo = false
  // One after another: a connection takes one query at a time.
  for (const donation of donations) {
    const receipt = receipts.get(donation.id)!.number
    const use = await useOf(tx, donation)
    const { campaign, pledge } = use
    const road = await roadOf(tx, donation, receipt, { site, lang, now }, use)
    units.add(campaign.unit.name)
    demo ||= campaign.demo
    const { amount, receivedAt: at } = donation
    const behalf = await behalfOf(tx, keys, pledge)
    const whose = { behalf: behalf ? lineOf(behalf, lang) : null, usedFor: road.used_for }
    const kept = road.goes === 'kept' ? amount : 0n
    const far = {
      kept,
      hers: road.hers ? kept : 0n,
      here: road.here,
      bought: road.spent - road.here,
      ...usedOf(road),
    }
    gifts.push({ at, amount, receipt, ...whose, ...far, became: becameOf(road, lang) })
  }
  const things: YearThing[] = []
  for (const one of await offersDoneIn(tx, keys, contact, year)) {
    const campaign = (await campaignById(tx, one.campaignId))!
    units.add(campaign.unit.name)
    demo ||= campaign.demo
    things.push(thingOf(one, lang))
  }
  const { paperName: name } = await personOf(tx, keys, contact)
  const total = gifts.reduce((sum, { amount }) => sum + amount, 0n)
  return { year, lang, name, units: [...units], total, gifts, things, now, demo }
}

function thingOf({ kind, what, on, counted, value }: DoneOffer, lang: Lang): YearThing {
  const worth = value === null ? null : formatMoney(value, lang)
  return { on, what, became: YEAR[lang].done[kind](on, counted === null ? null : Number(counted), worth) }
}

function becameOf(road: RoadRecord, lang: Lang): string[] {
  const w = YEAR[lang].became
  if (road.goes === 'kept') return [w.kept]
  if (road.goes === 'place' && road.spent === 0n) return [w.place]
  const parts: [sum: bigint, words: string][] = [
    [road.here, (road.stage === 'confirmed' ? w.confirmed : w.delivered)(road.where, road.delivered_on)],
    [road.spent - road.here, w.bought(road.bought_on, road.voucher)],
    [road.amount - road.spent - road.common, (road.overdue ? w.late : w.received)(road.planned)],
    [road.common, road.pot_left === 0n ? w.common : w.pot],
  ]
  const said = parts.filter(([sum]) => sum > 0n)
  // Of a gift that went one way no sum is said.
  if (said.length === 1) return [said[0]![1]]
  return said.map(([sum, words]) => `${formatMoney(sum, lang)} ${within(words)}`)
}

/** Words that began a sentence, in the middle of one. */
const within = (words: string): string => words.charAt(0).toLocaleLowerCase('vi') + words.slice(1)

/** Đồng of what nobody's part is told apart of: of a common pot that is used up, and of a place. */
function usedOf({ goes, amount, spent, common, pot_left }: RoadRecord): Pick<YearGift, 'pot' | 'place'> {
  if (goes === 'place') return { pot: 0n, place: amount - spent }
  return { pot: goes !== 'kept' && pot_left === 0n ? common : 0n, place: 0n }
}

const STAGES = ['here', 'bought', 'pot', 'place', 'kept'] as const
type Stages = Readonly<Record<(typeof STAGES)[number] | 'hers' | 'waiting', bigint>>

/** Đồng on the spot, bought, of a used pot, of a place, kept apart (and of these until their giver says what for), and none of these. */
export function stagesOf({ gifts, total }: Pick<Year, 'gifts' | 'total'>): Stages {
  const sum = (of: (typeof STAGES)[number] | 'hers') => gifts.reduce((all, gift) => all + gift[of], 0n)
  const [here, bought, pot, place, kept] = STAGES.map(sum) as [bigint, bigint, bigint, bigint, bigint]
  const waiting = total - here - bought - pot - place - kept
  return { here, bought, pot, place, kept, hers: sum('hers'), waiting }
}

/** How far all of it is, a phrase for each stage that has something: the chat and the paper say the same. */
export function stagesSaid(year: Pick<Year, 'gifts' | 'total' | 'lang'>): string[] {
  const [stages, w] = [stagesOf(year), YEAR[year.lang].stages]
  return ([...STAGES, 'waiting'] as const)
    .filter((stage) => stages[stage] > 0n)
    .map((stage) => `${formatMoney(stages[stage], year.lang)} ${w[stage]}`)
}

/** The year that a sentence names, or else this one. */
export function yearSaid(text: string, now: Date): number {
  const this_ = Number(dayOf(now).slice(0, 4))
  const named = /(?<!\d)(20\d\d)(?!\d)/.exec(text)
  if (named) return Number(named[1])
  return /năm (?:ngoái|trước|rồi)|nam (?:ngoai|truoc|roi)|last year/iu.test(text.normalize('NFC'))
    ? this_ - 1
    : this_
}
