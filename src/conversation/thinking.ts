import type { Inbound } from '../channels/provider.ts'
import {
  type Book,
  type Bubble,
  repeats,
  resume,
  type Session,
  type Sprint,
  type View,
  withWayOn,
} from '../engine/index.ts'
import type { Log } from '../platform/log.ts'
import { Recent } from '../platform/recent.ts'
import type { Way } from './action.ts'
import type { Known } from './addresses.ts'
import type { Delivery } from './delivery.ts'
import { filesIn, idAt, wayOf } from './item.ts'
import { openSession, sealBubble, sealItem, sealSession } from './seals.ts'
import { type Cut, isTalk, messagesOf } from './speech.ts'
import type { Turn, TurnStore } from './turn-store.ts'

/** What a turn needs of flows and facts. */
export interface Speaker {
  /** The live flows. Asked at every turn, so that a new revision is used at once. */
  book(): Book
  /** @param called how the contact has said they want to be called, where no talk has begun */
  view(lang: 'vi' | 'en', channel: string, called?: string): View
}

/** A message and what the engine made of it. Nothing of it is written yet. */
export interface Thought {
  readonly turn: Turn
  readonly way: Way
  /** Undefined when the item must go the slow way. */
  readonly sprint: Sprint | undefined
  /** What is said, unless an action must come before it. */
  readonly messages: readonly Bubble[]
}

/** Keeps people's sessions at hand, and thinks about what they say. */
export interface Thinker {
  /** Fetches the sessions that are not at hand. */
  load(people: readonly Known[]): Promise<void>
  /** @param receivedAt ms since 1970 */
  think(inbound: Inbound, known: Known, receivedAt: number): Thought
  /** What a turn came to is committed. `ours`: its answer is this process's to send, or lies ready to be fetched. */
  keep(turn: Turn, session: Session, ours: boolean): void
  /** What we believe of this person's session may be wrong now. */
  forget(contact: string): void
}

interface Parts {
  readonly store: TurnStore
  readonly speaker: Speaker
  readonly delivery: Delivery
  readonly log: Log
  /** Whether people fetch from this channel (nothing is sent). */
  readonly pulls: (channel: string) => boolean
  readonly cut: Cut
}

interface Kept {
  readonly version: number
  readonly session: Session | undefined
  readonly called?: string | undefined
  readonly turnAt: number
  /** The last answer is this process's to send (or lies ready to be fetched): whether it has gone is known here. */
  readonly ours: boolean
}

/** Nobody reads an answer and types, or presses, the same again in this time. */
export const HASTE_MS = 300

// About 50 MB at the most.
const SESSIONS_KEPT = 50_000

export function thinker(parts: Parts): Thinker {
  const kept = new Recent<string, Kept>(SESSIONS_KEPT)

  /** @returns undefined when the item must go the slow way */
  function answer(
    { heard, from, source }: Inbound,
    known: Known,
    receivedAt: number,
    before: Kept,
  ): (Omit<Thought, 'turn' | 'way'> & Pick<Turn, 'result'>) | undefined {
    const { contact } = known
    const view = parts.speaker.view(before.session?.lang ?? from.lang, from.channel, before.called)
    const unread = parts.delivery.busyWith(contact) || receivedAt <= before.turnAt + HASTE_MS
    try {
      const book = parts.speaker.book()
      const again = before.session !== undefined && repeats(before.session, heard)
      // Whether the answer of another process has gone out, the slow way sees in the database.
      if (again && !unread && !before.ours) return undefined
      const twice = again && unread
      const sprint = resume(book, before.session, twice ? { ...heard, twice: true } : heard, view)
      if (!isTalk(sprint)) return { sprint, messages: [], result: undefined }
      const { session, until, effects } = sprint
      const messages = messagesOf(withWayOn(book, session, effects), known, parts.cut)
      const bubbles = messages.map((one) => sealBubble(known.key, one))
      return { sprint, messages, result: { state: sealSession(known.key, session), dueAt: until, bubbles } }
    } catch (error) {
      parts.log.error('turn.failed', { contact, source, error })
      return undefined
    }
  }

  return {
    async load(people) {
      const missing = new Map(
        people.flatMap(({ contact, key }) => (kept.has(contact) ? [] : [[contact, key]])),
      )
      if (missing.size === 0) return
      for (const { contact, version, state, called, turnAt } of await parts.store.sessions([
        ...missing.keys(),
      ])) {
        try {
          const session = openSession(missing.get(contact)!, state)
          kept.set(contact, { version, session, called, turnAt, ours: false })
        } catch (error) {
          // One person's session that cannot be read goes the slow way; the others of the batch know nothing of it.
          parts.log.error('turn.failed', { contact, error })
        }
      }
    },
    think(inbound, known, receivedAt) {
      const before = kept.get(known.contact)
      const { heard, remote } = inbound
      // What lies at the provider must be fetched first, and nobody who waits for our answer waits for that.
      const {
        sprint,
        messages = [],
        result,
      } = (before && !remote && answer(inbound, known, receivedAt, before)) || {}
      const turn = {
        source: inbound.source,
        externalId: inbound.idOfSender ? idAt(known.address, inbound.externalId) : inbound.externalId,
        contact: known.contact,
        address: known.address,
        receivedAt,
        body: sealItem(known.key, remote ? { ...heard, remote } : heard),
        files: filesIn(heard),
        version: before?.version ?? -1,
        pull: parts.pulls(known.channel),
        inHand: parts.delivery.inHand(known.contact),
        result,
      }
      return { turn, way: wayOf(heard), sprint, messages }
    },
    keep({ contact, version }, session, ours) {
      kept.set(contact, { version: version + 1, session, turnAt: Date.now(), ours })
    },
    forget: (contact) => void kept.delete(contact),
  }
}
