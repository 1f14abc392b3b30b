import { expect, test } from 'vitest'
import type { Held, Standing, UnitTree } from '../../src/organisers/index.ts'
import { hasConfirmer, mayConfirm, notKnown } from '../../src/organisers/knowing.ts'
import { graveIn, hasSecond, type StaffChange } from '../../src/organisers/staffing.ts'
import { asDay } from '../../src/platform/vietnamese/index.ts'

const tree: UnitTree = new Map([
  ['quy', null],
  ['xa', 'quy'],
])
const since = new Date('2026-12-01T00:00:00Z')
const post = (role: Held['role'], unit = 'quy', standsFor?: string): Held => ({
  unit,
  role,
  since,
  ...(standsFor && { standsFor }),
})
const who = (id: string, ...posts: Held[]): Standing => ({
  id,
  posts,
  coming: [],
  provenSince: since,
  letInBy: null,
  known: true,
})
const thu = who('thu', post('administrator'))
const all = [
  thu,
  who('minh', post('treasurer')),
  who('hoa', post('coordinator')),
  who('lan', post('coordinator'), post('administrator', 'quy', 'thu')),
  who('low', post('treasurer', 'xa')),
  who('small', post('administrator', 'xa')),
]
const named = (officer: string, absent = 'thu'): StaffChange => ({
  what: 'deputy',
  officer,
  absent,
  from: asDay('2026-12-01'),
  until: asDay('2026-12-05'),
})

test('who names a deputy that approves nothing yet makes one more who does: that takes two', () => {
  expect(graveIn(named('hoa'), 'thu', all, tree)).toBe('quy')
  expect(graveIn(named('minh'), 'thu', all, tree)).toBeUndefined()
  expect(graveIn(named('minh'), 'minh', all, tree)).toBe('quy')
})

test('a deputy who approves for some days, or only below, is one more who approves there', () => {
  expect(graveIn(named('lan'), 'thu', all, tree)).toBe('quy')
  expect(graveIn(named('low'), 'thu', all, tree)).toBe('quy')
  expect(graveIn(named('low', 'small'), 'small', all, tree)).toBeUndefined()
  expect(graveIn(named('minh', 'small'), 'small', all, tree)).toBeUndefined()
})

test('a deputy who approves is touched by two alone, as who approves is', () => {
  expect(graveIn({ what: 'reset', officer: 'lan' }, 'thu', all, tree)).toBe('quy')
  expect(graveIn({ what: 'end', officer: 'minh' }, 'thu', all, tree)).toBe('quy')
  expect(graveIn({ what: 'reset', officer: 'hoa' }, 'thu', all, tree)).toBeUndefined()
})

test('who stands in for the one who asks is no second person to wait for', () => {
  const invite: StaffChange = { what: 'invite', post: { unit: 'quy', role: 'treasurer' } }
  const lent = post('administrator', 'quy', 'thu')
  const second = (...others: Standing[]) => hasSecond(invite, 'thu', 'quy', [thu, ...others], tree)
  expect(second(who('lan', post('coordinator'), lent))).toBe(false)
  expect(second(who('lan', post('treasurer'), lent))).toBe(true)
  expect(second(who('lan', post('treasurer', 'quy', 'minh')))).toBe(true)
  expect(second(who('low', post('treasurer', 'xa')))).toBe(false)
})

test('whom somebody can still say to be who they are is waited for; else one would be alone for as long as they say nothing', () => {
  const invite: StaffChange = { what: 'invite', post: { unit: 'quy', role: 'treasurer' } }
  const reset = (letInBy: string): Standing => ({ ...who('minh', post('treasurer')), letInBy, known: false })
  expect(hasSecond(invite, 'thu', 'quy', [thu, reset('lan')], tree)).toBe(true)
  expect(hasSecond(invite, 'thu', 'quy', [thu, reset('thu')], tree)).toBe(false)
})

test('who approves in two communes is touched by who approves above both', () => {
  const wide = new Map([...tree, ['ban', 'quy']])
  const both = who('both', post('treasurer', 'xa'), post('treasurer', 'ban'))
  expect(graveIn({ what: 'reset', officer: 'both' }, 'thu', [thu, both], wide)).toBe('quy')
})

test('who will approve as a deputy is to be known before those days begin, by who approves there', () => {
  const coming = [{ unit: 'quy', role: 'treasurer' }] as const
  const hoa = { ...who('hoa', post('treasurer', 'xa')), letInBy: 'thu', known: false }
  const later = { ...hoa, coming }
  const now = new Date('2026-12-10T00:00:00Z')
  const low = who('low', post('treasurer', 'xa'))
  const minh = who('minh', post('treasurer'))
  expect(notKnown([{ ...later, posts: [post('auditor', 'xa')] }])).toHaveLength(1)
  expect(notKnown([{ ...hoa, posts: [post('auditor', 'xa')] }])).toEqual([])
  expect([mayConfirm(hoa, low, tree, now), mayConfirm(later, low, tree, now)]).toEqual([true, false])
  expect(mayConfirm(later, minh, tree, now)).toBe(true)
  // Who only writes down what came, or only confirms it, does a half of what takes two.
  for (const role of ['coordinator', 'unit_officer'] as const)
    expect(notKnown([{ ...hoa, posts: [post(role, 'xa')] }])).toHaveLength(1)
  expect([hasConfirmer(later, [later, low], tree), hasConfirmer(later, [later, minh], tree)]).toEqual([
    false,
    true,
  ])
})
