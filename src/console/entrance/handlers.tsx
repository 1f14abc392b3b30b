import type { Context } from 'hono'
import { toString as drawQr } from 'qrcode'
import {
  type Asked,
  browserOf,
  giveCode,
  knownBrowser,
  officerNames,
  readInvite,
  signIn,
  takeInvite,
  totpToShow,
  unitNames,
} from '../../organisers/index.ts'
import { document } from '../../web/html.ts'
import type { Frame } from '../../web/layout.tsx'
import { to } from '../../web/show.ts'
import { giveMark, giveToken, type HalfWay, type Handlers, markIn } from '../desk.tsx'
import { type Parts, typed } from '../room.ts'
import { wayBack } from '../routes.ts'
import {
  CodePage,
  EnrolPage,
  type InviteFor,
  InvitePage,
  PlainPage,
  RecoveryPage,
  SignInPage,
} from './pages.tsx'
import { entrance as words } from './words.ts'

type Entrance =
  | 'GET /console/sign-in'
  | 'POST /console/sign-in'
  | 'GET /console/invite/:token'
  | 'POST /console/invite/:token'
  | 'GET /console/code'
  | 'POST /console/code'

/** How somebody comes in: by address and password, or by a link, and then by the second factor. */
export function entrance({ gate, site, remote, perSource }: Parts): Pick<Handlers, Entrance> {
  const browser = (c: Context) => browserOf(c.req.header('user-agent') ?? '')

  return {
    'GET /console/sign-in': (c, { frame }) => {
      const unsent = c.req.query('unsent') === '1'
      return c.html(document(<SignInPage frame={frame} way={wayBack(c.req.query('to'))} unsent={unsent} />))
    },

    async 'POST /console/sign-in'(c, { frame }) {
      const { email, password, ...rest } = await typed(c, 'email', 'password', 'way')
      const way = wayBack(rest.way)
      const network = remote(c)
      const mark = markIn(c, site)
      // Whoever tries much from the office's network keeps nobody of the office out: a known browser has tries of its own.
      const crowded = !knownBrowser(gate.keys, email, mark) && perSource.take(network) > 0
      const done = crowded
        ? ({ kind: 'busy' } as const)
        : await signIn(gate, { email, password }, { network, mark, browser: browser(c) })
      if (done.kind !== 'opened') {
        const status = done.kind === 'wrong' ? 401 : 429
        return c.html(
          document(<SignInPage frame={frame} fault={done.kind} email={email} way={way} />),
          status,
        )
      }
      giveToken(c, site, done.token)
      const query = way === undefined ? '' : `?${new URLSearchParams({ to: way })}`
      return c.redirect(to(`/console/code${query}`, frame.lang), 303)
    },

    async 'GET /console/invite/:token'(c, { frame }) {
      const asked = await readInvite(gate, c.req.param('token')!)
      return asked ? c.html(document(<InvitePage frame={frame} {...(await shown(asked))} />)) : gone(c, frame)
    },

    async 'POST /console/invite/:token'(c, { frame }) {
      const link = c.req.param('token')!
      const answer = await typed(c, 'name', 'email', 'password')
      const done =
        perSource.take(remote(c)) > 0
          ? ({ kind: 'refused', why: 'busy' } as const)
          : await takeInvite(gate, link, answer, browser(c))
      if (done.kind === 'opened') {
        giveToken(c, site, done.token)
        return c.redirect(to('/console/code', frame.lang), 303)
      }
      const { why } = done
      const asked = why === 'gone' ? undefined : await readInvite(gate, link)
      if (why === 'gone' || !asked) return gone(c, frame)
      const { name, email } = answer
      return c.html(
        document(<InvitePage frame={frame} {...(await shown(asked))} why={why} name={name} email={email} />),
        422,
      )
    },

    'GET /console/code': (c, who) =>
      codePage(c, who, { way: wayBack(c.req.query('to')), unsent: c.req.query('unsent') === '1' }),

    async 'POST /console/code'(c, who) {
      const { code, ...rest } = await typed(c, 'code', 'way')
      const way = wayBack(rest.way)
      const done = await giveCode(gate, who.session, code, { network: remote(c), mark: markIn(c, site) })
      if (done.kind !== 'entered') return codePage(c, who, { fault: done.kind, way })
      giveToken(c, site, done.token)
      giveMark(c, site, done.mark)
      if (!done.codes) return c.redirect(to(way ?? '/console', who.frame.lang), 303)
      return c.html(document(<RecoveryPage frame={who.frame} codes={done.codes} />))
    },
  }

  /** What a link is for, as whoever holds it is told: by whom, as what, where. */
  async function shown({ madeBy, ...asked }: Asked): Promise<InviteFor> {
    const names = await officerNames(gate.db.prisma, gate.keys, madeBy === null ? [] : [madeBy])
    const by = madeBy === null ? undefined : names.get(madeBy)
    if (asked.address !== undefined) return { by, address: asked.address }
    const { role, unit } = asked.post
    return { by, role, unit: (await unitNames(gate.db.prisma)).get(unit) ?? '' }
  }

  async function codePage(
    c: Context,
    { frame, session }: HalfWay,
    { fault, way, unsent }: { fault?: 'wrong' | 'wait'; way: string | undefined; unsent?: boolean },
  ) {
    const status = fault === undefined ? 200 : fault === 'wait' ? 429 : 401
    const wrong = fault ? { fault } : {}
    if (session.stage === 'code')
      return c.html(document(<CodePage frame={frame} {...wrong} way={way} unsent={unsent} />), status)
    const { uri, secret } = await totpToShow(gate, session.officer)
    const svg = await drawQr(uri, { type: 'svg', margin: 2 })
    const qr = `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`
    return c.html(document(<EnrolPage frame={frame} qr={qr} secret={secret} {...wrong} />), status)
  }

  function gone(c: Context, frame: Frame) {
    const w = words[frame.lang].invite
    return c.html(document(<PlainPage frame={frame} title={w.goneTitle} text={w.gone} />), 404)
  }
}
