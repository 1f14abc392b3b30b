import { z } from 'zod'
import { within } from '../console/index.ts'
import {
  nothing,
  type Pressing,
  post,
  pressingHandovers,
  stillPresses,
  type Tellings,
} from '../conversation/index.ts'
import { ALARMS, type Alarm, alarms, reach, unitTree } from '../organisers/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/db.ts'
import type { Log } from '../platform/log.ts'
import type { Tx } from '../platform/tx.ts'

interface Parts {
  readonly db: Database
  readonly clock: Clock
  readonly log: Log
  /** Somebody has something in their inbox. */
  readonly wake: (contact: string) => Promise<void>
}

const FLOW = 'officer-call'

/**
 * Wakes officers in a chat of their own: at once for a child in danger and for somebody in despair, at whatever hour; half an hour before a promised
 * hour, and when it has passed. Each is woken once for each promise, of what they may read. Any number of processes may do
 * it at once: the inbox takes a message of one name once.
 *
 * @returns a sweep
 */
export function wakingSweep({ db, clock, log, wake }: Parts): () => Promise<void> {
  // What was posted, so that every round does not ask the database the same again.
  let posted: ReadonlySet<string> = new Set()
  return async () => {
    const pressing = await pressingHandovers(db.hot)
    if (pressing.length === 0) {
      posted = new Set()
      return
    }
    const due = await callsFor(db.prisma, pressing, clock.now())
    const fresh = due.filter(({ key }) => !posted.has(key))
    for (const { key, contact, handover, kind } of fresh) {
      await db.transaction((tx) =>
        post(tx, contact, { flow: FLOW, with: { handover, kind }, key, atOnce: true }),
      )
      await wake(contact)
      log.info('officer.called', { id: handover, kind })
    }
    posted = new Set(due.map(({ key }) => key))
  }
}

interface Call {
  readonly key: string
  readonly contact: string
  readonly handover: string
  readonly kind: Alarm
}

async function callsFor(tx: Tx, pressing: readonly Pressing[], now: Date): Promise<Call[]> {
  const officers = await alarms(tx, now)
  if (officers.length === 0) return []
  const tree = await unitTree(tx)
  const calls: Call[] = []
  for (const { officer, contact, kinds, posts } of officers) {
    const theirs = await within(tx, tree, reach('talks.read', posts, tree), pressing)
    for (const { id, kind, promise } of theirs) {
      // Two whose chats were joined share one, and are called there once.
      const isCalled = calls.some(
        (one) => one.contact === contact && one.handover === id && one.kind === kind,
      )
      if (kinds.includes(kind) && !isCalled)
        calls.push({ key: `${FLOW}:${kind}:${id}:${promise}:${officer}`, contact, handover: id, kind })
    }
  }
  return calls
}

const named = z.object({ handover: z.uuid(), kind: z.enum(ALARMS) })

/**
 * What a call says, read when it is said: nothing, if somebody of the fund has written meanwhile, or its officer is no
 * longer one who may read it. It holds a link and an hour.
 */
export const wakingTellings = (site: string): Tellings => ({
  [FLOW]: async ({ tx, contact, now }, posted) => {
    const read = named.safeParse(posted)
    if (!read.success) return nothing('it names no handover')
    const { handover, kind } = read.data
    const row = await stillPresses(tx, handover)
    if (!row) return nothing('they were answered')
    const woken = (await alarms(tx, now)).filter((one) => one.contact === contact && one.kinds.includes(kind))
    if (woken.length === 0) return nothing('this chat is woken no more')
    const tree = await unitTree(tx)
    const posts = woken.flatMap((one) => one.posts)
    const [theirs] = await within(tx, tree, reach('talks.read', posts, tree), [row])
    if (!theirs) return nothing('it is not theirs')
    const link = `${site}/console/talks/${handover}`
    return { kind: 'say', with: { kind, link, answer_by: row.answerBy } }
  },
})
