import { expect, test } from 'vitest'
import type { Held, Standing, UnitTree } from '../../src/organisers/index.ts'
import { graveIn } from '../../src/organisers/staffing.ts'

const tree: UnitTree = new Map([['quy', null]])
const since = new Date('2026-12-01T00:00:00Z')
const post = (role: Held['role'], standsFor?: string): Held => ({
  unit: 'quy',
  role,
  since,
  ...(standsFor && { standsFor }),
})
const who = (id: string, ...posts: Held[]): Standing => ({ id, posts, provenSince: since })
const all = [
  who('thu', post('administrator')),
  who('minh', post('treasurer')),
  who('hoa', post('coordinator')),
  who('lan', post('coordinator'), post('administrator', 'thu')),
]
const days = { from: '2026-12-01', until: '2026-12-05' } as never

test('who names a deputy that approves nothing yet makes one more who does: that takes two', () => {
  const named = (officer: string) =>
    ({ what: 'deputy', officer, absent: 'thu', ...(days as object) }) as never
  expect(graveIn(named('hoa'), 'thu', all, tree)).toBe('quy')
  expect(graveIn(named('minh'), 'thu', all, tree)).toBeUndefined()
  expect(graveIn(named('minh'), 'minh', all, tree)).toBe('quy')
})

test('a deputy who approves is touched by two alone, as who approves is', () => {
  expect(graveIn({ what: 'reset', officer: 'lan' }, 'thu', all, tree)).toBe('quy')
  expect(graveIn({ what: 'end', officer: 'minh' }, 'thu', all, tree)).toBe('quy')
  expect(graveIn({ what: 'reset', officer: 'hoa' }, 'thu', all, tree)).toBeUndefined()
})
