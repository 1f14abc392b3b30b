import type { Channel, SendErrorKind } from '../channels/channel.ts'
import { SEND_MS, SendError } from '../channels/channel.ts'
import type { Bubble } from '../engine/index.ts'
import { failpoint } from '../platform/failpoint.ts'
import type { Log } from '../platform/log.ts'
import type { DeliveryStore, Outgoing } from './delivery-store.ts'
import { LEASE_SECONDS, type SentMark } from './turn-store.ts'

/** Sends what turns have written: in order for each contact, at most so many at once for each channel account. */
export interface Delivery {
  /** Takes messages that this process holds the lease of. Never waits for a send. */
  take(messages: readonly Outgoing[]): void
  /** Contacts with a message on its way on a channel account. The batcher stops taking its turns while there are too many. */
  openOn(lane: string): number
  /** Resolves when some contact has no message on its way any more. */
  room(): Promise<void>
  /** Whether something is yet to be sent to the contact, as far as this process knows. */
  busyWith(contact: string): boolean
  /** Outbox ids of the contact that are in our hands: to be sent, or sent and not yet marked. */
  inHand(contact: string): string[]
  /** Marks of messages sent since the last call: whoever takes them must write them, and say what came of it. */
  takeMarks(): SentMark[]
  marked(marks: readonly SentMark[], written: boolean): void
  /** Waits until everything taken has ended, or until `graceMs` have passed. */
  close(graceMs: number): Promise<void>
}

// Sends in flight per channel account. This is also the number of messages that a crash can leave in doubt.
const IN_FLIGHT = 64
// A mark that no turn has taken along is written on its own after this long.
const MARK_LINGER_MS = 20
// Marks that the database did not take are offered again after this long.
const MARK_AGAIN_MS = 1_000
// What has lain here longer than this is not sent any more: its lease would run out before a send that takes as long as a
// channel lets it (SEND_MS), and another process would send it too. The sweep brings it again.
const HOLD_MS = LEASE_SECONDS * 1_000 - SEND_MS - 2_000
const MAX_TRIES = 5
const BACKOFF_MS = [1_000, 5_000, 30_000, 120_000]

export function delivery(channels: ReadonlyMap<string, Channel>, store: DeliveryStore, log: Log): Delivery {
  /** Messages in hand, per contact, oldest first. */
  const lines = new Map<string, Outgoing[]>()
  /** Ids in hand, per contact: those in line, and those sent and not yet marked. */
  const ours = new Map<string, Set<string>>()
  /** Contacts whose oldest message must be tried again, and when (performance.now). What comes for them meanwhile goes with it. */
  const held = new Map<string, number>()
  const open = new Map<string, number>()
  const inFlight = new Map<string, number>()
  const ready: string[] = []
  let marks: SentMark[] = []
  let linger: NodeJS.Timeout | undefined
  const waiters: (() => void)[] = []

  function take(messages: readonly Outgoing[]) {
    for (const message of messages) {
      const { contact } = message
      // It would overtake the one before it. The sweep brings them all, in order.
      if (isHeld(contact)) continue
      const own = ours.get(contact)
      // Its lease ran out while we had it.
      if (own?.has(message.id)) continue
      if (own) own.add(message.id)
      else ours.set(contact, new Set([message.id]))
      const line = lines.get(contact)
      if (line) line.push(message)
      else {
        lines.set(contact, [message])
        count(open, laneOf(message), 1)
        ready.push(contact)
      }
    }
    pump()
  }

  function isHeld(contact: string): boolean {
    const until = held.get(contact)
    if (until === undefined) return false
    if (until > performance.now()) return true
    held.delete(contact)
    return false
  }

  function pump() {
    for (let n = ready.length; n > 0; n--) {
      const contact = ready.shift()!
      const message = lines.get(contact)![0]!
      const lane = laneOf(message)
      if ((inFlight.get(lane) ?? 0) >= IN_FLIGHT) {
        ready.push(contact)
        continue
      }
      count(inFlight, lane, 1)
      void send(message).then((after) => {
        count(inFlight, lane, -1)
        const line = lines.get(contact)!
        const rest = behind(line, after)
        for (const one of line) if (!rest.includes(one) && after !== 'sent') letGo(one)
        if (rest.length > 0) {
          lines.set(contact, rest)
          if (laneOf(rest[0]!) !== lane) {
            count(open, lane, -1)
            count(open, laneOf(rest[0]!), 1)
          }
          ready.push(contact)
        } else {
          lines.delete(contact)
          count(open, lane, -1)
          for (const go of waiters.splice(0)) go()
        }
        pump()
      })
    }
  }

  /** What of a contact's line follows at once. */
  function behind([first, ...rest]: readonly Outgoing[], after: After): Outgoing[] {
    switch (after) {
      case 'sent':
      case 'next':
        return rest
      // The sweep brings them all again.
      case 'later':
        return []
      case 'gone':
        return rest.filter(({ address }) => address !== first!.address)
    }
  }

  function letGo({ contact, id }: { readonly contact: string; readonly id: string }) {
    const own = ours.get(contact)
    own?.delete(id)
    if (own?.size === 0) ours.delete(contact)
  }

  async function send(message: Outgoing): Promise<After> {
    if (performance.now() - message.since > HOLD_MS) {
      // Given back with a word, so that it counts neither as left lying nor as tried.
      await safely(store.letGo(message))
      return 'later'
    }
    const channel = channels.get(`${message.channel}:${message.account}`)
    if (!channel) {
      return settle(
        message,
        'misconfigured',
        `no channel ${message.channel}:${message.account} is switched on`,
      )
    }
    if (message.class === 'once' && !(await begun(message))) return 'later'
    failpoint('send.before')
    try {
      const { providerId } = await channel.send(
        { address: message.address, externalId: message.externalId },
        message.bubble as Bubble,
      )
      failpoint('send.done')
      marks.push({ id: message.id, contact: message.contact, providerId })
      linger ??= setTimeout(flush, MARK_LINGER_MS)
      return 'sent'
    } catch (error) {
      if (error instanceof SendError) return settle(message, error.kind, error.message, error.retryAfterMs)
      log.error('delivery.bug', { channel: message.channel, id: message.id, error })
      return settle(message, 'ambiguous', 'the adapter failed')
    }
  }

  /** Whether it may be sent: it is written down that it goes, so that nobody sends it again. */
  async function begun(message: Outgoing): Promise<boolean> {
    try {
      return await store.begin(message)
    } catch (error) {
      log.error('delivery.unwritten', { error })
      return false
    }
  }

  /** The one place that says what follows from each kind of trouble. */
  async function settle(
    message: Outgoing,
    kind: SendErrorKind,
    detail: string,
    retryAfterMs?: number,
  ): Promise<After> {
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
      case 'rejected':
      case 'misconfigured':
        return ended(message, 'failed', detail)
      default:
        return kind satisfies never
    }
  }

  async function later(message: Outgoing, ms: number, give = store.retry): Promise<After> {
    held.set(message.contact, performance.now() + ms)
    await safely(give(message, ms))
    return 'later'
  }

  async function ended(message: Outgoing, state: 'failed' | 'unknown', detail: string): Promise<After> {
    await safely(store.end(message, state, detail))
    return 'next'
  }

  /** A database that is away now will be back; the lease runs out and the sweep decides again. */
  async function safely(write: Promise<void>) {
    try {
      await write
    } catch (error) {
      log.error('delivery.unwritten', { error })
    }
  }

  async function flush() {
    const taken = takeMarks()
    if (taken.length === 0) return
    let written = true
    await safely(
      store.markSent(taken).catch((error: unknown) => {
        written = false
        throw error
      }),
    )
    marked(taken, written)
  }

  function marked(taken: readonly SentMark[], written: boolean) {
    if (written) for (const mark of taken) letGo(mark)
    else {
      marks.unshift(...taken)
      linger ??= setTimeout(flush, MARK_AGAIN_MS)
    }
  }

  function takeMarks() {
    if (linger) clearTimeout(linger)
    linger = undefined
    const taken = marks
    marks = []
    return taken
  }

  const room = () => new Promise<void>((go) => waiters.push(go))

  async function empty() {
    while (lines.size > 0) await room()
  }

  return {
    take,
    openOn: (lane) => open.get(lane) ?? 0,
    room,
    busyWith: (contact) => lines.has(contact) || isHeld(contact),
    inHand: (contact) => [...(ours.get(contact) ?? [])],
    takeMarks,
    marked,
    async close(graceMs) {
      let timer: NodeJS.Timeout | undefined
      const grace = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, graceMs)
      })
      await Promise.race([empty(), grace])
      clearTimeout(timer)
      const taken = takeMarks()
      if (taken.length > 0) await safely(store.markSent(taken))
    },
  }
}

/** What follows from a send for the messages behind it: they go at once, they wait with it, or nobody is there. */
type After = 'sent' | 'next' | 'later' | 'gone'

const laneOf = ({ channel, account }: Outgoing): string => `${channel}:${account}`

function count(of: Map<string, number>, lane: string, by: number) {
  of.set(lane, (of.get(lane) ?? 0) + by)
}
