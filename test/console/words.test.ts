import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { FLOW_NAMES, flowName } from '../../src/console/talks/flow-names.ts'
import { OF_URGENT, REASONS, reasonIn } from '../../src/console/talks/reasons.ts'
import { talks } from '../../src/console/talks/words.ts'
import { deskWords } from '../../src/console/words.ts'
import { lineText, readFlows } from '../../src/conversation/index.ts'
import { ACTS } from '../../src/organisers/index.ts'

/** What officers may do (roles.ts), which approvals and chapters of the guide name as `act` too. */
const RULES: readonly string[] = Object.keys(ACTS)
const STEPS = new Map(readFlows('flows').flatMap(({ flow, steps }) => (steps === '' ? [] : [[flow, steps]])))
const FLOWS = [...STEPS.keys()]
const URGENT = FLOWS.filter((name) => /^urgent: true$/m.test(STEPS.get(name)!))

test('every flow has a name for officers in both languages, and no name is of a flow that is gone', () => {
  expect(FLOWS.filter((flow) => !Object.hasOwn(FLOW_NAMES, flow))).toEqual([])
  expect(Object.keys(FLOW_NAMES).filter((flow) => !FLOWS.includes(flow) && flow !== 'common')).toEqual([])
  expect(flowName('wish-met', 'en')).toBe('a need as they wished for')
  // One that the fund wrote itself is called as they call it.
  expect(flowName('toString', 'vi')).toBe('toString')
})

test('what was sent without words is named in the language of the page', () => {
  expect(lineText({ text: '', without: 'picture' }, 'vi')).toBe('(ảnh)')
  expect(lineText({ text: 'xem giúp mình', without: 'picture_large' }, 'vi')).toBe(
    'xem giúp mình (ảnh quá lớn)',
  )
  expect(lineText({ text: '', without: 'voice' }, 'en')).toBe('(voice note)')
})

test('each flow that calls an officer at once is a call of its own, in words of its own', () => {
  expect(URGENT.toSorted()).toEqual(['child-danger', 'despair'])
  for (const lang of ['vi', 'en'] as const)
    expect(new Set(URGENT.map((flow) => talks[lang].alarms[flow])).size).toBe(URGENT.length)
  for (const flow of URGENT) expect(STEPS.get(flow)).toContain(`hand_over: ${OF_URGENT[flow]}\n`)
})

test('every reason that a flow hands over for is in Vietnamese on the desk', () => {
  const said = [...STEPS.values()]
    .flatMap((steps) => [
      ...steps.matchAll(/hand_over: *(?:\{ reason: )?['"]?([^|\s'"={][^\n"}]*?)(?:, by: [^\n}]*\})?['"]?$/gm),
    ])
    .map((found) => found[1]!.replaceAll("'", '’'))
  expect(said.length).toBeGreaterThan(10)
  expect(said.filter((reason) => !Object.hasOwn(REASONS, reason))).toEqual([])
  // Noted twice, said once: by the alarm, and by what its flow says.
  for (const flow of URGENT) {
    const noted = `flow ${flow}; ${OF_URGENT[flow]}`
    expect(reasonIn(noted, 'vi')).toBe(REASONS[OF_URGENT[flow]!])
    expect(reasonIn(noted, 'en')).toBe(OF_URGENT[flow])
  }
  expect(reasonIn('nothing can say "tet" any more', 'vi')).toBe('một tin không gửi được nữa: góp quà Tết')
  expect(reasonIn('something else', 'vi')).toBe('something else')
  expect(reasonIn('concern R-0042; concern of a child R-0043', 'vi')).toBe(
    'phản ánh điều chưa đúng R-0042; một em phản ánh điều chưa đúng R-0043',
  )
})

test('the trail has words in both languages for every act that is noted', async () => {
  const { ACT_WORDS } = await import('../../src/console/acts.ts')
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !file.startsWith('generated'))
    .map((file) => readFileSync(`src/${file}`, 'utf8'))
  const noted = files.flatMap((text) => [
    ...text.matchAll(/(?:\bnote\(tx, who, |\bnote\(|\bact: )'([a-z]+\.[a-z_]+)'/g),
  ])
  const acts = [...new Set(noted.map(([, act]) => act!))].filter((act) => !act.endsWith('.see'))
  expect(acts.length).toBeGreaterThan(40)
  for (const lang of ['vi', 'en'] as const)
    expect(acts.filter((act) => !RULES.includes(act) && !Object.hasOwn(ACT_WORDS[lang], act))).toEqual([])
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
