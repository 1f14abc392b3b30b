import { timingSafeEqual } from 'node:crypto'
import { type Hook, headerOf } from '../../platform/hook.ts'
import { parseWithIds } from '../json.ts'
import { complain, pause } from './complaints.ts'
import { type Bot, type Receiving, take, UPDATES } from './intake.ts'
import { TELEGRAM } from './updates.ts'

// A press is answered inside the webhook's answer, which saves a call for every button. A turn that takes longer than this
// must not keep the spinner turning: then the press is answered by a call of its own.
const PRESS_MS = 700

/** POST /hooks/telegram: answered as soon as the turn is committed, never waiting for a send. */
export function telegramHook(bot: Bot, receiving: Receiving, secret: string | undefined): Hook {
  const parts = { ...bot, ...receiving }
  const wanted = secret === undefined ? undefined : Buffer.from(secret)
  return async (request) => {
    const given = Buffer.from(headerOf(request, 'x-telegram-bot-api-secret-token') ?? '')
    // Its length is no secret.
    if (!wanted || given.length !== wanted.length || !timingSafeEqual(given, wanted)) return { status: 401 }
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
        parse(request.body),
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

function parse(raw: Buffer): unknown {
  try {
    return parseWithIds(raw.toString())
  } catch {
    return undefined
  }
}

/**
 * Tells Telegram where to send, until it has taken it: a Telegram that is away must not keep the service from starting.
 * Its maintainers promise one chat's updates in order over up to 100 connections.
 */
export function keepWebhook(
  { api, log }: Bot,
  publicUrl: string,
  secret: string,
  taken: () => Promise<void>,
): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const done = (async () => {
    while (!stopping.signal.aborted) {
      try {
        await api.setWebhook(
          new URL('/hooks/telegram', publicUrl).href,
          { secret_token: secret, max_connections: 100, allowed_updates: [...UPDATES] },
          stopping.signal as never,
        )
        // Only a note for officers: whatever becomes of it, messages come.
        await taken().catch(() => {})
        return
      } catch (error) {
        if (!stopping.signal.aborted) await pause(complain(log, error), stopping.signal)
      }
    }
  })()
  return {
    async stop() {
      stopping.abort()
      await done
    },
  }
}
