import type { Tx } from '../../platform/tx.ts'
import { addDays, dayOf, startOfDay } from '../../platform/vietnamese/index.ts'
import { heldToTheLast } from '../held.ts'
import {
  type FoundNeed,
  type Land,
  landsOf,
  needsThatFit,
  openCampaigns,
  type Query,
  SOON_DAYS,
} from './store.ts'
import type { Mention, Place, Thing, Wish } from './wish.ts'

/** What was let go of so that something fits. */
type Relaxed = 'place' | 'sex' | 'ages' | 'amount' | 'item' | 'province'

interface NearNeed extends FoundNeed {
  readonly relaxed: Relaxed
}

/** Its last units are held by people who are choosing. */
export interface HeldNeed extends FoundNeed {
  /** In about so many minutes the first of them are free again, if nobody promises them. */
  readonly minutes: number
}

export type Answer =
  /** Best first. */
  | {
      readonly kind: 'found'
      readonly needs: readonly FoundNeed[]
      readonly more: boolean
      readonly places: readonly Place[]
    }
  /** Nothing fits; these are nearest, three at most. `held` would fit, and may be free again soon. */
  | {
      readonly kind: 'near'
      readonly needs: readonly NearNeed[]
      readonly held: readonly HeldNeed[]
      readonly places: readonly Place[]
    }
  /** The same words name several places, and it matters which is meant. */
  | { readonly kind: 'ask'; readonly choices: readonly Place[] }

const SHOWN = 3

/** The needs that a wish is for, as they are at this moment. @param shown how many are wanted of those that fit */
export async function findNeeds(tx: Tx, wish: Wish, now: Date, shown = SHOWN): Promise<Answer> {
  const search = await searchOf(tx, wish, now)
  const meant: Place[] = []
  for (const mention of wish.places) {
    const chosen = await chooseReading(search, mention)
    if (chosen.length > 1 && wish.places.length === 1) return { kind: 'ask', choices: chosen }
    meant.push(...chosen)
  }
  const places = wish.places.length > 0 ? await search.lands(meant) : undefined
  const found = await fitting(search, places, shown + 1)
  if (found.length > 0)
    return { kind: 'found', needs: found.slice(0, shown), more: found.length > shown, places: meant }
  const held = await search.held({ places }, shown)
  return { kind: 'near', needs: await nearest(search, meant, places), held, places: meant }
}

/** Those that fit as it was said; else those whose own words name the thing, or where most is missing of it. */
async function fitting({ wish, best }: Search, places: readonly Land[] | undefined, limit: number) {
  const exact = await best({ places }, limit)
  if (exact.length > 0) return exact
  const named = wish.things.some(({ item }) => item) ? await best({ places, named: true }, limit) : []
  if (named.length > 0 || wish.first !== 'needed-most') return named
  // "áo ấm cho nơi cần nhất": every need of coats may be one of a commune.
  return best({ places, first: 'lacks-most' }, limit)
}

interface Search {
  readonly wish: Wish
  /** Those that fit the wish, with some of it said otherwise. */
  readonly best: (
    change: Partial<Query> & { readonly things?: readonly Thing[] },
    limit: number,
  ) => Promise<FoundNeed[]>
  /** The same of those that are held to the last piece. */
  readonly held: (change: Partial<Query>, limit: number) => Promise<HeldNeed[]>
  readonly lands: (places: readonly Place[]) => Promise<Land[]>
}

async function searchOf(tx: Tx, wish: Wish, now: Date): Promise<Search> {
  const campaigns = await openCampaigns(tx, now)
  const times = { now, soon: startOfDay(addDays(dayOf(now), SOON_DAYS)) }
  const { sex, ages, amount, first } = wish
  const best: Search['best'] = async ({ things = wish.things, ...change }, limit) => {
    const query: Query = { campaigns, sex, ages, amount, first, ...change }
    if (things.length <= 1) return needsThatFit(tx, { ...query, thing: things[0] }, times, limit)
    // One of each first: whoever names two things looks at both.
    const each: FoundNeed[][] = []
    for (const thing of things) each.push(await needsThatFit(tx, { ...query, thing }, times, limit))
    const turns = Array.from({ length: limit }, (_, n) => each.flatMap((found) => found.slice(n, n + 1)))
    return turns.flat().slice(0, limit)
  }
  return {
    wish,
    best,
    async held(change, limit) {
      const minutes = await heldToTheLast(tx, { campaigns }, now)
      if (minutes.size === 0) return []
      const found = await best({ ...change, among: [...minutes.keys()] }, limit)
      return found.map((need) => ({ ...need, minutes: minutes.get(need.id)! }))
    },
    lands: (places) => landsOf(tx, places),
  }
}

/** The reading of a place's name that leads somewhere. Several, if they lead to different needs: a person must say. */
async function chooseReading(search: Search, { readings }: Mention): Promise<readonly Place[]> {
  const [only, ...others] = readings.flat()
  if (only && others.length === 0) return [only]
  for (const likely of readings) {
    const tops = new Map<string, Place>()
    const lands = await search.lands(likely)
    for (const [n, place] of likely.entries()) {
      const [top] = await search.best({ places: [lands[n]!] }, 1)
      if (top && !tops.has(top.id)) tops.set(top.id, place)
    }
    if (tops.size > 0) return [...tops.values()]
  }
  return readings[0]?.slice(0, 1) ?? []
}

/**
 * What is nearest where nothing fits: one thing of the wish is let go of at a time, in the order in which people mind least.
 * The best of each, then the second ones.
 */
async function nearest(
  { wish, best, lands }: Search,
  meant: readonly Place[],
  places: readonly Land[] | undefined,
): Promise<NearNeed[]> {
  const provinces = [...new Set(meant.flatMap((one) => one.provinces))]
  const around = await lands(provinces.map((name) => ({ name, provinces: [name], whole: true })))
  const wholePackages = wish.things.map((thing) => ({ package: thing.package }))
  const inside = meant.some(({ whole }) => !whole)
  const steps: [Relaxed, Parameters<typeof best>[0]][] = []
  if (inside) steps.push(['place', { places: around }])
  if (wish.sex) steps.push(['sex', { places, sex: undefined }])
  if (wish.ages) steps.push(['ages', { places, ages: undefined }])
  if (wish.amount !== undefined) steps.push(['amount', { places, amount: undefined }])
  if (places && wish.things.some(({ item }) => item)) steps.push(['item', { places, things: wholePackages }])
  const found: NearNeed[][] = []
  for (const [relaxed, change] of steps)
    found.push((await best(change, SHOWN)).map((need) => ({ ...need, relaxed })))
  // Elsewhere only where the place's own province has none.
  if (places && !(inside && found[0]!.length > 0))
    found.push((await best({ places: undefined }, SHOWN)).map((need) => ({ ...need, relaxed: 'province' })))
  const turns = Array.from({ length: SHOWN }, (_, n) => found.flatMap((one) => one.slice(n, n + 1))).flat()
  return turns.filter(({ id }, n) => turns.findIndex((one) => one.id === id) === n).slice(0, SHOWN)
}
