import type { ChannelHealth, WorkHealth } from '../../conversation/index.ts'
import type { BankHealth } from '../../giving/index.ts'

/** How something does, and which sentence says what to do. */
export interface Judged {
  readonly signal: 'green' | 'amber' | 'red'
  readonly say:
    | 'well'
    | 'off'
    | 'no_webhook'
    | 'second'
    | 'backlog'
    | 'unsure'
    | 'set_aside'
    | 'not_booked'
    | 'stuck'
    | 'slow'
    | 'no_sweeps'
}

const MINUTE_MS = 60_000
const BACKLOG_MS = 2 * MINUTE_MS
const BOOK_MS = 10 * MINUTE_MS
/** A second poller of a quarter of an hour ago may be the one that was just stopped. */
const SECOND_S = 900
/** Sweeps are noted once a minute. */
const SWEEPS_S = 300

const WELL: Judged = { signal: 'green', say: 'well' }
const red = (say: Judged['say']): Judged => ({ signal: 'red', say })
const amber = (say: Judged['say']): Judged => ({ signal: 'amber', say })
const older = (since: Date | null, ms: number, now: Date): boolean =>
  since !== null && now.getTime() - since.getTime() > ms

/** @param second seconds since another program was met that asks with our token; undefined: never */
export function judgeChannel(one: ChannelHealth, second: number | undefined, now: Date): Judged {
  if (!one.on) return red('off')
  if (one.mode === 'webhook' && one.webhookAt === null) return red('no_webhook')
  if (one.mode === 'polling' && second !== undefined && second < SECOND_S) return red('second')
  if (older(one.waitingSince, BOOK_MS, now)) return red('backlog')
  if (older(one.waitingSince, BACKLOG_MS, now)) return amber('backlog')
  return one.failed + one.unknown > 0 ? amber('unsure') : WELL
}

export function judgeBank(one: BankHealth, now: Date): Judged {
  if (older(one.freshSince, BOOK_MS, now)) return red('not_booked')
  return one.setAside > 0 ? amber('set_aside') : WELL
}

/** @param sweeps seconds since some process's sweeps came round; undefined: never */
export function judgeWork(one: WorkHealth, sweeps: number | undefined, now: Date): Judged {
  if (sweeps === undefined || sweeps > SWEEPS_S) return red('no_sweeps')
  if (older(one.turnsSince, BACKLOG_MS, now)) return red('slow')
  return one.stuck > 0 ? amber('stuck') : WELL
}
