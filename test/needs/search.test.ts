import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findNeeds, readWish } from '../../src/needs/index.ts'
import type { Database } from '../../src/platform/db.ts'
import { testDatabase } from '../support/database.ts'
import { nearest, type Phrase, phrases, searchedNeeds, vocabulary } from '../support/search-set.ts'
import { seedSearchedNeeds } from '../support/search-world.ts'

/** The search on the sets of phrases: one that was written before there was a search, and one after. */
const now = new Date('2026-12-01T03:00:00Z')
let db: Database
beforeAll(async () => {
  db = await testDatabase()
  await seedSearchedNeeds(db, now)
})
afterAll(() => db.close())

const needs = searchedNeeds()
const { packageOf } = vocabulary()
const byKey = new Map(needs.map((need) => [need.key, need]))

interface Outcome {
  readonly phrase: Phrase
  readonly found: readonly string[]
  readonly kind: string
}

async function outcomeOf(phrase: Phrase): Promise<Outcome> {
  const answer = await findNeeds(db.prisma, readWish(phrase.say), now)
  return { phrase, kind: answer.kind, found: answer.kind === 'ask' ? [] : answer.needs.map(({ key }) => key) }
}

/** Whether the first result is the right one; where nothing fits, or a person must be asked, whether that is said. */
function isRight({ phrase: { expect: wanted, near = [] }, kind, found }: Outcome): boolean {
  if (wanted === 'ask') return kind === 'ask'
  if (wanted === 'none')
    return kind === 'near' && found.length > 0 === near.length > 0 && found.every((key) => near.includes(key))
  return kind === 'found' && ('any_of' in wanted ? wanted.any_of.includes(found[0]!) : wanted[0] === found[0])
}

describe.each([
  ['before.yaml', 0.99],
  ['after.yaml', 0.96],
])('the phrases of %s', (file, floor) => {
  test('lead where they should', async () => {
    const outcomes: Outcome[] = []
    for (const phrase of phrases(file)) outcomes.push(await outcomeOf(phrase))
    const wrong = outcomes.filter((one) => !isRight(one))
    const lists = outcomes.filter(({ phrase }) => Array.isArray(phrase.expect))
    const expected = lists.flatMap(({ phrase }) => phrase.expect as string[])
    const hits = lists.flatMap(({ phrase, found }) =>
      found.filter((key) => (phrase.expect as string[]).includes(key)),
    )
    const shown = lists.flatMap(({ found }) => found)
    const of = (kind: string) => outcomes.filter(({ phrase }) => phrase.expect === kind)
    const right = (some: readonly Outcome[]) => `${some.filter(isRight).length}/${some.length}`
    const percent = (part: number, whole: number) => `${((100 * part) / whole).toFixed(1)} %`
    console.info(
      [
        `${file}: ${outcomes.length} phrases`,
        `  first result right  ${right(outcomes)} (${percent(outcomes.length - wrong.length, outcomes.length)})`,
        `  of the three shown  precision ${percent(hits.length, shown.length)}, recall ${percent(hits.length, expected.length)}`,
        `  nothing fits        ${right(of('none'))}`,
        `  asked back          ${right(of('ask'))}`,
        ...wrong.map(({ phrase, kind, found }) => `  wrong: "${phrase.say}" → ${kind} ${found.join(', ')}`),
      ].join('\n'),
    )
    expect(1 - wrong.length / outcomes.length).toBeGreaterThanOrEqual(floor)
  })
})

test('what is nearest is nearest by the rule that the set is held against', async () => {
  for (const phrase of phrases('before.yaml').filter((one) => one.expect === 'none')) {
    const [said] = phrase.means
    const allowed = nearest(needs, said!, packageOf).map(({ key }) => key)
    const { found } = await outcomeOf(phrase)
    for (const key of found) expect(allowed, phrase.say).toContain(key)
    for (const key of found) expect(byKey.get(key)!.taken).toBeLessThan(byKey.get(key)!.cap)
  }
})

test('whatever is typed is read', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ maxLength: 400 }), words()), (text) => {
      readWish(text)
    }),
    { numRuns: 500 },
  )
  readWish('áo ấm cho bé gái ở Sơn La '.repeat(40_000))
})

/** Words of the set in any order, and what stands between words. */
function words() {
  const all = [...new Set(phrases('before.yaml').flatMap(({ say }) => say.split(' ')))]
  return fc.array(fc.constantFrom(...all, '\n', ',', '…', '😀', '0', '12A1')).map((some) => some.join(' '))
}

test.each([
  'chào bạn, hôm nay trời đẹp quá',
  'cảm ơn Quỹ nhiều nha',
  'ok để mình xem đã rồi nhắn lại sau',
  'bạn là người hay là máy vậy',
  'mình chuyển khoản rồi mà chưa thấy gì',
  'thanks, see you tomorrow',
  'hôm qua đi chơi vui lắm',
  '👍👍👍',
])('chatter is no wish: %s', (text) => {
  const wish = readWish(text)
  expect([wish.things, wish.places, wish.sex, wish.ages, wish.first]).toEqual([
    [],
    [],
    undefined,
    undefined,
    undefined,
  ])
})
