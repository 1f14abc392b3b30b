import { z } from 'zod'
import { SendError } from '../channel.ts'
import { type Answer, openHttp } from '../http.ts'
import { readWithIds } from '../json.ts'

/** The Zalo Bot Platform's methods: https://bot.zaloplatforms.com/docs (read 2026-11). */
export interface BotClient {
  /** @throws SendError, and `Idle` where a question for updates found none */
  call(
    method: string,
    params: object,
    asked?: { readonly ms?: number; readonly stop?: AbortSignal },
  ): Promise<unknown>
  close(): void
}

/** There is nothing new: how the platform ends a question for updates. */
export class Idle extends Error {}

// It says how often is too often with no figure, and not when again.
const THROTTLED_MS = 60_000

const Envelope = z.union([
  z.object({ ok: z.literal(true), result: z.unknown().optional() }),
  z.object({
    ok: z.literal(false),
    error_code: z.coerce.number().int().catch(0),
    description: z.string().catch(''),
  }),
])

export function botClient(root: string, token: string): BotClient {
  const http = openHttp('Zalo Bot')
  const prefix = `${root.replace(/\/+$/, '')}/bot${token}/`
  return {
    async call(method, params, asked) {
      return resultOf(method, await http.post(prefix + method, { body: params, ...asked }))
    },
    close: http.close,
  }
}

/** The envelope counts, whatever the HTTP status: a token that nobody knows is answered with 200. */
function resultOf(method: string, { status, text }: Answer): unknown {
  const read = Envelope.safeParse(readWithIds(text))
  if (read.success && read.data.ok) return read.data.result
  const code = read.success && !read.data.ok ? read.data.error_code : 0
  if (
    method === 'getUpdates' &&
    (code === 408 || (read.success && !read.data.ok && /timeout/i.test(read.data.description)))
  )
    throw new Idle()
  throw refused(code || status, read.success)
}

/** @param told whether it was said in the platform's own way */
function refused(code: number, told: boolean): SendError {
  switch (code) {
    case 401:
      return new SendError('misconfigured', 'Zalo does not know this bot token. Check ZALO_BOT_TOKEN.')
    case 404:
      return told
        ? new SendError('blocked', 'the chat is gone')
        : new SendError('misconfigured', 'there is no bot platform at ZALO_BOT_BASE')
    case 400:
      return new SendError('rejected', 'Zalo refused the message (400)')
    case 429:
      return new SendError('throttled', 'too many requests', THROTTLED_MS)
    // 403 is their own trouble, they say; of a time-out nobody knows what became of the message.
    default:
      return new SendError('ambiguous', `the bot platform failed (${code})`)
  }
}
