import { expect, test } from 'vitest'
import { seedOf } from '../faults/random.ts'
import { temporaryDatabase } from '../support/postgres.ts'
import { CHANNELS, walkTrial } from '../walks/trial.ts'

/** A taste of `npm run soak -- --only walks`, which takes 100,000 steps. */
const CHANNEL = Object.keys(CHANNELS) as (keyof typeof CHANNELS)[]

test('people who do anything at random are answered, asked for the right sums, and find the menu; the books hold', async (context) => {
  const database = await temporaryDatabase()
  if (typeof database === 'string') return context.skip(database)
  const seed = seedOf()
  const channel = CHANNEL[seed % CHANNEL.length]!
  try {
    const { wrong, figures } = await walkTrial({ channel, steps: 400, people: 10, seed, database })
    expect(wrong, `SEED=${seed}, ${channel}`).toEqual([])
    expect(figures.steps).toBeGreaterThanOrEqual(400)
  } finally {
    await database.drop()
  }
}, 300_000)
