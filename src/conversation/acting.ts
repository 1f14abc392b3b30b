import { type Bubble, type Sprint, withWayOn } from '../engine/index.ts'
import type { Database } from '../platform/db.ts'
import { failpoint } from '../platform/failpoint.ts'
import type { PersonKey } from '../platform/person-key.ts'
import type { Way } from './action.ts'
import type { Known } from './addresses.ts'
import { type Performed, type PerformParts, perform, tellPerformed } from './perform.ts'
import { sealBubble, sealSession } from './seals.ts'
import { type Cut, messagesOf } from './speech.ts'
import { type Turn, turnStore } from './turn-store.ts'

/** A message just received whose answer needs an action. */
interface ToAct {
  readonly turn: Turn
  readonly known: Known
  readonly sprint: Sprint
  readonly way: Way
}

export type Acted =
  /** Committed: the message, what the action wrote, the session and the answer. */
  | {
      readonly kind: 'done'
      readonly last: Performed
      readonly messages: readonly Bubble[]
      readonly outbox: readonly string[]
    }
  /** The inbox has the message already. */
  | { readonly kind: 'repeat' }
  /** Nothing is written: the session is in other hands, or something older waits. The message must go the slow way. */
  | { readonly kind: 'busy' }
  /** Nothing is written: the action failed. */
  | { readonly kind: 'failed'; readonly error: unknown }

/**
 * Everything that comes of some messages of different people in one transaction, without the detour over todo: what
 * their actions write, their sessions and the answers. Answers in their order.
 *
 * @throws when not all of several can be done: nothing is written then, and each must go alone
 */
export type Act = (messages: readonly ToAct[]) => Promise<readonly Acted[]>

// People who act together share a transaction, and so the locks that their actions take. Where those are wanted by others
// at that moment, nobody waits long, least of all in a circle.
const TOGETHER_LOCK_MS = 100

export function acting(db: Database, parts: PerformParts & { readonly cut: Cut }): Act {
  async function together(messages: readonly ToAct[]): Promise<Acted[]> {
    const acted = await db.transaction(
      async (tx, hot) => {
        const book = parts.speaker.book()
        const lasts: Performed[] = []
        for (const { known, sprint, way } of messages) {
          const { contact, channel, address } = known
          lasts.push(await perform(parts, { tx, hot }, contact, { channel, way, address }, sprint))
        }
        const said = lasts.map(({ session, effects }, n) =>
          messagesOf(withWayOn(book, session, effects), messages[n]!.known, parts.cut),
        )
        const turns = messages.map(({ turn, known }, n) => ({
          ...turn,
          result: resultOf(lasts[n]!, said[n]!, known.key),
        }))
        const outcomes = await turnStore(hot).commit(turns, [])
        failpoint('act.acted')
        const odd = outcomes.find(({ kind }) => kind !== 'done')
        if (odd) throw new NothingWritten(odd.kind === 'repeat' ? 'repeat' : 'busy')
        return outcomes.map(({ outbox }, n) => ({
          kind: 'done' as const,
          last: lasts[n]!,
          messages: said[n]!,
          outbox,
        }))
      },
      messages.length > 1 ? { lockMs: TOGETHER_LOCK_MS } : {},
    )
    failpoint('act.committed')
    for (const [n, { last }] of acted.entries()) tellPerformed(parts.log, messages[n]!.known.contact, last)
    return acted
  }

  /** Each whose message another process has meanwhile committed, as that process did: nothing is left to do for them. */
  async function repeats(messages: readonly ToAct[]): Promise<readonly boolean[]> {
    const heard = turnStore(db.hot).heard(messages.map(({ turn }) => turn))
    // Who cannot be told is no repeat; what failed before is told.
    return heard.catch(() => messages.map(() => false))
  }

  async function act(messages: readonly ToAct[]): Promise<readonly Acted[]> {
    try {
      return await together(messages)
    } catch (error) {
      const known = await repeats(messages)
      const left = messages.filter((_, n) => !known[n])
      if (left.length === messages.length) {
        if (messages.length > 1) throw error
        return [error instanceof NothingWritten ? { kind: error.why } : { kind: 'failed', error }]
      }
      const acted = left.length > 0 ? [...(await act(left))] : []
      return known.map((is) => (is ? { kind: 'repeat' } : acted.shift()!))
    }
  }

  return act
}

const resultOf = ({ session, until }: Performed, said: readonly Bubble[], key: PersonKey) => ({
  state: sealSession(key, session),
  dueAt: until,
  bubbles: said.map((one) => sealBubble(key, one)),
})

/** Takes the transaction back. */
class NothingWritten extends Error {
  readonly why: 'repeat' | 'busy'
  constructor(why: 'repeat' | 'busy') {
    super()
    this.why = why
  }
}
