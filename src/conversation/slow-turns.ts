import type { Bubble } from '../engine/index.ts'
import {
  atRest,
  repeats,
  resume,
  type Session,
  type Sprint,
  sentence,
  start,
  withWayOn,
} from '../engine/index.ts'
import type { Database, HotSql } from '../platform/db.ts'
import { isDatabaseTrouble } from '../platform/db-trouble.ts'
import { failpoint } from '../platform/failpoint.ts'
import type { Tx } from '../platform/tx.ts'
import type { Delivery } from './delivery.ts'
import { type Outgoing, outgoing } from './delivery-store.ts'
import { type Opened, openHandover, tellOpened } from './handover.ts'
import { type Item, remoteIn, wayOf } from './item.ts'
import { type Performed, type PerformParts, perform, tellPerformed } from './perform.ts'
import { openSession, sealBubble, sealSession, type ToldBubble } from './seals.ts'
import { type Cut, messagesOf } from './speech.ts'
import { type Message, type Tellings, tell } from './telling.ts'
import { HASTE_MS } from './thinking.ts'
import { type Claimed, FAILURE, type TodoStore } from './todo-store.ts'
import {
  addressOf,
  awaitAddress,
  drop,
  homeAddress,
  type LockedSession,
  lockForTurn,
  lockSession,
  type MessageClass,
  type Place,
  park,
  postpone,
  type Saying,
  strikeOff,
  writeSaying,
  writeTurn,
} from './turn-rows.ts'

interface Parts extends PerformParts {
  readonly db: Database
  readonly store: TodoStore
  readonly delivery: Delivery
  readonly pulls: (channel: string) => boolean
  readonly cut: Cut
  readonly arrived: (address: string) => void
  /** The contact's oldest item names a file that must be fetched first (fetching.ts). */
  readonly toFetch: (contact: string) => void
  /** Who reads what system messages say. */
  readonly tellings: Tellings
}

type Result =
  | { kind: 'busy' | 'later' }
  | { kind: 'nothing'; opened: readonly Opened[] }
  | { kind: 'done'; place: Place | undefined; sent: readonly Outgoing[]; readonly last: Performed }

const TRIES = 3
const RETRY_MS = [500, 2_000, 10_000]
// A turn that another statement is writing is over in a few milliseconds.
const BUSY_MS = 10
// How often a system message looks whether the person is at rest by now.
const AT_REST_MS = 3_000
// How often one that will soon be worth nothing looks whether it can be said.
const OPEN_MS = 30_000

/**
 * The slow way of a turn: whatever came from the system, lost a race or failed. One item at a time per
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
      try {
        if (claimed.attempts > TRIES * FAILURE) {
          await giveUp(parts, claimed)
          continue
        }
        if (remoteIn(claimed.item)) {
          await parts.store.letGo(claimed)
          parts.toFetch(contact)
          return
        }
        const since = performance.now()
        const result = await parts.db.transaction((tx, hot) => turn(parts, tx, hot, claimed, since))
        failpoint('slow.committed')
        if (result.kind === 'nothing') tellOpened(parts.log, result.opened)
        if (result.kind === 'done') tellPerformed(parts.log, contact, result.last)
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
        await returned(parts, claimed, error)
        return
      }
    }
  }
}

/** The item waits for its next try. Trouble of the database is nobody's failure: then it is as if nothing had been tried. */
async function returned({ store, log }: Parts, claimed: Claimed, error: unknown): Promise<void> {
  const { contact, source, attempts } = claimed
  try {
    if (isDatabaseTrouble(error)) {
      log.warn('turn.waits', { contact, source, error })
      await store.letGo(claimed)
      return
    }
    log.error('turn.failed', { contact, source, attempts, error })
    const failures = Math.floor((attempts - 1) / FAILURE)
    await store.giveBack(claimed, RETRY_MS[failures] ?? RETRY_MS.at(-1)!)
  } catch (error) {
    // Its lease runs out by itself, and then it is taken up again.
    log.warn('turn.not_returned', { contact, source, error })
  }
}

async function turn(parts: Parts, tx: Tx, hot: HotSql, claimed: Claimed, since: number): Promise<Result> {
  const locked = await lockForTurn(hot, claimed)
  if (!locked) return { kind: 'busy' }
  const { contact, item, key } = claimed
  if (!item) throw new Error('an inbox item cannot be read')
  const session = openSession(key, locked.state)
  const wanted = 'at' in item ? item.at : undefined
  const place = claimed.address === null ? await homeAddress(hot, claimed, wanted) : locked.place
  if (item.kind === 'person_says' && !place) return unreachable(parts, hot, claimed)
  let said = item
  if (item.kind === 'flow') {
    if (!place) return unreachable(parts, hot, claimed, item)
    if (claimed.patient && session && !atRest(parts.speaker.book(), session, item.flow)) {
      await postpone(hot, claimed, AT_REST_MS)
      return { kind: 'later' }
    }
    const { told, opened } = await tell(parts, tx, contact, item)
    if (told.kind === 'nothing') return unsaid(parts, hot, claimed, item, told.why, opened)
    said = { ...item, with: told.with }
  }
  const channel = place?.channel ?? 'none'
  const sprint = think(parts, claimed, said, session, locked, channel)
  if (sprint === 'nothing') {
    await strikeOff(hot, claimed)
    return { kind: 'nothing', opened: [] }
  }
  if (item.kind === 'flow') parts.log.info('flow.started', { contact, flow: item.flow })
  const way = item.kind === 'heard' ? wayOf(item) : undefined
  const where = { channel, way, address: place?.address }
  const last = await perform(parts, { tx, hot }, contact, where, sprint)
  const words = item.kind === 'person_says' ? [ofThePerson(parts, item, last.session)] : []
  const spoken = item.kind === 'heard'
  const effects = spoken ? withWayOn(parts.speaker.book(), last.session, last.effects) : last.effects
  const bubbles = place ? [...words, ...messagesOf(effects, place, parts.cut)] : []
  const kind = classOf(item)
  const written = { state: sealSession(key, last.session), dueAt: last.until, todo: claimed.seq }
  const ids = await writeTurn(hot, contact, written, place && sayingOf(parts, claimed, place, bubbles, kind))
  failpoint('slow.acted')
  return {
    kind: 'done',
    place,
    sent: place ? outgoing({ ...place, contact, key }, ids, bubbles, kind, since) : [],
    last,
  }
}

/** Words of somebody of the fund, with the sign that they are theirs. */
const ofThePerson = (
  parts: Parts,
  { text: words, by }: Extract<Item, { kind: 'person_says' }>,
  { lang, called }: Session,
): ToldBubble => ({
  text: sentence(parts.speaker.book(), 'person_says', lang, { words }, called?.as),
  by: by ?? null,
})

/** A system message is over without having been said, and that is written down. */
async function unsaid(
  { log }: Parts,
  hot: HotSql,
  claimed: Claimed,
  item: Message,
  why: string,
  opened: readonly Opened[] = [],
): Promise<Result> {
  await drop(hot, claimed, why)
  log.info('message.dropped', { contact: claimed.contact, flow: item.flow, id: claimed.seq, reason: why })
  return { kind: 'nothing', opened }
}

/** The person has blocked every address: what they must hear waits for them, a reminder only for its time. */
async function unreachable(parts: Parts, hot: HotSql, claimed: Claimed, item?: Message): Promise<Result> {
  if (!item?.passes) await awaitAddress(hot, claimed)
  else if (claimed.patient) await postpone(hot, claimed, OPEN_MS)
  else return unsaid(parts, hot, claimed, item, 'its time passed while no address was open')
  return { kind: 'later' }
}

function think(
  parts: Parts,
  claimed: Claimed,
  item: Item,
  session: Session | undefined,
  locked: LockedSession,
  channel: string,
): Sprint | 'nothing' {
  const book = parts.speaker.book()
  const view = parts.speaker.view(session?.lang ?? locked.lang, channel, locked.called)
  switch (item.kind) {
    case 'heard': {
      const unread = locked.unread || claimed.receivedAt.getTime() <= locked.turnAt.getTime() + HASTE_MS
      const twice = unread && session !== undefined && repeats(session, item)
      return resume(book, session, twice ? { ...item, twice: true } : item, view)
    }
    case 'flow': {
      const by = claimed.patient ? 'system' : 'person'
      // It was at rest a moment ago, under the same lock.
      return start(book, session, { flow: item.flow, with: item.with, by }, view)!
    }
    case 'time':
      if (!session || item.version !== locked.version) return 'nothing'
      return resume(book, session, { kind: 'time', wait: session.wait }, view)
    case 'handed_back':
      return resume(book, session, { kind: 'handed_back' }, view)
    case 'person_says':
      // What is typed next is an answer to them.
      return resume(book, session, { kind: 'person_said' }, view)
    default:
      return item satisfies never
  }
}

/** What somebody waits for is an answer; the rest must reach, but a reminder, whose time passes, is better missed than said twice. */
function classOf(item: Item): MessageClass {
  if (item.kind === 'flow') return item.passes ? 'once' : 'must_reach'
  return item.kind === 'time' ? 'must_reach' : 'answer'
}

const sayingOf = (
  parts: Parts,
  { contact, key }: Claimed,
  place: Place,
  bubbles: readonly Bubble[],
  kind: MessageClass,
): Saying => ({
  contact,
  address: place.address,
  bubbles: bubbles.map((one) => sealBubble(key, one)),
  class: kind,
  pull: parts.pulls(place.channel),
  inHand: parts.delivery.inHand(contact),
})

/** The item is parked for a person of the fund, the donor hears one honest sentence, and what came later goes on. */
async function giveUp(parts: Parts, claimed: Claimed) {
  parts.log.error('turn.stuck', { contact: claimed.contact, source: claimed.source, id: claimed.seq })
  const since = performance.now()
  const sent = await parts.db.transaction(async (tx, hot) => {
    if (!(await park(hot, claimed)) || claimed.address === null) return undefined
    const place = await addressOf(hot, claimed)
    if (!place) return undefined
    await lockSession(hot, claimed.contact)
    const reason = 'a message that could not be worked off'
    const opened = await openHandover(
      tx,
      parts,
      { contact: claimed.contact, address: place.address },
      'stuck',
      reason,
    )
    const answer_by = parts.answerBy(parts.clock.now())
    const text = sentence(parts.speaker.book(), 'fault', place.lang, { answer_by }, place.called)
    const bubble: Bubble = { text }
    const pull = parts.pulls(place.channel)
    const ids = await writeSaying(hot, sayingOf(parts, claimed, place, [bubble], 'answer'))
    return {
      place,
      pull,
      opened,
      messages: outgoing({ ...claimed, ...place }, ids, [bubble], 'answer', since),
    }
  })
  if (!sent) return
  tellOpened(parts.log, sent.opened)
  if (sent.pull) parts.arrived(sent.place.address)
  else parts.delivery.take(sent.messages)
}
