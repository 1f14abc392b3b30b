import { writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { build } from './build.ts'
import { CONTESTANT_NAMES, CONTESTANTS, type ContestantName, isThere } from './contestants.ts'
import { CONVERSATION_NAMES, type ConversationName } from './conversation.ts'
import { measure, type Run } from './measure.ts'
import { canPin, pinDriver } from './processes.ts'
import { benchSearch } from './search.ts'
import { openStores, type Stores } from './stores.ts'
import { type Bar, bars, reaches, report, spread } from './summary.ts'

/** `npm run bench`: see docs/bench.md. The report goes to stdout, progress to stderr. */
const USAGE = `npm run bench -- [options]
  --quick         a smaller load, about a minute: for a look, not for figures
  --floor         exit with 1 when a floor is missed (or our service was not measured)
  --rounds <n>    how often each contestant has its turn (3)
  --talks <names> conversations, comma-separated: ${CONVERSATION_NAMES.join(', ')}
  --only <names>  contestants, comma-separated: ${CONTESTANT_NAMES.join(', ')}; or search: the search of needs instead
  --out <file>    writes every single run as JSON
PostgreSQL and Redis: DATABASE_URL and REDIS_URL, else 127.0.0.1. The bench makes a database of its own and uses Redis db 15.`

const POSTGRES = 'postgres://postgres@127.0.0.1:5432/postgres'
const IN_FLIGHT = 64
const SEED = 20_261_122
const CHATS: Readonly<Record<ConversationName, { full: [number, number]; quick: [number, number] }>> = {
  // [measured, warm-up]: as many updates in each conversation. A service runs for weeks, and compiles in its first minute.
  donate8: { full: [2_000, 6_000], quick: [400, 200] },
  donate40: { full: [400, 1_200], quick: [80, 40] },
  typed8: { full: [2_000, 6_000], quick: [400, 200] },
}

async function main(): Promise<number> {
  const { values: asked } = parseArgs({
    options: {
      quick: { type: 'boolean', default: false },
      floor: { type: 'boolean', default: false },
      rounds: { type: 'string', default: '3' },
      only: { type: 'string' },
      talks: { type: 'string' },
      out: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  })
  const rounds = Number(asked.rounds)
  if (asked.help || !Number.isInteger(rounds) || rounds < 1) {
    console.log(USAGE)
    return asked.help ? 0 : 1
  }
  if (asked.only === 'search') {
    console.log(await benchSearch(process.env.DATABASE_URL || POSTGRES))
    return 0
  }
  const names = contestants(asked.only)
  const talks = CONVERSATION_NAMES.filter((one) => (asked.talks ?? one).split(',').includes(one))
  const built = build()
  const stores = await openStores(
    process.env.DATABASE_URL || POSTGRES,
    process.env.REDIS_URL || 'redis://127.0.0.1:6379',
  )
  const pinned = canPin()
  if (pinned) pinDriver()
  const machine = describe(stores, pinned)
  let runs: Run[]
  try {
    runs = await race(names, talks, rounds, asked.quick ? 'quick' : 'full', stores, pinned, built)
  } finally {
    await stores.close()
  }
  const verdict = bars(runs)
  console.log(`${machine} ${disturbance(runs)}\n\n${report(runs, verdict)}`)
  if (asked.out) writeFileSync(asked.out, `${JSON.stringify({ machine, runs }, undefined, 1)}\n`)
  return asked.floor ? gate(verdict) : 0
}

async function race(
  names: readonly ContestantName[],
  talks: readonly ConversationName[],
  rounds: number,
  size: 'full' | 'quick',
  stores: Stores,
  pinned: boolean,
  built: (entry: string) => string,
): Promise<Run[]> {
  const stopped = new Promise<never>((_, reject) => {
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => reject(new Error('interrupted')))
  })
  stopped.catch(() => {}) // heard by whatever is being measured then
  const runs: Run[] = []
  for (let round = 1; round <= rounds; round++) {
    for (const conversation of talks) {
      for (const name of turned(names, round)) {
        const [chats, warmUp] = CHATS[conversation][size]
        const load = { chats, warmUp, inFlight: IN_FLIGHT, seed: SEED }
        const run = await measure(name, conversation, round, load, stores, pinned, built, stopped).catch(
          (error: Error) => {
            throw new Error(`round ${round}, ${conversation}, ${name}: ${error.message}`, { cause: error })
          },
        )
        runs.push(run)
        note(
          `round ${round} ${conversation} ${name}: ${Math.round(run.updates / run.seconds)} updates/s, ${Math.round(run.nodeUs)} µs node, ${Math.round(run.instructions / 1000)}k instructions`,
        )
        const strangers = await stores.strangers()
        if (strangers > 0)
          note(`  ${strangers} other clients of this PostgreSQL: their work counts as the contestant's`)
      }
    }
  }
  return runs
}

function describe({ versions }: Stores, pinned: boolean): string {
  const cores = cpus()
  return [
    `${cores.length} cores (${cores[0]?.model ?? 'unknown'}), Node ${process.versions.node}, PostgreSQL ${versions.postgres}, Redis ${versions.redis}.`,
    pinned
      ? 'Contestant on core 0, driver and Bot API on core 1, stores on both.'
      : 'Nothing is pinned to a core.',
    `${IN_FLIGHT} webhooks in flight.`,
  ].join(' ')
}

/** A shared machine is the rule; the reader must know how much it was shared. */
function disturbance(runs: readonly Run[]): string {
  const { median, high } = spread(runs.map((run) => run.othersShare * 100))
  return `Other programs took ${median.toFixed(0)} % of the machine in the middle run, ${high.toFixed(0)} % in the worst.`
}

function gate(verdict: readonly Bar[]): number {
  if (verdict.length === 0) {
    note('floor missed: our service was not measured')
    return 1
  }
  const missed = verdict.filter((bar) => bar.floor !== undefined && !reaches(bar, bar.floor))
  for (const bar of missed) note(`floor missed: ${bar.what}`)
  return missed.length > 0 ? 1 : 0
}

function contestants(only: string | undefined): ContestantName[] {
  const wanted = only?.split(',') ?? CONTESTANT_NAMES
  const names = CONTESTANT_NAMES.filter((name) => wanted.includes(name))
  if (only !== undefined && names.length < wanted.length)
    throw new Error(`--only does not know one of "${only}".\n${USAGE}`)
  for (const name of names.filter((one) => !isThere(one)))
    note(`left out: ${name}, for there is no ${CONTESTANTS[name].entry}`)
  return names.filter(isThere)
}

/** Another one begins each round, so that nobody always runs beside the same neighbour. */
const turned = <T>(list: readonly T[], by: number): T[] => list.map((_, n) => list[(n + by) % list.length]!)

const note = (line: string) => void process.stderr.write(`${line}\n`)

main().then(
  (code) => {
    process.exitCode = code
  },
  (error: unknown) => {
    note(error instanceof Error ? `${error.name}: ${error.message}` : String(error))
    process.exitCode = 1
  },
)
