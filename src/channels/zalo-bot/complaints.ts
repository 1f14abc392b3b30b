import type { Log } from '../../platform/log.ts'
import { SendError } from '../channel.ts'
import { ZALO_BOT } from './updates.ts'

const WRONG_SETTING_MS = 60_000
const TROUBLE_MS = 5_000

/**
 * Tells the operator why the bot platform does not take us, and what to do.
 *
 * @returns how long to wait before it is tried again, in milliseconds
 */
export function complain(log: Log, error: unknown): number {
  const { kind, message, retryAfterMs } =
    error instanceof SendError ? error : new SendError('ambiguous', 'something of ours failed')
  switch (kind) {
    case 'misconfigured':
      log.error('zalo-bot.token_refused', { channel: ZALO_BOT, reason: message })
      return WRONG_SETTING_MS
    case 'rejected':
      log.error('zalo-bot.webhook_refused', {
        channel: ZALO_BOT,
        reason: 'Zalo does not take the webhook: PUBLIC_URL must be https, on a name of its own',
      })
      return WRONG_SETTING_MS
    default:
      log.error('zalo-bot.away', { channel: ZALO_BOT, reason: message })
      return retryAfterMs ?? TROUBLE_MS
  }
}
