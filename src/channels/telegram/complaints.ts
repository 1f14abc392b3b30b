import { GrammyError } from 'grammy'
import type { Log } from '../../platform/log.ts'
import { TELEGRAM } from './updates.ts'

const WRONG_TOKEN_MS = 60_000
const SECOND_POLLER_MS = 10_000
const TROUBLE_MS = 3_000

/**
 * Tells the operator why Telegram does not take us, and what to do.
 *
 * @returns how long to wait before it is tried again, in milliseconds
 */
export function complain(log: Log, error: unknown): number {
  const code = error instanceof GrammyError ? error.error_code : 0
  const say = (event: string, reason: string) => log.error(`telegram.${event}`, { channel: TELEGRAM, reason })
  switch (code) {
    case 401:
    case 404:
      say(
        'token_refused',
        'Telegram does not know this token: check TELEGRAM_BOT_TOKEN (and TELEGRAM_API_ROOT)',
      )
      return WRONG_TOKEN_MS
    case 409:
      say('second_poller', 'another program polls with this token: stop it, or use TELEGRAM_MODE=webhook')
      return SECOND_POLLER_MS
    case 400:
      say(
        'webhook_refused',
        'Telegram does not take the webhook: PUBLIC_URL must be https on port 443, 80, 88 or 8443',
      )
      return WRONG_TOKEN_MS
    default:
      log.error('telegram.away', { channel: TELEGRAM, ...(code ? { status: code } : {}), error })
      return TROUBLE_MS
  }
}
