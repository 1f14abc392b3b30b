import { encodeSession, type Sprint } from '../engine/index.ts'
import type { Database } from '../platform/db.ts'
import { failpoint } from '../platform/failpoint.ts'
import type { Known } from './addresses.ts'
import { type Performed, type PerformParts, perform } from './perform.ts'
import { bubblesOf, encodeBubble } from './speech.ts'
import { openTurn, writeTurn } from './turn-rows.ts'
import type { Turn } from './turn-store.ts'

export type Acted =
  /** Committed: the message, what the action wrote, the session and the answer. */
  | { readonly kind: 'done'; readonly last: Performed; readonly outbox: readonly string[] }
  /** The inbox has the message already. */
  | { readonly kind: 'repeat' }
  /** Nothing is written: the session is in other hands, or something older waits. The message must go the slow way. */
  | { readonly kind: 'busy' }

/**
 * A message just received whose answer needs an action: everything that comes of it in one transaction of its own,
 * without the detour over todo.
 *
 * @throws when an action fails; then nothing is written
 */
export type Act = (turn: Turn, known: Known, sprint: Sprint) => Promise<Acted>

export function acting(db: Database, parts: PerformParts): Act {
  return async (turn, { contact, channel, address }, sprint) => {
    try {
      const done = await db.transaction(async (tx, hot) => {
        const opened = await openTurn(hot, turn)
        if (opened !== 'open') throw new NothingWritten(opened)
        const last = await perform(parts, { tx, hot }, contact, channel, sprint)
        const written = { state: encodeSession(last.session), dueAt: last.until }
        const bubbles = bubblesOf(last.effects).map(encodeBubble)
        const saying = {
          contact,
          address,
          bubbles,
          class: 'answer' as const,
          pull: turn.pull,
          inHand: turn.inHand,
        }
        const outbox = await writeTurn(hot, contact, written, saying)
        failpoint('act.acted')
        return { kind: 'done' as const, last, outbox }
      })
      failpoint('act.committed')
      return done
    } catch (error) {
      if (error instanceof NothingWritten) return { kind: error.why }
      throw error
    }
  }
}

/** Takes the transaction back. */
class NothingWritten extends Error {
  readonly why: 'repeat' | 'busy'
  constructor(why: 'repeat' | 'busy') {
    super()
    this.why = why
  }
}
