import { describe, expect, test } from 'vitest'
import {
  best,
  isOpen,
  lack,
  type Meaning,
  nearest,
  type Phrase,
  phrases,
  type SearchedNeed,
  searchedNeeds,
  vocabulary,
} from '../support/search-set.ts'

/**
 * The set that the search of needs is tried on is itself right: what it expects of a phrase is what the rule makes of the
 * phrase's meaning, and it hangs on nothing that the rule leaves open.
 */
const needs = searchedNeeds()
/** With how many that nothing fits, and how many that are asked back. */
const files = [
  ['before.yaml', 15, 5],
  ['after.yaml', 10, 3],
] as const
const { packages, packageOf } = vocabulary()

const keys = (found: readonly SearchedNeed[]) => found.map(({ key }) => key)
const share = ({ cap, taken }: SearchedNeed) => (cap - taken) / cap
const named = new Set(needs.flatMap(({ commune, province, former }) => [commune, province, ...former]))

describe('the invented needs', () => {
  test('are told apart by key and rank', () => {
    expect(new Set(keys(needs)).size).toBe(needs.length)
    expect(new Set(needs.map(({ rank }) => rank)).size).toBe(needs.length)
  })

  test.each(needs.map((need) => [need.key, need] as const))('%s can be a need', (_, need) => {
    expect(packages).toContain(need.package)
    if (need.item) expect(packageOf.get(need.item)).toBe(need.package)
    expect(need.taken).toBeLessThanOrEqual(need.cap)
    if (need.mode === 'pooled') expect([need.unit, need.unit_price]).toEqual(['đồng', 1])
    // Old names bear their kind: a district and the commune named after it are two places.
    for (const name of need.former)
      expect(name).toMatch(/^(tỉnh|huyện|thị xã|thành phố|xã|phường|thị trấn) \S/)
  })

  test('are full, over and about to end as well', () => {
    expect(needs.filter(({ cap, taken }) => cap === taken).length).toBeGreaterThan(3)
    expect(needs.filter(({ deadline }) => deadline !== undefined && deadline < 0).length).toBeGreaterThan(1)
    expect(needs.filter((need) => isOpen(need) && (need.deadline ?? 9) < 3).length).toBeGreaterThan(0)
  })
})

describe.each(files)('the phrases of %s', (file, none, ask) => {
  const all = phrases(file)
  test('are at least 150, each once', () => {
    expect(all.length).toBeGreaterThanOrEqual(150)
    expect(new Set(all.map(({ say }) => say.toLowerCase())).size).toBe(all.length)
  })

  test('come with every ending', () => {
    const ending = (it: (expected: Phrase['expect']) => boolean) =>
      all.filter(({ expect }) => it(expect)).length
    expect(ending((expected) => expected === 'none')).toBeGreaterThanOrEqual(none)
    expect(ending((expected) => expected === 'ask')).toBeGreaterThanOrEqual(ask)
    expect(ending((expected) => typeof expected === 'object' && 'any_of' in expected)).toBeGreaterThanOrEqual(
      4,
    )
  })

  test.each(all.map((phrase) => [phrase.say, phrase] as const))('"%s"', (_, phrase) => {
    for (const said of phrase.means) expectKnown(said)
    const [first, ...others] = phrase.means
    switch (phrase.expect) {
      case 'none':
        expect(others).toEqual([])
        expect(keys(best(needs, first!))).toEqual([])
        expect([...(phrase.near ?? [])].sort()).toEqual(keys(nearest(needs, first!, packageOf)).sort())
        break
      case 'ask': {
        // If only one reading led anywhere, or all to the same, nobody would have to be asked.
        const tops = phrase.means.map((said) => best(needs, said)[0]?.key)
        expect(tops).not.toContain(undefined)
        expect(new Set(tops).size).toBe(tops.length)
        expect(tops.length).toBeGreaterThan(1)
        break
      }
      default:
        for (const said of phrase.means) expectClear(said)
        if (Array.isArray(phrase.expect)) {
          expect(others).toEqual([])
          expect(phrase.expect).toEqual(keys(best(needs, first!)).slice(0, 3))
        } else {
          expect(others).not.toEqual([])
          expect([...phrase.expect.any_of].sort()).toEqual(
            [...new Set(phrase.means.map((said) => best(needs, said)[0]!.key))].sort(),
          )
        }
    }
    if (phrase.expect !== 'none') expect(phrase.near).toBeUndefined()
  })
})

/** Nothing is named that neither the vocabulary nor a need knows: a slip of the pen would fit nothing. */
function expectKnown(said: Meaning) {
  if (said.package) expect(packages).toContain(said.package)
  if (said.item) expect([...packageOf.keys()]).toContain(said.item)
  if (said.item) expect(said.package).toBeUndefined()
  for (const place of [said.province, said.commune, said.former]) if (place) expect(named).toContain(place)
  if (said.commune) expect(said.province).toBeDefined()
}

/** There is a best one, and it stays the best if what the rule leaves open is read the other way. */
function expectClear(said: Meaning) {
  const [top, second] = best(needs, said)
  expect(top).toBeDefined()

  // "Lacks least" may be counted in đồng or as a share of the whole.
  const ofThatSex = (need: SearchedNeed) => said.sex !== undefined && need.sex === said.sex
  const decidedByLack =
    second &&
    ofThatSex(top!) === ofThatSex(second) &&
    (said.first === 'lacks-most' || top!.deadline === second.deadline)
  if (decidedByLack) expect(Math.sign(share(top!) - share(second))).toBe(Math.sign(lack(top!) - lack(second)))

  // A set of several things ("bộ vở, bút và sách") may count as having the one thing that was asked for.
  if (!said.item) return
  const sets = needs.filter(({ item }) => item === undefined).map((need) => ({ ...need, item: said.item }))
  const withSets = [...needs, ...sets.filter((need) => packageOf.get(said.item!) === need.package)]
  expect(best(withSets, said)[0]?.key).toBe(top!.key)
}
