import type { Channel } from '../channels/channel.ts'
import { SEND_MS, SendError } from '../channels/channel.ts'
import type { Bubble } from '../engine/index.ts'
import { failpoint } from '../platform/failpoint.ts'
import type { Log } from '../platform/log.ts'
import type { DeliveryStore, Outgoing } from './delivery-store.ts'
import { type After, type Lanes, lanes } from './lanes.ts'
import { quietly, settling } from './settling.ts'
import { LEASE_SECONDS, type SentMark } from './turn-store.ts'

/** Sends what turns have written: in order for each contact, at most so many at once for each channel account. */
export interface Delivery extends Pick<Lanes, 'openOn' | 'room' | 'roomFor'> {
  /** Takes messages that this process holds the lease of. Never waits for a send. */
  take(messages: readonly Outgoing[]): void
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

// A mark that no turn has taken along is written on its own after this long.
const MARK_LINGER_MS = 20
// Marks that the database did not take are offered again after this long.
const MARK_AGAIN_MS = 1_000
// What has lain here longer than this is not sent any more: its lease would run out before a send that takes as long as a
// channel lets it (SEND_MS), and another process would send it too. The sweep brings it again.
const HOLD_MS = LEASE_SECONDS * 1_000 - SEND_MS - 2_000

export function delivery(channels: ReadonlyMap<string, Channel>, store: DeliveryStore, log: Log): Delivery {
  /** Ids in hand, per contact: those in line, and those sent and not yet marked. */
  const ours = new Map<string, Set<string>>()
  /** Contacts whose oldest message must be tried again, and when (performance.now). What comes for them meanwhile goes with it. */
  const held = new Map<string, number>()
  let marks: SentMark[] = []
  let linger: NodeJS.Timeout | undefined
  const safely = quietly(log)
  const settle = settling(store, log, (contact, ms) => void held.set(contact, performance.now() + ms))
  const { join, has, empty, ...counts } = lanes(send, letGo)

  function take(messages: readonly Outgoing[]) {
    // What is held would overtake the one before it (the sweep brings them all, in order), and what is ours already had its
    // lease run out while we had it.
    join(messages.filter((message) => !isHeld(message.contact) && isNew(message)))
  }

  function isNew({ contact, id }: Outgoing): boolean {
    const own = ours.get(contact)
    if (own?.has(id)) return false
    if (own) own.add(id)
    else ours.set(contact, new Set([id]))
    return true
  }

  function isHeld(contact: string): boolean {
    const until = held.get(contact)
    if (until === undefined) return false
    if (until > performance.now()) return true
    held.delete(contact)
    return false
  }

  function letGo({ contact, id }: { readonly contact: string; readonly id: string }) {
    const own = ours.get(contact)
    own?.delete(id)
    if (own?.size === 0) ours.delete(contact)
  }

  async function send(message: Outgoing): Promise<After> {
    if (performance.now() - message.since > HOLD_MS) return settle.letGo(message)
    const name = `${message.channel}:${message.account}`
    const channel = channels.get(name)
    if (!channel) return settle.trouble(message, 'misconfigured', `no channel ${name} is switched on`)
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
      if (error instanceof SendError)
        return settle.trouble(message, error.kind, error.message, error.retryAfterMs)
      log.error('delivery.bug', { channel: message.channel, id: message.id, error })
      return settle.trouble(message, 'ambiguous', 'the adapter failed')
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

  async function emptied() {
    while (!empty()) await counts.room()
  }

  return {
    ...counts,
    take,
    busyWith: (contact) => has(contact) || isHeld(contact),
    inHand: (contact) => [...(ours.get(contact) ?? [])],
    takeMarks,
    marked,
    async close(graceMs) {
      let timer: NodeJS.Timeout | undefined
      const grace = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, graceMs)
      })
      await Promise.race([emptied(), grace])
      clearTimeout(timer)
      const taken = takeMarks()
      if (taken.length > 0) await safely(store.markSent(taken))
    },
  }
}
