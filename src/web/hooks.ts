import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Hook } from '../platform/hook.ts'
import type { Log } from '../platform/log.ts'
import { HOOK_BYTES, isUnasked, saidWeight } from './weight.ts'

/** What is read of a body that nobody wants, so that its sender comes to read our answer. */
const UNWANTED_BYTES = 16_000_000
const UNWANTED_MS = 5_000

const WHOLE_ADDRESS = /^https?:\/\/[^/?#]*/i

/**
 * Answers webhooks before the pages' router sees them: they are most of what a busy service hears, and need nothing of
 * what a page needs. What is no hook goes on to `next`.
 */
export function beforePages(
  hooks: ReadonlyMap<string, Hook>,
  log: Log,
  next: (request: IncomingMessage, response: ServerResponse) => void,
) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    // Proxies may ask for the whole address, and every server takes it (RFC 9112, 3.2.2).
    const url = (request.url ?? '').replace(WHOLE_ADDRESS, '') || '/'
    request.url = url
    const { method } = request
    const query = url.indexOf('?')
    const hook = hooks.get(query < 0 ? url : url.slice(0, query))
    if (!url.startsWith('/hooks/')) next(request, response)
    else if (!hook) answer(request, response, 404)
    else if (method !== 'POST') answer(request, response, 405)
    else void serve(hook, request, response)
  }

  async function serve(hook: Hook, request: IncomingMessage, response: ServerResponse) {
    let body: Buffer | 'too large'
    try {
      body = await collect(request)
    } catch {
      // Whoever sent it broke off and hears nothing.
      response.destroy()
      return
    }
    if (body === 'too large') return answer(request, response, 413)
    try {
      const { status, json } = await hook({ headers: request.headers, body })
      answer(request, response, status, json)
    } catch (error) {
      log.error('http.failed', { kind: 'POST', status: 500, error })
      answer(request, response, 500)
    }
  }
}

function answer(request: IncomingMessage, response: ServerResponse, status: number, json?: object): void {
  const text = json ? JSON.stringify(json) : ''
  // What we have not read of the body must not be taken for the next request.
  const headers = request.complete ? {} : { connection: 'close' }
  const type = json ? { 'content-type': 'application/json' } : {}
  response.writeHead(status, { ...headers, ...type, 'content-length': Buffer.byteLength(text) })
  if (request.complete || isUnasked(request)) response.end(text)
  else {
    if (text === '') response.flushHeaders()
    else response.write(text)
    letFinish(request, response)
  }
}

/**
 * To close on somebody who still sends resets the connection, and the answer that lies in it is lost (RFC 9112, 9.6). So
 * what still comes is read and thrown away, within bounds.
 */
function letFinish(request: IncomingMessage, response: ServerResponse): void {
  let left = UNWANTED_BYTES
  const timer = setTimeout(() => request.destroy(), UNWANTED_MS)
  request.on('data', (chunk: Buffer) => {
    left -= chunk.length
    if (left < 0) request.destroy()
  })
  const over = () => {
    clearTimeout(timer)
    response.end()
  }
  request.once('end', over)
  request.once('close', over)
  request.on('error', () => {})
  request.resume()
}

function collect(request: IncomingMessage): Promise<Buffer | 'too large'> {
  if (saidWeight(request) > HOOK_BYTES) return Promise.resolve('too large')
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    const take = (chunk: Buffer) => {
      size += chunk.length
      if (size <= HOOK_BYTES) return void chunks.push(chunk)
      request.off('data', take)
      request.pause()
      resolve('too large')
    }
    request.on('data', take)
    request.on('end', () => resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)))
    // A request that is broken off ends with an error, and only that one does.
    request.on('error', reject)
  })
}
