import type { Api } from 'grammy'
import type { Batcher } from '../../conversation/index.ts'
import type { Log } from '../../platform/log.ts'
import { readUpdate, TELEGRAM } from './updates.ts'

export interface Bot {
  readonly api: Api
  readonly account: string
  readonly log: Log
}

/** Stops the spinner of a pressed button. Telegram refuses the answer after about 15 s. */
export type AnswerPress = (query: string) => void

/** Where updates go. */
export interface Receiving {
  readonly batcher: Batcher
  /** Keeps a body that we cannot read, for a person to look at. */
  readonly quarantine: (source: string, body: Buffer, reason: string) => Promise<void>
  /** Another program asks Telegram with our token: an operator must hear of it. */
  readonly secondPoller: () => Promise<void>
  /** Telegram has taken our address for updates. */
  readonly webhookTaken: (account: string) => Promise<void>
  readonly standing: (channel: string, account: string, key: string, blocked: boolean) => Promise<void>
}

/** What is asked of Telegram: nothing else means anything to us. */
export const UPDATES = ['message', 'callback_query', 'my_chat_member'] as const

/**
 * Takes one update. Of a shape that we did not expect, it is kept for a person and passed over, so that it blocks
 * nobody.
 *
 * @throws when it could not be stored: Telegram must send it again
 */
export async function take(
  parts: Bot & Receiving,
  update: unknown,
  raw: () => Buffer,
  answerPress: AnswerPress,
): Promise<void> {
  const read = readUpdate(update, parts.account)
  switch (read.kind) {
    case 'press':
      answerPress(read.query)
      await parts.batcher.accept(read.inbound)
      return
    case 'message':
      await parts.batcher.accept(read.inbound)
      return
    case 'standing':
      return parts.standing(TELEGRAM, parts.account, read.chat, read.blocked)
    case 'ignored':
      return
    case 'unreadable':
      return parts.quarantine(`${TELEGRAM}:${parts.account}`, raw(), 'not an update')
    default:
      read satisfies never
  }
}
