import type { Log } from '../../platform/log.ts'
import type { Receiving } from '../provider.ts'
import type { BotClient } from './client.ts'
import { readEvent, ZALO_BOT } from './updates.ts'

export interface Bot {
  readonly client: BotClient
  readonly account: string
  readonly log: Log
}

/**
 * Takes one event. Of a shape that we did not expect, it is kept for a person and passed over.
 *
 * @throws when it could not be stored
 */
export async function take(bot: Bot & Receiving, event: unknown, raw: () => Buffer): Promise<void> {
  const read = readEvent(event, bot.account)
  switch (read.kind) {
    case 'message':
      await bot.accept(read.inbound)
      return
    case 'ignored':
      return
    case 'unreadable':
      return bot.quarantine(`${ZALO_BOT}:${bot.account}`, raw(), 'not an event of the bot platform')
    default:
      read satisfies never
  }
}
