import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'

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
 * Starts the real program as a process of its own, and waits until it answers or ends.
 *
 * @param tree another one than this (a copy of it)
 */
export async function startProgram(
  env: Record<string, string>,
  command = 'all',
  tree = process.cwd(),
): Promise<Program> {
  const port = env.PORT ?? String(await freePort())
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts', command], {
    cwd: tree,
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
