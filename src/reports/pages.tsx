import { type Context, Hono } from 'hono'
import {
  byUrgency,
  campaignById,
  endedAt,
  isForPlaces,
  motifOf,
  publicCampaigns,
  takesPledges,
} from '../campaigns/index.ts'
import { thankedIn } from '../giving/index.ts'
import { campaignOfKey, isOpen, lackingAmong, lookAtNeed, lookForNeeds } from '../needs/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/db.ts'
import type { Studio } from '../platform/paper/studio.ts'
import type { PersonKeys } from '../platform/person-key.ts'
import { clean } from '../platform/vietnamese/index.ts'
import { deliveriesOf, publicPurchase, purchasesOf } from '../spending/index.ts'
import { document } from '../web/html.ts'
import type { Frame } from '../web/layout.tsx'
import { type CampaignData, CampaignPage } from '../web/pages/campaign.tsx'
import { ErrorPage } from '../web/pages/error.tsx'
import { type HomeData, HomePage } from '../web/pages/home.tsx'
import { type NeedsData, NeedsPage } from '../web/pages/needs.tsx'
import type { Progress } from '../web/pages/parts.tsx'
import { VoucherPage } from '../web/pages/voucher.tsx'
import { day } from '../web/show.ts'
import { words } from '../web/words.ts'
import { booksOf, csvOf } from './books.ts'
import { publicPictures } from './pictures.ts'
import { roadOf } from './road.ts'
import { latestReceipts, type PublicCampaign, sharedFigures } from './store.ts'
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
    // What came stays where it came: the stages count campaigns that are over too.
    const data: HomeData = { campaigns: open.map((one) => card(one, now)), journey: journeyOf(figures) }
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
    const need = await lookAtNeed(db.prisma, key, now, lang)
    const asked = { query: '', kind: '', place: '', who: '', at: '' }
    const data = needsData(asked, await lookForNeeds(db.prisma, asked, now, lang))
    const shown: NeedsData = need
      ? { ...data, campaign, ending: 'one', needs: [need], more: false }
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
    const more = {
      chosen: clean(c.req.query('of') ?? '', MOST_TYPED),
      purchases: bought,
      // Who they are stays here.
      thanked: (await thankedIn(db.prisma, keys, id)).map(({ contact: _, ...one }) => one),
    }
    const data = campaignData(found, receipts, clock.now(), frame(c), more)
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

function card(figures: PublicCampaign, now: Date): HomeData['campaigns'][number] {
  const { campaign, money } = figures
  return {
    slug: campaign.slug,
    motif: motifOf(campaign.eventKind),
    title: campaign.title,
    what: campaign.what,
    ...progressOf(figures),
    ...communesOf(figures, now),
    received: money.received,
    receivesUntil: campaign.receivesUntil,
  }
}

/** Communes that still lack something: promises count, or people would be sent where nothing is left to give. */
function communesOf({ needs }: PublicCampaign, now: Date): Pick<HomeData['campaigns'][number], 'communes'> {
  const lacking = needs.filter(({ need, where }) => where && isOpen(need, now) && need.taken < need.cap)
  if (lacking.length === 0) return {}
  const provinces = [...new Set(lacking.map(({ where }) => where!.province))]
  return { communes: { count: new Set(lacking.map(({ need }) => need.place)).size, provinces } }
}

/** The need that stands for the campaign. One without collects for its common pot, and has no target to be on the way to. */
function progressOf({ needs }: PublicCampaign): { readonly progress?: Progress } {
  const shown = needs.find(({ need }) => need.shows)
  return shown ? { progress: progressOfNeed(shown) } : {}
}

function progressOfNeed({ need, received, before, pledged }: PublicCampaign['needs'][number]): Progress {
  const progress = { received, before, pledged, target: need.cap }
  return need.mode === 'pooled' ? progress : { ...progress, unit: need.unitWord }
}

function journeyOf(figures: readonly PublicCampaign[]): NonNullable<HomeData['journey']> {
  const sum = (pick: (one: PublicCampaign) => bigint) => figures.reduce((all, one) => all + pick(one), 0n)
  return {
    pledged: sum(({ money }) => money.pledged),
    received: sum(({ money }) => money.received),
    bought: sum(({ stages }) => stages.bought),
    delivered: sum(({ stages }) => stages.delivered),
    confirmed: sum(({ stages }) => stages.confirmed),
  }
}

const isApart = ({ things, direct }: PublicCampaign['apart']): boolean =>
  things.length > 0 || direct.times > 0n

/** What is closed asks nobody any more; who gave to it finds it still. */
const isShown = ({ need, received, pledged }: PublicCampaign['needs'][number], now: Date): boolean =>
  isOpen(need, now) || received > 0n || pledged > 0n

function campaignData(
  figures: PublicCampaign,
  receipts: Awaited<ReturnType<typeof latestReceipts>>,
  now: Date,
  { lang }: Frame,
  { chosen, purchases, thanked }: { chosen: string } & Pick<CampaignData, 'purchases' | 'thanked'>,
): CampaignData {
  const { campaign, money } = figures
  const needs = figures.needs.filter((one) => isShown(one, now))
  return {
    slug: campaign.slug,
    motif: motifOf(campaign.eventKind),
    title: campaign.title,
    state: now < campaign.opensAt ? 'upcoming' : takesPledges(campaign, now) ? 'open' : 'closed',
    purpose: campaign.purpose.split(/\n+/),
    account: {
      number: campaign.account.number,
      holder: campaign.account.holder,
      bank: campaign.account.bankName,
    },
    opensAt: campaign.opensAt,
    receivesUntil: campaign.receivesUntil,
    endedAt: endedAt(campaign, now),
    distribution: words[lang].campaign.distributeBy(day(campaign.distributeBy, lang)),
    ...progressOf(figures),
    received: money.received,
    pledged: money.pledged,
    needs: needs.map((one) => ({
      ...(one.need.place ? { place: one.need.place } : {}),
      ...(one.where ? { where: one.where } : {}),
      what: one.need.what,
      progress: progressOfNeed(one),
      closed: !isOpen(one.need, now),
      ...(one.need.mode === 'exclusive' ? { unitPrice: one.need.unitPrice } : {}),
      ...(one.need.deadline ? { deadline: one.need.deadline } : {}),
    })),
    road: roadOf({ ...figures, needs }, chosen, journeyOf([figures])),
    ...(isApart(figures.apart) ? { apart: figures.apart } : {}),
    purchases,
    thanked,
    receipts: receipts.map(({ at, number, what, amount }) => ({
      at,
      number,
      amount,
      ...(what === null ? {} : { what }),
    })),
  }
}
