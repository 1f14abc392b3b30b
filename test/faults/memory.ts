import { readFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { mail } from './mail.ts'
import { switchboard } from './people.ts'
import { chance } from './random.ts'
import type { Stage } from './stage.ts'
import { newHistory, range } from './trials.ts'

export interface Memory {
  readonly turns: number
  readonly minutes: number
  /** Resident size of the process in MB: when the first third was over, and at the end. */
  readonly settled: number
  readonly end: number
  /** MB a minute: the line that fits best after the first third, in which caches fill and code is compiled. */
  readonly growth: number
}

const SAMPLE_MS = 2_000

/** The same people type numbers for so long, every third of which needs an action; one process answers them. */
export async function memoryTrial(on: Stage, people: number, minutes: number): Promise<Memory> {
  on.door.route(() => 0)
  const { pid } = on.processes[0]!
  const telegramPhone = switchboard(on)
  const post = mail(newHistory(), chance(1), 0)
  const began = Date.now()
  const until = began + minutes * 60_000
  const samples: { readonly minute: number; readonly mb: number }[] = []
  let turns = 0

  const talking = range(people).map(async () => {
    const phone = telegramPhone(post)
    await phone.says('đếm số')
    await phone.sees((one) => /^Bạn gõ/.test(one.text))
    for (let n = 1; Date.now() < until; n++) {
      const before = phone.seen.length
      await phone.says(String(n % 3 === 2 ? 1000 + (n % 9000) : 1 + (n % 999)))
      await phone.sees((one) => one.text.endsWith(`thứ ${n}.`), before)
      turns += 1
    }
  })
  const watching = (async () => {
    while (Date.now() < until) {
      samples.push({ minute: (Date.now() - began) / 60_000, mb: await residentMb(pid) })
      await pause(SAMPLE_MS)
    }
  })()
  await Promise.all([...talking, watching])
  const late = samples.filter(({ minute }) => minute > minutes / 3)
  return { turns, minutes, settled: late[0]!.mb, end: late.at(-1)!.mb, growth: slope(late) }
}

async function residentMb(pid: number): Promise<number> {
  const [, kb] = /^VmRSS:\s+(\d+) kB$/m.exec(await readFile(`/proc/${pid}/status`, 'utf8'))!
  return Number(kb) / 1024
}

/** Least squares. */
function slope(points: readonly { readonly minute: number; readonly mb: number }[]): number {
  const mean = (of: (point: (typeof points)[number]) => number) =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length
  const [x, y] = [mean((point) => point.minute), mean((point) => point.mb)]
  return mean(({ minute, mb }) => (minute - x) * (mb - y)) / mean(({ minute }) => (minute - x) ** 2)
}
