import type { Checked, Health } from '../app/service.ts'
import type { HotSql } from '../platform/db.ts'

const ANSWERS_MS = 2_000
/** Sweeps come round every two seconds; one that has much to do takes longer. */
const ROUND_MS = 60_000

interface Pulse extends Health {
  /** A sweep has come round. */
  beat(): void
  stopping(): void
}

/**
 * How a process does.
 *
 * @param sweeps whether it has any
 * @param now milliseconds by a clock that never goes back
 */
export function pulse(hot: HotSql, sweeps: boolean, now: () => number = () => performance.now()): Pulse {
  let alive = true
  let last = now()

  async function database(): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<boolean>((resolve) => {
      timer = setTimeout(() => resolve(false), ANSWERS_MS).unref()
    })
    const answers = hot.query('ready', 'select 1', []).then(
      () => true,
      () => false,
    )
    return Promise.race([answers, late]).finally(() => clearTimeout(timer))
  }

  const judged = (checks: Readonly<Record<string, boolean>>): Checked => ({
    ok: alive && Object.values(checks).every(Boolean),
    checks,
  })

  return {
    live: () => alive,
    ready: async () => judged({ database: await database() }),
    well: async () =>
      judged({ database: await database(), ...(sweeps && { sweeps: now() - last < ROUND_MS }) }),
    beat: () => {
      last = now()
    },
    stopping: () => {
      alive = false
    },
  }
}
