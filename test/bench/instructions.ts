import { spawn, spawnSync } from 'node:child_process'

/** Counts the instructions of a process, in user space and kernel, until `stop` tells how many. */
export interface Counter {
  stop(): Promise<number>
}

const EVENTS = ['-e', 'instructions:u,instructions:k']
let there: boolean | undefined

/**
 * Instructions do not care how busy the machine is, as seconds do; so they tell best what a turn costs. By `perf stat`
 * of Linux: where that is not installed, not allowed or not counted by the processor, the answer is NaN.
 */
export function countInstructions(pid: number): Counter {
  there ??=
    read(spawnSync('perf', ['stat', '-x', ' ', ...EVENTS, 'true'], { encoding: 'utf8' }).stderr ?? '') > 0
  if (!there) return { stop: async () => Number.NaN }
  const perf = spawn('perf', ['stat', '-x', ' ', ...EVENTS, '-p', String(pid)], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  perf.stderr.on('data', (chunk: Buffer) => {
    said += chunk
  })
  const ended = new Promise<void>((resolve) => perf.once('close', () => resolve()))
  return {
    async stop() {
      perf.kill('SIGINT')
      await ended
      return read(said)
    },
  }
}

const read = (said: string): number =>
  said
    .split('\n')
    .filter((line) => line.includes('instructions'))
    .reduce((sum, line) => sum + Number(line.split(' ')[0]), 0)
