import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Redis } from 'ioredis'
import pg from 'pg'
import { required } from '../support/services.ts'
import { freePort } from './processes.ts'
import { watchOver } from './warden.ts'

/** A server of our own, which may be hurt. */
export interface Server {
  readonly url: string
  /** Makes it stop at once, as a power cut does to the process. Resolves when it is gone. */
  crash(): Promise<void>
  /** Starts it again. Resolves when it answers. */
  start(): Promise<void>
  close(): Promise<void>
}

const missing = (what: string): string => {
  if (required) throw new Error(`${what} is not installed`)
  return `${what} is not installed`
}

/** A PostgreSQL cluster on a port of its own. @returns why there can be none here */
export async function privatePostgres(): Promise<Server | string> {
  const bin = postgresBin()
  if (!bin) return missing('a PostgreSQL server')
  const folder = mkdtempSync(join(tmpdir(), 'ct-cluster-'))
  // PostgreSQL refuses to run as root, as which CI may run.
  const user = process.getuid?.() === 0 ? userOf('postgres') : undefined
  if (user) chownSync(folder, user.uid, user.gid)
  const data = join(folder, 'data')
  const as = { ...user, stdio: 'ignore', env: { PATH: process.env.PATH, HOME: folder } } as const
  execFileSync(
    join(bin, 'initdb'),
    ['-D', data, '-A', 'trust', '-U', 'postgres', '-E', 'UTF8', '--no-sync'],
    as,
  )
  const port = await freePort()
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`
  const settings = [
    '-c',
    'listen_addresses=127.0.0.1',
    '-c',
    'max_connections=100',
    '-c',
    'shared_buffers=32MB',
  ]
  return server({
    url,
    run: () => spawn(join(bin, 'postgres'), ['-D', data, '-p', String(port), '-k', folder, ...settings], as),
    // pg_ctl stop -m immediate
    signal: 'SIGQUIT',
    async answers() {
      const client = new pg.Client({ connectionString: url })
      client.on('error', () => {})
      await client.connect()
      await client.end()
    },
    tidy: () => rmSync(folder, { recursive: true, force: true }),
  })
}

/** A Redis on a port of its own, which keeps nothing. @returns why there can be none here */
export async function privateRedis(): Promise<Server | string> {
  if (!existsOnPath('redis-server')) return missing('redis-server')
  const port = await freePort()
  const url = `redis://127.0.0.1:${port}`
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no']
  return server({
    url,
    run: () => spawn('redis-server', args, { stdio: 'ignore', cwd: tmpdir() }),
    signal: 'SIGKILL',
    async answers() {
      const redis = new Redis(url, { lazyConnect: true, retryStrategy: () => null })
      redis.on('error', () => {})
      await redis.connect()
      redis.disconnect()
    },
    tidy: () => {},
  })
}

interface Parts {
  readonly url: string
  readonly run: () => ChildProcess
  readonly signal: NodeJS.Signals
  readonly answers: () => Promise<void>
  readonly tidy: () => void
}

const START_MS = 30_000

async function server({ url, run, signal, answers, tidy }: Parts): Promise<Server> {
  let child: ChildProcess | undefined

  async function crash() {
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const gone = new Promise((resolve) => child!.once('close', resolve))
    child.kill(signal)
    await gone
  }

  async function begin() {
    child = run()
    watchOver(child, signal)
    for (const until = Date.now() + START_MS; ; await pause(50)) {
      try {
        return await answers()
      } catch (error) {
        if (Date.now() > until) throw error
      }
    }
  }

  await begin()
  return {
    url,
    crash,
    start: begin,
    async close() {
      await crash()
      tidy()
    },
  }
}

function postgresBin(): string | undefined {
  const root = '/usr/lib/postgresql'
  const versions = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : []
  const folders = [
    ...versions.map((version) => join(root, version, 'bin')),
    ...(process.env.PATH ?? '').split(':'),
  ]
  return folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')))
}

const existsOnPath = (name: string) =>
  (process.env.PATH ?? '').split(':').some((folder) => existsSync(join(folder, name)))

function userOf(name: string) {
  const number = (flag: string) => Number(execFileSync('id', [flag, name]).toString())
  return { uid: number('-u'), gid: number('-g') }
}
