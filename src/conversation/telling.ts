import type { Values } from '../engine/index.ts'
import type { Tx } from '../platform/tx.ts'
import { type Opened, openHandover } from './handover.ts'
import type { Item } from './item.ts'
import type { PerformParts } from './perform.ts'

/** What a system message comes to at its turn. */
export type Told =
  | { readonly kind: 'say'; readonly with: Values }
  /** There is nothing to say any more. `why` is kept with the message: a few words of ours, nothing of a person. */
  | { readonly kind: 'nothing'; readonly why: string }

/**
 * Reads at its turn what a system message has to say. Between the posting and the turn lie seconds, or days: amounts
 * change, promises are paid, people wish to be left alone. So a message is posted with ids, and its flow is given facts.
 *
 * @param posted what the message was posted with
 */
export type Telling = (
  at: { readonly tx: Tx; readonly contact: string; readonly now: Date },
  posted: Values,
) => Promise<Told>

/** By flow. A flow that is not here says what it was posted with. */
export type Tellings = Readonly<Record<string, Telling>>

export const nothing = (why: string): Told => ({ kind: 'nothing', why })

export type Message = Extract<Item, { kind: 'flow' }>

/**
 * What a system message says, as things stand now.
 *
 * @returns with it the handovers that are new, to be told once it is committed
 */
export async function tell(
  parts: PerformParts & { readonly tellings: Tellings },
  tx: Tx,
  contact: string,
  { flow, with: posted, passes }: Message,
): Promise<{ readonly told: Told; readonly opened: readonly Opened[] }> {
  if (!parts.speaker.book().last(flow)) {
    // Neither the flow nor any revision of it is left: somebody of the fund says what it would have said.
    const reason = `nothing can say "${flow}" any more`
    const opened = passes ? [] : await openHandover(tx, parts, { contact }, 'stuck', reason)
    return { told: nothing('no revision of its flow is left'), opened }
  }
  const now = parts.clock.now()
  const told = await parts.tellings[flow]?.({ tx, contact, now }, posted)
  return { told: told ?? { kind: 'say', with: posted }, opened: [] }
}
