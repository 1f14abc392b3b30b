import { expect, test } from 'vitest'
import { bookOf, readFixtures, talk } from './world.ts'

/** Two campaigns speak through one flow; a talk that holds the id of one is of that one. */

const steps =
  'flow: which\nabout: Only for this test\nstart: ask\ntakes: { appeal: text }\nsteps:\n  ask:\n    say: ask\n' +
  '    choose: { more: told, no: end }\n  told: { call: inner, then: end }\n'
const inner = 'flow: inner\nabout: Only for this test\nstart: say\nsteps:\n  say: { say: told, then: end }\n'
const vi = 'ask: Còn {campaign.left}.\nask.more: Nữa\nask.no: Thôi\n'
const TOLD = 'told: Vẫn {campaign.left}.\n'
const book = () =>
  bookOf([
    ...readFixtures(),
    { flow: 'which', steps, words: { vi, en: vi } },
    { flow: 'inner', steps: inner, words: { vi: TOLD, en: TOLD } },
  ])
const campaign = (id: string, left: number) => ({ id, flow: 'which', unit_price: 1n, left })
const [tet, winter] = [campaign('tet', 5), campaign('winter', 7)]
const facts = (open: readonly (typeof tet)[], all = [tet, winter]) => ({
  campaigns: open,
  all_campaigns: all,
  campaign: open[0] ?? null,
})

test('a talk that names its campaign is of that one, whichever is in front, in what it calls too', () => {
  const lan = talk(book())
  lan.facts = { ...lan.facts, ...facts([tet, winter]) }
  expect(lan.triggers('which', { appeal: 'winter' }, 'person')).toEqual(['Còn 7. [Nữa] [Thôi]'])
  lan.facts = { ...lan.facts, ...facts([campaign('another', 9), tet, winter]) }
  expect(lan.says('Nữa')[0]).toBe('Vẫn 7.')
})

test('it goes on with it when it is over, and is never of the one that is open then', () => {
  const lan = talk(book())
  lan.facts = { ...lan.facts, ...facts([tet, winter]) }
  lan.triggers('which', { appeal: 'winter' }, 'person')
  lan.facts = { ...lan.facts, ...facts([tet], [tet, campaign('winter', 0)]) }
  expect(lan.says('Nữa')[0]).toBe('Vẫn 0.')
})

test('a talk that names none, or one that nobody knows, is of the first that speaks through its flow', () => {
  const lan = talk(book())
  const front = { ...campaign('front', 3), flow: 'gift' }
  lan.facts = { ...lan.facts, ...facts([front, tet, winter]) }
  expect(lan.triggers('which', {}, 'person')).toEqual(['Còn 5. [Nữa] [Thôi]'])
  expect(lan.triggers('which', { appeal: 'gone' }, 'person')).toEqual(['Còn 5. [Nữa] [Thôi]'])
})

test('a link’s parameter is nobody’s word: it is no English, and no amount', () => {
  const lan = talk(bookOf())
  expect(lan.says('/start do-am-2027')[0]).toMatch(/^Bạn|^Chào|^Một/)
})
