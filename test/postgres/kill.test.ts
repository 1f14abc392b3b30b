import { afterEach, expect, test } from 'vitest'
import { killRun } from '../faults/kill-run.ts'
import { killAll } from '../faults/processes.ts'
import { seedOf } from '../faults/random.ts'
import { redisOrSkip } from '../support/services.ts'

const KILLS = 25

afterEach(killAll)

test('kill -9 at any place, again and again: nothing acknowledged is lost, nothing is done twice', {
  timeout: 170_000,
}, async (context) => {
  const run = await killRun({ kills: KILLS, seed: seedOf() })
  if (typeof run === 'string') return context.skip(run)
  expect(run.verdict.broken, run.summary).toEqual([])
})

test('the same with Redis, which is wiped in between', { timeout: 170_000 }, async (context) => {
  const redis = await redisOrSkip(13)
  if (redis === undefined) return context.skip('no Redis answers')
  const run = await killRun({ kills: KILLS, seed: seedOf() + 1, redis })
  if (typeof run === 'string') return context.skip(run)
  expect(run.verdict.broken, run.summary).toEqual([])
})
