import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { buildProgram } from '../faults/build.ts'

export interface Program {
  readonly url: string
  readonly child: ChildProcess
  /** All that it has printed. */
  output(): string
  /** Sends a signal and waits for the end. Answers the exit code (null: killed). */
  stop(signal: NodeJS.Signals): Promise<number | null>
  /** Waits for the end by itself. */
  ended(): Promise<number | null>
}

/**
 * Starts the program as it is delivered, built, as a process of its own, and waits until it answers or ends.
 *
 * @param tree where it lies, if somewhere else: a copy of a build from which something is missing
 */
export async function startProgram(
  env: Record<string, string>,
  command = 'all',
  tree?: string,
): Promise<Program> {
  return begin(['dist/main.js', command], env, tree ?? (await buildProgram('real')))
}

/** Starts it as `npm start` does, from its sources: each start reads TypeScript for two seconds of a processor. */
export function startFromSources(env: Record<string, string>, command = 'all'): Promise<Program> {
  return begin(['--import', 'tsx', 'src/main.ts', command], env, process.cwd())
}

async function begin(args: readonly string[], env: Record<string, string>, cwd: string): Promise<Program> {
  const port = env.PORT ?? String(await freePort())
  const child = spawn(process.execPath, args, {
    cwd,
    env: { PATH: process.env.PATH!, HOME: process.env.HOME ?? '/', ...env, PORT: port },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  child.stdout.on('data', (data: Buffer) => (said += data))
  child.stderr.on('data', (data: Buffer) => (said += data))
  const end = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)))
  const program: Program = {
    url: `http://127.0.0.1:${port}`,
    child,
    output: () => said,
    ended: () => end,
    stop(signal) {
      child.kill(signal)
      return end
    },
  }
  await Promise.race([end, answers(program)])
  return program
}

async function answers({ url, child }: Program): Promise<void> {
  const until = Date.now() + 120_000
  while (Date.now() < until && child.exitCode === null && child.signalCode === null) {
    const ready = await fetch(`${url}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    )
    if (ready) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}
