import { type Context, Hono } from 'hono'
import { campaignById, publicCampaigns, takesPledges } from '../campaigns/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/db.ts'
import type { Tx } from '../platform/tx.ts'
import { readMoney } from '../platform/vietnamese/index.ts'
import type { FileLinks } from '../web/file-links.ts'
import { document } from '../web/html.ts'
import type { Frame } from '../web/layout.tsx'
import { type PayData, PayPage } from '../web/pages/pay.tsx'
import { to } from '../web/show.ts'
import { pretendTransfer, WAYS } from './bank/pretending.ts'
import type { Giving } from './deps.ts'
import { receiptsFor } from './donations/receipt-store.ts'
import { donationsFor } from './donations/store.ts'
import { missing, type Pledge } from './pledges/pledge.ts'
import { pledgeByCode } from './pledges/store.ts'
import { qrFile } from './transfer/qr.ts'
import { findCodes, showCode } from './transfer/reference-code.ts'

interface Parts {
  readonly db: Database
  readonly clock: Clock
  readonly links: FileLinks
  readonly frame: (c: Context) => Frame
  readonly giving: Giving
}

/** `/pay/<code>`: for whoever holds the code. It names nobody, since the link gets forwarded. */
export function payPages({ db, clock, links, frame, giving }: Parts): Hono {
  const app = new Hono()

  app.get('/pay/:code', async (c) => {
    const pledge = await pledgeOf(c.req.param('code'))
    const here = frame(c)
    const about = { demo: giving.demoSecret !== undefined, lang: here.lang }
    const data = pledge ? await payData(db.prisma, links, pledge, about, clock.now()) : NOT_FOUND
    const came = WAYS.find((one) => one === c.req.query('came'))
    return c.html(document(<PayPage frame={here} data={data} came={came} />), pledge ? 200 : 404)
  })

  app.post('/pay/:code/pretend', async (c) => {
    if (!pressedHere(c, giving.site)) return c.text(ELSEWHERE, 403)
    const pledge = await pledgeOf(c.req.param('code'))
    if (!pledge) return c.redirect('/', 303)
    const here = frame(c)
    const body = await c.req.parseBody()
    const said = typeof body.amount === 'string' ? body.amount.trim() : ''
    const way = WAYS.find((one) => one === body.way) ?? 'right'
    const read = said === '' ? undefined : readMoney(said)
    const amount =
      said === '' ? pledge.amount - pledge.received : read?.kind === 'amount' ? read.amount : undefined
    if (amount === undefined || amount > MOST_PRETENDED) {
      const about = { demo: giving.demoSecret !== undefined, lang: here.lang }
      const data = await payData(db.prisma, links, pledge, about, clock.now())
      return c.html(document(<PayPage frame={here} data={data} wrong={{ way, amount: said }} />), 422)
    }
    // Pressed twice it is one transfer; what has come since makes it another.
    const key = `pay:${pledge.id}:${pledge.received}:${way}:${amount}`
    const doing = { key, now: clock.now(), way }
    await db.transaction((tx) => pretendTransfer(tx, giving, pledge, amount, doing))
    const came = way === 'right' ? '' : `?came=${way}`
    return c.redirect(to(`/pay/${pledge.code}${came}`, here.lang), 303)
  })

  /** A code as people type it: lower case, with spaces, with look-alike letters. */
  async function pledgeOf(typed: string): Promise<Pledge | undefined> {
    const prefixes = new Set((await publicCampaigns(db.prisma)).map((campaign) => campaign.codePrefix))
    const code = [...prefixes].flatMap((prefix) => findCodes(typed.slice(0, 40), prefix))[0]
    return code ? pledgeByCode(db.prisma, code) : undefined
  }

  return app
}

/**
 * Whether a form was sent from a page of ours: browsers name the page's origin with every POST. The host that was asked
 * counts too, since at home the service is reached by several names.
 */
function pressedHere(c: Context, site: string): boolean {
  const origin = c.req.header('origin') ?? ''
  if (!URL.canParse(origin)) return false
  const { host } = new URL(origin)
  return host === new URL(site).host || host === c.req.header('host')
}

const ELSEWHERE = 'Chỉ bấm được trên trang của Quỹ. · This works only on the fund’s own page.'

/** Đồng: more is no transfer of anybody who tries this. */
const MOST_PRETENDED = 10_000_000_000n

const NOT_FOUND: PayData = { state: 'not_found' }

async function payData(
  tx: Tx,
  links: FileLinks,
  pledge: Pledge,
  { demo, lang }: Pick<Frame, 'demo' | 'lang'>,
  now: Date,
): Promise<PayData> {
  const code = showCode(pledge.code)
  const simulated = demo ? { simulateUrl: `/pay/${pledge.code}/pretend` } : {}
  if (pledge.state === 'cancelled') return { state: 'cancelled', code, ...simulated }
  const donations = await donationsFor(tx, pledge.id)
  const rest = missing(pledge)
  if (rest === 0n && donations.length > 0) {
    const last = donations.at(-1)!
    const receipt = (await receiptsFor(tx, [last.id])).get(last.id)!
    return {
      state: 'received',
      code,
      amount: pledge.received,
      at: last.receivedAt,
      receiptNumber: receipt.number,
      // The paper itself names the donor, and this page's link gets forwarded.
      receiptUrl: `/c/${receipt.publicId}`,
    }
  }
  if (pledge.state === 'lapsed') return { state: 'lapsed', code, at: pledge.until, ...simulated }
  const campaign = (await campaignById(tx, pledge.campaignId))!
  if (!takesPledges(campaign, now)) return { state: 'closed', code, title: campaign.title }
  const { number, holder, bankName } = campaign.account
  const qr = qrFile(pledge, lang)
  return {
    state: 'open',
    code,
    amount: rest,
    ...(pledge.received > 0n ? { seen: pledge.received } : {}),
    // Browsers keep what they have seen under one address: another account has another one.
    qrUrl: links.link({ ...qr, name: `${pledge.code}-${number.slice(-4)}.png` }),
    account: { number, holder, bank: bankName },
    purpose: campaign.title,
    heldUntil: pledge.until,
    bankApps: [],
    ...simulated,
  }
}
