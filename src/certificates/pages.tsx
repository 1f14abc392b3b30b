import { type Context, Hono } from 'hono'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/db.ts'
import type { PersonKeys } from '../platform/person-key.ts'
import type { Tx } from '../platform/tx.ts'
import { dayOf, startOfDay } from '../platform/vietnamese/index.ts'
import type { FileLinks } from '../web/file-links.ts'
import { document } from '../web/html.ts'
import type { Frame } from '../web/layout.tsx'
import { type CertificateData, type CertificateFacts, CertificatePage } from '../web/pages/certificate.tsx'
import { type CheckData, CheckPage, type CheckResult } from '../web/pages/check.tsx'
import { ReceiptPage } from '../web/pages/receipt.tsx'
import { questionOf } from '../web/question.ts'
import { rateLimit } from '../web/rate.ts'
import { to } from '../web/show.ts'
import { checkText } from './checking.ts'
import { langOfWhat } from './issuing.ts'
import { readQrIn } from './qr-picture.ts'
import { type Verified, verifyPaper } from './verify.ts'

interface Parts {
  readonly db: Database
  readonly clock: Clock
  readonly keys: PersonKeys
  readonly links: FileLinks
  readonly frame: (c: Context) => Frame
  /** PUBLIC_URL. */
  readonly site: string
}

/** A code takes some tenths of a second to find: so many a second may be looked for, whoever sends them. */
const PICTURES = { burst: 20, perSecond: 2 }

/** `/c/<id>` and `/check`: anyone may ask whether a paper, an account or a link is ours. */
export function certificatePages({ db, clock, keys, links, frame, site }: Parts): Hono {
  const app = new Hono()
  const pictures = rateLimit(PICTURES)

  app.get('/c/:id', async (c) => {
    const verified = await verifyPaper(db.prisma, keys, c.req.param('id').toUpperCase())
    if (verified.kind === 'receipt') {
      const { state, cancelledAt } = verified.receipt
      const { number, gift, receivedAt, usedFor, unitName: fund } = verified.facts
      const amount = 'amount' in gift ? { amount: gift.amount } : {}
      const cancelled = cancelledAt ? { cancelledAt } : {}
      return c.html(
        document(
          <ReceiptPage
            frame={frame(c)}
            data={{ state, ...cancelled, number, ...amount, receivedAt, usedFor, fund }}
          />,
        ),
      )
    }
    const data = shown(verified, links)
    return c.html(
      document(<CertificatePage frame={frame(c)} data={data} />),
      data.state === 'not_found' ? 404 : 200,
    )
  })

  // For checking without us: the signed facts as a compact JWS, and the key in its usual JSON form.
  app.get('/c/:id/signed', async (c) => {
    const verified = await verifyPaper(db.prisma, keys, c.req.param('id').toUpperCase())
    return verified.kind === 'certificate' ? c.text(verified.token) : c.notFound()
  })
  app.get('/c/keys/:kid', async (c) => {
    const kid = c.req.param('kid')
    const key = KID.test(kid) && (await db.prisma.signingKey.findUnique({ where: { kid } }))
    if (!key) return c.notFound()
    return c.json({ kty: 'OKP', crv: 'Ed25519', kid: key.kid, x: key.publicKey, alg: 'EdDSA', use: 'sig' })
  })

  app.get('/check', async (c) => {
    const query = questionOf(c)
    const data: CheckData =
      query === '' ? { query } : { query, result: await check(db.prisma, keys, query, site, clock.now()) }
    return c.html(document(<CheckPage frame={frame(c)} data={data} />))
  })

  // A page that is loaded anew has no picture any more.
  app.get('/check/picture', (c) => c.redirect(to('/check', frame(c).lang), 303))
  app.post('/check/picture', async (c) => {
    const data = await seenIn(c)
    return c.html(document(<CheckPage frame={{ ...frame(c), path: '/check' }} data={data} />))
  })

  /** The picture is read in memory and forgotten; what its code says is asked about as if it was typed. */
  async function seenIn(c: Context): Promise<CheckData> {
    if (pictures.take('all') > 0) return { query: '', result: { kind: 'busy' } }
    const { picture } = await c.req.parseBody().catch((): { picture?: unknown } => ({}))
    if (!(picture instanceof File)) return { query: '', result: { kind: 'unfit' } }
    const seen = await readQrIn(Buffer.from(await picture.arrayBuffer()))
    if (seen.kind !== 'text') return { query: '', result: { kind: seen.kind } }
    // As it stands there: the text of a bank's QR counts its own letters.
    const query = seen.text
      .replace(/\p{Cc}/gu, ' ')
      .trim()
      .slice(0, MOST_ASKED)
    return { query, picture: true, result: await check(db.prisma, keys, query, site, clock.now()) }
  }

  return app
}

const MOST_ASKED = 500

function shown(verified: Verified, links: FileLinks): CertificateData {
  if (verified.kind === 'broken') return { state: 'broken' }
  if (verified.kind !== 'certificate') return { state: 'not_found' }
  const { certificate, facts: said, kid } = verified
  const paper = (ending: 'png' | 'pdf', mime: string) =>
    links.link({
      file: `certificate/${certificate.publicId}.${ending}`,
      name: `${certificate.number}.${ending}`,
      mime,
    })
  const facts: CertificateFacts = {
    number: said.number,
    ...(said.displayName ? { name: said.displayName } : {}),
    ...(said.dedication ? { dedication: said.dedication } : {}),
    what: said.what,
    whatLang: langOfWhat(said),
    ...(said.amount === null ? {} : { amount: said.amount }),
    campaign: said.campaignTitle,
    fund: said.fundName,
    issuedAt: startOfDay(dayOf(certificate.issuedAt)),
    imageUrl: paper('png', 'image/png'),
    pdfUrl: paper('pdf', 'application/pdf'),
    key: {
      id: kid,
      algorithm: 'Ed25519',
      publicKeyUrl: `/c/keys/${kid}`,
      signedUrl: `/c/${certificate.publicId}/signed`,
    },
  }
  if (verified.state === 'valid') return { state: 'valid', facts }
  return { state: 'revoked', facts, revokedAt: certificate.revokedAt!, reason: certificate.reason ?? '' }
}

async function check(tx: Tx, keys: PersonKeys, query: string, site: string, now: Date): Promise<CheckResult> {
  const asked = await checkText(tx, query, now)
  if (asked.kind === 'paper') {
    const { kind, number, publicId, valid } = asked.paper
    // A number can be counted up: only who holds the paper's own address is led to what stands on it. Number, amount and
    // day of a receipt are public anyway, and who holds a paper compares them.
    const held = query.toUpperCase().includes(publicId)
    const url = held ? { url: `/c/${publicId}` } : {}
    if (kind === 'certificate') return { kind: 'paper', paper: kind, valid, number, ...url }
    return { kind: 'paper', paper: kind, valid, number, ...(await onReceipt(tx, keys, publicId)), ...url }
  }
  if (asked.kind === 'former_account') return { kind: asked.kind }
  if (asked.kind === 'ours') {
    const { holder, bank } = asked.account
    return { kind: 'account', ours: true, holder, bank, campaigns: asked.campaigns, over: asked.over }
  }
  if (LINK.test(query)) return { kind: 'link', ours: hostOf(query) === new URL(site).host }
  if (asked.kind === 'code') return { kind: 'code', url: `/pay/${asked.code}` }
  if (asked.kind === 'not_ours') return { kind: 'account', ours: false }
  return asked
}

async function onReceipt(tx: Tx, keys: PersonKeys, publicId: string) {
  const verified = await verifyPaper(tx, keys, publicId)
  if (verified.kind !== 'receipt') return {}
  const { gift, receivedAt } = verified.facts
  const { cancelledAt } = verified.receipt
  return { amount: gift.amount, receivedAt, ...(cancelledAt ? { cancelledAt } : {}) }
}

/** A thumbprint (RFC 7638): the database is asked for nothing else. */
const KID = /^[A-Za-z0-9_-]{1,64}$/

const LINK = /^(https?:\/\/|[\w-]+(\.[\w-]+)*\.[a-z]{2,}(\/|$))/i

/** The host of a link as a browser would open it; look-alike hosts are other hosts. */
function hostOf(link: string): string | undefined {
  try {
    return new URL(/^https?:\/\//i.test(link) ? link : `https://${link}`).host
  } catch {
    return undefined
  }
}
