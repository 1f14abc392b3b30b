import { GrammyError, HttpError } from 'grammy'
import { SendError } from '../channel.ts'
import { codeOf, isUnsent } from '../unsent.ts'

/**
 * What a failed call of the Bot API means for the message. The text of the message and the token are left behind:
 * grammY's error carries the payload, an HTTP error the address with the token.
 */
export function sendError(error: unknown): SendError {
  if (error instanceof SendError) return error
  if (error instanceof GrammyError) return refused(error)
  const code = codeOf(error instanceof HttpError ? error.error : error)
  if (isUnsent(code)) return new SendError('unavailable', `the Bot API cannot be reached (${code})`)
  return new SendError('ambiguous', `the Bot API did not answer (${code})`)
}

/** https://core.telegram.org/bots/api#making-requests, and what the errors say in practice. */
function refused(error: GrammyError): SendError {
  const said = error.description.toLowerCase()
  switch (error.error_code) {
    case 429:
      return new SendError('throttled', 'too many requests', (error.parameters.retry_after ?? 1) * 1000)
    case 403:
      return new SendError('blocked', 'the person does not want messages of this bot')
    case 401:
    case 404:
      return new SendError(
        'misconfigured',
        'Telegram does not know this bot token. Check TELEGRAM_BOT_TOKEN.',
      )
    case 400:
      // A group that has moved is not followed: groups have no conversation.
      return said.includes('chat not found') ||
        said.includes('deactivated') ||
        said.includes('upgraded to a supergroup')
        ? new SendError('blocked', 'the chat is gone')
        : new SendError('rejected', 'Telegram refused the message (400)')
    default:
      // A success that cannot be read is perhaps a success.
      return error.error_code >= 500 || error.error_code < 300
        ? new SendError('ambiguous', `the Bot API failed (${error.error_code})`)
        : new SendError('rejected', `Telegram refused the message (${error.error_code})`)
  }
}
