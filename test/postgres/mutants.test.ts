import { afterEach, expect, test } from 'vitest'
import { killAll } from '../faults/processes.ts'
import { betweenCommitAndQueue, lateWorker } from '../faults/single.ts'
import { type Stage, stage } from '../faults/stage.ts'
import { lastOneTrial, sameContactTrial } from '../faults/trials.ts'
import { dualWrite, type Mutant, naive, noFence, noLock } from '../mutants/mutants.ts'

// So long an answer is waited for: of the sound program on the slowest machine, and of one that we know to be broken.
const SOUND_MS = 45_000
const MUTANT_MS = 5_000
const LONG = { timeout: 600_000 }

let on: Stage | undefined
afterEach(async () => {
  await on?.close()
  on = undefined
  await killAll()
})

/** What a trial finds wrong with the program, or with a mutant of it. */
async function tried(
  trial: (on: Stage) => Promise<string[]>,
  skip: (why: string) => void,
  { mutant, running = false }: { mutant?: Mutant; running?: boolean },
): Promise<string[] | undefined> {
  const made = await stage({ processes: 2, seed: 1, ...(mutant && { mutant }) })
  if (typeof made === 'string') {
    skip(made)
    return undefined
  }
  on = made
  if (running) await on.runAll()
  return trial(on)
}

test('killed between commit and queue, a message is answered all the same', LONG, async ({ skip }) => {
  expect(await tried((it) => betweenCommitAndQueue(it, SOUND_MS), skip, {})).toEqual([])
})

test('a worker that wakes up late changes nothing', LONG, async ({ skip }) => {
  expect(await tried((it) => lateWorker(it, SOUND_MS), skip, {})).toEqual([])
})

test('the mutant "dual-write" is found out', LONG, async ({ skip }) => {
  expect(await tried((it) => betweenCommitAndQueue(it, MUTANT_MS), skip, { mutant: dualWrite })).toEqual([
    'what was acknowledged was never answered',
  ])
})

test('the mutant "no-fence" is found out', LONG, async ({ skip }) => {
  const found = await tried((it) => lateWorker(it, MUTANT_MS), skip, { mutant: noFence })
  expect(found?.join('\n')).toMatch(/the late worker wrote over|there were \d+ answers/)
})

test('the mutant "no-lock" is found out', LONG, async ({ skip }) => {
  const found = await tried((it) => sameContactTrial(it, 6, 24), skip, { mutant: noLock, running: true })
  expect(found?.join('\n')).toMatch(/was given the places/)
})

test('the mutant "naive" is found out', LONG, async ({ skip }) => {
  const found = await tried((it) => lastOneTrial(it, 100, 3), skip, { mutant: naive, running: true })
  expect(found?.join('\n')).toMatch(/winners so far/)
})
