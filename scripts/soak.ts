// npm run soak: the fault proofs of test/postgres, much longer (docs/durability.md). Needs PostgreSQL; Redis and a private
// cluster if there are any. Ends with 1 when a promise was broken.
import { parseArgs } from 'node:util'
import { canaryTrial } from '../test/canaries/trial.ts'
import type { Flows } from '../test/faults/build.ts'
import { pressedTwiceTrial, typedTwiceTrial } from '../test/faults/hasty.ts'
import { type Kills, killRun } from '../test/faults/killing.ts'
import { memoryTrial } from '../test/faults/memory.ts'
import { killAll } from '../test/faults/processes.ts'
import { seedOf } from '../test/faults/random.ts'
import { sleepingSender } from '../test/faults/single.ts'
import { stage } from '../test/faults/stage.ts'
import { type Start, startTwice } from '../test/faults/starting.ts'
import { lastOneTrial, orderTrial, sameContactTrial } from '../test/faults/trials.ts'
import { temporaryDatabase } from '../test/support/postgres.ts'
import { redisOrSkip } from '../test/support/services.ts'
import { CHANNELS, walkTrial } from '../test/walks/trial.ts'

const USAGE = `npm run soak -- [options]
  --kills <n>    how often processes are killed in all (1000)
  --rounds <n>   how often a hundred people want the last gift (200)
  --minutes <n>  how long people talk while memory is watched (10)
  --people <n>   whose words are looked for where they must not be; a tenth of them is erased (1000)
  --steps <n>    what people do at random on each of four channels' abilities, in all (100000)
  --only <names> kills, last, order, haste, sleep, memory, canaries, walks, start; comma-separated
  --flows <which> few: those of the tests, which start fast; real: those of the service (few)
SEED=<n> repeats a run. PostgreSQL: DATABASE_URL_TEST, else 127.0.0.1; Redis: CT_REDIS_URL, else 127.0.0.1, database 13.`

// So many kills on one database; then the books are closed, the checker judges, and the next run begins.
const KILLS_A_RUN = 100
// V8 lets garbage lie as long as there is room, which looks like growth. With little room, what grows is what is held: 59 MB.
const HEAP_MB = 96

/** Half of them in Vietnamese, half in English. */
const WALKERS = 100

const { values: asked } = parseArgs({
  options: {
    kills: { type: 'string', default: '1000' },
    rounds: { type: 'string', default: '200' },
    minutes: { type: 'string', default: '10' },
    people: { type: 'string', default: '1000' },
    steps: { type: 'string', default: '100000' },
    only: { type: 'string', default: 'kills,last,order,haste,sleep,memory,canaries,walks' },
    flows: { type: 'string', default: 'few' },
    help: { type: 'boolean', default: false },
  },
})
const flows = asked.flows as Flows
const seed = seedOf()
const broken: string[] = []

function tell(name: string, wrong: readonly string[], more = '') {
  console.log(`${wrong.length === 0 ? 'ok    ' : 'BROKEN'} ${name}${more}`)
  for (const what of wrong) console.log(`       ${what}`)
  broken.push(...wrong)
}

async function kills() {
  const redis = await redisOrSkip(13)
  const all = {
    kills: 0,
    where: {} as Record<string, number>,
    sentTwice: 0,
    unknown: 0,
    figures: {} as Record<string, number>,
  }
  for (let left = Number(asked.kills), n = 0; left > 0; n++) {
    const now = Math.min(KILLS_A_RUN, left)
    left -= now
    // Every second run is with Redis.
    const run = await killRun({
      kills: now,
      seed: seed + n,
      flows,
      ...(n % 2 && redis !== undefined && { redis }),
    })
    if (typeof run === 'string') return tell('kills', [run])
    const { result, verdict, summary } = run
    tell('kills', verdict.broken, `: ${summary}`)
    all.kills += result.kills
    all.sentTwice += verdict.sentTwice
    all.unknown += verdict.unknown
    add(all.where, result.where)
    add(all.figures, verdict.figures)
  }
  const figures = Object.entries(all.figures).map(([name, count]) => `${name} ${count}`)
  console.log(
    `       in all ${all.kills} kills: ${figures.join(', ')}; replies sent twice ${all.sentTwice} (${perKill(all.sentTwice, all.kills)} a kill), left unknown ${all.unknown}`,
  )
  console.log(
    `       killed at ${Object.entries(all.where)
      .map(([name, count]) => `${name} ${count}`)
      .join(', ')}`,
  )
}

const perKill = (count: number, kills: number) => (count / kills).toFixed(2)

function add(to: Record<string, number>, more: Kills['where']) {
  for (const [name, count] of Object.entries(more)) to[name] = (to[name] ?? 0) + count
}

async function staged(
  name: string,
  processes: number,
  trial: (on: Exclude<Awaited<ReturnType<typeof stage>>, string>) => Promise<string[]>,
  env: Readonly<Record<string, string>> = {},
) {
  const on = await stage({ processes, seed, env })
  if (typeof on === 'string') return tell(name, [on])
  try {
    await on.runAll()
    tell(name, await trial(on))
  } finally {
    await on.close()
  }
}

const parts: Readonly<Record<string, () => Promise<void>>> = {
  kills,
  last: () =>
    staged(`a hundred people, the last gift, ${asked.rounds} times`, 2, (on) =>
      lastOneTrial(on, 100, Number(asked.rounds)),
    ),
  order: () =>
    staged('order over four processes, a hundred people', 4, async (on) => [
      ...(await orderTrial(on, 100, 20, 0.05)),
      ...(await sameContactTrial(on, 50, 30)),
    ]),
  haste: () =>
    staged('everything sent twice before its answer, a hundred people, four processes', 4, async (on) => [
      ...(await typedTwiceTrial(
        on,
        100,
        Array.from({ length: 20 }, (_, n) => (n % 3 === 2 ? 1000 + n : n + 1)),
      )),
      ...(await pressedTwiceTrial(on, 100)),
    ]),
  sleep: () => staged('a sender that sleeps longer than its lease', 2, sleepingSender),
  memory: () =>
    staged(
      `forty people talk for ${asked.minutes} minutes`,
      1,
      async (on) => {
        const { turns, settled, end, growth } = await memoryTrial(on, 40, Number(asked.minutes))
        const [from, to] = [settled.toFixed(0), end.toFixed(0)]
        console.log(
          `       ${turns} turns; resident ${from} MB, then ${to} MB: ${growth.toFixed(2)} MB a minute`,
        )
        return []
      },
      { NODE_OPTIONS: `--max-old-space-size=${HEAP_MB}` },
    ),
  canaries: async () => {
    const redis = await redisOrSkip(12)
    const [database, restored] = [await temporaryDatabase(), await temporaryDatabase(4)]
    if (typeof database === 'string' || typeof restored === 'string' || redis === undefined)
      return tell('canaries', ['they need PostgreSQL and Redis'])
    try {
      const people = Number(asked.people)
      const leaving = Math.max(1, Math.floor(people / 10))
      const { wrong, figures } = await canaryTrial({ people, leaving, seed, database, restored, redis })
      tell(`${people} people, ${figures.erased} of them erased, ${figures.flows} flows`, wrong)
    } finally {
      await Promise.all([database.drop(), restored.drop()])
    }
  },
  walks: async () => {
    const channels = Object.keys(CHANNELS) as (keyof typeof CHANNELS)[]
    for (const channel of channels) {
      const database = await temporaryDatabase()
      if (typeof database === 'string') return tell('walks', ['they need PostgreSQL'])
      try {
        const steps = Math.ceil(Number(asked.steps) / channels.length)
        const { wrong, figures } = await walkTrial({ channel, steps, people: WALKERS, seed, database })
        const told = Object.entries(figures).map(([name, count]) => `${count} ${name}`)
        tell(`${WALKERS} people walk at random, with what ${channel} can show`, wrong, `: ${told.join(', ')}`)
      } finally {
        await database.drop()
      }
    }
  },
  // Three times, and the middle one counts: the first also warms the disk.
  start: async () => {
    const starts = [await startTwice(), await startTwice(), await startTwice()]
    for (const [which, most] of [
      ['first', 15],
      ['later', 5],
    ] as const) {
      const { seconds, cpu } = middle(starts.map((one) => one[which]))
      tell(
        `${which} start, until the first answer`,
        seconds > most ? [`it took more than ${most} s`] : [],
        `: ${seconds.toFixed(1)} s, ${cpu?.toFixed(1) ?? '?'} s of a processor`,
      )
    }
  },
}

const middle = (starts: readonly Start[]): Start =>
  starts.toSorted((a, b) => a.seconds - b.seconds)[Math.floor(starts.length / 2)]!

if (asked.help) console.log(USAGE)
else {
  console.log(`seed ${seed}`)
  try {
    for (const name of asked.only.split(',')) {
      const part = parts[name]
      if (!part) throw new Error(`there is no part "${name}".\n${USAGE}`)
      await part()
    }
  } finally {
    await killAll()
  }
  process.exit(broken.length === 0 ? 0 : 1)
}
