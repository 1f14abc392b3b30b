import { spawn, spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'

/** A contestant's process, alone in its process group. */
export interface Contestant {
  readonly pid: number
  /** User and system time of the whole group so far, in µs; counted by the kernel in steps of 10 ms. */
  cpu(): number
  /** Largest resident size so far, in bytes. */
  memory(): number
  /** Rejects when the process ends before it was told to. */
  readonly died: Promise<never>
  stop(): Promise<void>
}

const BOT_CORE = 0
const DRIVER_CORE = 1
const PIN = ['taskset', '-c', String(BOT_CORE)]
// A bench that is killed takes its contestant along, though that one has a process group of its own.
const LEASH = ['setpriv', '--pdeathsig', 'KILL']
const STOP_MS = 5_000
const TICK_US = 10_000 // USER_HZ is 100 on every Linux: proc(5)

/** Whether contestant and driver can each have a core of their own: two cores, and the tools of util-linux. */
export const canPin = (): boolean =>
  availableParallelism() >= 2 && [PIN, LEASH].every(([tool]) => spawnSync(tool!, ['--version']).status === 0)

/** Keeps this process, driver and Bot API, off the contestants' core. */
export function pinDriver() {
  const { status, stderr } = spawnSync('taskset', [
    '-a',
    '-c',
    '-p',
    String(DRIVER_CORE),
    String(process.pid),
  ])
  if (status !== 0) throw new Error(`the driver cannot be pinned to core ${DRIVER_CORE}: ${stderr}`)
}

export function startContestant(
  entry: string,
  env: Readonly<Record<string, string>>,
  pinned: boolean,
): Contestant {
  const command = [...(pinned ? [...LEASH, ...PIN] : []), process.execPath, entry]
  const child = spawn(command[0]!, command.slice(1), {
    // Only what a process needs to run at all: settings of the person at the keyboard must not reach a contestant.
    env: { PATH: process.env.PATH, HOME: process.env.HOME, NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-4_000)
    })
  }
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const died = ended.then(() => {
    throw new Error(`${entry} ended by itself (${child.signalCode ?? child.exitCode}):\n${said}`)
  })
  died.catch(() => {})
  const pid = child.pid!
  const signal = (name: NodeJS.Signals) => {
    try {
      process.kill(-pid, name)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
    }
  }
  return {
    cpu: () => sum(processes().filter((one) => one.group === pid)),
    memory: () =>
      Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024,
    pid,
    died,
    async stop() {
      signal('SIGTERM')
      await Promise.race([ended, pause(STOP_MS)])
      signal('SIGKILL')
      await ended
    },
  }
}

/** What the whole machine has worked so far, in µs, with what its host took from it. proc(5), /proc/stat */
export function cpuOfMachine(): number {
  const [user, nice, system, , , irq, softirq, steal] = readFileSync('/proc/stat', 'utf8')
    .slice(0, 400)
    .split('\n')[0]!
    .split(/\s+/)
    .slice(1)
    .map(Number)
  return [user, nice, system, irq, softirq, steal].reduce<number>((sum, ticks) => sum + ticks! * TICK_US, 0)
}

/** User and system time of a process, its children, and the children it has buried, in µs. */
export const cpuOfFamily = (parent: number): number =>
  sum(processes().filter((one) => one.pid === parent || one.parent === parent))

export function parentOf(pid: number): { readonly pid: number; readonly name: string } | undefined {
  const parent = processes().find((one) => one.pid === pid)?.parent
  const found = processes().find((one) => one.pid === parent)
  return found && { pid: found.pid, name: found.name }
}

interface Proc {
  readonly pid: number
  readonly name: string
  readonly parent: number
  readonly group: number
  readonly ticks: number
}

const sum = (group: readonly Proc[]): number => group.reduce((total, { ticks }) => total + ticks * TICK_US, 0)

function processes(): Proc[] {
  return readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? (read(Number(name)) ?? []) : []))
}

function read(pid: number): Proc | undefined {
  let stat: string
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  } catch {
    return undefined // gone meanwhile
  }
  const close = stat.lastIndexOf(')')
  const field = stat.slice(close + 2).split(' ')
  // utime, stime, and the same of children that were waited for: a backend's time is not lost when it ends. proc(5)
  const ticks = [11, 12, 13, 14].reduce((total, n) => total + Number(field[n]), 0)
  return {
    pid,
    name: stat.slice(stat.indexOf('(') + 1, close),
    parent: Number(field[1]),
    group: Number(field[2]),
    ticks,
  }
}
