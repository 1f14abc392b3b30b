import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { CONTESTANTS, type ContestantName } from './contestants.ts'
import { CONVERSATIONS, type ConversationName, type Pledge, stepsOf } from './conversation.ts'
import { crowd } from './crowd.ts'
import { driver, MisbehavedError, type Walk } from './driver.ts'
import { countInstructions } from './instructions.ts'
import { cpuOfMachine, startContestant } from './processes.ts'
import type { Stores } from './stores.ts'

export interface Load {
  readonly chats: number
  readonly warmUp: number
  readonly inFlight: number
  readonly seed: number
}

/** One contestant, one conversation, once. CPU in µs for each update. */
export interface Run extends Walk {
  readonly contestant: ContestantName
  readonly conversation: ConversationName
  readonly round: number
  readonly nodeUs: number
  /** Node's, of all steps but the last, which stores the pledge. */
  readonly talkUs: number
  /** Node's, each counted in user space and kernel; NaN where they cannot be counted. */
  readonly instructions: number
  readonly postgresUs: number
  readonly redisUs: number
  /** What programs outside the bench took of the machine meanwhile, 0 to 1. */
  readonly othersShare: number
  readonly stateBytes: number
  readonly peakMemory: number
}

const START_MS = 60_000
const TOKEN = '1000001:fake-token-that-opens-nothing'

/**
 * @param stopped rejects when somebody wants to stop
 * @throws MisbehavedError when the contestant did not hold every conversation and store every pledge
 */
export async function measure(
  contestant: ContestantName,
  conversation: ConversationName,
  round: number,
  load: Load,
  stores: Stores,
  pinned: boolean,
  built: (entry: string) => string,
  stopped: Promise<never>,
): Promise<Run> {
  const talk = CONVERSATIONS[conversation]
  const steps = stepsOf(talk)
  const first = crowd(talk, 0, load.warmUp, load.seed)
  const people = crowd(talk, load.warmUp, load.chats, load.seed)
  await stores.fresh()
  const folder = mkdtempSync(join(tmpdir(), 'chung-tay-bench-'))
  const telegram = await driver(TOKEN)
  const bot = startContestant(
    built(CONTESTANTS[contestant].entry),
    await settings(telegram.root, stores, folder),
    pinned,
  )

  /** All in µs. */
  async function meters() {
    const { user, system } = process.cpuUsage()
    const node = bot.cpu()
    return {
      node,
      ...(await stores.cpu()),
      driver: user + system,
      machine: cpuOfMachine(),
      time: performance.now() * 1000,
    }
  }

  async function run(): Promise<Run> {
    await telegram.webhookSet(START_MS)
    // The first people warm it up; before their last step they show how much is kept of a conversation.
    await telegram.walk(first, steps - 1, load.inFlight)
    const stateBytes = await CONTESTANTS[contestant].stateBytes(stores)
    await telegram.walk(first, steps, load.inFlight)
    const before = await meters()
    const counter = countInstructions(bot.pid)
    let talkUs = Number.NaN
    const walk = await telegram.walk(people, steps, load.inFlight, (updates) => {
      talkUs = (bot.cpu() - before.node) / updates
    })
    const after = await meters()
    const instructions = await counter.stop()
    compare(
      await stores.pledges(),
      [...first, ...people].map((donor) => donor.pledge),
    )
    const spent = (name: keyof typeof after) => after[name] - before[name]
    const each = (name: keyof typeof after) => spent(name) / walk.updates
    const others = spent('machine') - spent('node') - spent('postgres') - spent('redis') - spent('driver')
    return {
      contestant,
      conversation,
      round,
      ...walk,
      nodeUs: each('node'),
      talkUs,
      instructions: instructions / walk.updates,
      postgresUs: each('postgres'),
      redisUs: each('redis'),
      othersShare: Math.max(0, others / (spent('time') * cpus().length)),
      stateBytes,
      peakMemory: bot.memory(),
    }
  }

  try {
    return await Promise.race([run(), bot.died, stopped])
  } catch (error) {
    // A bot that ends shows first as a broken connection; what it said at its end tells more.
    await Promise.race([bot.died, stopped, pause(500)])
    throw error
  } finally {
    await bot.stop()
    await telegram.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function settings(apiRoot: string, stores: Stores, folder: string): Promise<Record<string, string>> {
  const port = await freePort()
  return {
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    DATA_DIR: folder,
    DATABASE_URL: stores.databaseUrl,
    REDIS_URL: stores.redisUrl,
    SECRET_KEY: randomBytes(32).toString('base64'),
    LOG_LEVEL: 'warn',
    TELEGRAM_BOT_TOKEN: TOKEN,
    TELEGRAM_API_ROOT: apiRoot,
    TELEGRAM_MODE: 'webhook',
    TELEGRAM_WEBHOOK_SECRET: randomBytes(16).toString('hex'),
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}

/** Every amount is somebody's own, so the two lists can be laid side by side. */
export function compare(stored: readonly Pledge[], promised: readonly Pledge[]) {
  const line = (pledge: Pledge) => [pledge.flow, pledge.amount, pledge.name, pledge.note].join(' | ')
  const wanted = new Set(promised.map(line))
  const surplus = stored.map(line).filter((one) => !wanted.delete(one))
  if (surplus.length === 0 && wanted.size === 0) return
  const [missing] = wanted
  throw new MisbehavedError(
    `the database has ${surplus.length} pledges too many${surplus[0] ? ` (${surplus[0]})` : ''} and lacks ${wanted.size}${missing ? ` (${missing})` : ''}`,
  )
}
