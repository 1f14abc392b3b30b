import { createHash, timingSafeEqual } from 'node:crypto'
import type { Api } from 'grammy'
import { GrammyError } from 'grammy'
import type { Update } from 'grammy/types'
import { Hono } from 'hono'
import type { Batcher } from '../../conversation/index.ts'
import type { Log } from '../../platform/log.ts'
import { type Read, readUpdate, TELEGRAM } from './updates.ts'

interface Bot {
  readonly api: Api
  readonly account: string
  readonly log: Log
}

/** Where updates go. */
export interface Receiving {
  readonly batcher: Batcher
  /** Keeps a body that we cannot read, for a person to look at. */
  readonly quarantine: (source: string, body: Buffer, reason: string) => Promise<void>
  readonly standing: (channel: string, account: string, key: string, blocked: boolean) => Promise<void>
}

type Parts = Bot & Receiving

const UPDATES = ['message', 'callback_query', 'my_chat_member'] as const

/** @throws when the update could not be stored: Telegram must send it again */
async function take(parts: Parts, update: Update): Promise<void> {
  const read = understand(parts, update)
  switch (read.kind) {
    case 'message':
      // The button's spinner stops at once, whatever the turn takes: after about 15 s Telegram refuses the answer.
      if (read.callback) void parts.api.answerCallbackQuery(read.callback).catch(() => {})
      await parts.batcher.accept(read.inbound)
      return
    case 'standing':
      return parts.standing(TELEGRAM, parts.account, read.chat, read.blocked)
    case 'ignored':
      return
    case 'unreadable':
      return parts.quarantine(`${TELEGRAM}:${parts.account}`, Buffer.from(JSON.stringify(update)), 'not readable')
    default:
      read satisfies never
  }
}

/** An update of a shape that we did not expect is kept for a person and passed over, so that it blocks nobody. */
function understand(parts: Parts, update: Update): Read | { readonly kind: 'unreadable' } {
  try {
    return readUpdate(update, parts.account)
  } catch {
    return { kind: 'unreadable' }
  }
}

/** POST /hooks/telegram: answered as soon as the turn is committed, never waiting for a send. */
export function telegramHook(bot: Bot, receiving: Receiving, secret: string | undefined): Hono {
  const parts = { ...bot, ...receiving }
  const wanted = secret === undefined ? undefined : digest(secret)
  const app = new Hono()
  app.post('/', async (c) => {
    const given = c.req.header('x-telegram-bot-api-secret-token') ?? ''
    if (!wanted || !timingSafeEqual(digest(given), wanted)) return c.body(null, 401)
    const raw = Buffer.from(await c.req.arrayBuffer())
    const update = parse(raw)
    try {
      if (update) await take(parts, update)
      else await parts.quarantine(`${TELEGRAM}:${parts.account}`, raw, 'not an update')
    } catch (error) {
      parts.log.error('telegram.not_taken', { channel: TELEGRAM, error })
      return c.body(null, 503)
    }
    return c.body(null, 200)
  })
  return app
}

/** Equal lengths for the comparison in constant time. */
const digest = (text: string) => createHash('sha256').update(text).digest()

function parse(raw: Buffer): Update | undefined {
  try {
    const value: unknown = JSON.parse(raw.toString())
    const id = (value as { update_id?: unknown } | null)?.update_id
    return Number.isSafeInteger(id) ? (value as Update) : undefined
  } catch {
    return undefined
  }
}

/** Tells Telegram where to send. Its maintainers promise one chat's updates in order over up to 100 connections. */
export async function setWebhook(api: Api, publicUrl: string, secret: string): Promise<void> {
  await api.setWebhook(new URL('/hooks/telegram', publicUrl).href, {
    secret_token: secret,
    max_connections: 100,
    allowed_updates: [...UPDATES],
  })
}

/** Long polling, for machines that Telegram cannot reach. Updates are confirmed only after they are committed. */
export function startPolling(bot: Bot, receiving: Receiving): { stop(): Promise<void> } {
  const parts = { ...bot, ...receiving }
  const stopping = new AbortController()
  const done = (async () => {
    await parts.api.deleteWebhook().catch(() => {})
    let offset = 0
    while (!stopping.signal.aborted) {
      try {
        const updates = await parts.api.getUpdates(
          { offset, timeout: 25, limit: 100, allowed_updates: [...UPDATES] },
          stopping.signal as never,
        )
        await Promise.all(updates.map((update) => take(parts, update)))
        offset = Math.max(offset, ...updates.map((update) => update.update_id + 1))
      } catch (error) {
        if (stopping.signal.aborted) return
        parts.log.error(...complaint(error))
        await pause(error instanceof GrammyError && error.error_code === 409 ? 10_000 : 3_000, stopping.signal)
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

function complaint(error: unknown): [string, { channel: string; reason?: string; error?: unknown }] {
  if (error instanceof GrammyError && error.error_code === 401) {
    return ['telegram.token_refused', { channel: TELEGRAM, reason: 'Telegram does not know this token: check TELEGRAM_BOT_TOKEN' }]
  }
  if (error instanceof GrammyError && error.error_code === 409) {
    return ['telegram.second_poller', { channel: TELEGRAM, reason: 'another program polls with this token: stop it, or use TELEGRAM_MODE=webhook' }]
  }
  return ['telegram.polling_failed', { channel: TELEGRAM, error }]
}

const pause = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
