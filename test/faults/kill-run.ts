import { setTimeout as pause } from 'node:timers/promises'
import { Redis } from 'ioredis'
import type { Mutant } from '../mutants/mutants.ts'
import type { Flows } from './build.ts'
import { check, type Verdict } from './checker.ts'
import { crowd, give } from './donors.ts'
import type { History } from './history.ts'
import { type Kills, killAgainAndAgain } from './killing.ts'
import { mail } from './mail.ts'
import { chatPhone, switchboard } from './people.ts'
import { chance } from './random.ts'
import { GIFT, type Stage, stage } from './stage.ts'

export interface KillRun {
  readonly verdict: Verdict
  readonly kills: Kills
  /** One line for people. */
  readonly summary: string
}

interface Wanted {
  readonly kills: number
  readonly seed: number
  readonly redis?: string
  readonly flows?: Flows
  readonly mutant?: Mutant
  readonly processes?: number
  readonly atOnce?: number
  readonly mostPeople?: number
}

// A message whose process died is sent again when its lease of 30 s has run out and a sweep comes by.
const AFTERWARDS_MS = 50_000
/** Sends in flight per process and channel account: what one kill can repeat. */
const IN_FLIGHT = 64

/**
 * People give gifts on Telegram and in the web chat while processes are killed and started again; then all are left in
 * peace, everybody comes to an end, and the checker judges.
 *
 * @returns why it cannot be done here
 */
export async function killRun(wanted: Wanted): Promise<KillRun | string> {
  const on = await stage({ ...wanted, processes: wanted.processes ?? 2 })
  if (typeof on === 'string') return on
  const redis = wanted.redis === undefined ? undefined : new Redis(wanted.redis)
  try {
    await redis?.flushdb()
    await on.runAll()
    for (const one of on.processes) one!.signal('SIGKILL')
    const history: History = { gifts: [], sent: [], once: [] }
    const post = mail(history, chance(wanted.seed + 7), 0.15)
    const telegramPhone = switchboard(on)
    const luck = chance(wanted.seed + 8)
    const meet = () => (luck.of(0.6) ? telegramPhone(post) : chatPhone(on, post))
    const people = crowd(history, wanted.atOnce ?? 10, wanted.mostPeople ?? 150, meet, (phone) =>
      give(on, post, phone, luck),
    )
    const planting = plantOnce(on, history)
    const began = Date.now()
    const kills = await killAgainAndAgain(on, wanted.kills, async () => {
      if (luck.of(0.2)) await redis?.flushdb()
    })
    const killed = Date.now()
    planting.stop()
    await on.runAll()
    await people.close(AFTERWARDS_MS)
    await quiet(on)
    const verdict = await check({ history, received: receivedBy(on), sql: on.sql, gift: GIFT })
    const summary = told(wanted, kills, verdict, killed - began, Date.now() - killed)
    console.log(summary)
    if (verdict.sentTwice > kills.kills * IN_FLIGHT)
      throw new Error(`too many replies were sent twice: ${summary}`)
    return { verdict, kills, summary }
  } finally {
    await redis?.flushdb()
    redis?.disconnect()
    await on.close()
  }
}

/** Puts messages that may go at most once into the outbox, as a broadcast does: a row that a sweep picks up. */
function plantOnce(on: Stage, history: History) {
  let planted = 0
  const timer = setInterval(() => {
    const known = history.gifts.filter((gift) => gift.channel === 'telegram' && gift.code !== undefined)
    const gift = known.at(-1)
    if (!gift) return
    planted += 1
    const text = `Thư chỉ gửi một lần, số ${planted}`
    history.once.push(text)
    void on.sql(
      `insert into outbox (contact_id, address_id, payload, class, state, attempts, lease_until)
       select contact_id, id, convert_to($1, 'UTF8'), 'once', 'waiting', 0, now() from address where external_id = $2`,
      [JSON.stringify({ text }), gift.who],
    )
  }, 150)
  return { stop: () => clearInterval(timer) }
}

/** Waits until nothing is left to be sent or done, or until it is clear that it never will be. */
async function quiet(on: Stage) {
  for (const until = Date.now() + AFTERWARDS_MS; Date.now() < until; await pause(250)) {
    const [row] = await on.sql(
      `select (select count(*) from outbox where state not in ('sent', 'unknown', 'failed', 'blocked'))::int
         + (select count(*) from todo where not_before <= now() and stuck_at is null)::int
         + (select count(*) from bank_notice where state = 'new')::int as left`,
    )
    if (row!.left === 0) return
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

function told(
  { seed, redis, mutant }: Wanted,
  { kills, where }: Kills,
  verdict: Verdict,
  killingMs: number,
  restMs: number,
) {
  const { broken, sentTwice, unknown, figures } = verdict
  const places = Object.entries(where)
    .sort(([, a], [, b]) => b - a)
    .map(([name, count]) => `${name} ${count}`)
  return [
    `${kills} kills in ${(killingMs / 1000).toFixed(0)} s (+${(restMs / 1000).toFixed(0)} s), seed ${seed}${redis ? ', with Redis' : ''}${mutant ? `, mutant ${mutant.name}` : ''}:`,
    Object.entries(figures)
      .map(([name, count]) => `${name} ${count}`)
      .join(', '),
    `replies sent twice ${sentTwice} (at most ${kills * IN_FLIGHT}), at-most-once left unknown ${unknown}, promises broken ${broken.length}`,
    `killed at: ${places.join(', ')}`,
    ...broken.slice(0, 20).map((what) => `  BROKEN: ${what}`),
  ].join('\n  ')
}
