import { expect, test } from 'vitest'
import { fifo } from '../../src/platform/fifo.ts'

test('what came first goes first, however much came and went, and an empty one is filled again', () => {
  const line = fifo<number>()
  expect(line.shift()).toBeUndefined()
  let [came, went] = [0, 0]
  for (const [comes, goes] of [
    [3_000, 2_900],
    [10, 110],
    [1, 1],
    [5_000, 2_000],
    [0, 3_000],
  ] as const) {
    for (let n = 0; n < comes; n++) line.push(came++)
    for (let n = 0; n < goes; n++) expect(line.shift()).toBe(went++)
  }
  expect(line.shift()).toBeUndefined()
  line.push(7)
  expect(line.shift()).toBe(7)
})
