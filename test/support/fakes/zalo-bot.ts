import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** One call of the platform as the fake saw it. */
export interface Call {
  readonly method: string
  readonly params: Readonly<Record<string, unknown>>
  readonly refused: boolean
}

/** What lies in a person's chat. */
export interface OnScreen {
  readonly chat: string
  readonly text: string
  /** The address that a picture was fetched from. */
  readonly photo?: string
}

/** Trouble on order, for the next call of that method. */
export type Trouble =
  | { readonly kind: 'refuse'; readonly code: number; readonly description: string }
  | { readonly kind: 'status'; readonly status: number }
  /** The connection breaks before the call took effect, or after it. */
  | { readonly kind: 'reset'; readonly when: 'before' | 'after' }
  | { readonly kind: 'delay'; readonly ms: number }

export interface FakeZaloBot {
  /** For ZALO_BOT_BASE. */
  readonly root: string
  readonly webhook: { readonly url: string; readonly secret: string } | undefined
  readonly calls: readonly Call[]
  readonly screen: readonly OnScreen[]
  /** @param chat whose: of anybody, if not said */
  fault(method: string, does: Trouble, chat?: string): void
  /** Posts an event once. @returns the status of the bot's answer */
  deliver(event: unknown): Promise<number>
  /** Keeps an event for a bot that polls. */
  queue(event: unknown): void
  close(): Promise<void>
}

interface Options {
  readonly token: string
  /** How long a question for updates is held open, in place of the seconds that are asked for. */
  readonly holdMs?: number
  /** Errors come with an HTTP status of their own; the platform was seen to answer 200. */
  readonly statuses?: boolean
  /** Told of what comes to lie in a chat. */
  readonly shown?: (on: OnScreen) => void
}

class Refused extends Error {
  readonly code: number
  constructor(code: number, description: string) {
    super(description)
    this.code = code
  }
}

const TEXT = 2000

/** A Zalo Bot Platform on loopback: strict about what its documents say, with trouble on order. One bot, private chats. */
export async function fakeZaloBot({
  token,
  holdMs = 300,
  statuses = false,
  shown = () => {},
}: Options): Promise<FakeZaloBot> {
  const prefix = `/bot${token}/`
  const calls: Call[] = []
  const screen: OnScreen[] = []
  const faults: { method: string; does: Trouble; chat: unknown }[] = []
  const waiting: unknown[] = []
  const known = new Set<string>()
  let asking: (() => void) | undefined
  let hook: { url: string; secret: string } | undefined
  let count = 0

  const server = createServer((req, res) => {
    const chunks: Buffer[] = []
    req.on('data', (chunk: Buffer) => chunks.push(chunk))
    req.on('end', () => void serve(req, res, Buffer.concat(chunks)))
  })

  async function serve(req: IncomingMessage, res: ServerResponse, body: Buffer) {
    const url = req.url ?? ''
    const method = url.slice(prefix.length)
    const params = body.length === 0 ? {} : (JSON.parse(body.toString()) as Record<string, unknown>)
    try {
      if (!url.startsWith(prefix)) throw new Refused(401, 'Unauthorized')
      if (await trouble({ method, chat: params.chat_id }, req, res, () => call(method, params))) return
      const result = await call(method, params)
      calls.push({ method, params, refused: false })
      send(res, 200, { ok: true, result })
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      calls.push({ method, params, refused: true })
      const { code, message: description } = error
      send(res, statuses ? code : 200, { ok: false, error_code: code, description })
    }
  }

  /** @returns whether it has answered */
  async function trouble(
    called: { method: string; chat: unknown },
    req: IncomingMessage,
    res: ServerResponse,
    take: () => Promise<unknown>,
  ) {
    const at = faults.findIndex(
      ({ method, chat }) => method === called.method && (chat ?? called.chat) === called.chat,
    )
    if (at < 0) return false
    const { does } = faults.splice(at, 1)[0]!
    switch (does.kind) {
      case 'refuse':
        throw new Refused(does.code, does.description)
      case 'status':
        res.writeHead(does.status, { 'content-type': 'text/html' })
        res.end('<html>Bad Gateway</html>')
        return true
      case 'reset':
        if (does.when === 'after') await take()
        req.socket.resetAndDestroy()
        return true
      case 'delay':
        await new Promise((resolve) => setTimeout(resolve, does.ms))
        return false
    }
  }

  async function call(method: string, params: Readonly<Record<string, unknown>>): Promise<unknown> {
    switch (method) {
      case 'getMe':
        return {
          id: token.split(':')[0],
          account_name: 'bot.chungtay',
          account_type: 'BASIC',
          can_join_groups: false,
        }
      case 'getWebhookInfo':
        return { url: hook?.url ?? '', updated_at: 1_767_225_600_000 }
      case 'deleteWebhook':
        hook = undefined
        return { url: '', updated_at: 1_767_225_600_000 }
      case 'setWebhook':
        return setWebhook(params)
      case 'getUpdates':
        return next(params)
      case 'sendMessage':
        return say(params, String(params.text ?? ''))
      case 'sendPhoto':
        return sendPhoto(params)
      default:
        throw new Refused(404, 'Not Found')
    }
  }

  function setWebhook({ url, secret_token: secret }: Readonly<Record<string, unknown>>) {
    if (typeof url !== 'string' || !/^https?:\/\//.test(url)) throw new Refused(400, 'Bad Request: url')
    if (typeof secret !== 'string' || secret.length < 8 || secret.length > 256)
      throw new Refused(400, 'Bad Request: secret_token')
    hook = { url, secret }
    return { url, updated_at: 1_767_225_600_000 }
  }

  /** One event, and no way to say that it has arrived. */
  async function next({ timeout }: Readonly<Record<string, unknown>>) {
    if (hook) throw new Refused(400, 'Bad Request: webhook is active')
    if (typeof timeout !== 'string') throw new Refused(400, 'Bad Request: timeout')
    if (waiting.length === 0) {
      await new Promise<void>((resolve) => {
        asking = resolve
        setTimeout(resolve, holdMs)
      })
    }
    if (waiting.length === 0) throw new Refused(408, 'Request timeout')
    return waiting.shift()
  }

  function say({ chat_id: chat }: Readonly<Record<string, unknown>>, text: string, photo?: string) {
    if (typeof chat !== 'string' || !known.has(chat)) throw new Refused(404, 'Not Found')
    if (photo === undefined && text === '') throw new Refused(400, 'Bad Request: text is empty')
    if (text.length > TEXT) throw new Refused(400, 'Bad Request: text is too long')
    if (text !== text.normalize('NFC')) throw new Refused(400, 'Bad Request: text')
    count += 1
    const on = { chat, text, ...(photo === undefined ? {} : { photo }) }
    screen.push(on)
    shown(on)
    return { message_id: `bot-message-${count}`, date: 1_767_225_600_000 + count }
  }

  async function sendPhoto(params: Readonly<Record<string, unknown>>) {
    const { photo, caption = '' } = params
    if (typeof photo !== 'string' || !/^https?:\/\//.test(photo)) throw new Refused(400, 'Bad Request: photo')
    return say(params, String(caption), photo)
  }

  function learn(event: unknown) {
    const text = JSON.stringify(event) ?? ''
    for (const [, id] of text.matchAll(/"chat":\{"id":"?([^",}]+)/g)) known.add(id!)
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    root: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get webhook() {
      return hook
    },
    calls,
    screen,
    fault: (method, does, chat) => void faults.push({ method, does, chat }),
    async deliver(event) {
      if (!hook) throw new Error('the bot has set no webhook')
      learn(event)
      const headers = { 'content-type': 'application/json', 'x-bot-api-secret-token': hook.secret }
      return (await fetch(hook.url, { method: 'POST', headers, body: JSON.stringify(event) })).status
    },
    queue(event) {
      learn(event)
      waiting.push(event)
      asking?.()
    },
    async close() {
      asking?.()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function send(res: ServerResponse, status: number, answer: unknown) {
  res.writeHead(status, { 'content-type': 'application/json' })
  res.end(JSON.stringify(answer))
}

/** An event as it was seen to be posted: flat, ids of twenty letters. */
export const textEvent = (id: string, from: string, text: string) => ({
  event_name: 'message.text.received',
  message: {
    message_id: id,
    date: 1_767_225_600_000,
    from: { id: from, display_name: 'Lan', is_bot: false },
    chat: { id: from, chat_type: 'PRIVATE' },
    text,
  },
})
