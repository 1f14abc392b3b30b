import type { SendErrorKind } from '../channels/channel.ts'
import type { Log } from '../platform/log.ts'
import type { DeliveryStore, Outgoing } from './delivery-store.ts'
import type { After } from './lanes.ts'

const MAX_TRIES = 5
const BACKOFF_MS = [1_000, 5_000, 30_000, 120_000]

/** Writes down what became of a message that did not go out. Never rejects. */
interface Settling {
  /** The one place that says what follows from each kind of trouble. */
  trouble(message: Outgoing, kind: SendErrorKind, detail: string, retryAfterMs?: number): Promise<After>
  /** It was not tried: it has waited here for too long. */
  letGo(message: Outgoing): Promise<After>
}

/** @param hold told that a contact's messages must wait so many ms */
export function settling(
  store: DeliveryStore,
  log: Log,
  hold: (contact: string, ms: number) => void,
): Settling {
  const safely = quietly(log)

  async function later(message: Outgoing, ms: number, give = store.retry): Promise<After> {
    hold(message.contact, ms)
    await safely(give(message, ms))
    return 'later'
  }

  async function ended(message: Outgoing, state: 'failed' | 'unknown', detail: string): Promise<After> {
    await safely(store.end(message, state, detail))
    return 'next'
  }

  return {
    async trouble(message, kind, detail, retryAfterMs) {
      const tries = message.tries + 1
      log.warn('delivery.trouble', {
        channel: message.channel,
        id: message.id,
        kind,
        reason: detail,
        attempts: tries,
      })
      const again = tries < MAX_TRIES
      const wait = retryAfterMs ?? BACKOFF_MS[Math.min(tries - 1, BACKOFF_MS.length - 1)]!
      switch (kind) {
        case 'throttled':
          return later(message, Math.max(wait, 1_000), store.letGo)
        case 'unavailable':
          return again ? later(message, wait) : ended(message, 'failed', detail)
        case 'ambiguous': {
          // An answer may be read twice, but no more; a message that must go at most once may not. See docs/decisions/0004.
          const repeat = message.class !== 'once' && message.doubts === 0
          return repeat ? later(message, wait, store.doubt) : ended(message, 'unknown', detail)
        }
        case 'blocked':
          await safely(store.block(message))
          return 'gone'
        case 'closed':
          await safely(store.keep(message))
          return 'gone'
        case 'rejected':
        case 'misconfigured':
          return ended(message, 'failed', detail)
        default:
          return kind satisfies never
      }
    },
    async letGo(message) {
      // Given back with a word, so that it counts neither as left lying nor as tried.
      await safely(store.letGo(message))
      return 'later'
    },
  }
}

/** Writes what can wait: a database that is away now will be back; the lease runs out and the sweep decides again. */
export const quietly =
  (log: Log) =>
  async (write: Promise<void>): Promise<void> => {
    try {
      await write
    } catch (error) {
      log.error('delivery.unwritten', { error })
    }
  }
