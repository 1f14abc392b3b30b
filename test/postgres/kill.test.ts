import { afterEach, expect, test } from 'vitest'
import { deckOf, killRun } from '../faults/killing.ts'
import { killAll } from '../faults/processes.ts'
import { chance, seedOf } from '../faults/random.ts'
import { redisOrSkip } from '../support/services.ts'

afterEach(killAll)

const seed = seedOf()

// Of each run. Most places are come by soon; on a slow machine one or the other is waited for long. A thousand are of
// npm run soak.
const KILLS = 9
const MOST = 60

test('killed eighteen times or more, at every place, half of them with Redis: nothing acknowledged is lost, nothing is done twice', {
  timeout: 900_000,
}, async (context) => {
  const redis = await redisOrSkip(13)
  const deck = deckOf(chance(seed))
  // Side by side: most of the time goes into starting the program and into waiting for leases to run out.
  const runs = await Promise.all([
    killRun({ kills: KILLS, most: MOST, seed, deck }),
    redis === undefined ? undefined : killRun({ kills: KILLS, most: MOST, seed: seed + 1, redis, deck }),
  ])
  for (const run of runs) {
    if (run === undefined) console.log('no Redis answers: only the half without it was done')
    else if (typeof run === 'string') context.skip(run)
    else {
      console.log(run.summary)
      expect(run.verdict.broken, run.summary).toEqual([])
    }
  }
  expect(deck.owed, 'places where no process has died').toEqual([])
})
