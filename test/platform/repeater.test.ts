import { expect, test } from 'vitest'
import { silentLog } from '../../src/platform/log.ts'
import { repeater } from '../../src/platform/repeater.ts'

test('a stop waits for the round under way, and begins no other', async () => {
  const repeating = repeater(silentLog)
  let rounds = 0
  let end = () => {}
  repeating.every(1, async () => {
    rounds += 1
    await new Promise<void>((resolve) => (end = resolve))
  })
  let stopped = false
  // It has begun.
  await expect.poll(() => rounds).toBe(1)
  const stopping = repeating.stop(10_000).then(() => (stopped = true))
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(stopped).toBe(false)
  end()
  await stopping
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(rounds).toBe(1)
})

test('a round that hangs for ever is not waited for longer than the grace', async () => {
  const repeating = repeater(silentLog)
  repeating.every(1, () => new Promise<void>(() => {}))
  // It would never come back.
  await repeating.stop(50)
})

test('a round that is asked for begins after the one under way, and each comes after the one before it', async () => {
  const repeating = repeater(silentLog)
  const done: string[] = []
  let end = () => {}
  repeating.every(60_000, async () => {
    done.push('first begins')
    if (done.length === 1) await new Promise<void>((resolve) => (end = resolve))
    done.push('first ends')
  })
  repeating.every(60_000, async () => void done.push('second'))
  await expect.poll(() => done).toEqual(['first begins', 'second'])
  const asked = repeating.round()
  end()
  await asked
  expect(done.slice(2)).toEqual(['first ends', 'first begins', 'first ends', 'second'])
  await repeating.stop(0)
  await expect(repeating.round()).rejects.toThrow(/has stopped/)
})

test('what fails in a round that is asked for is thrown, and fails no later one', async () => {
  const repeating = repeater(silentLog)
  let rounds = 0
  repeating.every(60_000, async () => {
    rounds += 1
    if (rounds === 2) throw new Error('the database is away')
  })
  await expect(repeating.round()).rejects.toThrow('the database is away')
  await repeating.round()
  expect(rounds).toBe(3)
  await repeating.stop(0)
})
