import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { REASONS, reasonIn } from '../../src/console/talks/reasons.ts'
import { deskWords } from '../../src/console/words.ts'

test('every reason that a flow hands over for is in Vietnamese on the desk', () => {
  const said = readdirSync('flows', { withFileTypes: true })
    .filter(({ name }) => existsSync(`flows/${name}/flow.yaml`))
    .flatMap(({ name }) => [
      ...readFileSync(`flows/${name}/flow.yaml`, 'utf8').matchAll(
        /hand_over: *(?:\{ reason: )?['"]?([^|\s'"={][^\n"}]*?)(?:, by: [^\n}]*\})?['"]?$/gm,
      ),
    ])
    .map((found) => found[1]!.replaceAll("'", '’'))
  expect(said.length).toBeGreaterThan(10)
  expect(said.filter((reason) => !Object.hasOwn(REASONS, reason))).toEqual([])
  expect(reasonIn('flow child-danger; child in danger', 'vi')).not.toMatch(/flow|danger/)
  expect(reasonIn('something else', 'vi')).toBe('something else')
  expect(reasonIn('concern R-0042; concern of a child R-0043', 'vi')).toBe(
    'phản ánh điều chưa đúng R-0042; một em phản ánh điều chưa đúng R-0043',
  )
})

test('the English desk says all that the Vietnamese one says', async () => {
  const shape = (value: unknown): unknown =>
    typeof value === 'object' && value !== null
      ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, shape(one)]))
      : typeof value
  const rooms = readdirSync('src/console').filter((room) => existsSync(`src/console/${room}/words.ts`))
  expect(rooms.length).toBeGreaterThan(5)
  for (const room of [deskWords, ...(await Promise.all(rooms.map(wordsOf)))])
    expect(shape(room.en)).toEqual(shape(room.vi))
})

async function wordsOf(room: string): Promise<{ vi: unknown; en: unknown }> {
  const [words] = Object.values(await import(`../../src/console/${room}/words.ts`))
  return words as { vi: unknown; en: unknown }
}

test('the guide names buttons and pages by what they are called', async () => {
  const rooms = readdirSync('src/console').filter(
    (room) => room !== 'guide' && existsSync(`src/console/${room}/words.ts`),
  )
  const all = [deskWords, ...(await Promise.all(rooms.map(wordsOf)))]
  const { guide } = await import('../../src/console/guide/words.ts')
  for (const lang of ['vi', 'en'] as const) {
    const there = new Set(all.flatMap((room) => texts(room[lang])))
    const named = [...JSON.stringify(guide[lang]).matchAll(/“([^”]+)”/g)].map(([, name]) => name!)
    expect(named.length).toBeGreaterThan(10)
    expect(named.filter((name) => !there.has(name))).toEqual([])
    for (const { at } of guide[lang].chapters) if (at) expect(there).toContain(at[1])
  }
})

const texts = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : value && typeof value === 'object'
      ? Object.values(value).flatMap(texts)
      : []
