import type { Context } from 'hono'
import {
  type Account,
  accountById,
  type Campaign,
  campaignById,
  campaignsOfUnits,
  ownNumbers,
} from '../../campaigns/index.ts'
import { buyable, communeFor, communesWithoutCode, needsOf } from '../../needs/index.ts'
import { type NotTwo, openApprovalOf } from '../../organisers/index.ts'
import { isUuid } from '../../platform/ids.ts'
import type { Tx } from '../../platform/tx.ts'
import { dayOf } from '../../platform/vietnamese/index.ts'
import {
  askToReverse,
  confirmDelivery,
  deliveriesOf,
  deliveriesWaiting,
  deliveryById,
  emptySeller,
  lockPurchase,
  noteAt,
  onTheWay,
  PURCHASE_KIND,
  type Purchase,
  proposePurchase,
  purchaseById,
  purchaseObject,
  purchasesOf,
  purseOf,
  REVERSAL_KIND,
  recordDelivery,
  sellerAt,
  spends,
  stagesOfCampaigns,
  strikeDelivery,
  updatePurchase,
  whyNotConfirm,
} from '../../spending/index.ts'
import { document } from '../../web/html.ts'
import { sendFile } from '../../web/send-file.ts'
import { count, to } from '../../web/show.ts'
import { type Handlers, notThere, type Signed } from '../desk.tsx'
import { whereMeant } from '../forms/place.ts'
import { forms } from '../forms/words.ts'
import { noteBy, type Parts, typed } from '../room.ts'
import {
  DELIVERY_FIELDS,
  EMPTY_REASONS,
  faultsOf,
  fieldsFor,
  readDelivery,
  readPurchase,
  readWrong,
} from './form.ts'
import { SpendingPage } from './list-page.tsx'
import { type BuyProps, NewPurchasePage } from './new-page.tsx'
import { type OneProps, PurchasePage } from './one-page.tsx'
import { spending } from './words.ts'

type Spending =
  | `GET /console/spending${'' | '/new' | '/:id' | '/:id/voucher'}`
  | `POST /console/spending/${'new' | ':id/reverse' | ':id/deliver' | ':id/voucher' | ':id/seller'}`
  | `POST /console/deliveries/:id/${'confirm' | 'strike'}`

const MOST_LISTED = 200
const NO_STAGES = { bought: 0n, delivered: 0n, confirmed: 0n }

/** What is bought with the money of campaigns, and what came of it. */
export function spendingRoom(parts: Parts): Pick<Handlers, Spending> {
  const { db, clock, ids } = parts.gate
  const note = noteBy(parts)
  const { words } = parts.vouchers

  return {
    async 'GET /console/spending'(c, who) {
      const { frame, desk } = who
      const campaigns = await campaignsFor(who)
      const purchases = await purchasesOf(
        db.prisma,
        campaigns.map(({ id }) => id),
        MOST_LISTED,
      )
      const stages = await stagesOfCampaigns(db.prisma)
      const arrived = await deliveriesWaiting(db.prisma, who.units)
      const unconfirmed = new Set(arrived.map(({ purchase }) => purchase))
      const waiting = new Set<string>()
      for (const one of purchases) if (await isAwaited(one)) waiting.add(one.id)
      const books = []
      for (const campaign of campaigns)
        books.push({
          campaign,
          purse: await purseOf(db.prisma, campaign.id),
          stages: stages.get(campaign.id) ?? NO_STAGES,
          way: await onTheWay(db.prisma, campaign.id),
          purchases: purchases.filter(({ campaignId }) => campaignId === campaign.id),
        })
      const page = (
        <SpendingPage
          frame={frame}
          desk={desk}
          said={c.req.query('said')}
          books={books}
          waiting={waiting}
          unconfirmed={unconfirmed}
        />
      )
      return c.html(document(page))
    },

    async 'GET /console/spending/new'(c, who) {
      const campaign = await campaignMeant(c, who)
      if (!campaign) return notThere(c, who.frame)
      const asked = { account: campaign.account.id, day: dayOf(clock.now()) }
      return showNew(c, who, campaign, { asked })
    },

    async 'POST /console/spending/new'(c, who) {
      const { lang } = who.frame
      const campaign = await campaignMeant(c, who)
      if (!campaign) return notThere(c, who.frame)
      const needs = await needsOf(db.prisma, campaign.id)
      const asked = await typed(c, ...fieldsFor(needs))
      const now = clock.now()
      const read = readPurchase(asked, { campaign, needs, now, lang, ours: await ownNumbers(db.prisma) })
      if ('faults' in read) return showNew(c, who, campaign, { asked, faults: read.faults })
      const done = await db.transaction(async (tx) => {
        const done = await proposePurchase(tx, { ids, words }, read.sheet, who.session.officer, now)
        if (done.kind === 'asked') await note(tx, who, 'purchase.asked', purchaseObject(done.id))
        return done
      })
      if (done.kind === 'not_there') return notThere(c, who.frame)
      if (done.kind !== 'asked')
        return showNew(c, who, campaign, { asked, faults: faultsOf(done, needs, lang) })
      return back(c, who, done.id, 'asked')
    },

    async 'GET /console/spending/:id'(c, who) {
      const purchase = await purchaseOf(c, who)
      return purchase ? showOne(c, who, purchase) : notThere(c, who.frame)
    },

    /** The paper, with a line in the trail for each look. No browser keeps it. */
    async 'GET /console/spending/:id/voucher'(c, who) {
      const purchase = await purchaseOf(c, who)
      const bytes = purchase?.file ? await parts.vouchers.load(purchase.file) : undefined
      // A page without a paper leads back to it.
      if (purchase && !bytes) return showOne(c, who, purchase)
      if (!purchase?.file || !bytes) return notThere(c, who.frame)
      await db.transaction((tx) => note(tx, who, 'voucher.seen', purchaseObject(purchase.id)))
      const name = `${purchase.publicId.slice(0, 8)}${/\.\w+$/.exec(purchase.file)?.[0] ?? ''}`
      return sendFile(c, { file: purchase.file, name, mime: purchase.fileMime! }, bytes, 'private, no-store')
    },

    async 'POST /console/spending/:id/voucher'(c, who) {
      const purchase = await purchaseOf(c, who)
      if (!purchase) return notThere(c, who.frame)
      const { paper } = await c.req.parseBody()
      const { unfit, noRoom } = spending[who.frame.lang].faults
      const bytes = paper instanceof File ? Buffer.from(await paper.arrayBuffer()) : Buffer.alloc(0)
      const kept = await parts.vouchers.keep(bytes)
      if (typeof kept === 'string')
        return showOne(c, who, purchase, { asked: {}, faults: { paper: kept === 'unfit' ? unfit : noRoom } })
      const done = await db.transaction(async (tx) => {
        const locked = await lockPurchase(tx, purchase.id)
        if (!locked || locked.file !== null || locked.state === 'reversed') return false
        await updatePurchase(tx, purchase.id, { file: kept.file, fileMime: kept.mime })
        await note(tx, who, 'voucher.added', purchaseObject(purchase.id))
        return true
      })
      if (!done) await parts.vouchers.drop(kept.file)
      return back(c, who, purchase.id, done ? 'paper' : 'past')
    },

    /** A person who sold, and asks for it, is named no more. */
    async 'POST /console/spending/:id/seller'(c, who) {
      const purchase = await purchaseOf(c, who)
      if (!purchase) return notThere(c, who.frame)
      const asked = await typed(c, 'unname')
      const why = EMPTY_REASONS.find((one) => one === asked.unname)
      if (!why)
        return showOne(c, who, purchase, { asked, faults: { unname: forms[who.frame.lang].fault.pick } })
      const done = await db.transaction(async (tx) => {
        if (!(await emptySeller(tx, purchase.id))) return false
        await note(tx, who, 'purchase.seller_emptied', purchaseObject(purchase.id), why)
        return true
      })
      return back(c, who, purchase.id, done ? 'unnamed' : 'past')
    },

    async 'POST /console/spending/:id/reverse'(c, who) {
      const purchase = await purchaseOf(c, who)
      if (!purchase) return notThere(c, who.frame)
      const asked = await typed(c, 'wrong')
      const read = readWrong(asked, who.frame.lang)
      if ('faults' in read) return showOne(c, who, purchase, { asked, faults: read.faults })
      const by = who.session.officer
      const done = await db.transaction(async (tx) => {
        const done = await askToReverse(tx, ids, { id: purchase.id, wrong: read.wrong, by }, clock.now())
        if (done === 'asked') await note(tx, who, 'purchase.reversal_asked', purchaseObject(purchase.id))
        return done
      })
      return back(c, who, purchase.id, done === 'asked' ? 'reversal' : done)
    },

    async 'POST /console/spending/:id/deliver'(c, who) {
      const { lang } = who.frame
      const purchase = await purchaseOf(c, who)
      if (!purchase) return notThere(c, who.frame)
      const asked = await typed(c, ...DELIVERY_FIELDS)
      const now = clock.now()
      const where = whereMeant(asked, await communesWithoutCode(db.prisma))
      const read = readDelivery(asked, { where, now, lang, ours: await ownNumbers(db.prisma) })
      if ('faults' in read)
        return showOne(c, who, purchase, { asked, faults: read.faults, choices: where.choices })
      const done = await db.transaction(async (tx) => {
        const communeId = where.commune ? await communeFor(tx, ids, where.commune) : (where.id ?? null)
        const sheet = { ...read.sheet, communeId, purchase: purchase.id }
        const done = await recordDelivery(tx, { ids, words }, sheet, who.session.officer, now)
        if (done.kind === 'recorded') await note(tx, who, 'delivery.recorded', `delivery/${done.id}`)
        return done
      })
      if (done.kind === 'recorded' || done.kind === 'past') return back(c, who, purchase.id, done.kind)
      const { faults } = spending[lang]
      const unit = purchase.lines.find(({ id }) => id === asked.line)?.unitWord ?? ''
      return showOne(c, who, purchase, {
        asked,
        faults:
          done.kind === 'too_many'
            ? { sent: faults.tooManyOnWay(count(done.most, lang), unit) }
            : { day: faults.beforeBought },
      })
    },

    'POST /console/deliveries/:id/confirm': (c, who) =>
      settle(c, who, async (tx, id) => {
        const done = await confirmDelivery(tx, parts.giving, id, who.session.officer, clock.now())
        if (done === 'confirmed') await note(tx, who, 'delivery.confirmed', `delivery/${id}`)
        return done
      }),
    'POST /console/deliveries/:id/strike': (c, who) =>
      settle(c, who, async (tx, id) => {
        const done = await strikeDelivery(tx, id, clock.now())
        if (done === 'struck') await note(tx, who, 'delivery.struck', `delivery/${id}`)
        return done
      }),
  }

  async function settle(c: Context, who: Signed, work: (tx: Tx, id: string) => Promise<string>) {
    const id = c.req.param('id') ?? ''
    const delivery = isUuid(id) ? await deliveryById(db.prisma, id) : undefined
    const purchase = delivery && (await purchaseById(db.prisma, delivery.purchaseId))
    if (!purchase || !who.units.has(purchase.unitId)) return notThere(c, who.frame)
    return back(c, who, purchase.id, await db.transaction((tx) => work(tx, id)))
  }

  async function campaignsFor({ units }: Signed): Promise<Campaign[]> {
    return (await campaignsOfUnits(db.prisma, units)).filter(spends)
  }

  async function campaignMeant(c: Context, who: Signed): Promise<Campaign | undefined> {
    const id = c.req.query('campaign') ?? ''
    const all = await campaignsFor(who)
    // A page that somebody has kept names none: the newest.
    return id === '' ? all[0] : all.find((campaign) => campaign.id === id)
  }

  async function purchaseOf(c: Context, { units }: Signed): Promise<Purchase | undefined> {
    const id = c.req.param('id') ?? ''
    const purchase = isUuid(id) ? await purchaseById(db.prisma, id) : undefined
    return purchase && units.has(purchase.unitId) ? purchase : undefined
  }

  /** Whether a second person is awaited for it. */
  async function isAwaited({ id, state }: Purchase): Promise<boolean> {
    const kind = state === 'proposed' ? PURCHASE_KIND : REVERSAL_KIND
    if (state === 'reversed') return false
    return (await openApprovalOf(db.prisma, kind, purchaseObject(id), clock.now())) !== undefined
  }

  function back(c: Context, { frame }: Signed, id: string, said: string) {
    return c.redirect(to(`/console/spending/${id}?said=${said}`, frame.lang), 303)
  }

  async function showNew(
    c: Context,
    who: Signed,
    campaign: Campaign,
    more: Pick<BuyProps, 'asked' | 'faults'>,
  ) {
    const { frame, desk } = who
    const accounts: Account[] = [campaign.account]
    for (const id of campaign.formerAccounts) accounts.push(await accountById(db.prisma, id))
    const about = {
      campaign,
      accounts,
      purse: await purseOf(db.prisma, campaign.id),
      needs: await needsOf(db.prisma, campaign.id),
      buyable: await buyable(db.prisma, campaign.id),
    }
    const page = <NewPurchasePage frame={frame} desk={desk} {...about} {...more} />
    return c.html(document(page), more.faults ? 422 : 200)
  }

  async function showOne(
    c: Context,
    who: Signed,
    purchase: Purchase,
    more: Pick<Partial<OneProps>, 'asked' | 'faults' | 'choices'> = {},
  ) {
    const { frame, desk, session } = who
    const deliveries = await deliveriesOf(db.prisma, [purchase.id])
    const sealed = [purchase.seller, ...deliveries.map((one) => one.note)].some(
      (one) => one && one.length > 0,
    )
    // What is sealed is for whoever sees purchases, each look with a line.
    if (sealed) await db.transaction((tx) => note(tx, who, 'purchase.seen', purchaseObject(purchase.id)))
    const notes = deliveries.map(({ id, note }) => [id, note ? words.open(noteAt(id), note) : ''] as const)
    const now = clock.now()
    const [unit, by] = [purchase.unitId, session.officer]
    const unsure = deliveries.filter((one) => one.state === 'recorded')
    const blocked: [string, NotTwo][] = []
    for (const one of unsure) {
      const why = await whyNotConfirm(db.prisma, one, { unit, by }, now)
      if (why) blocked.push([one.id, why])
    }
    const about = {
      blocked: new Map(blocked),
      purchase,
      said: c.req.query('said'),
      awaited: await isAwaited(purchase),
      campaign: (await campaignById(db.prisma, purchase.campaignId))!.title,
      account: await accountById(db.prisma, purchase.accountId),
      deliveries,
      seller: words.open(sellerAt(purchase.id), purchase.seller),
      notes: new Map(notes),
      today: dayOf(now),
    }
    const page = <PurchasePage frame={frame} desk={desk} {...about} {...more} />
    return c.html(document(page), more.faults ? 422 : 200)
  }
}
