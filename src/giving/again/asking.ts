import { nextWindow, OCCASIONS, type Occasion, type Window, windowAfter } from '../../campaigns/index.ts'
import type { Tx } from '../../platform/tx.ts'
import { dayOf, type Lang, partsOf } from '../../platform/vietnamese/index.ts'
import { isOccasion, openOccasions, PURPOSE_OF } from './open.ts'
import { askedBy, lastEventOf } from './store.ts'
import { OCCASION_NAMES, occasionSaid, saysAfter, saysNextYear } from './words.ts'

/** `Tết 2028`, `the new school year 2027`. */
export const nameOf = (occasion: Occasion, year: number, lang: Lang): string =>
  `${OCCASION_NAMES[lang][occasion]} ${year}`

/**
 * Which occasion somebody means who says “năm sau nhớ nhắn mình nhé”: the one that they name, or that of their last gift.
 *
 * @param said.occasion of a button
 * @returns with the year of it for which a campaign is open now; undefined: nobody can tell
 */
export async function meantBy(
  tx: Tx,
  contact: string,
  said: { readonly occasion: Occasion | undefined; readonly words: string },
  now: Date,
): Promise<(Window & { readonly openNow: number | undefined }) | undefined> {
  const last = await lastEventOf(tx, contact)
  const given = last !== undefined && isOccasion(last) ? last : undefined
  const occasion = said.occasion ?? occasionSaid(said.words) ?? given
  const from = saysNextYear(said.words) ? partsOf(dayOf(now)).year + 1 : 0
  return occasion && comingAfter(tx, occasion, now, from)
}

/**
 * What opens first after an occasion, where somebody wants to be told when that is over: “ra Tết nhắn mình”. Nobody is written to on a
 * day alone; but of that they may hear.
 */
export function firstAfter(words: string, now: Date): Window | undefined {
  const said = saysAfter(words) ? occasionSaid(words) : undefined
  const over = said && nextWindow(said, dayOf(now))
  if (!over) return undefined
  const end = over.feast ?? over.ends
  return OCCASIONS.filter((occasion) => occasion !== said)
    .flatMap((occasion) => windowAfter(occasion, end) ?? [])
    .reduce<Window | undefined>((first, one) => (first && first.opens <= one.opens ? first : one), undefined)
}

/** The next time of an occasion that is not open now: a campaign may have opened before its days, and is no news then. */
async function comingAfter(tx: Tx, occasion: Occasion, now: Date, from = 0) {
  const open = (await openOccasions(tx, now)).filter(({ purpose }) => purpose === PURPOSE_OF[occasion])
  const openNow = open.length > 0 ? Math.max(...open.map(({ year }) => year)) : undefined
  const window = windowAfter(occasion, dayOf(now), Math.max(from, (openNow ?? -1) + 1))
  return window && { ...window, openNow }
}

/**
 * What somebody may be asked after a gift: whether they want to hear when its occasion comes again.
 *
 * @returns null when it is of no occasion, or they have asked for it
 */
export async function offerNext(
  tx: Tx,
  contact: string,
  event: string,
  { now, lang }: { readonly now: Date; readonly lang: Lang },
): Promise<{ readonly occasion: Occasion; readonly name: string } | null> {
  if (!isOccasion(event)) return null
  const window = await comingAfter(tx, event, now)
  const asked = await askedBy(tx, contact)
  if (!window || asked.some(({ purpose }) => purpose === PURPOSE_OF[event])) return null
  return { occasion: event, name: nameOf(event, window.year, lang) }
}
