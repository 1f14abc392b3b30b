import type { Channel, SendErrorKind } from '../channels/channel.ts'
import { SendError } from '../channels/channel.ts'
import type { Bubble } from '../engine/index.ts'
import { failpoint } from '../platform/failpoint.ts'
import type { Log } from '../platform/log.ts'
import type { DeliveryStore, Outgoing } from './delivery-store.ts'
import type { SentMark } from './turn-store.ts'

/** Sends what turns have written: in order for each contact, at most so many at once for each channel account. */
export interface Delivery {
  /** Takes messages that this process holds the lease of. Never waits for a send. */
  take(messages: readonly Outgoing[]): void
  /** Contacts with a message on its way. The batcher stops taking turns while there are too many. */
  readonly open: number
  /** Resolves when fewer than `limit` contacts have a message on its way. */
  below(limit: number): Promise<void>
  /** Whether this process has yet to send something to the contact. */
  busyWith(contact: string): boolean
  /** Marks of messages sent since the last call: whoever takes them must write them. */
  takeMarks(): SentMark[]
  /** Waits until everything taken has ended, or until `graceMs` have passed. */
  close(graceMs: number): Promise<void>
}

// Sends in flight per channel account. This is also the number of messages that a crash can leave in doubt.
const IN_FLIGHT = 64
// A mark that no turn has taken along is written on its own after this long.
const MARK_LINGER_MS = 20
const MAX_ATTEMPTS = 5
const BACKOFF_MS = [1_000, 5_000, 30_000, 120_000]

export function delivery(channels: ReadonlyMap<string, Channel>, store: DeliveryStore, log: Log): Delivery {
  /** Messages in hand, per contact, oldest first. */
  const lines = new Map<string, Outgoing[]>()
  const inFlight = new Map<string, number>()
  const ready: string[] = []
  let marks: SentMark[] = []
  let linger: NodeJS.Timeout | undefined
  let waiters: { limit: number; go: () => void }[] = []

  function take(messages: readonly Outgoing[]) {
    for (const message of messages) {
      const line = lines.get(message.contact)
      if (line) line.push(message)
      else {
        lines.set(message.contact, [message])
        ready.push(message.contact)
      }
    }
    pump()
  }

  function pump() {
    for (let n = ready.length; n > 0; n--) {
      const contact = ready.shift()!
      const message = lines.get(contact)![0]!
      const lane = `${message.channel}:${message.account}`
      const flying = inFlight.get(lane) ?? 0
      if (flying >= IN_FLIGHT) {
        ready.push(contact)
        continue
      }
      inFlight.set(lane, flying + 1)
      void send(message).then((goOn) => {
        inFlight.set(lane, inFlight.get(lane)! - 1)
        const line = lines.get(contact)!
        line.shift()
        // A message that must be tried again later holds back the ones behind it: the sweep brings them all again.
        if (!goOn) line.length = 0
        if (line.length > 0) ready.push(contact)
        else lines.delete(contact)
        for (const waiter of waiters.filter((w) => lines.size < w.limit)) {
          waiters = waiters.filter((w) => w !== waiter)
          waiter.go()
        }
        pump()
      })
    }
  }

  /** @returns whether the contact's next message may follow at once */
  async function send(message: Outgoing): Promise<boolean> {
    const channel = channels.get(`${message.channel}:${message.account}`)
    if (!channel) {
      await settle(
        message,
        'misconfigured',
        `no channel ${message.channel}:${message.account} is switched on`,
      )
      return true
    }
    failpoint('send.before')
    try {
      const { providerId } = await channel.send(
        { address: message.address, externalId: message.externalId },
        message.bubble as Bubble,
      )
      failpoint('send.done')
      marks.push({ id: message.id, providerId })
      linger ??= setTimeout(flush, MARK_LINGER_MS)
      return true
    } catch (error) {
      if (error instanceof SendError) return settle(message, error.kind, error.message, error.retryAfterMs)
      log.error('delivery.bug', { channel: message.channel, id: message.id, error })
      return settle(message, 'ambiguous', 'the adapter failed')
    }
  }

  /** The one place that says what follows from each kind of trouble. */
  async function settle(
    message: Outgoing,
    kind: SendErrorKind,
    detail: string,
    retryAfterMs?: number,
  ): Promise<boolean> {
    log.warn('delivery.trouble', {
      channel: message.channel,
      id: message.id,
      kind,
      reason: detail,
      attempts: message.attempts,
    })
    const again = message.attempts < MAX_ATTEMPTS
    const wait = retryAfterMs ?? BACKOFF_MS[Math.min(message.attempts - 1, BACKOFF_MS.length - 1)]!
    switch (kind) {
      case 'throttled':
        await safely(store.retry(message, Math.max(wait, 1_000)))
        return false
      case 'unavailable':
        await safely(again ? store.retry(message, wait) : store.end(message, 'failed', detail))
        return !again
      case 'ambiguous': {
        // An answer may be read twice; a message that must go at most once may not. See docs/decisions/0004.
        const repeat = message.class !== 'once' && message.attempts < 2
        await safely(repeat ? store.retry(message, wait) : store.end(message, 'unknown', detail))
        return !repeat
      }
      case 'blocked':
        await safely(store.block(message))
        return true
      case 'rejected':
      case 'misconfigured':
        await safely(store.end(message, 'failed', detail))
        return true
      default:
        return kind satisfies never
    }
  }

  /** A database that is away now will be back; the lease runs out and the sweep decides again. */
  async function safely(write: Promise<void>) {
    try {
      await write
    } catch (error) {
      log.error('delivery.unwritten', { error })
    }
  }

  function flush() {
    linger = undefined
    const taken = takeMarks()
    if (taken.length > 0) void safely(store.markSent(taken))
  }

  function takeMarks() {
    if (linger) clearTimeout(linger)
    linger = undefined
    const taken = marks
    marks = []
    return taken
  }

  function below(limit: number): Promise<void> {
    if (lines.size < limit) return Promise.resolve()
    return new Promise((go) => waiters.push({ limit, go }))
  }

  return {
    take,
    get open() {
      return lines.size
    },
    below,
    busyWith: (contact) => lines.has(contact),
    takeMarks,
    async close(graceMs) {
      let timer: NodeJS.Timeout | undefined
      const grace = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, graceMs)
      })
      await Promise.race([below(1), grace])
      clearTimeout(timer)
      const taken = takeMarks()
      if (taken.length > 0) await safely(store.markSent(taken))
    },
  }
}
