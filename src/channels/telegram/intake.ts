import type { Api } from 'grammy'
import type { Log } from '../../platform/log.ts'
import type { Receiving } from '../provider.ts'
import { readUpdate, TELEGRAM } from './updates.ts'

export interface Bot {
  readonly api: Api
  readonly account: string
  readonly log: Log
}

/** Stops the spinner of a pressed button. Telegram refuses the answer after about 15 s. */
type AnswerPress = (query: string) => void

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
      await parts.accept(read.inbound)
      return
    case 'message':
      await parts.accept(read.inbound)
      return
    case 'standing':
      return parts.standing({ channel: TELEGRAM, account: parts.account, key: read.chat }, read.blocked)
    case 'ignored':
      return
    case 'unreadable':
      return parts.quarantine(`${TELEGRAM}:${parts.account}`, raw(), 'not an update')
    default:
      read satisfies never
  }
}
