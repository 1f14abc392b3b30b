import http from 'node:http'
import https from 'node:https'
import axios from 'axios'
import { SEND_MS, SendError } from './channel.ts'
import { codeOf, isUnsent } from './unsent.ts'

/** What a provider answered. */
export interface Answer {
  readonly status: number
  /** As it came: ids beyond 2^53 are in it. */
  readonly text: string
}

interface Posted {
  /** An object goes as JSON, URLSearchParams as a form, FormData in parts. */
  readonly body: object
  readonly headers?: Readonly<Record<string, string>>
  /** How long it may take, connecting included. Default: what a send may take. */
  readonly ms?: number
  readonly stop?: AbortSignal
}

/** A provider that is asked by HTTP, over connections that are kept. */
export interface Http {
  /**
   * @param name what operators call the provider
   * @throws SendError: `unavailable` where nothing has left us, `ambiguous` otherwise; neither address nor body is in it
   */
  post(url: string, posted: Posted): Promise<Answer>
  get(url: string, asked?: Omit<Posted, 'body'>): Promise<Answer>
  /** Breaks off what is still under way. */
  close(): void
}

const CONNECTIONS = 64
/** An answer of a provider is small. */
const ANSWER_MAX = 1_000_000

/**
 * Whatever the status, an answer is an answer. A redirect is not followed: addresses and headers hold tokens, which are
 * for nobody else.
 *
 * @param name what operators call the provider
 */
export function openHttp(name: string): Http {
  const agents = { keepAlive: true, maxSockets: CONNECTIONS }
  const [httpAgent, httpsAgent] = [new http.Agent(agents), new https.Agent(agents)]
  const closing = new AbortController()
  const client = axios.create({
    httpAgent,
    httpsAgent,
    proxy: false,
    maxRedirects: 0,
    maxContentLength: ANSWER_MAX,
    responseType: 'text',
    transformResponse: (text: unknown) => text,
    validateStatus: () => true,
  })

  async function ask(method: 'GET' | 'POST', url: string, { ms = SEND_MS, stop, ...rest }: Partial<Posted>) {
    const { body: data, headers = {} } = rest
    const ends = [closing.signal, AbortSignal.timeout(ms), ...(stop ? [stop] : [])]
    try {
      const { status, data: text } = await client.request<unknown>({
        method,
        url,
        headers,
        data,
        signal: AbortSignal.any(ends),
      })
      return { status, text: String(text ?? '') }
    } catch (error) {
      // What axios throws carries the address, the headers and the body.
      const code = codeOf(error)
      throw isUnsent(code)
        ? new SendError('unavailable', `${name} cannot be reached (${code})`)
        : new SendError('ambiguous', `${name} did not answer (${code})`)
    }
  }

  return {
    post: (url, posted) => ask('POST', url, posted),
    get: (url, asked = {}) => ask('GET', url, asked),
    close() {
      closing.abort()
      httpAgent.destroy()
      httpsAgent.destroy()
    },
  }
}
