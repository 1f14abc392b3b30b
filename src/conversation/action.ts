import type { z } from 'zod'
import type { Values } from '../engine/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { HotSql } from '../platform/db.ts'
import type { Ids } from '../platform/ids.ts'
import type { PersonKeys } from '../platform/person-key.ts'
import type { Tx } from '../platform/tx.ts'

/** What an action may use. Everything it writes is committed with the turn, or not at all. */
export interface ActionContext {
  readonly tx: Tx
  /** The same transaction without Prisma, for an action that is asked for all the time. */
  readonly hot: HotSql
  readonly clock: Clock
  readonly ids: Ids
  /** Opens and seals what is personal. */
  readonly keys: PersonKeys
  readonly contact: string
  /** The address where the person said what led to it; undefined where there is none. */
  readonly address?: string | undefined
  /** Names this one doing for ever: the same person doing the same step twice has two keys, a repeat has one. */
  readonly key: string
  readonly lang: 'vi' | 'en'
  /** How the person asked for it. Undefined: nobody did; it came of time, or of the fund. */
  readonly way: Way | undefined
}

export type Way = 'button' | 'typed'

type Outcomes = Readonly<Record<string, z.ZodObject>>
type Result<O extends Outcomes> = { [K in keyof O]: { outcome: K } & z.infer<O[K]> }[keyof O]

/** Something a flow may ask of a module: a name, an input, and every way it can come out. */
export interface Action<I extends z.ZodObject = z.ZodObject, O extends Outcomes = Outcomes> {
  readonly name: string
  readonly input: I
  readonly outcomes: O
  readonly run: (ctx: ActionContext, input: z.infer<I>) => Promise<Result<O>>
}

/**
 * Declares an action. It touches only the database: what needs a network becomes a row that a worker finishes, and
 * its end comes back as an inbox item. A refusal is an outcome, never an exception.
 */
export function action<I extends z.ZodObject, O extends Outcomes>(it: Action<I, O>): Action {
  return it as unknown as Action
}

/** What an action came to, with the outcome's name taken out of its data. */
export function split(result: { outcome: string } & Record<string, unknown>): {
  outcome: string
  data: Values
} {
  const { outcome, ...data } = result
  return { outcome, data: data as Values }
}
