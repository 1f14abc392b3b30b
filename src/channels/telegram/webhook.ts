import type { Hook } from '../../platform/hook.ts'
import { readWithIds } from '../json.ts'
import type { Receiver, Receiving } from '../provider.ts'
import { bringsSecret, untilTaken } from '../webhook.ts'
import { complain } from './complaints.ts'
import { type Bot, take, UPDATES } from './intake.ts'
import { TELEGRAM } from './updates.ts'

// A press is answered inside the webhook's answer, which saves a call for every button. A turn that takes longer than this
// must not keep the spinner turning: then the press is answered by a call of its own.
const PRESS_MS = 700

export const HOOK = '/hooks/telegram'

/** POST /hooks/telegram: answered as soon as the turn is committed, never waiting for a send. */
export function telegramHook(bot: Bot, receiving: Receiving, secret: string | undefined): Hook {
  const parts = { ...bot, ...receiving }
  return async (request) => {
    if (!bringsSecret(request, 'x-telegram-bot-api-secret-token', secret)) return { status: 401 }
    let press: string | undefined
    let late: NodeJS.Timeout | undefined
    const answerLate = () => {
      const query = press
      press = undefined
      void parts.api.answerCallbackQuery(query!).catch(() => {})
    }
    try {
      await take(
        parts,
        readWithIds(request.body.toString()),
        () => request.body,
        (query) => {
          press = query
          late = setTimeout(answerLate, PRESS_MS)
        },
      )
    } catch (error) {
      parts.log.error('telegram.not_taken', { channel: TELEGRAM, error })
      return { status: 503 }
    } finally {
      clearTimeout(late)
    }
    // https://core.telegram.org/bots/api#making-requests-when-getting-updates (read 2026-11)
    return press === undefined
      ? { status: 200 }
      : { status: 200, json: { method: 'answerCallbackQuery', callback_query_id: press } }
  }
}

/** Tells Telegram where to send. Its maintainers promise one chat's updates in order over up to 100 connections. */
export const keepWebhook = (
  { api, log }: Bot,
  publicUrl: string,
  secret: string,
  taken: () => Promise<void>,
): Receiver =>
  untilTaken({
    tell: (stop) =>
      api.setWebhook(
        new URL(HOOK, publicUrl).href,
        { secret_token: secret, max_connections: 100, allowed_updates: [...UPDATES] },
        stop as never,
      ),
    taken,
    complain: (error) => complain(log, error),
  })
