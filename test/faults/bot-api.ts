import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { Pool } from 'undici'
import { botApiMethods } from '../support/fakes/telegram/bot-api-methods.ts'
import type { Message, Update } from '../support/fakes/telegram/updates.ts'

/** A message that took effect: it has reached its chat, whatever becomes of the answer. */
export interface Arrived {
  readonly chat: string
  readonly message: Message
}

export interface BotApi {
  /** For TELEGRAM_API_ROOT. */
  readonly root: string
  /** Everything that reached a chat, in order. */
  readonly arrived: readonly Arrived[]
  onArrival(listener: (one: Arrived) => void): void
  /** Sends an update to the webhook once. @returns the status of the answer */
  deliver(update: Update): Promise<number>
  /** Decides about every message before it takes effect; by default all is well. */
  trouble(decide: (chat: string) => Trouble | undefined): void
  close(): Promise<void>
}

export type Trouble =
  /** Refused for so many seconds. */
  | { readonly kind: 'throttle'; readonly seconds: number }
  /** It takes effect, and the answer never comes. */
  | { readonly kind: 'lost_answer' }
  | { readonly kind: 'slow'; readonly ms: number }

interface Options {
  readonly token: string
  readonly secret: string
  /** Where updates go. */
  readonly webhook: string
  readonly delayMs: number
}

/**
 * The bench's Bot API (what it knows and refuses) behind a server that loses and delays answers on order, and that reads
 * the uploads of a bot whose process may be killed in the middle of one.
 */
export async function botApi({ token, secret, webhook, delayMs }: Options): Promise<BotApi> {
  const methods = botApiMethods()
  const arrived: Arrived[] = []
  const listeners: ((one: Arrived) => void)[] = []
  const hook = new Pool(webhook, { connections: 100 })
  let troubleWith: (chat: string) => Trouble | undefined = () => undefined

  const server = createServer((req, res) => {
    const chunks: Buffer[] = []
    req.on('data', (chunk: Buffer) => chunks.push(chunk))
    req.on('end', () => void serve(req, res, Buffer.concat(chunks)))
  })
  // Node's 5 s would close a connection in the very moment that the bot uses it again.
  server.keepAliveTimeout = 120_000

  async function serve(req: IncomingMessage, res: ServerResponse, body: Buffer) {
    const method = (req.url ?? '').replace(`/bot${token}/`, '')
    const params = paramsOf(req.headers['content-type'] ?? '', body)
    const trouble = method.startsWith('send') ? troubleWith(String(params.chat_id)) : undefined
    if (trouble?.kind === 'throttle') {
      const refusal = {
        error_code: 429,
        description: 'Too Many Requests',
        parameters: { retry_after: trouble.seconds },
      }
      return answer(res, 429, { ok: false, ...refusal })
    }
    await pause(trouble?.kind === 'slow' ? trouble.ms : delayMs)
    const result = methods.call(method, params) as Partial<Message> & { code?: number; description?: string }
    if (result.code !== undefined)
      return answer(res, result.code, { ok: false, error_code: result.code, description: result.description })
    if (result.message_id !== undefined) {
      const one = { chat: String(params.chat_id), message: result as Message }
      arrived.push(one)
      for (const listener of listeners) listener(one)
    }
    if (trouble?.kind === 'lost_answer') return void req.socket.resetAndDestroy()
    return answer(res, 200, { ok: true, result })
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    root: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    arrived,
    onArrival: (listener) => void listeners.push(listener),
    async deliver(update) {
      methods.learn(update)
      const headers = { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret }
      const reply = await hook.request({
        method: 'POST',
        path: '/hooks/telegram',
        headers,
        body: JSON.stringify(update),
      })
      await reply.body.dump()
      return reply.statusCode
    },
    trouble(decide) {
      troubleWith = decide
    },
    async close() {
      await hook.destroy()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function answer(res: ServerResponse, status: number, body: unknown) {
  res.writeHead(status, { 'content-type': 'application/json' })
  res.end(JSON.stringify(body))
}

function paramsOf(type: string, body: Buffer): Record<string, unknown> {
  const [, boundary] = /^multipart\/form-data; boundary=(.+)$/.exec(type) ?? []
  if (!boundary) return body.length === 0 ? {} : JSON.parse(body.toString())
  // Read by hand: the one in Node 20 refuses file names without quotes, which grammY writes.
  const params: Record<string, unknown> = {}
  for (const part of body.toString('latin1').split(`--${boundary}`).slice(1, -1)) {
    const cut = part.indexOf('\r\n\r\n')
    const [, name] = /name="([^"]+)"/.exec(part.slice(0, cut)) ?? []
    const value = Buffer.from(part.slice(cut + 4, -2), 'latin1')
    if (!name) continue
    if (/filename=/.test(part.slice(0, cut))) params[name] = new File([new Uint8Array(value)], 'upload')
    else params[name] = name === 'reply_markup' ? JSON.parse(value.toString()) : value.toString()
  }
  return params
}
