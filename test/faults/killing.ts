import { setTimeout as pause } from 'node:timers/promises'
import { FAILPOINTS } from '../../src/platform/failpoint.ts'
import type { Stage } from './stage.ts'

export interface Kills {
  readonly kills: number
  /** How often each failpoint was where it died; `at random` for the others. */
  readonly where: Readonly<Record<string, number>>
}

// A failpoint that is not reached in this time is not waited for any longer.
const PATIENCE_MS = 3_000

/** Kills the processes of a stage so many times, at failpoints and at random moments, and starts each again at once. */
export async function killAgainAndAgain(
  stage: Stage,
  kills: number,
  between: () => Promise<void>,
): Promise<Kills> {
  const { chance } = stage
  const where: Record<string, number> = {}
  let done = 0

  async function place(number: number) {
    while (done < kills) {
      const failpoint = chance.of(0.7) ? chance.pick(FAILPOINTS) : undefined
      const running = stage.run(number, failpoint ? { FAIL_AT: `${failpoint}:${chance.whole(1, 4)}` } : {})
      const patience = failpoint ? PATIENCE_MS : chance.whole(50, 1_500)
      const before = done
      // It may die before it has said that it is ready.
      await Promise.race([running.ready.catch(() => {}), running.ended])
      const how = await Promise.race([running.ended, pause(patience, 'alive' as const)])
      if (how === 'alive') {
        running.signal('SIGKILL')
        await running.ended
      } else if (how !== 'SIGKILL') {
        throw new Error(`the program ended by itself (${how}):\n${running.output().slice(-4_000)}`)
      }
      if (before >= kills) return
      done += 1
      const name = how === 'alive' || !failpoint ? 'at random' : failpoint
      where[name] = (where[name] ?? 0) + 1
      await between()
    }
  }

  await Promise.all(stage.processes.map((_, number) => place(number)))
  return { kills: done, where }
}
