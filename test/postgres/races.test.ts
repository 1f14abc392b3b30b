import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { pressedTwiceTrial, typedTwiceTrial } from '../faults/hasty.ts'
import { killAll } from '../faults/processes.ts'
import { seedOf } from '../faults/random.ts'
import { hold } from '../faults/single.ts'
import { type Stage, stage } from '../faults/stage.ts'
import { heldTrial, lastOneTrial, orderTrial, repeatsTrial, sameContactTrial } from '../faults/trials.ts'

// No test measures time: a loaded machine is slow.
const LONG = { timeout: 600_000 }
const seed = seedOf()
let made: Stage | string
/** Four processes on one database, for all tests here. */
const on = () => made as Stage

beforeAll(async () => {
  console.log(`seed ${seed}`)
  made = await stage({ processes: 4, seed })
  if (typeof made !== 'string') await made.runAll()
}, LONG.timeout)
afterAll(async () => {
  if (typeof made === 'object') await made.close()
  await killAll()
})
beforeEach((context) => {
  if (typeof made === 'string') context.skip(made)
})

test('every update one to five times over eight connections has one effect', LONG, async () => {
  expect(await repeatsTrial(on(), 20)).toEqual([])
})

test(
  'what somebody types is answered in its order, whichever process gets it, also when Telegram holds back',
  LONG,
  async () => {
    expect(await orderTrial(on(), 4, 12, 0.05), `seed ${seed}`).toEqual([])
  },
)

test('everything somebody says at the same moment, to four processes, is one turn each', LONG, async () => {
  expect(await sameContactTrial(on(), 4, 16), `seed ${seed}`).toEqual([])
})

test('the same number typed twice before its answer is never two answers', LONG, async () => {
  expect(await typedTwiceTrial(on(), 4, [25, 1025, 26, 1026, 27, 1027]), `seed ${seed}`).toEqual([])
})

test('every button pressed twice, the confirmation too, makes one pledge and one code', LONG, async () => {
  expect(await pressedTwiceTrial(on(), 6), `seed ${seed}`).toEqual([])
})

test('one conversation that is held fast holds up nobody else', LONG, async () => {
  expect(await heldTrial(on(), (chat) => hold(on(), chat))).toEqual([])
})

// Two hundred times: npm run soak.
test('a hundred people want the last gift, twice: each time one gets it', LONG, async () => {
  expect(await lastOneTrial(on(), 104, 2)).toEqual([])
})
