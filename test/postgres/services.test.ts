import { setTimeout as pause } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { afterEach, expect, test } from 'vitest'
import { type Judged, underLoad } from '../faults/load.ts'
import { killAll } from '../faults/processes.ts'
import { seedOf } from '../faults/random.ts'
import { privatePostgres, privateRedis, type Server } from '../faults/servers.ts'
import { type Stage, type Staging, stage } from '../faults/stage.ts'

const seed = seedOf()
/** People who give meanwhile; crowds are of npm run soak. */
const FEW = { atOnce: 6, most: 20 }
// No test measures time: a loaded machine is slow.
const LONG = { timeout: 600_000 }
const opened: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const one of opened.splice(0).reverse()) await one.close()
  await killAll()
})

/** Skips the test, with the reason, when there is none. */
function have<T extends { close(): Promise<void> }>(
  made: T | string,
  skip: (why: string) => void,
): T | undefined {
  if (typeof made === 'string') {
    skip(made)
    return undefined
  }
  opened.push(made)
  return made
}

async function staged(
  wanted: Omit<Staging, 'seed'>,
  skip: (why: string) => void,
): Promise<Stage | undefined> {
  const on = have(await stage({ ...wanted, seed }), skip)
  await on?.runAll()
  return on
}

/** Everything was kept, by processes that went on by themselves. */
function allIsWell(on: Stage, { verdict, summary }: Judged<unknown>, pids: readonly (number | undefined)[]) {
  console.log(summary)
  expect(verdict.broken, summary).toEqual([])
  expect(
    on.processes.map((one) => (one?.alive ? one.pid : undefined)),
    'no process ended',
  ).toEqual(pids)
}

const pidsOf = (on: Stage) => on.processes.map((one) => one?.pid)

test(
  'PostgreSQL connections that are cut, all of them, again and again, lose nothing and stop nobody',
  LONG,
  async (context) => {
    const on = await staged({ processes: 2 }, context.skip)
    if (!on) return
    const pids = pidsOf(on)
    const judged = await underLoad(on, { ...FEW, seed }, async () => {
      for (let times = 0; times < 10; times++) {
        await pause(on.chance.whole(100, 700))
        await on.sql(
          'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
        )
      }
    })
    allIsWell(on, judged, pids)
  },
)

test(
  'PostgreSQL that crashes under load, and stays away for a while, loses nothing and stops nobody',
  LONG,
  async (context) => {
    const cluster: Server | undefined = have(await privatePostgres(), context.skip)
    if (!cluster) return
    const on = await staged({ processes: 2, server: cluster.url }, context.skip)
    if (!on) return
    const pids = pidsOf(on)
    const judged = await underLoad(on, { ...FEW, seed }, async () => {
      for (const awayMs of [0, 0, 3_000, 0]) {
        await pause(on.chance.whole(800, 2_000))
        await cluster.crash()
        await pause(awayMs)
        await cluster.start()
      }
    })
    allIsWell(on, judged, pids)
  },
)

test(
  'Redis that is wiped, and then goes away and comes back, loses nothing and stops nobody',
  LONG,
  async (context) => {
    const server: Server | undefined = have(await privateRedis(), context.skip)
    if (!server) return
    const on = await staged({ processes: 2, redis: server.url }, context.skip)
    if (!on) return
    const pids = pidsOf(on)
    const redis = new Redis(server.url)
    redis.on('error', () => {})
    const judged = await underLoad(on, { ...FEW, seed }, async () => {
      for (let times = 0; times < 20; times++) {
        await pause(on.chance.whole(50, 250))
        await redis.flushdb()
      }
      await server.crash()
      await pause(3_000)
      await server.start()
      await pause(1_000)
    })
    redis.disconnect()
    allIsWell(on, judged, pids)
  },
)
