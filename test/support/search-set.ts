import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'

/**
 * The set that the search of needs is tried on: invented needs, and phrases with what each means and what should be
 * found. The rule is written here once, apart from the search, and over what a phrase means instead of its words.
 */
const whole = z.int().nonnegative()
const named = z.string().min(1)
const sex = z.enum(['female', 'male'])
const ages = z.strictObject({ from: whole, to: whole }).refine(({ from, to }) => from <= to)

const need = z.strictObject({
  key: named,
  commune: named.optional(),
  province: named,
  former: z.array(named).default([]),
  package: named,
  item: named.optional(),
  sex: sex.optional(),
  ages: ages.optional(),
  mode: z.enum(['exclusive', 'pooled']),
  what: named,
  unit: named,
  unit_price: whole,
  cap: whole,
  taken: whole,
  deadline: z.int().optional(),
  event: named,
  rank: whole,
})

const meaning = z.strictObject({
  package: named.optional(),
  item: named.optional(),
  sex: sex.optional(),
  ages: ages.optional(),
  province: named.optional(),
  commune: named.optional(),
  former: named.optional(),
  amount: whole.optional(),
  count: whole.optional(),
  first: z.enum(['needed-most', 'lacks-most']).optional(),
})

const keys = z.array(named).min(1)
const phrase = z.strictObject({
  say: named,
  means: z.union([meaning.transform((one) => [one]), z.array(meaning).min(2)]),
  expect: z.union([keys, z.strictObject({ any_of: keys }), z.literal('none'), z.literal('ask')]),
  near: keys.optional(),
  why: named,
})

export type SearchedNeed = z.infer<typeof need>
export type Meaning = z.infer<typeof meaning>
export type Phrase = z.infer<typeof phrase>

const root = join(import.meta.dirname, '../..')
const read = (path: string): unknown => parse(readFileSync(join(root, path), 'utf8'))

export const searchedNeeds = (): SearchedNeed[] =>
  z.object({ made_up: z.literal(true), needs: z.array(need) }).parse(read('test/fixtures/search/needs.yaml'))
    .needs

export const phrases = (file: string): Phrase[] =>
  z.object({ phrases: z.array(phrase) }).parse(read(`test/fixtures/search/${file}`)).phrases

/** The keys that needs and phrases may name: packages, and each item's package. */
export function vocabulary(): { packages: Set<string>; packageOf: Map<string, string> } {
  const { packages, items } = z
    .object({
      packages: z.record(z.string(), z.unknown()),
      items: z.record(z.string(), z.object({ package: z.string() })),
    })
    .parse(read('prisma/seed/packages.yaml'))
  return {
    packages: new Set(Object.keys(packages)),
    packageOf: new Map(Object.entries(items).map(([key, item]) => [key, item.package])),
  }
}

/** What it takes in đồng until it is complete. */
export const lack = (need: SearchedNeed) => (need.cap - need.taken) * need.unit_price
export const isOpen = ({ deadline, cap, taken }: SearchedNeed) =>
  (deadline === undefined || deadline >= 0) && taken < cap

/** Whether all that was said is true of it. What was not said excludes nothing. */
function fits(need: SearchedNeed, said: Meaning): boolean {
  return (
    isOpen(need) &&
    (said.package === undefined || said.package === need.package) &&
    (said.item === undefined || said.item === need.item) &&
    (said.sex === undefined || need.sex === undefined || said.sex === need.sex) &&
    (said.ages === undefined ||
      need.ages === undefined ||
      (said.ages.from <= need.ages.to && need.ages.from <= said.ages.to)) &&
    (said.province === undefined || said.province === need.province) &&
    (said.commune === undefined || said.commune === need.commune) &&
    (said.former === undefined || need.former.includes(said.former)) &&
    (said.amount === undefined || need.mode === 'pooled' || need.unit_price <= said.amount) &&
    (said.first !== 'needed-most' || need.commune === undefined)
  )
}

/** What goes before what, number by number: the smaller first. */
function order(need: SearchedNeed, said: Meaning): number[] {
  const forThatSex = said.sex !== undefined && need.sex === said.sex ? 0 : 1
  if (said.first === 'lacks-most') return [forThatSex, -lack(need), need.rank]
  const deadline = need.deadline ?? Number.POSITIVE_INFINITY
  return [forThatSex, deadline >= 3 ? 0 : 1, deadline, lack(need), need.rank]
}

/** Those that fit, best first. */
export function best(needs: readonly SearchedNeed[], said: Meaning): SearchedNeed[] {
  return needs
    .filter((need) => fits(need, said))
    .map((need) => ({ need, order: order(need, said) }))
    .sort((a, b) => {
      const at = a.order.findIndex((value, n) => value !== b.order[n])
      return at === -1 ? 0 : a.order[at]! < b.order[at]! ? -1 : 1
    })
    .map(({ need }) => need)
}

/**
 * What is nearest where nothing fits: all that fits when one thing that was said is let go of. In the place that was
 * said also another thing of the same package; of places first the province around, then any.
 */
export function nearest(
  needs: readonly SearchedNeed[],
  said: Meaning,
  packageOf: ReadonlyMap<string, string>,
): SearchedNeed[] {
  const without = (...left: (keyof Meaning)[]): Meaning =>
    Object.fromEntries(Object.entries(said).filter(([key]) => !left.includes(key as keyof Meaning)))
  const { commune, former, province } = said
  const anywhere = without('commune', 'former', 'province')
  const around =
    province ?? needs.find((need) => former !== undefined && need.former.includes(former))?.province
  const inOnePlace = commune !== undefined || former !== undefined
  const wider: Meaning[][] = [
    said.item && around ? [{ ...without('item'), package: packageOf.get(said.item) }] : [],
    said.sex ? [without('sex')] : [],
    said.ages ? [without('ages')] : [],
    said.amount ? [without('amount')] : [],
    [...(inOnePlace ? [{ ...anywhere, province: around }] : []), ...(around ? [anywhere] : [])],
  ]
  const found = wider.flatMap(
    (steps) => steps.map((means) => best(needs, means)).find(({ length }) => length > 0) ?? [],
  )
  return [...new Set(found)]
}
