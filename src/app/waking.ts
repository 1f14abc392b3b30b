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
import { donationById, isWished, type PressingMoney, pressingMoney } from '../giving/index.ts'
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
    const money = await pressingMoney(db.hot)
    if (pressing.length + money.length === 0) {
      posted = new Set()
      return
    }
    const due = await callsFor(db.prisma, pressing, money, clock.now())
    const fresh = due.filter(({ key }) => !posted.has(key))
    for (const { key, contact, about, kind } of fresh) {
      await db.transaction((tx) =>
        post(tx, contact, { flow: FLOW, with: { ...about, kind }, key, atOnce: true }),
      )
      await wake(contact)
      log.info('officer.called', { id: idOf(about), kind })
    }
    posted = new Set(due.map(({ key }) => key))
  }
}

interface Call {
  readonly key: string
  readonly contact: string
  readonly about: About
  readonly kind: Alarm
}

/** A conversation, or money of which a donor was promised to hear. */
type About = { readonly handover: string } | { readonly donation: string }
const idOf = (about: About): string => ('handover' in about ? about.handover : about.donation)

async function callsFor(
  tx: Tx,
  pressing: readonly Pressing[],
  money: readonly PressingMoney[],
  now: Date,
): Promise<Call[]> {
  const officers = await alarms(tx, now)
  if (officers.length === 0) return []
  const tree = await unitTree(tx)
  const calls: Call[] = []
  for (const { officer, contact, kinds, posts } of officers) {
    const theirs = await within(tx, tree, reach('talks.read', posts, tree), pressing)
    const decides = reach('money.settle', posts, tree)
    const all = [
      ...theirs.map((one) => ({ ...one, about: { handover: one.id } })),
      ...money
        .filter(({ unit }) => decides.has(unit))
        .map((one) => ({ ...one, about: { donation: one.id } })),
    ]
    for (const { id, kind, promise, about } of all) {
      // Two whose chats were joined share one, and are called there once.
      const isCalled = calls.some(
        (one) => one.contact === contact && idOf(one.about) === id && one.kind === kind,
      )
      if (kinds.includes(kind) && !isCalled)
        calls.push({ key: `${FLOW}:${kind}:${id}:${promise}:${officer}`, contact, about, kind })
    }
  }
  return calls
}

const named = z.object({
  handover: z.uuid().optional(),
  donation: z.uuid().optional(),
  kind: z.enum(ALARMS),
})

/**
 * What a call says, read when it is said: nothing, if somebody of the fund has written meanwhile, or its officer is no
 * longer one who may read it. It holds a link and an hour.
 */
export const wakingTellings = (site: string): Tellings => ({
  [FLOW]: async ({ tx, contact, now }, posted) => {
    const read = named.safeParse(posted)
    if (!read.success) return nothing('it names no handover')
    const { handover, donation, kind } = read.data
    const row = handover === undefined ? undefined : await stillPresses(tx, handover)
    const money = donation === undefined ? undefined : await donationById(tx, donation)
    const promise = money && isWished(money) ? money.answerBy : undefined
    if (!row && !promise) return nothing('they were answered')
    const woken = (await alarms(tx, now)).filter((one) => one.contact === contact && one.kinds.includes(kind))
    if (woken.length === 0) return nothing('this chat is woken no more')
    const tree = await unitTree(tx)
    const posts = woken.flatMap((one) => one.posts)
    const theirs = row
      ? (await within(tx, tree, reach('talks.read', posts, tree), [row])).length > 0
      : reach('money.settle', posts, tree).has(money!.unitId)
    if (!theirs) return nothing('it is not theirs')
    const link = row ? `${site}/console/talks/${handover}` : `${site}/console/money/${donation}`
    return { kind: 'say', with: { kind, link, answer_by: row?.answerBy ?? promise! } }
  },
})
