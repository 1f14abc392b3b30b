import { expect, test } from 'vitest'
import { studio } from '../../../src/platform/paper/studio.ts'

const weighing = (length: number) => ({ png: Buffer.alloc(length) })

test('the same drawing asked for by many at once is drawn once; others wait for a free hand', async () => {
  const room = studio({ atOnce: 2 })
  let drawn = 0
  let most = 0
  let busy = 0
  const draw = async () => {
    drawn += 1
    busy += 1
    most = Math.max(most, busy)
    await new Promise((resolve) => setTimeout(resolve, 5))
    busy -= 1
    return weighing(10)
  }
  await Promise.all(Array.from({ length: 30 }, (_, n) => room.draw(`paper ${n % 10}`, draw)))
  expect(drawn).toBe(10)
  expect(most).toBe(2)
  await room.draw('paper 1', draw)
  expect(drawn).toBe(11)
})

test('what is remembered is not drawn again; what nobody asked for longest is forgotten first', async () => {
  const room = studio({ bytes: 25 })
  const drawn: string[] = []
  const ask = (key: string) =>
    room.remember(key, async () => {
      drawn.push(key)
      return weighing(10)
    })
  for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) await ask(key)
  expect(drawn).toEqual(['a', 'b', 'c', 'b'])
})

test('a drawing that fails keeps nobody waiting, and is tried again', async () => {
  const room = studio({ atOnce: 1 })
  const fail = () => Promise.reject(new Error('no ink'))
  const both = await Promise.allSettled([room.remember('a', fail), room.remember('b', fail)])
  expect(both.map((one) => one.status)).toEqual(['rejected', 'rejected'])
  expect((await room.remember('a', async () => weighing(3))).png).toHaveLength(3)
})
