import { createHash, timingSafeEqual } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import {
  ACTS,
  type Act,
  FRESH,
  type Gate,
  may,
  officerById,
  proveAgain,
  type Role,
  reach,
  type Session,
  sessionOf,
  type UnitTree,
  unitTree,
} from '../organisers/index.ts'
import { document } from '../web/html.ts'
import type { Frame } from '../web/layout.tsx'
import { to } from '../web/show.ts'
import { PlainPage, ProvePage } from './entrance/pages.tsx'
import type { Desk } from './layout.tsx'
import { type Before, once } from './once.ts'
import type { Parts } from './room.ts'
import { pageOfForm, QUIET, ROUTES, type Route, type Rule, wayBack } from './routes.ts'
import { deskWords } from './words.ts'

/** Who asks: nobody known, somebody half way in, or an officer with where they may do what they ask for. */
interface Stranger {
  readonly frame: Frame
}
export interface HalfWay extends Stranger {
  readonly session: Session
}
export interface Signed extends HalfWay {
  readonly desk: Desk
  /** Units in which the route's act is theirs. */
  readonly units: ReadonlySet<string>
  readonly tree: UnitTree
}

type Asker<R extends Rule> = R extends 'anybody' ? Stranger : R extends 'half way' ? HalfWay : Signed
export type Handlers = {
  readonly [R in Route]: (c: Context, who: Asker<(typeof ROUTES)[R]>) => Response | Promise<Response>
}

type Door = Pick<Parts, 'gate' | 'frame' | 'site' | 'remote'>

/**
 * The desk's routes, each behind its rule. What is not the asker's and what does not exist get one and the same answer. What a
 * rule does not allow gets another, which knows the rule alone.
 *
 * @throws when a route has no rule, a rule no route, or a grave act is not a POST: the service does not start
 */
export function desk({ gate, frame, site, remote }: Door, handlers: Handlers): Hono {
  const app = new Hono()
  const unruled = Object.keys(handlers).filter((route) => !Object.hasOwn(ROUTES, route))
  const unserved = Object.keys(ROUTES).filter((route) => !Object.hasOwn(handlers, route))
  if (unruled.length + unserved.length > 0)
    throw new Error(`routes of the desk without a rule: ${unruled}; rules without a route: ${unserved}`)
  const looks = (Object.entries(ROUTES) as [Route, Rule][]).filter(
    ([route, rule]) => route.startsWith('GET') && FRESH.has(rule as Act),
  )
  if (looks.length > 0) throw new Error(`grave acts that are no POST: ${looks}`)
  for (const [route, rule] of Object.entries(ROUTES) as [Route, Rule][]) {
    const [method, path] = route.split(' ') as [string, string]
    const handle = handlers[route] as (c: Context, who: Stranger | HalfWay | Signed) => Response
    app.on(method, path, async (c) => {
      const here = frame(c)
      if (method === 'POST' && !pressedHere(c, site)) return refuse(c, here)
      if (rule === 'anybody') return handle(c, { frame: here })
      const token = tokenIn(c, site) ?? ''
      const session = await sessionOf(gate.db.prisma, token, QUIET.has(route) ? 'page' : 'person')
      if (rule === 'half way')
        return session && session.stage !== 'full'
          ? handle(c, { frame: here, session })
          : c.redirect(to('/console', here.lang), 303)
      if (session?.stage !== 'full') return toSignIn(c, here, session !== undefined)
      const signed = await admit(gate, rule, { frame: here, session }, token)
      if (signed.units.size === 0) return notYours(c, signed, rule)
      if (method === 'POST' && !(await holdsToken(c, signed.desk.formToken))) return refuse(c, here)
      const fault = FRESH.has(rule) && !session.fresh ? await unproven(c, session) : undefined
      if (fault) return askAgain(c, signed, fault)
      if (method !== 'POST') return handle(c, signed)
      const done = await once(gate, c, session.officer, () => handle(c, signed))
      return typeof done === 'string' ? sentBefore(c, here, done) : done
    })
  }
  return app

  /** Who comes with a code goes on to what they asked for, in the same request. */
  async function unproven(c: Context, session: Session): Promise<'asked' | 'wrong' | 'wait' | undefined> {
    const { proof } = await c.req.parseBody()
    if (typeof proof !== 'string') return 'asked'
    const said = await proveAgain(gate, session, proof, remote(c))
    return said === 'proven' ? undefined : said
  }
}

/** What each form has of its own, and passes on to no other. */
const OF_THE_FORM: ReadonlySet<string> = new Set(['form', 'once', 'proof'])

/** The code is asked for once more, and everything that was typed is kept in that form. */
async function askAgain(c: Context, { frame, desk }: Signed, fault: 'asked' | 'wrong' | 'wait') {
  const body = await c.req.parseBody({ all: true })
  const kept = Object.entries(body).flatMap(([name, value]) =>
    [value]
      .flat()
      .flatMap((one): [string, string][] =>
        typeof one === 'string' && !OF_THE_FORM.has(name) ? [[name, one]] : [],
      ),
  )
  const page = <ProvePage frame={frame} desk={desk} path={c.req.path} kept={kept} fault={fault} />
  return c.html(document(page), fault === 'wait' ? 429 : 401)
}

async function admit(
  { db, ids, keys, clock }: Gate,
  act: Act,
  { frame, session }: HalfWay,
  token: string,
): Promise<Signed> {
  const officer = await officerById(db.prisma, keys, session.officer, clock.now())
  const tree = await unitTree(db.prisma)
  return {
    frame,
    session,
    tree,
    units: reach(act, officer.posts, tree),
    desk: {
      officer,
      formToken: formToken(token),
      formId: () => ids.uuid(),
      can: (one) => officer.posts.some(({ role }) => may(one, role)),
    },
  }
}

/** What is not there, for whoever asks. */
export function notThere(c: Context, frame: Frame) {
  const { notThere: w, sentBefore } = deskWords[frame.lang]
  return c.html(
    document(<PlainPage frame={frame} title={w.title} text={w.text} back={sentBefore.back} />),
    404,
  )
}

/** What no role of the asker's opens, whatever is behind it: it says which roles do. */
function notYours(c: Context, { frame, desk: { officer } }: Signed, act: Act) {
  const { notYours: w, roles, sentBefore } = deskWords[frame.lang]
  const named = (all: readonly Role[]) => [...new Set(all)].map((role) => roles[role]).join(', ')
  const text = w.text(named(ACTS[act]), named(officer.posts.map(({ role }) => role)) || w.none)
  return c.html(document(<PlainPage frame={frame} title={w.title} text={text} back={sentBefore.back} />), 404)
}

function refuse(c: Context, frame: Frame) {
  const w = deskWords[frame.lang].refused
  return c.html(document(<PlainPage frame={frame} title={w.title} text={w.text} />), 403)
}

/** Whoever must sign in first comes back to their page; what they sent from it was not taken, and that is said. */
function toSignIn(c: Context, { lang }: Frame, halfWay: boolean) {
  const isSent = c.req.method === 'POST'
  const way = isSent ? pageOfForm(c.req.path, c.req.header('referer')) : wayBack(c.req.path)
  const query = new URLSearchParams({ ...(way && { to: way }), ...(isSent && { unsent: '1' }) }).toString()
  const page = halfWay ? '/console/code' : '/console/sign-in'
  return c.redirect(to(query === '' ? page : `${page}?${query}`, lang), 303)
}

/** What was sent twice and cannot be shown twice. */
function sentBefore(c: Context, frame: Frame, before: Before) {
  const w = deskWords[frame.lang].sentBefore
  return c.html(document(<PlainPage frame={frame} title={w.title} text={w[before]} back={w.back} />), 409)
}

/** Browsers say with every POST from which page it comes; one that says nothing is no browser's. */
function pressedHere(c: Context, site: string): boolean {
  const from = c.req.header('sec-fetch-site')
  if (from !== undefined && from !== 'same-origin') return false
  const origin = c.req.header('origin') ?? ''
  if (!URL.canParse(origin)) return false
  const { host } = new URL(origin)
  return host === new URL(site).host || host === c.req.header('host')
}

/** Only who holds the session's secret, or a page of it, knows it. */
const formToken = (token: string): string => createHash('sha256').update(`form ${token}`).digest('base64url')

async function holdsToken(c: Context, wanted: string): Promise<boolean> {
  const { form } = await c.req.parseBody()
  const given = Buffer.from(typeof form === 'string' ? form : '')
  return given.length === wanted.length && timingSafeEqual(given, Buffer.from(wanted))
}

// Behind https the name itself makes browsers refuse a cookie that another host or plain http has set. At home, on plain
// http, a browser would not take that one.
const isSecure = (site: string) => new URL(site).protocol === 'https:'
const named = (site: string, name: string) => (isSecure(site) ? `__Host-${name}` : name)

const tokenIn = (c: Context, site: string): string | undefined => getCookie(c, named(site, 'desk'))

/** Until the browser is closed; the session itself ends on the server. An empty token takes it away. */
export function giveToken(c: Context, site: string, token: string): void {
  const gone = token === '' ? { maxAge: 0 } : {}
  setCookie(c, named(site, 'desk'), token, { ...COOKIE, secure: isSecure(site), ...gone })
}

const COOKIE = { path: '/', httpOnly: true, sameSite: 'Lax' } as const
const HALF_YEAR_S = 180 * 86_400

/** Tells that this account has signed in with this browser before. */
export const markIn = (c: Context, site: string): string | undefined => getCookie(c, named(site, 'desk-mark'))

export const giveMark = (c: Context, site: string, mark: string): void =>
  setCookie(c, named(site, 'desk-mark'), mark, { ...COOKIE, secure: isSecure(site), maxAge: HALF_YEAR_S })
