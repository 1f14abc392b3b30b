import { expect, test } from 'vitest'
import { compile, makeBook } from '../../src/engine/index.ts'
import { ACTIONS, bookOf, readFixtures, talk } from './world.ts'

/** A voice: words of an occasion, with which a flow speaks where the campaign of the talk names them. */

const steps =
  'flow: giving\nabout: Only for this test\nstart: hello\ntakes: { appeal: text }\nkeeps: { amount: money }\nreplaces: true\nsteps:\n' +
  '  hello:\n    say: hello\n    choose: { give: told, no: end }\n' +
  '  told: { say: told, then: end }\n'
const vi =
  'hears: { whole: [cho quà] }\nhello: Đây là {campaign.left}.\nhello.give: Cho đợt này\nhello.no: Thôi\ntold: Cảm ơn.\n'
const giving = { flow: 'giving', steps, words: { vi, en: vi } }
const voice = (flow: string, words: string, en = words, of = 'giving') => ({
  flow,
  steps: `flow: ${flow}\nabout: Only for this test\nvoice_of: ${of}\n`,
  words: { vi: words, en },
})
const moon = voice(
  'moon',
  'hears: { whole: [trung thu], has: [quà trung thu] }\nhello: Trăng tròn, {campaign.left}.\nhello.give: Thắp đèn\n',
)
const sources = [...readFixtures(), giving, moon]

const LEFT: Record<string, number> = { Tết: 5, Rằm: 7 }
const campaign = (id: string, flow: string, ended = false) => ({
  id,
  flow,

  unit: null,
  unit_price: 1n,
  left: LEFT[id] ?? 0,
  ended,
})
const [tet, autumn] = [campaign('Tết', 'giving'), campaign('Rằm', 'moon')]
const facts = (open: readonly object[], all: readonly object[] = open) => ({
  campaigns: open,
  all_campaigns: all,
  campaign: open[0] ?? null,
})
function lanWith(open: readonly object[], all?: readonly object[]) {
  const lan = talk(bookOf(sources))
  lan.facts = { ...lan.facts, ...(facts(open, all) as object) }
  return lan
}

test('the campaign of the talk speaks with its words, and with the flow’s where it has none', () => {
  const lan = lanWith([autumn, tet])
  expect(lan.says('cho quà')).toEqual(['Trăng tròn, 7. [Thắp đèn] [Thôi]'])
  expect(lan.says('Thắp đèn')[0]).toBe('Cảm ơn.')
  const minh = lanWith([tet, autumn])
  expect(minh.says('cho quà')).toEqual(['Đây là 5. [Cho đợt này] [Thôi]'])
})

test('its word leads to its campaign, whichever is in front; there, it is the first option', () => {
  const lan = lanWith([tet, autumn])
  expect(lan.says('trung thu')).toEqual(['Trăng tròn, 7. [Thắp đèn] [Thôi]'])
  const hoa = lanWith([tet, autumn])
  expect(hoa.says('mình muốn tặng quà trung thu')).toEqual(['Trăng tròn, 7. [Thắp đèn] [Thôi]'])
})

test('the word of one that is over leads to that one, and to no other', () => {
  const over = { ...autumn, ended: true }
  expect(lanWith([tet], [tet, over]).says('trung thu')).toEqual(['Trăng tròn, 7. [Thắp đèn] [Thôi]'])
  // Where nobody knows one, it is the flow's own word.
  expect(lanWith([tet]).says('trung thu')).toEqual(['Đây là 5. [Cho đợt này] [Thôi]'])
})

test('of two campaigns with one voice its word names none', () => {
  const lan = lanWith([tet, autumn, { ...autumn, id: 'Rằm 2' }])
  expect(lan.says('trung thu')).toEqual(['Đây là 5. [Cho đợt này] [Thôi]'])
})

test('who is called by its name, by an old button or link, gets the flow, of its campaign', () => {
  const lan = lanWith([tet, autumn])
  expect(lan.triggers('moon', {}, 'person')).toEqual(['Trăng tròn, 7. [Thắp đèn] [Thôi]'])
  expect(lan.triggers('moon', { appeal: 'Tết' }, 'person')).toEqual(['Đây là 5. [Cho đợt này] [Thôi]'])
})

test('old steps are spoken with the words of now, as far as they know what these show', () => {
  const older = { ...giving, steps: steps.replace('keeps: { amount: money }\n', '') }
  const newer = voice('moon', 'hello: Trăng tròn {amount}.\ntold: Cảm ơn dưới trăng.\n')
  const before = compile([...readFixtures(), older], ACTIONS).book!
  const old = before.flows.find(({ flow }) => flow === 'giving')!
  const now = compile(
    [
      ...readFixtures(),
      { ...giving, words: { vi: `${vi}`, en: vi } },
      { ...newer, words: { vi: 'told: Cảm ơn dưới trăng.\n', en: 'told: Thanks.\n' } },
    ],
    ACTIONS,
  ).book!
  const book = makeBook({ live: now.flows, pinned: [old] })
  const said = (key: string) => book.at('giving', old.revision)!.voices.get('moon')!.vi.has(key)
  expect([said('told'), said('hello')]).toEqual([true, false])
})

test.each([
  [
    'no flow of that name',
    voice('moon', 'hello: Trăng\n', 'hello: Moon\n', 'givin'),
    'there is no flow "givin" with steps. Did you mean "giving"?',
  ],
  [
    'a key that nothing says',
    voice('moon', 'helo: Trăng\n'),
    '"helo" is said nowhere in "giving". Did you mean "hello"?',
  ],
  [
    'one language only',
    voice('moon', 'hello: Trăng\n', 'told: Thanks\n'),
    'flows/moon/en.yaml:1 lacks "hello", which vi.yaml has. Add it.',
  ],
  [
    'a value that is not there',
    voice('moon', 'hello: Trăng {moon}\n'),
    '"hello" shows {moon}, which is no value of this flow.',
  ],
  [
    'a label that is too long',
    voice('moon', 'hello.give: Thắp thêm nhiều đèn lồng\n'),
    '"hello.give" is a button of about',
  ],
  ['a step of its own', { ...moon, steps: `${moon.steps}steps: {}\n` }, 'a voice has no "steps"'],
  ['a word that another flow has', voice('moon', 'hears: { whole: [cho quà] }\n'), '"cho quà" belongs to'],
])('flows:check says so: %s', (_, wrong, message) => {
  const { problems } = compile([...readFixtures(), giving, wrong], ACTIONS)
  expect(problems.map((one) => one.message).join('\n')).toContain(message)
})
