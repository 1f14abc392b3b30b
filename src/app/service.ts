import type { Hono } from 'hono'
import type { Simulator } from '../channels/simulator/index.ts'
import type { Action, ChannelHealth } from '../conversation/index.ts'
import type { FlowSource, Problem } from '../engine/index.ts'
import type { Passwords } from '../organisers/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { Hook } from '../platform/hook.ts'
import type { Ids } from '../platform/ids.ts'
import type { Queue } from '../platform/queue.ts'
import type { Ground } from '../running/start.ts'

/** What a process does: answer the web, work off queues, or both. */
export interface Roles {
  readonly web: boolean
  readonly worker: boolean
}

export interface Service {
  /** Pages and chat. */
  readonly web: Hono
  /** What other programs post to, by path. */
  readonly hooks: ReadonlyMap<string, Hook>
  readonly health: Health
  /** Why the flow files did not go live: what was live before is used. */
  readonly flowProblems: readonly Problem[]
  /** The channels that are switched on. */
  readonly channels: readonly Pick<ChannelHealth, 'channel' | 'account' | 'mode'>[]
  /** Begins to work: queues, sweeps, channels. */
  start(): Promise<void>
  /**
   * One round of every sweep, now, to its end: who sees then that nothing has come, has seen it. What it gives to queues may
   * still be under way. Throws what the first sweep throws, and where this process has none.
   */
  sweep(): Promise<void>
  /** Takes nothing more, ends what is under way, and leaves the rest to the next start. */
  stop(graceMs: number): Promise<void>
}

/** Whether a process lives, can answer, and does its work. */
export interface Health {
  live(): boolean
  /** It can answer people: the database answers. */
  ready(): Promise<Checked>
  /** It does its work: besides, its sweeps have come round lately, if it has any. */
  well(): Promise<Checked>
}

export interface Checked {
  readonly ok: boolean
  readonly checks: Readonly<Record<string, boolean>>
}

/** The ground, and what tests put in the place of chance, time and Redis. */
export interface Base extends Ground {
  readonly queue: Queue
  /** The files of flows/. They go live if they are sound. */
  readonly flows: readonly FlowSource[]
  /** Actions of whoever embeds the service, such as the bench. */
  readonly moreActions?: readonly Action[]
  /** People who exist only in tests and in `npm run chat`. */
  readonly simulator?: Simulator
  /** Cheaper ones, for tests: a hash takes a third of a second. */
  readonly passwords?: Passwords
  readonly clock: Clock
  readonly ids: Ids
  /** PUBLIC_URL, or where the web server listens. */
  readonly site: string
}
