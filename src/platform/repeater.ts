import { levelOf } from './db-trouble.ts'
import type { Log } from './log.ts'

export interface Repeater {
  /** Does `work` now and then every `ms`, never twice at once. A failure is logged and the next time is tried again. */
  every(ms: number, work: () => Promise<void>): void
  /** One more round of everything, now, one after another; each begins when its round under way is over. Throws what the first throws. */
  round(): Promise<void>
  /** Begins nothing more and waits for what is under way, so long: a round may hang on a disk that does not answer. */
  stop(graceMs: number): Promise<void>
}

export function repeater(log: Log): Repeater {
  const timers = new Set<NodeJS.Timeout>()
  const works: (() => Promise<void>)[] = []
  /** The newest round of each, which ends after those before it and never fails. */
  const newest: Promise<void>[] = []
  let stopped = false
  return {
    every(ms, work) {
      const at = works.length
      const once = () => {
        const run = (newest[at] ?? Promise.resolve()).then(() => (stopped ? undefined : work()))
        newest[at] = run.catch(() => {})
        return run
      }
      const again = () => {
        once()
          .catch((error: unknown) => log[levelOf(error)]('repeater.failed', { error }))
          .finally(() => {
            if (stopped) return
            const timer = setTimeout(() => {
              timers.delete(timer)
              again()
            }, ms)
            timers.add(timer)
          })
      }
      works.push(once)
      again()
    },
    async round() {
      for (const once of works) {
        if (stopped) throw new Error('a round was asked of what has stopped')
        await once()
      }
    },
    async stop(graceMs) {
      stopped = true
      for (const timer of timers) clearTimeout(timer)
      let grace: NodeJS.Timeout | undefined
      const over = new Promise<void>((resolve) => {
        grace = setTimeout(resolve, graceMs)
      })
      await Promise.race([Promise.all(newest), over])
      clearTimeout(grace)
    },
  }
}
