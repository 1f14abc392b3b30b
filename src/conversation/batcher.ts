import type { Inbound } from '../channels/provider.ts'
import type { Bubble, Sprint } from '../engine/index.ts'
import { levelOf } from '../platform/db-trouble.ts'
import { failpoint } from '../platform/failpoint.ts'
import type { Log } from '../platform/log.ts'
import type { Queue } from '../platform/queue.ts'
import type { Act, Acted } from './acting.ts'
import type { Addresses, Known } from './addresses.ts'
import type { Delivery } from './delivery.ts'
import { outgoing } from './delivery-store.ts'
import { type Accepted, TalkErased } from './item.ts'
import type { Thinker, Thought } from './thinking.ts'
import type { TurnOutcome, TurnStore } from './turn-store.ts'

/** Takes what channels receive. Resolves when it is committed; a repeat is accepted like the first. */
export interface Batcher {
  /** @throws when the database does not answer: the provider must send it again */
  accept(inbound: Inbound): Promise<Accepted>
  /** Waits for what is being committed. What has not begun is refused: its provider sends it again. */
  close(): Promise<void>
}

interface Parts {
  readonly addresses: Addresses
  readonly store: TurnStore
  readonly thinker: Thinker
  readonly act: Act
  readonly delivery: Delivery
  readonly queue: Queue
  readonly log: Log
  /** Called when something new lies ready for an address that people fetch from. */
  readonly arrived: (address: string) => void
}

interface Waiting {
  readonly inbound: Inbound
  readonly receivedAt: number
  readonly done: (accepted: Accepted) => void
  readonly failed: (error: unknown) => void
}

/** A message on its way through a turn. */
interface Made extends Thought {
  readonly one: Waiting
  readonly known: Known
}

/** One whose answer needs an action. */
type Acting = Made & { readonly sprint: Sprint }
const isActing = (made: Made): made is Acting => made.sprint !== undefined && !made.turn.result

const BATCH = 200
// A second statement keeps the database busy while the first one waits for the disk, but only if it is worth one: what
// is few goes with the next.
const IN_FLIGHT = 2
const WORTHWHILE = 24
// Contacts with an unsent answer beyond which no new turn is taken: acknowledging faster than we send only makes people
// wait where nobody sees it, and every unsent answer is one that a crash would repeat.
const MAX_OPEN = 64
// Turns with an action hold a connection while they run. Those that wait for one go together: a commit for several costs
// hardly more than for one. Not too many, for they hold each other's locks. Who must go alone may wait long for a lock, and
// has other lanes.
const ACT_TOGETHER = 8
const GROUPS_IN_FLIGHT = 4
const ALONE_IN_FLIGHT = 4

export function batcher(parts: Parts): Batcher {
  let waiting: Waiting[] = []
  let flying = 0
  const toAct: Acting[] = []
  const toActAlone: Acting[] = []
  /** All who act or are to act. */
  let acting = 0
  let groups = 0
  let alone = 0
  /** People (by the hash-free key of their address) whose turn is in flight: their next message waits for it. */
  const inTurn = new Set<string>()
  let scheduled = false
  let closed = false
  let roomAwaited = false
  const idle: (() => void)[] = []

  function schedule() {
    if (scheduled) return
    scheduled = true
    // After the present burst of events, so that what arrives together goes together. No other linger.
    setImmediate(() => {
      scheduled = false
      void pump()
    })
  }

  async function pump() {
    if (flying >= IN_FLIGHT || waiting.length === 0) return
    if (flying > 0 && waiting.length < WORTHWHILE) return
    const batch = takeBatch()
    if (batch.length === 0) return waitForRoom()
    flying += 1
    await run(batch)
    flying -= 1
    goOn()
  }

  function goOn() {
    if (flying + acting === 0 && waiting.length === 0) for (const go of idle.splice(0)) go()
    schedule()
  }

  /** What waits now waits for a turn in flight, which looks again at its end, or for a channel that is full. */
  function waitForRoom() {
    if (flying + acting > 0 || roomAwaited) return
    roomAwaited = true
    void parts.delivery.room().then(() => {
      roomAwaited = false
      schedule()
    })
  }

  /**
   * The oldest messages, at most one per person, none of a person whose turn is in flight. A channel that hangs holds up
   * its own people only.
   */
  function takeBatch(): Waiting[] {
    const batch: Waiting[] = []
    const rest: Waiting[] = []
    const held = new Set<string>()
    for (const one of waiting) {
      const key = keyOf(one)
      if (batch.length >= BATCH || inTurn.has(key) || held.has(key) || isFull(one)) {
        held.add(key)
        rest.push(one)
      } else {
        inTurn.add(key)
        batch.push(one)
      }
    }
    waiting = rest
    return batch
  }

  const isFull = ({ inbound: { from } }: Waiting): boolean =>
    parts.delivery.openOn(`${from.channel}:${from.account}`) >= MAX_OPEN

  async function run(batch: readonly Waiting[]) {
    let ours = batch
    try {
      const known = await parts.addresses.resolve(batch.map((one) => one.inbound.from))
      await parts.thinker.load(known)
      const made = batch.map((one, n) => ({
        one,
        known: known[n]!,
        ...parts.thinker.think(one.inbound, known[n]!, one.receivedAt),
      }))
      const talking: Made[] = []
      for (const one of made) {
        if (isActing(one)) toAct.push(one)
        else talking.push(one)
      }
      acting += made.length - talking.length
      ours = talking.map(({ one }) => one)
      pumpActs()
      if (talking.length > 0) await commit(talking)
    } catch (error) {
      for (const one of ours) one.failed(error)
    } finally {
      for (const one of ours) inTurn.delete(keyOf(one))
    }
  }

  async function commit(made: readonly Made[]) {
    const since = performance.now()
    const marks = parts.delivery.takeMarks()
    let outcomes: TurnOutcome[]
    failpoint('batch.before_commit')
    try {
      outcomes = await parts.store.commit(
        made.map(({ turn }) => turn),
        marks,
      )
    } catch (error) {
      for (const { known } of made) parts.thinker.forget(known.contact)
      parts.delivery.marked(marks, false)
      throw error
    }
    failpoint('batch.committed')
    parts.delivery.marked(marks, true)
    for (const [n, outcome] of outcomes.entries())
      settle(made[n]!, outcome, made[n]!.sprint, made[n]!.messages, since)
    failpoint('batch.settled')
  }

  function pumpActs() {
    while (groups < GROUPS_IN_FLIGHT && toAct.length > 0) {
      const group = toAct.splice(0, ACT_TOGETHER)
      groups += 1
      void act(group).then((done) => {
        groups -= 1
        if (done) ended(group)
        else toActAlone.push(...group)
        pumpActs()
      })
    }
    while (alone < ALONE_IN_FLIGHT && toActAlone.length > 0) {
      const one = [toActAlone.shift()!]
      alone += 1
      void act(one).then(() => {
        alone -= 1
        ended(one)
        pumpActs()
      })
    }
  }

  function ended(acted: readonly Acting[]) {
    acting -= acted.length
    for (const { one } of acted) inTurn.delete(keyOf(one))
    goOn()
  }

  /** @returns false when each of them must go alone */
  async function act(group: readonly Acting[]): Promise<boolean> {
    const since = performance.now()
    let acted: readonly Acted[]
    try {
      acted = await parts.act(group)
    } catch {
      return false
    }
    for (const [n, came] of acted.entries()) await end(group[n]!, came, since)
    return true
  }

  async function end(made: Acting, came: Acted, since: number) {
    const { one, known, turn } = made
    if (came.kind === 'failed')
      parts.log[levelOf(came.error)]('turn.failed', {
        contact: known.contact,
        source: turn.source,
        error: came.error,
      })
    if (came.kind === 'failed' || came.kind === 'busy') await commit([made]).catch(one.failed)
    else if (came.kind === 'done') settle(made, came, came.last, came.messages, since)
    else settle(made, { ...came, outbox: [] }, undefined, [], since)
  }

  /** @param last what the turn came to, if it is committed */
  function settle(
    { one, known, turn }: Made,
    outcome: TurnOutcome,
    last: Pick<Sprint, 'session'> | undefined,
    messages: readonly Bubble[],
    since: number,
  ) {
    if (outcome.kind === 'gone') {
      parts.addresses.forget(one.inbound.from)
      parts.thinker.forget(known.contact)
      void again(one).catch(one.failed)
      return
    }
    if (outcome.kind === 'done' && last) {
      const ours = turn.pull || outcome.outbox.length === messages.length
      parts.thinker.keep(turn, last.session, ours)
      if (turn.pull) parts.arrived(known.address)
      else parts.delivery.take(outgoing(known, outcome.outbox, messages, 'answer', since))
    } else {
      parts.thinker.forget(known.contact)
      if (outcome.kind === 'todo') void parts.queue.add('todo', known.contact)
    }
    one.done({ contact: known.contact, address: known.address, fresh: outcome.kind !== 'repeat' })
  }

  /** Whoever goes on with a talk that was erased becomes nobody new. */
  async function again(one: Waiting) {
    const { goesOn, from } = one.inbound
    if (goesOn && !(await parts.addresses.find(from.channel, from.account, from.key))) throw new TalkErased()
    waiting.unshift(one)
    schedule()
  }

  return {
    accept(inbound) {
      if (closed) return Promise.reject(new Error('the service is stopping'))
      return new Promise<Accepted>((done, failed) => {
        waiting.push({ inbound, receivedAt: Date.now(), done, failed })
        schedule()
      })
    },
    close() {
      closed = true
      for (const one of waiting.splice(0)) one.failed(new Error('the service is stopping'))
      if (flying + acting === 0) return Promise.resolve()
      return new Promise<void>((resolve) => idle.push(resolve))
    },
  }
}

const keyOf = (one: Waiting) => `${one.inbound.source}\n${one.inbound.from.key}`
