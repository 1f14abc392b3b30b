import { type Effect, resume, type Session, type Sprint } from '../engine/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { HotSql } from '../platform/db.ts'
import type { Ids } from '../platform/ids.ts'
import type { Log } from '../platform/log.ts'
import type { PersonKeys } from '../platform/person-key.ts'
import type { Tx } from '../platform/tx.ts'
import { type Action, split, type Way } from './action.ts'
import { type Opened, openHandover, tellOpened, type Wanting, waitAgain } from './handover.ts'
import type { Speaker } from './thinking.ts'

export interface PerformParts {
  readonly speaker: Speaker
  readonly actions: ReadonlyMap<string, Action>
  readonly clock: Clock
  readonly ids: Ids
  readonly keys: PersonKeys
  readonly log: Log
  /** When the fund promises that a person answers. */
  readonly answerBy: (now: Date) => Date
  /** Writes into the trail that an alarm was raised: its handover by id, and the urgent flow. */
  readonly noteAlarm: (tx: Tx, handover: string, flow: string) => Promise<void>
}

/** What a turn came to in the end. */
export interface Performed {
  readonly session: Session
  readonly until: Date | undefined
  readonly effects: readonly Effect[]
  /** To be told once this is committed. */
  readonly opened: readonly Opened[]
  /** To be told once this is committed: what was taken back was not done. */
  readonly done: readonly Done[]
}

type Done = { readonly action: string; readonly outcome: string }

/** Tells what a turn came to: only after the commit. */
export function tellPerformed(log: Log, contact: string, { done, opened }: Performed): void {
  for (const { action, outcome } of done) log.info('action.done', { contact, action, outcome })
  tellOpened(log, opened)
}

/** Where a turn takes place, and how what it answers was said. */
interface Where {
  readonly channel: string
  readonly way: Way | undefined
  /** Undefined: the person has no address that is open. */
  readonly address?: string | undefined
}

/** Performs what the sprint waits for, and what that leads to, until it waits for a person or for time. */
export async function perform(
  parts: PerformParts,
  { tx, hot }: { readonly tx: Tx; readonly hot: HotSql },
  contact: string,
  { channel, way, address }: Where,
  first: Sprint,
): Promise<Performed> {
  let sprint = first
  const effects: Effect[] = [...sprint.effects]
  const done: Done[] = []
  while (sprint.todo) {
    const { todo, session } = sprint
    const action = parts.actions.get(todo.action)
    if (!action) throw new Error(`no action is named "${todo.action}"`)
    const context = {
      tx,
      hot,
      clock: parts.clock,
      ids: parts.ids,
      keys: parts.keys,
      contact,
      address,
      key: `${contact}:${todo.wait}:${todo.action}`,
      lang: session.lang,
      way,
    }
    const { outcome, data } = split(await action.run(context, action.input.parse(todo.input)))
    done.push({ action: todo.action, outcome })
    const view = parts.speaker.view(session.lang, channel)
    sprint = resume(parts.speaker.book(), session, { kind: 'outcome', outcome, data }, view)
    effects.push(...sprint.effects)
  }
  const opened = await settle(parts, tx, { contact, address }, effects)
  return { session: sprint.session, until: sprint.until, effects, opened, done }
}

async function settle(
  parts: PerformParts,
  tx: Tx,
  wanting: Wanting,
  effects: readonly Effect[],
): Promise<Opened[]> {
  const { contact } = wanting
  const opened: Opened[] = []
  for (const effect of effects) {
    switch (effect.kind) {
      case 'say':
        break
      case 'language':
        await tx.contact.update({ where: { id: contact }, data: { lang: effect.lang } })
        break
      case 'hand_over':
        opened.push(...(await openHandover(tx, parts, wanting, 'asked', effect.reason, { by: effect.by })))
        break
      case 'wrote':
        opened.push(...(await waitAgain(tx, parts, wanting)))
        break
      case 'alert':
        // Its detail may quote what a person said.
        parts.log.error('conversation.alert', {
          contact,
          kind: effect.what,
          ...effect.at,
          error: effect.error,
        })
        if (effect.what === 'danger') {
          const { flow } = effect.at
          const alarms = await openHandover(tx, parts, wanting, 'danger', effect.detail, { alarm: flow })
          for (const { id } of alarms) await parts.noteAlarm(tx, id, flow ?? '')
          opened.push(...alarms)
        }
        break
      default:
        effect satisfies never
    }
  }
  return opened
}
