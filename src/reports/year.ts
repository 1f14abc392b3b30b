import { type Donation, giftsBetween, receiptsFor, usedFor, useOf } from '../giving/index.ts'
import { personOf } from '../people/index.ts'
import type { PersonKeys } from '../platform/person-key.ts'
import type { Tx } from '../platform/tx.ts'
import { asDay, dayOf, type Lang, startOfDay } from '../platform/vietnamese/index.ts'
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
  /** Up to which moment its stages are known. */
  readonly now: Date
  readonly demo: boolean
}

export interface YearGift {
  readonly at: Date
  readonly amount: bigint
  /** Number of its receipt. */
  readonly receipt: string
  readonly usedFor: string
  readonly stage: Stage
  /** In words: bought, arrived, or not yet and by when. */
  readonly became: string
}

/** `kept`: it waits for a word, its giver's or the fund's. */
export type Stage = RoadRecord['stage'] | 'kept'

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
    const road = await roadOf(tx, donation, receipt, { site, lang, now })
    const stage = isKeptApart(donation) ? 'kept' : road.stage
    units.add(use.campaign.unit.name)
    demo ||= use.campaign.demo
    const { amount, receivedAt: at } = donation
    gifts.push({ at, amount, receipt, usedFor: usedFor(use), stage, became: becameOf(road, stage, lang) })
  }
  const { paperName: name } = await personOf(tx, keys, contact)
  const total = gifts.reduce((sum, { amount }) => sum + amount, 0n)
  return { year, lang, name, units: [...units], total, gifts, now, demo }
}

const isKeptApart = ({ state }: Donation): boolean => state === 'held_late' || state === 'cancelled_pledge'

function becameOf(road: RoadRecord, stage: Stage, lang: Lang): string {
  const w = YEAR[lang].became
  switch (stage) {
    case 'kept':
      return w.kept
    case 'received':
      return road.overdue ? w.late(road.planned) : w.received(road.planned)
    case 'bought':
      return w.bought(road.bought_on, road.voucher)
    case 'delivered':
      return w.delivered(road.where, road.delivered_on)
    case 'confirmed':
      return w.confirmed(road.where, road.delivered_on)
    default:
      return stage satisfies never
  }
}

/** Those of its gifts that are on the spot, bought, and neither. */
export function stagesOf({ gifts }: Pick<Year, 'gifts'>): { here: number; bought: number; waiting: number } {
  const count = (...stages: Stage[]) => gifts.filter(({ stage }) => stages.includes(stage)).length
  return {
    here: count('delivered', 'confirmed'),
    bought: count('bought'),
    waiting: count('received', 'kept'),
  }
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
