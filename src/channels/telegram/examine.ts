import { GrammyError } from 'grammy'
import { StartError } from '../../platform/data-dir.ts'
import type { Settings } from './settings.ts'
import { telegramTransport } from './transport.ts'
import { HOOK } from './webhook.ts'

/**
 * Asks Telegram whether it knows this bot and sends where we listen. Changes nothing there, and does not poll: a poll
 * would cut off the one of a service that runs.
 *
 * @returns what there is to know; `look` when the operator should read it
 * @throws StartError with what to do
 */
export async function examineTelegram(
  { token, root, webhook }: Settings,
  ms: number,
): Promise<string | { readonly look: string }> {
  const { api, close } = telegramTransport(root, token)
  const stop = AbortSignal.timeout(ms) as never
  try {
    const { username } = await api.getMe(stop)
    const hook = await api.getWebhookInfo(stop).catch(() => undefined)
    if (!hook) return { look: `@${username}, but it does not say where it sends.` }
    const waiting = hook.pending_update_count
    if (!webhook) {
      return hook.url
        ? { look: `@${username} has a webhook elsewhere. The worker removes it when it starts to poll.` }
        : `@${username}, by polling, ${waiting} waiting`
    }
    if (hook.url !== new URL(HOOK, webhook.publicUrl).href) {
      return {
        look: `@${username} does not send to PUBLIC_URL yet. The web process tells it to at its start.`,
      }
    }
    return hook.last_error_message && waiting > 0
      ? {
          look: `@${username}: ${waiting} waiting, since Telegram met “${hook.last_error_message}” at the webhook.`,
        }
      : `@${username}, by webhook, ${waiting} waiting`
  } catch (error) {
    throw new StartError(trouble(error))
  } finally {
    await close()
  }
}

function trouble(error: unknown): string {
  switch (error instanceof GrammyError ? error.error_code : 0) {
    case 401:
    case 404:
      return 'Telegram does not know this token. Copy it again from @BotFather into TELEGRAM_BOT_TOKEN, and check TELEGRAM_API_ROOT.'
    case 409:
      return 'another program asks with this token (409). Stop it: one bot is polled by one process.'
    case 429:
      return 'Telegram asks for patience (429). Try again in a minute.'
    default:
      return 'the Bot API at TELEGRAM_API_ROOT does not answer. Check the address, and that this machine may reach it.'
  }
}
