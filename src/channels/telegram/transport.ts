import { Api, type RawApi, type Transformer } from 'grammy'
import { Pool } from 'undici'

export interface Transport {
  readonly api: Api
  close(): Promise<void>
}

const CONNECTIONS = 64
const CONNECT_MS = 5_000
const ANSWER_MS = 30_000

/**
 * grammY's typed API over an undici pool. Calls of plain JSON, which is nearly all, skip grammY's own transport: its
 * HTTP client is the largest single cost of a bot (measured, docs/bench.md). Uploads take grammY's way, through fetch.
 */
export function telegramTransport(root: string, token: string): Transport {
  const { origin, pathname } = new URL(root)
  const prefix = pathname.replace(/\/$/, '')
  const pool = new Pool(origin, {
    connections: CONNECTIONS,
    connect: { timeout: CONNECT_MS },
    headersTimeout: ANSWER_MS + 35_000, // a long poll waits up to 30 s before its first byte
    bodyTimeout: ANSWER_MS,
  })
  const api = new Api(token, { apiRoot: root.replace(/\/$/, ''), timeoutSeconds: 60, sensitiveLogs: false })
  api.config.use(plainJson(pool, `${prefix}/bot${token}/`))
  return { api, close: () => pool.close() }
}

const HEADERS = { 'content-type': 'application/json' }

function plainJson(pool: Pool, prefix: string): Transformer<RawApi> {
  return async (next, method, payload, signal) => {
    if (UPLOADS.has(method) && hasUpload(payload as Record<string, unknown>)) return next(method, payload, signal)
    const { body } = await pool.request({
      method: 'POST',
      path: prefix + method,
      headers: HEADERS,
      body: JSON.stringify(payload),
      ...(signal ? { signal: signal as AbortSignal } : {}),
    })
    return (await body.json()) as never
  }
}

const UPLOADS = new Set(['sendPhoto', 'sendDocument'])
const hasUpload = (payload: Record<string, unknown>) =>
  typeof payload.photo === 'object' || typeof payload.document === 'object'
