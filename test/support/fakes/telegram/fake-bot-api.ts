import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Pool } from 'undici'
import { against } from './bot-api-description.ts'
import { botApiMethods, chatOf, type StoredFile, type Webhook } from './bot-api-methods.ts'
import { polling } from './bot-api-polling.ts'
import type { Params, Refusal } from './bot-api-rules.ts'
import type { Message, Update } from './updates.ts'

/** One call of the Bot API as the fake saw it. */
export interface Call {
  readonly method: string
  readonly params: Params
  readonly chat: number | undefined
  /** What was sent or edited. */
  readonly message: Message | undefined
  readonly refused: Refusal | undefined
}

/** Trouble on order, for the next `times` calls (one, if not said) that fit. */
export interface Fault {
  readonly method?: string
  readonly chat?: number
  readonly times?: number
  readonly does: Trouble
}
type Trouble =
  /** `retryAfter` in seconds, as Telegram has it. */
  | { readonly kind: 'throttle'; readonly retryAfter: number }
  | { readonly kind: 'fail'; readonly status: 500 | 502 | 503 }
  /** The connection breaks before the call took effect, or after it: then nobody can know. */
  | { readonly kind: 'reset'; readonly when: 'before' | 'after' }
  | { readonly kind: 'delay'; readonly ms: number }
  | { readonly kind: 'block' }
  /** Any answer that Telegram gives instead of a result. */
  | ({ readonly kind: 'refuse'; readonly parameters?: Params } & Refusal)
  /** The answer waits for what the test does meanwhile. */
  | { readonly kind: 'hold'; readonly until: Promise<unknown> }

export interface FakeBotApi {
  /** For TELEGRAM_API_ROOT. */
  readonly root: string
  readonly webhook: Webhook | undefined
  /** Sends an update to the webhook once. @returns the status of the bot's answer */
  deliver(update: Update): Promise<number>
  /** Keeps an update for a bot that polls. */
  queue(update: Update): void
  /** What was queued and no poll has confirmed. */
  readonly unconfirmed: readonly Update[]
  fault(fault: Fault): void
  /** Takes a file that a person sends. @returns what stands for it in their message */
  receive(bytes: Buffer): StoredFile
  /** @throws when a call was not as the Bot API is described by others */
  close(): Promise<void>
}

interface Options {
  readonly token: string
  /** A folder that the Bot API lives in behind a proxy, such as `/telegram`. */
  readonly path?: string
  /** Told of every call at the moment it takes effect or is refused. */
  readonly heard?: (call: Call) => void
  /** How long every answer takes. */
  readonly delayMs?: number
}

const MAX_CONNECTIONS = 100 // the most that setWebhook allows

/** A Bot API on loopback for tests and the bench: strict about limits, with trouble on order. One bot, private chats. */
export async function fakeBotApi({
  token,
  path: folder = '',
  heard = () => {},
  delayMs = 0,
}: Options): Promise<FakeBotApi> {
  const prefix = `${folder}/bot${token}/`
  const downloads = `${folder}/file/bot${token}/`
  const methods = botApiMethods()
  const polls = polling()
  const wrong = new Set<string>()
  let faults: { fault: Fault; left: number }[] = []
  let hook: { of: Webhook; pool: Pool; path: string; headers: Record<string, string> } | undefined

  const server = createServer((req, res) => {
    const chunks: Buffer[] = []
    req.on('data', (chunk: Buffer) => chunks.push(chunk))
    req.on('end', () => void serve(req, res, Buffer.concat(chunks)))
  })

  // Telegram keeps connections for long. Node's 5 s would close some in the very moment that a bot uses them again.
  server.keepAliveTimeout = 120_000

  async function serve(req: IncomingMessage, res: ServerResponse, body: Buffer) {
    const url = req.url ?? ''
    if (url.startsWith(downloads)) return serveFile(req, res, url.slice(downloads.length))
    if (!url.startsWith(prefix)) return refuse(res, { code: 401, description: 'Unauthorized' })
    const method = url.slice(prefix.length)
    const type = req.headers['content-type'] ?? ''
    const params = type.startsWith('multipart/') ? await formParams(type, body) : jsonParams(body)
    judge(method, params)
    const trouble = faults.length > 0 ? troubleWith(method, chatOf(params)) : undefined
    const delay = trouble?.kind === 'delay' ? trouble.ms : delayMs
    if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay))
    if (trouble?.kind === 'hold') await trouble.until
    else if (trouble && trouble.kind !== 'delay') return fail(trouble, req, res, () => call(method, params))
    const answer = method === 'getUpdates' ? await updatesFor(params, res) : call(method, params)
    return isRefusal(answer) ? refuse(res, answer) : send(res, 200, { ok: true, result: answer })
  }

  function judge(method: string, params: Params) {
    for (const line of against(method, params)) wrong.add(line)
  }

  /** For trouble on order it is the method "download". */
  async function serveFile(req: IncomingMessage, res: ServerResponse, path: string) {
    const trouble = troubleWith('download', undefined)
    if (trouble?.kind === 'delay') await new Promise((resolve) => setTimeout(resolve, trouble.ms))
    else if (trouble?.kind === 'hold') await trouble.until
    else if (trouble) return fail(trouble, req, res, () => {})
    const bytes = methods.bytesAt(path)
    if (!bytes) return refuse(res, { code: 404, description: 'Not Found' })
    res.writeHead(200, { 'content-type': 'application/octet-stream' })
    res.end(bytes)
  }

  function updatesFor(params: Params, res: ServerResponse) {
    if (methods.webhook) {
      return {
        code: 409,
        description: "Conflict: can't use getUpdates method while webhook is active",
      } satisfies Refusal
    }
    const gone = new AbortController()
    res.once('close', () => gone.abort())
    return polls.ask(params, gone.signal)
  }

  function troubleWith(method: string, chat: number | undefined): Trouble | undefined {
    const one = faults.find(
      ({ fault }) => (fault.method ?? method) === method && (fault.chat ?? chat) === chat,
    )
    if (one) one.left -= 1
    faults = faults.filter(({ left }) => left > 0)
    return one?.fault.does
  }

  function call(method: string, params: Params): unknown {
    const answer = methods.call(method, params)
    heard({
      method,
      params,
      chat: chatOf(params),
      message: isMessage(answer) ? answer : undefined,
      refused: isRefusal(answer) ? answer : undefined,
    })
    return answer
  }

  async function deliver(update: Update): Promise<number> {
    const { pool, path, headers } = hookNow()
    methods.learn(update)
    const answer = await pool.request({ method: 'POST', path, headers, body: JSON.stringify(update) })
    const text = await answer.body.text()
    // A bot may put one call into its answer.
    // https://core.telegram.org/bots/faq#how-can-i-make-requests-in-response-to-updates (read 2026-11)
    if (text.startsWith('{')) {
      const { method, ...params } = JSON.parse(text) as Record<string, unknown>
      if (method) {
        judge(String(method), params)
        call(String(method), params)
      }
    }
    return answer.statusCode
  }

  function hookNow() {
    const { webhook } = methods
    if (!webhook) throw new Error('the bot has set no webhook')
    if (hook?.of !== webhook) {
      void hook?.pool.close()
      const { origin, pathname } = new URL(webhook.url)
      hook = {
        of: webhook,
        // Idle connections are left early: a bot may close its end at any moment, and an update must not meet that.
        pool: new Pool(origin, { connections: MAX_CONNECTIONS, keepAliveMaxTimeout: 1_000 }),
        path: pathname,
        headers: {
          'content-type': 'application/json',
          ...(webhook.secret === undefined ? {} : { 'x-telegram-bot-api-secret-token': webhook.secret }),
        },
      }
    }
    return hook
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    root: `http://127.0.0.1:${(server.address() as AddressInfo).port}${folder}`,
    get webhook() {
      return methods.webhook
    },
    deliver,
    queue(update) {
      methods.learn(update)
      polls.queue(update)
    },
    get unconfirmed() {
      return polls.unconfirmed
    },
    receive: methods.receive,
    fault: (fault) => void faults.push({ fault, left: fault.times ?? 1 }),
    async close() {
      await hook?.pool.destroy()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      if (wrong.size > 0) throw new Error(`not as the Bot API is described: ${[...wrong].join('; ')}`)
    },
  }
}

function fail(
  trouble: Exclude<Trouble, { kind: 'delay' | 'hold' }>,
  req: IncomingMessage,
  res: ServerResponse,
  call: () => void,
) {
  switch (trouble.kind) {
    case 'throttle': {
      const { retryAfter } = trouble
      const description = `Too Many Requests: retry after ${retryAfter}`
      return send(res, 429, {
        ok: false,
        error_code: 429,
        description,
        parameters: { retry_after: retryAfter },
      })
    }
    case 'fail':
      return send(res, trouble.status, {
        ok: false,
        error_code: trouble.status,
        description: 'Internal Server Error',
      })
    case 'block':
      return refuse(res, { code: 403, description: 'Forbidden: bot was blocked by the user' })
    case 'refuse': {
      const { code, description, parameters } = trouble
      return send(res, code, {
        ok: false,
        error_code: code,
        description,
        ...(parameters ? { parameters } : {}),
      })
    }
    case 'reset':
      if (trouble.when === 'after') call()
      return void req.socket.resetAndDestroy()
    default:
      return trouble satisfies never
  }
}

const refuse = (res: ServerResponse, { code, description }: Refusal) =>
  send(res, code, { ok: false, error_code: code, description })

function send(res: ServerResponse, status: number, answer: unknown) {
  const body = JSON.stringify(answer)
  res.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) })
  res.end(body)
}

const isObject = (answer: unknown): answer is object => typeof answer === 'object' && answer !== null
const isRefusal = (answer: unknown): answer is Refusal => isObject(answer) && 'description' in answer
const isMessage = (answer: unknown): answer is Message => isObject(answer) && 'message_id' in answer

const jsonParams = (body: Buffer): Params =>
  body.length === 0 ? {} : (JSON.parse(body.toString()) as Params)

async function formParams(type: string, body: Buffer): Promise<Params> {
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData()
  const params: Record<string, unknown> = {}
  for (const [name, value] of form) params[name] = name === 'reply_markup' ? JSON.parse(String(value)) : value
  return params
}
