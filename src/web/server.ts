import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { secureHeaders } from 'hono/secure-headers'
import type { Hook } from '../platform/hook.ts'
import type { Log } from '../platform/log.ts'
import { beforePages } from './hooks.ts'
import { networkOf } from './network.ts'
import { questionOf } from './question.ts'
import type { RateLimit } from './rate.ts'
import {
  CHAT_BYTES,
  FORM_BYTES,
  isUnasked,
  PAPER_BYTES,
  PICTURE_BYTES,
  takesPaper,
  takesPicture,
} from './weight.ts'

/** What is somebody's own, or true only now: no browser and no proxy keeps it. */
const UNKEPT = ['/chat/api/*', '/check', '/check/*', '/c/*', '/pay/*', '/console', '/console/*']

/**
 * What draws, reads or searches for strangers, and from which bucket. Many people share one address: who counts receipts up
 * takes the way to pay from nobody, nor do pages that wait for their money take the papers from others.
 */
const LIMITED: readonly (readonly [path: string, bucket: (c: Context) => keyof Limits])[] = [
  ['/files/*', () => 'papers'],
  ['/c/*', () => 'papers'],
  ['/check', (c) => (questionOf(c) === '' ? 'papers' : 'questions')],
  ['/check/picture', () => 'questions'],
  ['/needs/*', () => 'papers'],
  ['/vouchers/*', () => 'papers'],
  ['/campaigns/:slug/books.csv', () => 'papers'],
  ['/pay/*', () => 'pay'],
]

/** How many of LIMITED one network address gets. */
interface Limits {
  /** Certificates, receipts and pictures; a page has a few of them. */
  readonly papers: RateLimit
  /** What is asked on /check: receipts have numbers that can be counted up, and a person holds a few of them. */
  readonly questions: RateLimit
  /** Pages of transfers, which ask by themselves whether the money has come. */
  readonly pay: RateLimit
}

interface Parts {
  readonly log: Log
  readonly chatApi: Hono
  readonly pages: readonly Hono[]
  readonly perSource: { readonly limits: Limits; readonly remote: (c: Context) => string }
  readonly health: { live(): boolean; ready(): Promise<{ ok: boolean; checks: Record<string, boolean> }> }
  /** A kind page for a fault. */
  readonly faultPage: (c: Context, status: Fault, retryAfter?: number) => Response | Promise<Response>
}

type Fault = 404 | 413 | 429 | 500

/** Pages and chat: everything but the webhooks (hooks.ts). */
export function webApp({ log, chatApi, pages, perSource, health, faultPage }: Parts): Hono {
  const app = new Hono()

  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'blob:', 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
      referrerPolicy: 'same-origin',
      // Plain HTTP is how it is tried out at home; the proxy in front of a real one speaks HTTPS.
      strictTransportSecurity: false,
    }),
  )

  app.get('/healthz', (c) => (health.live() ? c.text('ok') : c.text('stopping', 503)))
  app.get('/readyz', async (c) => {
    const { ok, checks } = await health.ready()
    return c.json({ ok, checks }, ok ? 200 : 503)
  })

  const tooLarge = (maxSize: number) => bodyLimit({ maxSize, onError: (c) => fault(c, 413) })
  for (const path of UNKEPT)
    app.use(path, async (c, next) => {
      c.header('Cache-Control', 'no-store')
      await next()
    })
  app.use('/chat/api/*', tooLarge(CHAT_BYTES))
  app.route('/chat/api', chatApi)
  const [forms, papers, pictures] = [FORM_BYTES, PAPER_BYTES, PICTURE_BYTES].map(tooLarge)
  app.use('*', (c, next) => {
    const { path } = c.req
    return (takesPicture(path) ? pictures! : takesPaper(path) ? papers! : forms!)(c, next)
  })
  for (const [path, bucket] of LIMITED)
    app.use(path, async (c, next) => {
      const seconds = perSource.limits[bucket(c)].take(perSource.remote(c))
      if (seconds === 0) return next()
      c.header('Retry-After', String(seconds))
      c.header('Cache-Control', 'no-store')
      return fault(c, 429, seconds)
    })
  for (const page of pages) app.route('/', page)

  function fault(c: Context, status: Fault, retryAfter?: number): Response | Promise<Response> {
    const { path } = c.req
    // The chat's programs, and whoever checks a signature by a program.
    const readsJson = path.startsWith('/chat/api') || path.startsWith('/c/keys/') || path.endsWith('/signed')
    if (readsJson) return c.json({ error: FAULTS[status] }, status)
    return faultPage(c, status, retryAfter)
  }

  app.notFound((c) => fault(c, 404))
  app.onError((error, c) => {
    // Whoever sent it broke off, and hears nothing.
    if (isBrokenOff(c)) return c.body(null, 400)
    log.error('http.failed', { kind: c.req.method, status: 500, error })
    return fault(c, 500)
  })
  return app
}

const FAULTS = {
  404: 'Không có đường dẫn này. · There is nothing here.',
  413: 'Tin này quá lớn: tối đa 5 MB. · This is too large: at most 5 MB.',
  429: 'Nhiều quá, bạn chờ một chút nhé. · Too many, please wait a moment.',
  500: 'Mình đang trục trặc, bạn gửi lại sau nhé. · We are having trouble, please send it again later.',
} as const

export interface Listening {
  readonly port: number
  /** Takes no more connections and waits for those under way. */
  close(graceMs: number): Promise<void>
}

/**
 * Opens the port.
 *
 * @throws the system's error (EADDRINUSE, EACCES) when it cannot
 */
export function listen(
  {
    web,
    hooks,
    log,
  }: { readonly web: Pick<Hono, 'fetch'>; readonly hooks: ReadonlyMap<string, Hook>; readonly log: Log },
  port: number,
): Promise<Listening> {
  return new Promise((resolve, reject) => {
    const pages = getRequestListener(web.fetch)
    const answer = beforePages(hooks, log, (request, response) => void pages(request, response))
    const answered = new Set<ServerResponse>()
    let closing = false
    const serve: typeof answer = (request, response) => {
      answered.add(response)
      response.once('close', () => answered.delete(response))
      if (closing) response.shouldKeepAlive = false
      return answer(request, response)
    }
    const server = createServer(serve)
    // Whoever is not asked for the body is answered without it, and Node closes the connection after that.
    server.on('checkContinue', (request, response) => {
      if (!isUnasked(request)) response.writeContinue()
      serve(request, response)
    })
    server.once('error', reject)
    server.listen(port, () =>
      resolve({
        port: (server.address() as AddressInfo).port,
        close: (graceMs) =>
          new Promise((done) => {
            const timer = setTimeout(() => server.closeAllConnections(), graceMs)
            server.close(() => {
              clearTimeout(timer)
              done()
            })
            // A browser that polls would ask again on the connection that it has, until the time of grace is over.
            closing = true
            for (const response of answered) response.shouldKeepAlive = false
            server.closeIdleConnections()
          }),
      }),
    )
  })
}

/** Without a server around it (a test's request) there is none. */
const incomingOf = (c: Context) => (c.env as { incoming?: IncomingMessage } | undefined)?.incoming

/** The connection ended before the body did. */
function isBrokenOff(c: Context): boolean {
  const incoming = incomingOf(c)
  return Boolean(incoming?.destroyed && !incoming.complete)
}

/**
 * The network that a caller comes from, for limits: an address of IPv4, or the /64 of IPv6, which a single household or
 * phone has for itself. As many proxies are believed as the settings name, no more.
 */
export function remoteNetwork(trustedProxies: number): (c: Context) => string {
  return (c) => networkOf(remoteAddress(c, trustedProxies))
}

function remoteAddress(c: Context, trustedProxies: number): string {
  const direct = incomingOf(c)?.socket?.remoteAddress ?? 'unknown'
  if (trustedProxies === 0) return direct
  const said = (c.req.header('x-forwarded-for') ?? '').split(',').map((one) => one.trim())
  return said.at(-trustedProxies) || direct
}
