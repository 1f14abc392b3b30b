import { levelOf } from './db-trouble.ts'
import type { Log } from './log.ts'

export interface Repeater {
  /** Does `work` now and then every `ms`, never twice at once. A failure is logged and the next time is tried again. */
  every(ms: number, work: () => Promise<void>): void
  /** Begins nothing more and waits for what is under way, so long: a round may hang on a disk that does not answer. */
  stop(graceMs: number): Promise<void>
}

export function repeater(log: Log): Repeater {
  const timers = new Set<NodeJS.Timeout>()
  const running = new Set<Promise<void>>()
  let stopped = false
  return {
    every(ms, work) {
      const round = () => {
        const run = work()
          .catch((error: unknown) => log[levelOf(error)]('repeater.failed', { error }))
          .finally(() => {
            running.delete(run)
            if (stopped) return
            const timer = setTimeout(() => {
              timers.delete(timer)
              round()
            }, ms)
            timers.add(timer)
          })
        running.add(run)
      }
      round()
    },
    async stop(graceMs) {
      stopped = true
      for (const timer of timers) clearTimeout(timer)
      let grace: NodeJS.Timeout | undefined
      const over = new Promise<void>((resolve) => {
        grace = setTimeout(resolve, graceMs)
      })
      await Promise.race([Promise.all(running), over])
      clearTimeout(grace)
    },
  }
}
