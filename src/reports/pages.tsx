import { type Context, Hono } from 'hono'
import { byUrgency, campaignById, isForPlaces, publicCampaigns, takesPledges } from '../campaigns/index.ts'
import { thankedIn } from '../giving/index.ts'
import { campaignOfKey, lackingAmong, lookAtNeed, lookForNeeds, waitingPlaces } from '../needs/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/db.ts'
import type { Studio } from '../platform/paper/studio.ts'
import type { PersonKeys } from '../platform/person-key.ts'
import { clean } from '../platform/vietnamese/index.ts'
import { deliveriesOf, publicPurchase, purchasesOf } from '../spending/index.ts'
import { document } from '../web/html.ts'
import type { Frame } from '../web/layout.tsx'
import { CampaignPage } from '../web/pages/campaign.tsx'
import { ErrorPage } from '../web/pages/error.tsx'
import { type HomeData, HomePage } from '../web/pages/home.tsx'
import { type NeedsData, NeedsPage } from '../web/pages/needs.tsx'
import { VoucherPage } from '../web/pages/voucher.tsx'
import { words } from '../web/words.ts'
import { booksOf, csvOf } from './books.ts'
import { campaignData, card, journeyOf, pastOf } from './page-data.ts'
import { publicPictures } from './pictures.ts'
import { latestReceipts, sharedFigures } from './store.ts'
import { voucherData } from './voucher.ts'

interface Parts {
  readonly db: Database
  readonly clock: Clock
  readonly studio: Studio
  readonly keys: PersonKeys
  readonly frame: (c: Context) => Frame
}

const RECEIPTS = 10
const PURCHASES = 30
const MOST_TYPED = 300

/** What anyone may see of the fund: its front page and a page for each campaign. */
export function publicPages({ db, clock, studio, keys, frame }: Parts): Hono {
  const app = new Hono()
  const figuresNow = sharedFigures(db.prisma)
  app.route('/', publicPictures({ db, studio, frame }))

  app.get('/', async (c) => {
    const figures = await figuresNow()
    const now = clock.now()
    const needs = figures.flatMap((one) => one.needs.map(({ need }) => need))
    const urgent = byUrgency(now, lackingAmong(needs, now))
    const open = figures
      .filter(({ campaign }) => takesPledges(campaign, now))
      .sort((a, b) => urgent(a.campaign, b.campaign))
    const waiting = await waitingPlaces(db.prisma, now)
    const cards = (places: boolean) =>
      open.filter(({ campaign }) => isForPlaces(campaign) === places).map((one) => card(one, waiting, now))
    // What came stays where it came: the stages count campaigns that are over too.
    const data: HomeData = {
      campaigns: cards(false),
      places: cards(true),
      past: pastOf(figures, now),
      journey: journeyOf(figures),
    }
    return c.html(document(<HomePage frame={frame(c)} data={data} />))
  })

  app.get('/needs', async (c) => {
    const asked = askedOf(c)
    const looked = await lookForNeeds(db.prisma, asked, clock.now(), frame(c).lang)
    return c.html(document(<NeedsPage frame={frame(c)} data={needsData(asked, looked)} />))
  })

  // A poster, or a friend, names one need; when it is complete there are others.
  app.get('/needs/:key', async (c) => {
    const key = c.req.param('key')
    const campaign = await campaignOfKey(db.prisma, key)
    if (campaign === undefined)
      return c.html(document(<ErrorPage frame={frame(c)} data={{ status: 404 }} />), 404)
    const { lang } = frame(c)
    const now = clock.now()
    const one = await lookAtNeed(db.prisma, key, now, lang)
    const asked = { query: '', kind: '', place: '', who: '', at: '' }
    const data = needsData(asked, await lookForNeeds(db.prisma, asked, now, lang))
    const nearest = data.needs.filter((need) => need.key !== key)
    const shown: NeedsData = one?.held
      ? { ...data, campaign, ending: 'held', needs: nearest, held: [one.need] }
      : one
        ? { ...data, campaign, ending: 'one', needs: [one.need], more: false }
        : { ...data, campaign, ending: data.ending === 'quiet' ? 'quiet' : 'over' }
    return c.html(document(<NeedsPage frame={frame(c)} data={shown} />))
  })

  app.get('/campaigns/:slug', async (c) => {
    const figures = await figuresNow()
    const found = figures.find(({ campaign }) => campaign.slug === c.req.param('slug'))
    if (!found) return notThere(c)
    const { id } = found.campaign
    const receipts = await latestReceipts(db.prisma, found.campaign, RECEIPTS)
    const bought = await purchasesOf(db.prisma, [id], PURCHASES, 'booked')
    const now = clock.now()
    const more = {
      waiting: await waitingPlaces(db.prisma, now),
      chosen: clean(c.req.query('of') ?? '', MOST_TYPED),
      purchases: bought,
      // Who they are stays here.
      thanked: (await thankedIn(db.prisma, keys, id)).map(({ contact: _, ...one }) => one),
    }
    const data = campaignData(found, receipts, now, frame(c), more)
    return c.html(document(<CampaignPage frame={frame(c)} data={data} />))
  })

  app.get('/campaigns/:slug/books.csv', async (c) => {
    const campaign = (await publicCampaigns(db.prisma)).find(({ slug }) => slug === c.req.param('slug'))
    // How many children are sponsored, and where, is nobody's list.
    if (!campaign || isForPlaces(campaign)) return notThere(c)
    const csv = csvOf(await booksOf(db.prisma, campaign.id), words[frame(c).lang].campaign.book)
    c.header('Content-Type', 'text/csv; charset=utf-8')
    c.header('Content-Disposition', `attachment; filename="${campaign.slug}.csv"`)
    c.header('Cache-Control', 'no-store')
    return c.body(csv)
  })

  app.get('/vouchers/:id', async (c) => {
    const purchase = await publicPurchase(db.prisma, c.req.param('id'))
    if (!purchase) return notThere(c)
    const { title, slug } = (await campaignById(db.prisma, purchase.campaignId))!
    const deliveries = await deliveriesOf(db.prisma, [purchase.id])
    return c.html(
      document(
        <VoucherPage
          frame={frame(c)}
          data={voucherData(purchase, deliveries, { title, slug }, frame(c).lang)}
        />,
      ),
    )
  })

  return app

  function notThere(c: Context): Response {
    return c.html(document(<ErrorPage frame={frame(c)} data={{ status: 404 }} />), 404)
  }
}

/** What was asked, each part at most so long as people type. */
function askedOf(c: Context) {
  const said = (name: string) => clean(c.req.query(name) ?? '', MOST_TYPED)
  return { query: said('q'), kind: said('kind'), place: said('place'), who: said('who'), at: said('at') }
}

function needsData(
  { query, kind, place, who }: ReturnType<typeof askedOf>,
  { fields, ...looked }: Awaited<ReturnType<typeof lookForNeeds>>,
): NeedsData {
  return {
    ...looked,
    query,
    kind: { chosen: kind, choices: fields.kind },
    place: { chosen: place, choices: fields.place },
    who: { chosen: who, choices: fields.who },
  }
}
