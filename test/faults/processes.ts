import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { watchOver } from './warden.ts'

export interface Running {
  readonly pid: number
  /** Resolves when it says that it runs; rejects with its last words when it ends before. */
  readonly ready: Promise<void>
  /** The signal that ended it, or its exit code. */
  readonly ended: Promise<NodeJS.Signals | number>
  readonly alive: boolean
  /** Log lines and whatever else it printed, the last of it. */
  output(): string
  signal(name: NodeJS.Signals): void
  /** Asks it to stop, and after some seconds makes it. @returns how it ended */
  stop(): Promise<NodeJS.Signals | number>
}

const LAST_WORDS = 200_000
const STOP_MS = 15_000

const running = new Set<ChildProcess>()

// The query compiler's WebAssembly in its first form only: a start takes a quarter less, and none of these processes lives
// long enough to want the second.
const FLAGS = ['--liftoff-only']

/** Starts the built program. Of our own environment it sees nothing but the path. */
export function start(folder: string, env: Readonly<Record<string, string>>, command = 'all'): Running {
  const child = spawn(process.execPath, [...FLAGS, 'dist/main.js', command], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, NODE_ENV: 'test', LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  watchOver(child)
  let said = ''
  let tell = () => {}
  const told = new Promise<void>((resolve) => {
    tell = resolve
  })
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (data: Buffer) => {
      said = (said + data).slice(-LAST_WORDS)
      if (said.includes('Chung Tay is running')) tell()
    })
  }
  const ended = new Promise<NodeJS.Signals | number>((resolve) => {
    child.once('close', (code, signal) => {
      running.delete(child)
      resolve(signal ?? code ?? -1)
    })
  })
  const ready = Promise.race([
    told,
    ended.then((how) => {
      throw new Error(`the program ended before it ran (${how}):\n${said.slice(-4_000)}`)
    }),
  ])
  ready.catch(() => {})
  return {
    pid: child.pid!,
    ready,
    ended,
    get alive() {
      return running.has(child)
    },
    output: () => said,
    signal: (name) => void child.kill(name),
    async stop() {
      child.kill('SIGTERM')
      // A process that a test has put to sleep hears nothing but these two.
      child.kill('SIGCONT')
      const late = pause(STOP_MS, undefined, { ref: false }).then(() => child.kill('SIGKILL'))
      await Promise.race([ended, late])
      return ended
    },
  }
}

/** Kills whatever this test file has started and not stopped. */
export async function killAll(): Promise<void> {
  await Promise.all(
    [...running].map(
      (child) =>
        new Promise<void>((resolve) => {
          child.once('close', () => resolve())
          child.kill('SIGKILL')
        }),
    ),
  )
}

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}
