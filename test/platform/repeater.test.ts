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
