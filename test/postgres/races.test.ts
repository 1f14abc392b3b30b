import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { killAll } from '../faults/processes.ts'
import { seedOf } from '../faults/random.ts'
import { type Stage, type Staging, stage } from '../faults/stage.ts'
import { heldTrial, lastOneTrial, orderTrial, repeatsTrial, sameContactTrial } from '../faults/trials.ts'

const seed = seedOf()
let on: Stage | undefined
beforeEach(() => console.log(`seed ${seed}`))
afterEach(async () => {
  await on?.close()
  on = undefined
  await killAll()
})

async function set(wanted: Omit<Staging, 'seed'>, skip: (why: string) => void): Promise<Stage | undefined> {
  const made = await stage({ ...wanted, seed })
  if (typeof made === 'string') {
    skip(made)
    return undefined
  }
  on = made
  await made.runAll()
  return made
}

test('every update one to five times over eight connections has one effect', async (context) => {
  const on = await set({ processes: 2 }, context.skip)
  if (on) expect(await repeatsTrial(on, 60)).toEqual([])
})

test('what somebody types is answered in its order, whichever process gets it, and Telegram holding back does not change that', async (context) => {
  const on = await set({ processes: 4 }, context.skip)
  if (!on) return
  expect(await orderTrial(on, 6, 20, 0.05), `seed ${seed}`).toEqual([])
  expect(await sameContactTrial(on, 6, 24), `seed ${seed}`).toEqual([])
})

test('one conversation that is held fast holds up nobody else', async (context) => {
  const on = await set({ processes: 2 }, context.skip)
  if (!on) return
  const hold = async (chat: string) => {
    const client = new pg.Client({ connectionString: on.databaseUrl })
    await client.connect()
    await client.query('begin')
    await client.query(
      'select 1 from session where contact_id = (select contact_id from address where external_id = $1) for update',
      [chat],
    )
    return async () => {
      await client.query('rollback')
      await client.end()
    }
  }
  expect(await heldTrial(on, hold)).toEqual([])
})

test('a hundred people want the last gift, twenty times: each time one gets it', async (context) => {
  const on = await set({ processes: 2 }, context.skip)
  if (on) expect(await lastOneTrial(on, 100, 20)).toEqual([])
})
