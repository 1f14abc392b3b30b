import { setTimeout as pause } from 'node:timers/promises'
import { addressOf } from './addressed.ts'
import { check, type Verdict } from './checker.ts'
import { crowd, give } from './donors.ts'
import type { History } from './history.ts'
import { mail } from './mail.ts'
import { chatPhone, switchboard } from './people.ts'
import { chance } from './random.ts'
import { GIFT, type Stage } from './stage.ts'

export interface Load {
  readonly seed: number
  /** People who give at the same time, and how many come in all at the most. */
  readonly atOnce?: number
  readonly most?: number
}

export interface Judged<T> {
  readonly result: T
  readonly verdict: Verdict
  /** Lines for people. */
  readonly summary: string
}

// A message whose process died is sent again when its lease of 30 s has run out and a sweep comes by. Who has seen nothing
// new for longer than that will see nothing any more. A slow machine is given all the time it needs as long as things move.
const STALL_MS = 45_000

/**
 * People give gifts on Telegram and in the web chat while something bad happens; then all are left in peace, everybody
 * comes to an end, and the checker judges.
 *
 * @param trouble resolves when the bad times are over and everything runs again
 */
export async function underLoad<T>(on: Stage, load: Load, trouble: () => Promise<T>): Promise<Judged<T>> {
  const history: History = { gifts: [], sent: [], once: [] }
  const post = mail(history, chance(load.seed + 7), 0.15)
  const luck = chance(load.seed + 8)
  const telegramPhone = switchboard(on)
  const meet = () => (luck.of(0.6) ? telegramPhone(post) : chatPhone(on, post))
  const people = crowd(history, load.atOnce ?? 12, load.most ?? 60, meet, (phone) =>
    give(on, post, phone, luck),
  )
  const planting = plantOnce(on, history)
  const began = Date.now()
  let result: T
  try {
    result = await trouble()
  } finally {
    planting.stop()
  }
  const over = Date.now()
  const moved = movement(
    () => on.api.arrived.length + history.gifts.reduce((sum, gift) => sum + gift.fetched.length, 0),
  )
  await people.close(() => moved() < STALL_MS)
  await quiet(on)
  const verdict = await check({ history, received: receivedBy(on), sql: on.sql, gift: GIFT })
  const summary = [
    `${seconds(over - began)} of trouble, ${seconds(Date.now() - over)} afterwards, seed ${load.seed}: `,
    Object.entries(verdict.figures)
      .map(([name, count]) => `${name} ${count}`)
      .join(', '),
    `; replies sent twice ${verdict.sentTwice}, at-most-once left unknown ${verdict.unknown}, promises broken ${verdict.broken.length}`,
    ...verdict.broken.slice(0, 20).map((what) => `\n  BROKEN: ${what}`),
  ].join('')
  return { result, verdict, summary }
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(0)} s`

/** Puts messages that may go at most once into the outbox, as a broadcast does: a row that a sweep picks up. */
function plantOnce(on: Stage, history: History) {
  let planted = 0
  const timer = setInterval(() => {
    const gift = history.gifts.findLast((one) => one.channel === 'telegram' && one.code !== undefined)
    if (!gift) return
    planted += 1
    const text = `Thư chỉ gửi một lần, số ${planted}`
    history.once.push(text)
    plant(on, gift.who, text).catch(() => {})
  }, 150)
  return { stop: () => clearInterval(timer) }
}

async function plant(on: Stage, chat: string, text: string) {
  const to = await addressOf(on, chat)
  await on.sql(
    `insert into outbox (contact_id, address_id, payload, class, state, attempts, lease_until)
     values ($1, $2, $3, 'once', 'waiting', 0, now())`,
    [to.contact, to.address, to.key.seal('told', JSON.stringify({ text }))],
  )
}

/** Tells for how many milliseconds a number has stayed what it is. */
function movement(count: () => number): () => number {
  let last = count()
  let at = Date.now()
  return () => {
    const now = count()
    if (now !== last) at = Date.now()
    last = now
    return Date.now() - at
  }
}

/** Waits until nothing is left to be sent or done, or until it is clear that it never will be. */
async function quiet(on: Stage) {
  let left = -1
  const moved = movement(() => left)
  for (; moved() < STALL_MS; await pause(250)) {
    const [row] = await on.sql(
      `select (select count(*) from outbox where state not in ('sent', 'unknown', 'failed', 'blocked', 'taken_back'))::int
         + (select count(*) from todo where not_before <= now() and stuck_at is null)::int
         + (select count(*) from bank_notice where state = 'new')::int as left`,
    )
    left = Number(row!.left)
    if (left === 0) return
  }
}

/** The texts that reached each chat. */
export function receivedBy(on: Stage): Map<string, string[]> {
  const received = new Map<string, string[]>()
  for (const { chat, message } of on.api.arrived) {
    const line = received.get(chat) ?? []
    line.push(message.text ?? message.caption ?? '')
    received.set(chat, line)
  }
  return received
}
