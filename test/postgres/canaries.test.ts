import { expect, test } from 'vitest'
import { sightings } from '../canaries/canary.ts'
import { canaryTrial } from '../canaries/trial.ts'
import { seedOf } from '../faults/random.ts'
import { temporaryDatabase } from '../support/postgres.ts'
import { redisOrSkip } from '../support/services.ts'

test('what is searched for is found however it is written down', () => {
  const words = 'Kỳ zqxaaabqz, số 0977 000.123'
  for (const shape of ['utf8', 'hex', 'base64', 'base64url'] as const) {
    const text = Buffer.from(`x${words}`).toString(shape)
    expect(sightings(`\\x${text}`), shape).toEqual(new Set(['zqxaaabqz', '0977000123']))
  }
  expect(sightings('secret-of-hers', ['secret-of-hers']).size).toBe(1)
  expect(sightings('nothing of theirs 0978000123').size).toBe(0)
})

test('nothing that people say or are called is in logs, Redis, metrics, files or a dump; the erased are nowhere, in a restored backup neither', async (context) => {
  const redis = await redisOrSkip(12)
  const [database, restored] = [await temporaryDatabase(), await temporaryDatabase(4)]
  if (typeof database === 'string' || typeof restored === 'string' || redis === undefined)
    return context.skip('it needs PostgreSQL and Redis')
  try {
    const { wrong } = await canaryTrial({ people: 26, leaving: 3, seed: seedOf(), database, restored, redis })
    expect(wrong).toEqual([])
  } finally {
    await Promise.all([database.drop(), restored.drop()])
  }
}, 300_000)
