import { addDays, type Day, dayFrom, daysBetween, partsOf, toSolar } from '../platform/vietnamese/index.ts'

/** The occasions of the year that campaigns belong to. The names are those of their flows. */
export const OCCASIONS = ['children-month', 'new-school-year', 'mid-autumn', 'winter', 'tet'] as const
export type Occasion = (typeof OCCASIONS)[number]

/** A day of the year, solar or lunar; `years`: so many after (or before) the year that the occasion is counted in. */
interface Rule {
  readonly month: number
  readonly day: number
  readonly lunar?: true
  readonly years?: number
}

/** When each occasion begins to be spoken of, is, takes its last goods, and is over. */
interface Rules {
  readonly opens: Rule
  /** The feast itself; a season has none. */
  readonly feast?: Rule
  /** From when on the feast itself is spoken of: "còn 20 ngày nữa là 5/9". */
  readonly near?: Rule
  /** What is given by the end of this day reaches the children for the occasion. */
  readonly goods: Rule
  readonly ends: Rule
}

/**
 * Lunar months are the ordinary ones: Trung thu is the fifteenth of the eighth month, whichever month is repeated before
 * it. Tết is counted in the year that it begins, the winter in the year that it begins in.
 */
const TABLE: Readonly<Record<Occasion, Rules>> = {
  'children-month': {
    opens: { day: 15, month: 5 },
    feast: { day: 1, month: 6 },
    near: { day: 28, month: 5 },
    goods: { day: 20, month: 6 },
    ends: { day: 30, month: 6 },
  },
  'new-school-year': {
    opens: { day: 1, month: 7 },
    feast: { day: 5, month: 9 },
    near: { day: 1, month: 7 },
    goods: { day: 25, month: 8 },
    ends: { day: 5, month: 9 },
  },
  'mid-autumn': {
    opens: { day: 15, month: 7, lunar: true },
    feast: { day: 15, month: 8, lunar: true },
    goods: { day: 10, month: 8, lunar: true },
    ends: { day: 15, month: 8, lunar: true },
  },
  winter: {
    opens: { day: 15, month: 10 },
    goods: { day: 5, month: 1, years: 1 },
    ends: { day: 15, month: 1, years: 1 },
  },
  tet: {
    opens: { day: 1, month: 11, lunar: true, years: -1 },
    feast: { day: 1, month: 1, lunar: true },
    goods: { day: 23, month: 12, lunar: true, years: -1 },
    ends: { day: 3, month: 1, lunar: true },
  },
}

/** An occasion of one year, in days of Việt Nam, the first and the last included. */
export interface Window {
  readonly occasion: Occasion
  readonly year: number
  readonly opens: Day
  readonly feast: Day | undefined
  /** From when on the feast itself is spoken of. */
  readonly near: Day | undefined
  readonly goods: Day
  readonly ends: Day
}

/**
 * An occasion of a year: Tết 2027 opens on 2026-12-09 and takes goods until 2027-01-30.
 *
 * @returns undefined outside the lunar table (2024–2051 for Tết, 2023–2051 for Trung thu)
 */
export function windowOf(occasion: Occasion, year: number): Window | undefined {
  const rules = TABLE[occasion]
  const [opens, goods, ends] = [rules.opens, rules.goods, rules.ends].map((rule) => dayOfRule(rule, year))
  const feast = rules.feast && dayOfRule(rules.feast, year)
  if (!opens || !goods || !ends || (rules.feast && !feast)) return undefined
  return { occasion, year, opens, feast, near: rules.near && dayOfRule(rules.near, year), goods, ends }
}

function dayOfRule({ day, month, lunar, years = 0 }: Rule, year: number): Day | undefined {
  return lunar ? toSolar({ year: year + years, month, day }) : dayFrom(year + years, month, day)
}

/** The occasions of a day: nearest deadline for goods first, those whose deadline has passed last (voice.md 2.11). */
export function occasionsOn(day: Day): Window[] {
  const passed = ({ goods }: Window) => Number(goods < day)
  return around(day)
    .filter(({ opens, ends }) => opens <= day && day <= ends)
    .sort((a, b) => passed(a) - passed(b) || (a.goods < b.goods ? -1 : 1))
}

/** What a day speaks of first, and what it names besides; undefined between the occasions. */
export function featured(
  day: Day,
): { readonly first: Window; readonly others: readonly Window[] } | undefined {
  const [first, ...others] = occasionsOn(day)
  return first && { first, others }
}

/** The next time that an occasion can be prepared: its deadline for goods is yet to come, or is today. */
export const nextWindow = (occasion: Occasion, day: Day): Window | undefined =>
  around(day).find((window) => window.occasion === occasion && day <= window.goods)

/**
 * The next time that an occasion comes, seen from a day: who is in the middle of one means the one after it.
 *
 * @param from not in a year before this one
 */
export function windowAfter(occasion: Occasion, day: Day, from = 0): Window | undefined {
  const { year } = partsOf(day)
  return [year, year + 1, year + 2]
    .flatMap((one) => windowOf(occasion, one) ?? [])
    .find((window) => day < window.opens && from <= window.year)
}

/**
 * Whether the occasion that a campaign is for is over: from the day after its feast, or after the season.
 *
 * @param event of the campaign, which may be of no occasion
 * @param opened the campaign's first day
 */
export function isPassed(event: string, opened: Day, today: Day): boolean {
  const meant = windowFor(event, opened)
  return meant !== undefined && today > (meant.feast ?? meant.ends)
}

/** How many days it is to its feast, while that is near enough to be spoken of. */
export function daysToFeast(event: string, opened: Day, today: Day): number | null {
  const { near, feast } = windowFor(event, opened) ?? {}
  return near && feast && near <= today && today < feast ? daysBetween(today, feast) : null
}

/** Of which occasion, and which of its years, a campaign is that opened on a day; undefined: of none. */
export const windowFor = (event: string, opened: Day): Window | undefined =>
  around(opened).find((window) => window.occasion === event && opened <= window.ends)

function around(day: Day): Window[] {
  const { year } = partsOf(day)
  return [year - 1, year, year + 1].flatMap((one) =>
    OCCASIONS.flatMap((occasion) => windowOf(occasion, one) ?? []),
  )
}

/** The days of a campaign that an occasion proposes. */
export interface CampaignDays {
  readonly opens: Day
  readonly giftBy: Day
  readonly until: Day
  readonly distributeBy: Day
}

/** Handed out so many days after the last gift at the latest, as Decree 93/2021/NĐ-CP asks of appeals after disasters. */
const DISTRIBUTES_DAYS = 20

/** @param from a campaign that is prepared late opens on this day */
export const daysFor = ({ opens, goods, ends }: Window, from: Day): CampaignDays => ({
  opens: opens < from ? from : opens,
  giftBy: goods,
  until: ends,
  distributeBy: addDays(ends, DISTRIBUTES_DAYS),
})
