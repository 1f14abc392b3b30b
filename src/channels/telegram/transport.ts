import { Api, InputFile, type RawApi, type Transformer } from 'grammy'
import { type Dispatcher, FormData, Pool } from 'undici'
import { SEND_MS } from '../channel.ts'
import { parseWithIds } from '../json.ts'

export interface Transport {
  readonly api: Api
  /** Fetches a file by the path that `getFile` gave. @throws the transport's error, or what `stop` ended with */
  download(path: string, most: number, stop: AbortSignal): Promise<Download>
  /** Breaks off what is still under way: whoever waits for it has waited long enough. */
  close(): Promise<void>
}

interface Download {
  readonly status: number
  /** Undefined when there were more than `most`, or the status is none of success. */
  readonly bytes: Buffer | undefined
}

/** A file to send, with its bytes at hand. */
export class Upload extends InputFile {
  readonly bytes: Uint8Array
  constructor(bytes: Uint8Array, name: string) {
    super(bytes, name)
    this.bytes = bytes
  }
}

const CONNECTIONS = 64
const CONNECT_MS = 5_000
const ANSWER_MS = SEND_MS - CONNECT_MS
/** How long Telegram may hold a question for updates open before it answers that there are none. */
export const POLL_SECONDS = 25

/**
 * grammY's typed API over an undici pool, past grammY's own transport: its HTTP client is the largest single cost of a
 * bot (measured, docs/bench.md), and its errors carry the address with the token.
 */
export function telegramTransport(root: string, token: string): Transport {
  const { origin, pathname } = new URL(root)
  const pool = new Pool(origin, {
    connections: CONNECTIONS,
    connect: { timeout: CONNECT_MS },
    headersTimeout: ANSWER_MS,
    bodyTimeout: ANSWER_MS,
  })
  const api = new Api(token)
  api.config.use(overPool(pool, `${pathname.replace(/\/+$/, '')}/bot${token}/`))
  const files = `${pathname.replace(/\/+$/, '')}/file/bot${token}/`
  return {
    api,
    download: (path, most, stop) =>
      fetchFile(pool, files + path.split('/').map(encodeURIComponent).join('/'), most, stop),
    close: () => pool.destroy(),
  }
}

async function fetchFile(pool: Pool, path: string, most: number, stop: AbortSignal): Promise<Download> {
  const { statusCode: status, body } = await pool.request({ method: 'GET', path, signal: stop })
  // What is left unread ends with an error that nobody waits for.
  body.on('error', () => {})
  if (status !== 200) {
    body.destroy()
    return { status, bytes: undefined }
  }
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > most) return { status, bytes: undefined }
    chunks.push(chunk)
  }
  return { status, bytes: Buffer.concat(chunks) }
}

function overPool(pool: Pool, prefix: string): Transformer<RawApi> {
  return async (_, method, payload, signal) => {
    const polls = method === 'getUpdates'
    const { status, text } = await exchange(
      pool,
      {
        method: 'POST',
        path: prefix + method,
        ...bodyOf(payload as Readonly<Record<string, unknown>>),
        ...(polls ? { headersTimeout: POLL_SECONDS * 1000 + ANSWER_MS } : {}),
      },
      signal as AbortSignal | undefined,
    )
    // Of what we sent, nothing but small numbers is read back; updates carry ids that a number may not hold.
    return answerOf(status, text, polls ? parseWithIds : JSON.parse) as never
  }
}

/**
 * One request and its whole answer, without the stream that undici's `request` makes of a body: an answer of the Bot API
 * is one small piece, and the stream would cost as much as the request.
 */
function exchange(
  pool: Pool,
  request: Dispatcher.DispatchOptions,
  signal: AbortSignal | undefined,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason)
    const chunks: Buffer[] = []
    let status = 0
    let abort = () => {}
    const done = () => signal?.removeEventListener('abort', abort)
    pool.dispatch(request, {
      onRequestStart(controller) {
        if (!signal) return
        abort = () => controller.abort(signal.reason as Error)
        signal.addEventListener('abort', abort, { once: true })
        if (signal.aborted) abort()
      },
      onResponseStart(_, code) {
        status = code
      },
      onResponseData(_, chunk) {
        chunks.push(chunk)
      },
      onResponseEnd() {
        done()
        resolve({ status, text: (chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)).toString() })
      },
      onResponseError(_, error) {
        done()
        reject(error)
      },
    })
  })
}

const JSON_HEADERS = { 'content-type': 'application/json' }

function bodyOf(payload: Readonly<Record<string, unknown>>) {
  const fields = Object.entries(payload)
  if (!fields.some(([, value]) => value instanceof Upload)) {
    return { headers: JSON_HEADERS, body: JSON.stringify(payload) }
  }
  const form = new FormData()
  for (const [name, value] of fields) {
    if (value instanceof Upload) form.set(name, new Blob([new Uint8Array(value.bytes)]), value.filename)
    else if (value !== undefined) form.set(name, typeof value === 'string' ? value : JSON.stringify(value))
  }
  return { body: form }
}

/** A proxy in front of the Bot API says in its own way that something failed: then only its status counts. */
function answerOf(status: number, text: string, parse: (text: string) => unknown): object {
  try {
    const answer = parse(text)
    if (typeof answer === 'object' && answer !== null && 'ok' in answer) return answer
  } catch {
    // not JSON
  }
  return { ok: false, error_code: status, description: 'this is no answer of the Bot API' }
}
