import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { Mutant } from '../mutants/mutants.ts'
import { SERVER } from '../support/postgres.ts'
import { type Balancer, balancer } from './balancer.ts'
import { type BotApi, botApi } from './bot-api.ts'
import { buildProgram, type Flows } from './build.ts'
import { faultDatabase } from './database.ts'
import { SECRET_KEY } from './opened.ts'
import { freePort, type Running, start } from './processes.ts'
import { type Chance, chance } from './random.ts'

export const BOT_TOKEN = '7000000001:fake-token-of-the-fault-tests-0000000'
export const BANK_SECRET = 'whsec-of-the-fault-tests'
/** As in test/fixtures/fund.yaml. */
export const ACCOUNT = '9990001112223'
export const GIFT = 300_000n

/** One row of a query, as the driver gives it. */
export type Row = Record<string, unknown>
export type Sql = (text: string, params?: readonly unknown[]) => Promise<Row[]>

/** The program in several processes, with everything it talks to, on a database of its own. */
export interface Stage {
  readonly chance: Chance
  readonly door: Balancer
  readonly api: BotApi
  readonly sql: Sql
  readonly databaseUrl: string
  /** The process in each place; undefined before its first start. */
  readonly processes: readonly (Running | undefined)[]
  /** Starts the process of a place, or starts it again. */
  run(place: number, env?: Readonly<Record<string, string>>): Running
  /** Starts all that do not run, and waits until they are ready. */
  runAll(): Promise<void>
  close(): Promise<void>
}

export interface Staging {
  readonly processes: number
  readonly seed: number
  readonly redis?: string
  readonly flows?: Flows
  readonly mutant?: Mutant
  /** How many gifts there are to give. */
  readonly cap?: number
  /** How long the fake Bot API takes over a call. */
  readonly sendMs?: number
  /** A server other than the one that all tests share. */
  readonly server?: string
  /** More settings of the processes. */
  readonly env?: Readonly<Record<string, string>>
}

/** @returns why there is none: the test is skipped with it */
export async function stage(wanted: Staging): Promise<Stage | string> {
  const folder = await buildProgram(wanted.flows, wanted.mutant)
  const database = await faultDatabase(wanted.server ?? SERVER, wanted.cap ?? 1_000_000)
  if (typeof database === 'string') return database
  const data = mkdtempSync(join(tmpdir(), 'ct-faults-'))
  const sqlPool = new pg.Pool({ connectionString: database.url, max: 2 })
  sqlPool.on('error', () => {})
  const sql: Sql = async (text, params = []) => (await sqlPool.query(text, [...params])).rows as Row[]

  const luck = chance(wanted.seed)
  const ports = await Promise.all(Array.from({ length: wanted.processes }, freePort))
  const door = await balancer(ports, luck.next)
  const secret = 'secret-of-the-fault-tests'
  const api = await botApi({ token: BOT_TOKEN, secret, webhook: door.url, delayMs: wanted.sendMs ?? 3 })
  const processes: (Running | undefined)[] = ports.map(() => undefined)
  const common = {
    DATABASE_URL: database.url,
    DATA_DIR: data,
    SECRET_KEY,
    PUBLIC_URL: door.url,
    SEPAY_WEBHOOK_SECRET: BANK_SECRET,
    TELEGRAM_BOT_TOKEN: BOT_TOKEN,
    TELEGRAM_API_ROOT: api.root,
    TELEGRAM_MODE: 'webhook',
    TELEGRAM_WEBHOOK_SECRET: secret,
    TRUSTED_PROXIES: '1',
    ...wanted.env,
    ...(wanted.redis === undefined ? {} : { REDIS_URL: wanted.redis }),
  }

  function run(place: number, env: Readonly<Record<string, string>> = {}): Running {
    const started = start(folder, { ...common, PORT: String(ports[place]), ...env })
    processes[place] = started
    return started
  }

  return {
    chance: luck,
    door,
    api,
    sql,
    databaseUrl: database.url,
    processes,
    run,
    async runAll() {
      const idle = ports.flatMap((_, place) => (processes[place]?.alive ? [] : [place]))
      await Promise.all(idle.map((place) => run(place).ready))
    },
    async close() {
      await Promise.all(processes.map((one) => one?.stop()))
      await door.close()
      await api.close()
      await sqlPool.end()
      await database.drop()
      rmSync(data, { recursive: true, force: true })
    },
  }
}
