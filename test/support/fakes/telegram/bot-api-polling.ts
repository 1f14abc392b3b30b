import type { Params, Refusal } from './bot-api-rules.ts'
import type { Update } from './updates.ts'

/** Updates that wait until a bot asks for them. https://core.telegram.org/bots/api#getupdates (read 2026-11) */
export interface Polling {
  queue(update: Update): void
  /** Updates that no question has confirmed by a higher offset. */
  readonly unconfirmed: readonly Update[]
  /** Waits as long as the question says, or until its asker is gone. */
  ask(params: Params, gone: AbortSignal): Promise<readonly Update[] | Refusal>
}

export function polling(): Polling {
  let waiting: Update[] = []
  let wake: (() => void) | undefined
  let newest = 0

  return {
    queue(update) {
      waiting.push(update)
      wake?.()
    },
    get unconfirmed() {
      return waiting
    },
    async ask({ offset = 0, limit = 100, timeout = 0 }, gone) {
      newest += 1
      const mine = newest
      // Whoever asks later wins.
      wake?.()
      waiting = waiting.filter((update) => update.update_id >= Number(offset))
      const until = Date.now() + Number(timeout) * 1000
      while (waiting.length === 0 && mine === newest && Date.now() < until && !gone.aborted) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, until - Date.now())
          wake = () => {
            clearTimeout(timer)
            resolve()
          }
          gone.addEventListener('abort', () => wake?.(), { once: true })
        })
      }
      return mine === newest
        ? waiting.slice(0, Number(limit))
        : {
            code: 409,
            description:
              'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
          }
    },
  }
}
