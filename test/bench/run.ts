import { writeFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { CONTESTANT_NAMES, CONTESTANTS, type ContestantName, isThere } from './contestants.ts'
import { CONVERSATION_NAMES, type ConversationName } from './conversation.ts'
import { type Load, measure, type Run } from './measure.ts'
import { canPin, pinDriver } from './processes.ts'
import { openStores } from './stores.ts'
import { bars, reaches, report } from './summary.ts'

/** `npm run bench`: see docs/bench.md. The report goes to stdout, progress to stderr. */
const USAGE = `npm run bench -- [options]
  --quick         a smaller load, about a minute: for a look, not for figures
  --floor         exit with 1 when a floor is missed (or our service was not measured)
  --rounds <n>    how often each contestant has its turn (3)
  --only <names>  contestants, comma-separated: ${CONTESTANT_NAMES.join(', ')}
  --out <file>    writes every single run as JSON
PostgreSQL and Redis: DATABASE_URL and REDIS_URL, else 127.0.0.1. The bench makes a database of its own and uses Redis db 15.`

const IN_FLIGHT = 64
const SEED = 20_261_122
const CHATS: Readonly<Record<ConversationName, { full: [number, number]; quick: [number, number] }>> = {
  // [measured, warm-up]: as many updates in each conversation
  donate8: { full: [2_000, 300], quick: [400, 100] },
  donate40: { full: [400, 60], quick: [80, 20] },
  typed8: { full: [2_000, 300], quick: [400, 100] },
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean', default: false },
      floor: { type: 'boolean', default: false },
      rounds: { type: 'string', default: '3' },
      only: { type: 'string' },
      out: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) {
    console.log(USAGE)
    return 0
  }
  const rounds = Number(values.rounds)
  if (!Number.isInteger(rounds) || rounds < 1) throw new Error(`--rounds takes a number from 1.\n${USAGE}`)
  const names = contestants(values.only)
  const pinned = canPin()
  const stores = await openStores(
    process.env.DATABASE_URL || 'postgres://postgres@127.0.0.1:5432/postgres',
    process.env.REDIS_URL || 'redis://127.0.0.1:6379',
  )
  let interrupted = false
  process.on('SIGINT', () => {
    interrupted = true
  })
  const machine = [
    `${cpus().length} × ${cpus()[0]?.model ?? 'unknown CPU'}, Node ${process.versions.node}, PostgreSQL ${stores.versions.postgres}, Redis ${stores.versions.redis}`,
    pinned
      ? 'contestant on core 0, driver and Bot API on core 1, stores on both'
      : 'not pinned: no taskset, or one core',
    `${rounds} rounds, interleaved; ${IN_FLIGHT} webhooks in flight; load average at the start ${loadavg()[0]!.toFixed(2)}`,
  ].join('; ')
  if (pinned) pinDriver()

  const runs: Run[] = []
  try {
    for (let round = 1; round <= rounds && !interrupted; round++) {
      for (const conversation of CONVERSATION_NAMES) {
        for (const name of turned(names, round)) {
          if (interrupted) break
          const [chats, warmUp] = CHATS[conversation][values.quick ? 'quick' : 'full']
          const load: Load = { chats, warmUp, inFlight: IN_FLIGHT, seed: SEED }
          const run = await measure(name, conversation, round, load, stores, pinned)
          runs.push(run)
          const strangers = await stores.strangers()
          note(
            `round ${round} ${conversation} ${name}: ${Math.round(run.updates / run.seconds)} updates/s, ${Math.round(run.nodeUs)} µs node`,
            ...(strangers > 0
              ? [`  ${strangers} other clients of this PostgreSQL: their work is in its CPU`]
              : []),
          )
        }
      }
    }
  } finally {
    await stores.close()
  }
  if (interrupted) return 130
  const verdict = bars(runs)
  console.log(`${machine}\n\n${report(runs, verdict)}`)
  if (values.out) writeFileSync(values.out, `${JSON.stringify({ machine, runs }, undefined, 1)}\n`)
  if (!values.floor) return 0
  const missed = verdict.filter((bar) => bar.floor !== undefined && !reaches(bar, bar.floor))
  for (const bar of missed) note(`floor missed: ${bar.what}`)
  if (verdict.length === 0) note('floor missed: our service was not measured')
  return missed.length > 0 || verdict.length === 0 ? 1 : 0
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

const note = (...lines: readonly string[]) => lines.forEach((line) => void process.stderr.write(`${line}\n`))

main().then(
  (code) => {
    process.exitCode = code
  },
  (error: unknown) => {
    note(error instanceof Error ? `${error.name}: ${error.message}` : String(error))
    process.exitCode = 1
  },
)
