import { expect, test } from 'vitest'
import { Recent } from '../../src/platform/recent.ts'

test('what was set longest ago goes out, and only for what is new', () => {
  const recent = new Recent<string, number>(3)
  for (const [n, key] of ['a', 'b', 'c'].entries()) recent.set(key, n)
  recent.set('c', 9)
  expect([...recent]).toEqual([
    ['a', 0],
    ['b', 1],
    ['c', 9],
  ])
  recent.set('d', 3)
  expect([...recent.keys()]).toEqual(['b', 'c', 'd'])
})

test('setting anew makes young again', () => {
  const recent = new Recent<string, number>(2)
  recent.set('a', 0).set('b', 1).set('a', 2).set('c', 3)
  expect([...recent]).toEqual([
    ['a', 2],
    ['c', 3],
  ])
})
