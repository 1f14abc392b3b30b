import type { Bubble } from '../engine/index.ts'
import {
  decodeSession,
  type Effect,
  encodeSession,
  repeats,
  resume,
  type Session,
  type Sprint,
  sentence,
  start,
} from '../engine/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/db.ts'
import { failpoint } from '../platform/failpoint.ts'
import type { Ids } from '../platform/ids.ts'
import type { Log } from '../platform/log.ts'
import type { Tx } from '../platform/tx.ts'
import { type Action, split } from './action.ts'
import type { Speaker } from './batcher.ts'
import type { Delivery } from './delivery.ts'
import type { Outgoing } from './delivery-store.ts'
import { openHandover } from './handover.ts'
import { bubblesOf, encodeBubble } from './speech.ts'
import {
  type Claimed,
  FAILURE,
  type LockedSession,
  lastAddress,
  lockForTurn,
  lockSession,
  postpone,
  type Saying,
  strikeOff,
  type TodoStore,
  writeSaying,
  writeTurn,
} from './todo-store.ts'

interface Parts {
  readonly db: Database
  readonly store: TodoStore
  readonly speaker: Speaker
  readonly actions: ReadonlyMap<string, Action>
  readonly delivery: Delivery
  readonly clock: Clock
  readonly ids: Ids
  readonly log: Log
  /** When the fund promises that a person answers. */
  readonly answerBy: (now: Date) => Date
  readonly pulls: (channel: string) => boolean
  readonly arrived: (address: string) => void
}

type Place = { address: string; channel: string; account: string; externalId: string }
type Result =
  | { kind: 'busy' | 'later' | 'nothing' }
  | { kind: 'done'; place: Place | undefined; sent: readonly Outgoing[] }

const TRIES = 3
const RETRY_MS = [500, 2_000, 10_000]
// A turn that another statement is writing is over in a few milliseconds.
const BUSY_MS = 10
// How often a system message looks whether the person is at rest by now.
const AT_REST_MS = 3_000

/**
 * The slow way of a turn: whatever needs an action, came from the system, lost a race or failed. One item at a time per
 * contact, engine and actions in one short transaction.
 *
 * @returns a handler that works off a contact's ripe items, oldest first
 */
export function slowTurns(parts: Parts): (contact: string) => Promise<void> {
  return async (contact) => {
    for (;;) {
      const claimed = await parts.store.claim(contact)
      if (!claimed) return
      failpoint('slow.claimed')
      if (claimed.attempts > TRIES * FAILURE) {
        await giveUp(parts, claimed)
        continue
      }
      try {
        const since = performance.now()
        const result = await parts.db.transaction((tx) => turn(parts, tx, claimed, since))
        failpoint('slow.committed')
        if (result.kind === 'busy') {
          await parts.store.letGo(claimed)
          await new Promise((resolve) => setTimeout(resolve, BUSY_MS))
          continue
        }
        if (result.kind === 'done' && result.place) {
          if (parts.pulls(result.place.channel)) parts.arrived(result.place.address)
          else parts.delivery.take(result.sent)
        }
      } catch (error) {
        parts.log.error('turn.failed', { contact, source: claimed.source, attempts: claimed.attempts, error })
        const failures = Math.floor((claimed.attempts - 1) / FAILURE)
        await parts.store.giveBack(claimed, RETRY_MS[failures]!)
        return
      }
    }
  }
}

async function turn(parts: Parts, tx: Tx, claimed: Claimed, since: number): Promise<Result> {
  const locked = await lockForTurn(tx, claimed)
  if (!locked) return { kind: 'busy' }
  const session = locked.state === '' ? undefined : decodeSession(locked.state)
  const place = await placeOf(tx, claimed)
  const sprint = think(parts, claimed, session, locked, place?.channel ?? 'none')
  if (sprint === 'later') {
    await postpone(tx, claimed, AT_REST_MS)
    return { kind: 'later' }
  }
  if (sprint === 'nothing') {
    await strikeOff(tx, claimed)
    return { kind: 'nothing' }
  }
  if (claimed.item.kind === 'flow') {
    parts.log.info('flow.started', { contact: claimed.contact, flow: claimed.item.flow })
  }
  const { last, effects } = await act(parts, tx, claimed, sprint, place?.channel ?? 'none')
  await settleEffects(parts, tx, claimed.contact, effects)
  const bubbles = bubblesOf(effects)
  const ids = await writeTurn(tx, claimed, {
    state: encodeSession(last.session),
    dueAt: last.until,
    saying: place && sayingOf(parts, claimed.contact, place, bubbles),
  })
  failpoint('slow.acted')
  return { kind: 'done', place, sent: place ? outgoing(claimed.contact, place, ids, bubbles, since) : [] }
}

function think(
  parts: Parts,
  claimed: Claimed,
  session: Session | undefined,
  locked: LockedSession,
  channel: string,
): Sprint | 'later' | 'nothing' {
  const book = parts.speaker.book()
  const view = parts.speaker.view(session?.lang ?? locked.lang, channel)
  const { item } = claimed
  switch (item.kind) {
    case 'heard': {
      const twice = session !== undefined && claimed.receivedAt <= locked.turnAt && repeats(session, item)
      return resume(book, session, twice ? { ...item, twice: true } : item, view)
    }
    case 'flow': {
      const by = claimed.patient ? 'system' : 'person'
      return start(book, session, { flow: item.flow, with: item.with, by }, view) ?? 'later'
    }
    case 'time':
      if (!session || item.version !== locked.version) return 'nothing'
      return resume(book, session, { kind: 'time', wait: session.wait }, view)
    case 'handed_back':
      return resume(book, session, { kind: 'handed_back' }, view)
    default:
      return item satisfies never
  }
}

/** Performs what the sprint waits for, and what that leads to, until it waits for a person or for time. */
async function act(parts: Parts, tx: Tx, claimed: Claimed, first: Sprint, channel: string) {
  let sprint = first
  const effects: Effect[] = [...sprint.effects]
  while (sprint.todo) {
    const { todo, session } = sprint
    const action = parts.actions.get(todo.action)
    if (!action) throw new Error(`no action is named "${todo.action}"`)
    const context = {
      tx,
      clock: parts.clock,
      ids: parts.ids,
      contact: claimed.contact,
      key: `${claimed.contact}:${todo.wait}:${todo.action}`,
      lang: session.lang,
    }
    const { outcome, data } = split(await action.run(context, action.input.parse(todo.input)))
    parts.log.info('action.done', { contact: claimed.contact, action: todo.action, outcome })
    const view = parts.speaker.view(session.lang, channel)
    sprint = resume(parts.speaker.book(), session, { kind: 'outcome', outcome, data }, view)
    effects.push(...sprint.effects)
  }
  return { last: sprint, effects }
}

async function settleEffects(parts: Parts, tx: Tx, contact: string, effects: readonly Effect[]) {
  for (const effect of effects) {
    switch (effect.kind) {
      case 'say':
        break
      case 'language':
        await tx.contact.update({ where: { id: contact }, data: { lang: effect.lang } })
        break
      case 'hand_over':
        await openHandover(tx, parts, contact, effect.reason, false)
        break
      case 'alert':
        parts.log.error('conversation.alert', { contact, kind: effect.what, reason: effect.detail })
        if (effect.what === 'danger') await openHandover(tx, parts, contact, effect.detail, true)
        break
      default:
        effect satisfies never
    }
  }
}

async function placeOf(tx: Tx, claimed: Claimed): Promise<Place | undefined> {
  if (claimed.address === null) return lastAddress(tx, claimed.contact)
  const row = await tx.address.findUnique({ where: { id: claimed.address } })
  return row
    ? { address: row.id, channel: row.channel, account: row.account, externalId: row.externalId ?? '' }
    : undefined
}

const sayingOf = (parts: Parts, contact: string, place: Place, bubbles: readonly Bubble[]): Saying => ({
  address: place.address,
  bubbles: bubbles.map(encodeBubble),
  pull: parts.pulls(place.channel),
  inHand: parts.delivery.inHand(contact),
})

const outgoing = (
  contact: string,
  place: Place,
  ids: readonly string[],
  bubbles: readonly Bubble[],
  since: number,
): Outgoing[] =>
  ids.map((id, n) => ({ ...place, id, contact, bubble: bubbles[n]!, class: 'answer', attempts: 1, since }))

/** The item is parked for a person of the fund, the donor hears one honest sentence, and what came later goes on. */
async function giveUp(parts: Parts, claimed: Claimed) {
  parts.log.error('turn.stuck', { contact: claimed.contact, source: claimed.source, id: claimed.seq })
  await parts.store.park(claimed)
  const since = performance.now()
  const sent = await parts.db.transaction(async (tx) => {
    const place = await placeOf(tx, claimed)
    if (!place || claimed.item.kind !== 'heard') return undefined
    await lockSession(tx, claimed.contact)
    const contact = await tx.contact.findUniqueOrThrow({ where: { id: claimed.contact } })
    const bubble: Bubble = {
      text: sentence(parts.speaker.book(), 'fault', contact.lang === 'en' ? 'en' : 'vi'),
    }
    const pull = parts.pulls(place.channel)
    const ids = await writeSaying(tx, claimed.contact, sayingOf(parts, claimed.contact, place, [bubble]))
    return { place, pull, messages: outgoing(claimed.contact, place, ids, [bubble], since) }
  })
  if (!sent) return
  if (sent.pull) parts.arrived(sent.place.address)
  else parts.delivery.take(sent.messages)
}
