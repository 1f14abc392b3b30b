import { z } from 'zod'
import { SendError } from '../channel.ts'
import { type Answer, openHttp } from '../http.ts'
import { readWithIds } from '../json.ts'
import { isTokenTrouble, meaningOf } from './errors.ts'

/** The account's access token, which lives for a day and is made anew by one process for all. */
export interface Tokens {
  /** @throws SendError when there is none: somebody must consent */
  access(): Promise<string>
  /** Another one than `refused`, which Zalo does not take. @throws SendError when none can be had */
  instead(refused: string): Promise<string>
}

/** The Official Account's API: https://docs.zaloplatforms.com/docs/OA (read 2026-11). */
export interface OaClient {
  /** Posts JSON. @returns `data` of the answer @throws OaError, SendError */
  post(path: string, body: object): Promise<unknown>
  /** Posts a file, in the field that Zalo wants it in. */
  upload(path: string, file: File): Promise<unknown>
  /** Asks; what is asked goes as JSON in one parameter. */
  get(path: string, data?: object, ms?: number): Promise<unknown>
  close(): void
}

/** Zalo refused, with a code of its own. */
export class OaError extends SendError {
  readonly code: number
  constructor(code: number) {
    const { kind, message, retryAfterMs } = meaningOf(code)
    super(kind, message, retryAfterMs)
    this.name = 'OaError'
    this.code = code
  }
}

const Envelope = z.object({ error: z.coerce.number().int(), data: z.unknown().optional() })

export function oaClient(root: string, tokens: Tokens): OaClient {
  const http = openHttp('Zalo')
  const base = root.replace(/\/+$/, '')

  /** With a token that Zalo takes: one that it refuses is renewed, and the call made once more. */
  async function asked(
    call: (headers: Readonly<Record<string, string>>) => Promise<Answer>,
  ): Promise<unknown> {
    const token = await tokens.access()
    const first = codeIn(await call({ access_token: token }))
    if (!isTokenTrouble(first.code)) return dataOf(first)
    return dataOf(codeIn(await call({ access_token: await tokens.instead(token) })))
  }

  return {
    post: (path, body) => asked((headers) => http.post(base + path, { body, headers })),
    upload(path, file) {
      const form = new FormData()
      form.set('file', file)
      return asked((headers) => http.post(base + path, { body: form, headers }))
    },
    get(path, data, ms) {
      const query = data ? `?data=${encodeURIComponent(JSON.stringify(data))}` : ''
      return asked((headers) => http.get(base + path + query, { headers, ...(ms ? { ms } : {}) }))
    },
    close: http.close,
  }
}

interface Coded {
  readonly code: number
  readonly data?: unknown
}

/** @throws SendError where it is no answer of the API: then nobody knows whether the call took effect */
function codeIn({ status, text }: Answer): Coded {
  const read = Envelope.safeParse(readWithIds(text))
  if (read.success) return { code: read.data.error, data: read.data.data }
  if (status === 429) throw new SendError('throttled', 'too many requests', 60_000)
  if (status === 404) throw new SendError('misconfigured', 'there is no Zalo API at ZALO_OPENAPI_BASE')
  throw new SendError('ambiguous', `Zalo failed (${status})`)
}

function dataOf({ code, data }: Coded): unknown {
  if (code !== 0) throw new OaError(code)
  return data
}
