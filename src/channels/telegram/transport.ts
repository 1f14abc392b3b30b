import { Api, type RawApi, type Transformer } from 'grammy'
import { Pool, fetch as poolFetch, type RequestInit } from 'undici'
import { parseWithIds } from '../json.ts'

export interface Transport {
  readonly api: Api
  /** Breaks off what is still under way: whoever waits for it has waited long enough. */
  close(): Promise<void>
}

const CONNECTIONS = 64
const CONNECT_MS = 5_000
const ANSWER_MS = 30_000
/** How long Telegram may hold a question for updates open before it answers that there are none. */
export const POLL_SECONDS = 25

/**
 * grammY's typed API over an undici pool. Calls of plain JSON, which is nearly all, skip grammY's own transport: its
 * HTTP client is the largest single cost of a bot (measured, docs/bench.md). Uploads are put together by grammY and
 * go through the same pool.
 */
export function telegramTransport(root: string, token: string): Transport {
  const { origin, pathname } = new URL(root)
  const prefix = pathname.replace(/\/+$/, '')
  const pool = new Pool(origin, {
    connections: CONNECTIONS,
    connect: { timeout: CONNECT_MS },
    headersTimeout: ANSWER_MS,
    bodyTimeout: ANSWER_MS,
  })
  const api = new Api(token, {
    apiRoot: `${origin}${prefix}`,
    timeoutSeconds: ANSWER_MS / 1000 + 5,
    sensitiveLogs: false,
    fetch: ((url: string, init: RequestInit) => upload(pool, url, init)) as never,
  })
  api.config.use(plainJson(pool, `${prefix}/bot${token}/`))
  return { api, close: () => pool.destroy() }
}

const HEADERS = { 'content-type': 'application/json' }

function plainJson(pool: Pool, prefix: string): Transformer<RawApi> {
  return async (next, method, payload, signal) => {
    if (UPLOADS.has(method) && hasUpload(payload as Record<string, unknown>))
      return next(method, payload, signal)
    const { statusCode, body } = await pool.request({
      method: 'POST',
      path: prefix + method,
      headers: HEADERS,
      body: JSON.stringify(payload),
      ...(signal ? { signal: signal as AbortSignal } : {}),
      ...(method === 'getUpdates' ? { headersTimeout: POLL_SECONDS * 1000 + ANSWER_MS } : {}),
    })
    return answerOf(statusCode, await body.text()) as never
  }
}

/** A proxy in front of the Bot API says in its own way that something failed: then only its status counts. */
function answerOf(status: number, text: string): object {
  try {
    const answer = parseWithIds(text)
    if (typeof answer === 'object' && answer !== null && 'ok' in answer) return answer
  } catch {
    // not JSON
  }
  return { ok: false, error_code: status, description: 'the answer is not the Bot API’s' }
}

async function upload(pool: Pool, url: string, { method, headers, body, signal }: RequestInit) {
  // grammY brings an older kind of signal than fetch takes.
  const stop = new AbortController()
  signal?.addEventListener('abort', () => stop.abort())
  const init = { method, headers, body, signal: stop.signal, duplex: 'half', dispatcher: pool } as RequestInit
  const answer = await poolFetch(url, init)
  const text = await answer.text()
  return { json: async () => answerOf(answer.status, text) }
}

const UPLOADS = new Set(['sendPhoto', 'sendDocument'])
const hasUpload = (payload: Record<string, unknown>) =>
  typeof payload.photo === 'object' || typeof payload.document === 'object'
