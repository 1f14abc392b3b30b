import type { Context } from 'hono'
import { holdCampaign, type KeptCampaign, moveCampaign, ownNumbers } from '../../campaigns/index.ts'
import {
  changeNeed,
  communeFor,
  communesWithoutCode,
  holdNeed,
  type KeptNeed,
  keptCommune,
  keptNeed,
  makeNeed,
  moveNeed,
  type NeedSheet,
  needsOf,
  placesAmong,
} from '../../needs/index.ts'
import { isUuid } from '../../platform/ids.ts'
import type { Tx } from '../../platform/tx.ts'
import { document } from '../../web/html.ts'
import { to } from '../../web/show.ts'
import { type Handlers, notThere, type Signed } from '../desk.tsx'
import type { Typed } from '../forms/faults.ts'
import { type Where, whereMeant } from '../forms/place.ts'
import { changedMeanwhile, mergedForm, shownIn } from '../meanwhile.ts'
import { noteBy, type Parts, typed } from '../room.ts'
import { changedIn } from './form.ts'
import { LastNeedPage, REST, type Rest } from './last-need.tsx'
import { NEED_FIELDS, type NeedField, readNeed } from './need-form.ts'
import { NeedPage, type NeedProps, needForm } from './need-page.tsx'
import { NEED_TEXTS, textsByTwo } from './texts.ts'
import { campaignWithin } from './within.ts'

type Needs =
  | 'GET /console/campaigns/:id/needs/new'
  | 'POST /console/campaigns/:id/needs/new'
  | 'GET /console/needs/:id/edit'
  | 'POST /console/needs/:id/edit'
  | 'POST /console/needs/:id/open'
  | 'POST /console/needs/:id/close'

interface Found {
  readonly need: KeptNeed
  readonly campaign: KeptCampaign
}

/** What children of communes need, within a campaign. */
export function needsRoom(parts: Parts): Pick<Handlers, Needs> {
  const { db, clock, ids } = parts.gate
  const note = noteBy(parts)

  return {
    async 'GET /console/campaigns/:id/needs/new'(c, who) {
      const campaign = await campaignWithin(db.prisma, c.req.param('id'), who)
      if (!campaign) return notThere(c, who.frame)
      // The first one for anywhere stands for its campaign: the chat counts by it.
      const first = !(await needsOf(db.prisma, campaign.id)).some(({ shows }) => shows)
      return show(c, who, campaign, undefined, { asked: needForm(undefined, '', first) })
    },

    async 'POST /console/campaigns/:id/needs/new'(c, who) {
      const campaign = await campaignWithin(db.prisma, c.req.param('id'), who)
      if (!campaign) return notThere(c, who.frame)
      const asked = await typed(c, ...NEED_FIELDS)
      const where = await whereOf(asked, undefined)
      const read = readNeed(asked, where, undefined, await ownNumbers(db.prisma))
      if ('faults' in read)
        return show(c, who, campaign, undefined, { asked, faults: read.faults, choices: where.choices })
      await db.transaction(async (tx) => {
        const made = await makeNeed(tx, ids, campaign, await placed(tx, read.sheet, where))
        await note(tx, who, 'need.made', `need/${made}`)
      })
      return back(c, who, campaign.id, 'saved')
    },

    async 'GET /console/needs/:id/edit'(c, who) {
      const found = await needOf(c, who)
      if (!found) return notThere(c, who.frame)
      const { need, campaign } = found
      const asked = await formNow(need)
      return show(c, who, campaign, need, { asked, was: shownIn(asked) })
    },

    async 'POST /console/needs/:id/edit'(c, who) {
      const found = await needOf(c, who)
      if (!found) return notThere(c, who.frame)
      const { need, campaign } = found
      const { was, ...asked } = await typed(c, ...NEED_FIELDS, 'was')
      const where = await whereOf(asked, need)
      const read = readNeed(asked, where, need, await ownNumbers(db.prisma))
      if ('faults' in read)
        return show(c, who, campaign, need, { asked, was, faults: read.faults, choices: where.choices })
      const done = await db.transaction(async (tx) => {
        const now = (await holdNeed(tx, need.id))!
        if (changedMeanwhile(was, await formNow(now, tx)).length > 0) return 'past'
        const sheet = await placed(tx, read.sheet, where)
        const doing = { ids, by: who.session.officer, at: clock.now() }
        const what = { campaign, need: need.id, now: now as NeedSheet, sheet, texts: NEED_TEXTS }
        const split = await textsByTwo(tx, doing, what)
        const changed = changedIn(now, split.sheet)
        const waits = split.asked && (`texts_${split.asked}` as const)
        if (changed.length === 0) return waits ?? 'same'
        const done = await changeNeed(tx, now, split.sheet)
        if (done !== 'changed') return done
        await note(tx, who, 'need.changed', `need/${need.id}`, changed.join(','))
        return waits ?? 'saved'
      })
      if (done !== 'past' && done !== 'below_taken' && done !== 'promised')
        return back(c, who, campaign.id, done)
      const now = (await keptNeed(db.prisma, need.id))!
      // Somebody has promised more of it this moment.
      if (done === 'below_taken') return show(c, who, campaign, now, { asked, was, faults: { cap: done } })
      if (done === 'promised') return show(c, who, campaign, now, { asked, was, faults: { commune: done } })
      const form = await formNow(now)
      const meanwhile = Object.fromEntries(changedMeanwhile(was, form).map((field) => [field, form[field]]))
      return show(c, who, campaign, now, {
        asked: mergedForm(was, asked, form),
        was: shownIn(form),
        meanwhile,
      })
    },

    async 'POST /console/needs/:id/open'(c, who) {
      const found = await needOf(c, who)
      if (!found) return notThere(c, who.frame)
      const { need, campaign } = found
      const done = await db.transaction((tx) => move(tx, who, need, 'open'))
      return back(c, who, campaign.id, done ? 'need_opened' : 'past')
    },

    async 'POST /console/needs/:id/close'(c, who) {
      const found = await needOf(c, who)
      if (!found) return notThere(c, who.frame)
      const { need, campaign } = found
      const asked = (await typed(c, 'rest')).rest
      const rest = REST.find((one) => one === asked)
      const done = await db.transaction((tx) => close(tx, who, found, rest))
      if (done !== 'which') return back(c, who, campaign.id, done)
      const { frame, desk } = who
      return c.html(document(<LastNeedPage frame={frame} desk={desk} campaign={campaign} need={need} />), 409)
    },
  }

  /** @returns `which` where it is the last one of an open campaign, and nobody has said what becomes of that; nothing is closed then */
  async function close(
    tx: Tx,
    who: Signed,
    { need, campaign: { id } }: Found,
    rest: Rest | undefined,
  ): Promise<'need_closed' | 'closed' | 'past' | 'which'> {
    // Held: of two that are closed at one moment, the second is the last.
    const isOpen = (await holdCampaign(tx, id))?.state === 'open'
    const open = (await needsOf(tx, id)).filter(({ state }) => state === 'open')
    const isLast = isOpen && open.length === 1 && open[0]!.id === need.id
    if (isLast && !rest) return 'which'
    if (!(await move(tx, who, need, 'closed'))) return 'past'
    if (!isLast || rest !== 'campaign') return 'need_closed'
    await moveCampaign(tx, id, 'closed', clock.now())
    await note(tx, who, 'campaign.closed', `campaign/${id}`)
    return 'closed'
  }

  async function move(tx: Tx, who: Signed, { id }: KeptNeed, state: KeptNeed['state']): Promise<boolean> {
    if (!(await moveNeed(tx, id, state))) return false
    await note(tx, who, state === 'open' ? 'need.opened' : 'need.closed', `need/${id}`)
    return true
  }

  /** A need as its form shows it. */
  async function formNow(need: KeptNeed, tx: Tx = db.prisma): Promise<Typed<NeedField>> {
    const commune = need.communeId ? (await keptCommune(tx, need.communeId)).text : ''
    return needForm(need, commune, false)
  }

  async function whereOf(asked: Typed<NeedField>, need: KeptNeed | undefined): Promise<Where> {
    const own = need?.communeId ? [await keptCommune(db.prisma, need.communeId)] : []
    return whereMeant(asked, [...own, ...(await communesWithoutCode(db.prisma))])
  }

  async function placed(tx: Tx, sheet: NeedSheet, { commune }: Where): Promise<NeedSheet> {
    return commune ? { ...sheet, communeId: await communeFor(tx, ids, commune) } : sheet
  }

  function back(c: Context, { frame }: Signed, campaign: string, said: string) {
    return c.redirect(to(`/console/campaigns/${campaign}?said=${said}`, frame.lang), 303)
  }

  async function needOf(c: Context, who: Signed): Promise<Found | undefined> {
    const id = c.req.param('id') ?? ''
    const need = isUuid(id) ? await keptNeed(db.prisma, id) : undefined
    // A place is closed where its sponsor hears of it; a place whose need is shut takes no month any more.
    if (need && (await placesAmong(db.prisma, [need.id])).size > 0) return undefined
    const campaign = need && (await campaignWithin(db.prisma, need.campaignId, who))
    return campaign && { need, campaign }
  }

  async function show(
    c: Context,
    { frame, desk }: Signed,
    campaign: KeptCampaign,
    need: KeptNeed | undefined,
    more: Pick<NeedProps, 'asked'> & Partial<NeedProps>,
  ) {
    const props = { frame, desk, campaign, need }
    return c.html(document(<NeedPage {...props} {...more} />), more.faults || more.meanwhile ? 422 : 200)
  }
}
