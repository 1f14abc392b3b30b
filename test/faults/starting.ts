import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startFromSources } from '../support/program.ts'
import { personBy } from '../support/world.ts'

/** One start of the program, from nothing to the first word of the bot. */
export interface Start {
  /** Seconds until somebody who says hello has an answer. */
  readonly seconds: number
  /** Seconds of a processor until then: what hardly changes when the machine is busy. Undefined where /proc is missing. */
  readonly cpu: number | undefined
}

/** Starts the program in an empty folder, and then again in the same one. @returns both */
export async function startTwice(): Promise<{ readonly first: Start; readonly later: Start }> {
  const folder = mkdtempSync(join(tmpdir(), 'ct-start-'))
  try {
    return { first: await startIn(folder), later: await startIn(folder) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function startIn(folder: string): Promise<Start> {
  const began = performance.now()
  const program = await startFromSources({ DATA_DIR: folder })
  try {
    const lan = personBy((path, init) => fetch(program.url + path, init), 'Lan')
    const heard = await lan.says('/start')
    if (heard.length === 0) throw new Error(`nobody answered: ${program.output()}`)
    return { seconds: (performance.now() - began) / 1000, cpu: cpuOf(program.child.pid!) }
  } finally {
    await program.stop('SIGTERM')
  }
}

/** Ticks of a hundredth second, in user and system mode: fields 14 and 15 of proc(5). */
function cpuOf(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const after = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return (Number(after[11]) + Number(after[12])) / 100
  } catch {
    return undefined
  }
}
