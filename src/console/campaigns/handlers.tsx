import type { Context } from 'hono'
import {
  accountById,
  accountsToCollectOn,
  byUrgency,
  campaignById,
  campaignsOfUnits,
  changeCampaign,
  formerAccounts,
  holdCampaign,
  type KeptCampaign,
  keptCampaign,
  type Lack,
  makeCampaign,
  marksTaken,
  moveCampaign,
  OCCASIONS,
  ownNumbers,
  publicCampaigns,
  takesPledges,
} from '../../campaigns/index.ts'
import { awaitedIn, keptByMonth } from '../../giving/index.ts'
import { lackingAmong, needsOf, needsOfAll, placesAmong } from '../../needs/index.ts'
import { ask, objectsWaiting, openApprovalOf, unitNames } from '../../organisers/index.ts'
import type { Tx } from '../../platform/tx.ts'
import { dayOf } from '../../platform/vietnamese/index.ts'
import { lateOf } from '../../spending/index.ts'
import { document } from '../../web/html.ts'
import { to } from '../../web/show.ts'
import { type Handlers, notThere, type Signed } from '../desk.tsx'
import { changedMeanwhile, mergedForm, shownIn } from '../meanwhile.ts'
import { noteBy, type Parts, typed } from '../room.ts'
import { ClosePage } from './close-page.tsx'
import { CAMPAIGN_FIELDS, changedIn, marksTyped, proposed, readCampaign, takenIn } from './form.ts'
import { FormPage, type FormProps, formOf } from './form-page.tsx'
import { lineOf } from './line.ts'
import { ListPage } from './list-page.tsx'
import { OnePage, type OneProps } from './one-page.tsx'
import { openingOf, readiness } from './opening.ts'
import { CAMPAIGN_TEXTS, textsByTwo } from './texts.ts'
import { campaignWithin } from './within.ts'

type Campaigns =
  | 'GET /console/campaigns'
  | 'GET /console/campaigns/new'
  | 'POST /console/campaigns/new'
  | 'GET /console/campaigns/:id'
  | 'GET /console/campaigns/:id/edit'
  | 'POST /console/campaigns/:id/edit'
  | 'POST /console/campaigns/:id/open'
  | 'POST /console/campaigns/:id/close'

/** Campaigns: to make, to change, to open and to close. */
export function campaignsRoom(parts: Parts): Pick<Handlers, Campaigns> {
  const { db, clock, ids } = parts.gate
  const note = noteBy(parts)
  const demo = parts.giving.demoSecret !== undefined

  return {
    async 'GET /console/campaigns'(c, { frame, desk, units }) {
      const all = await campaignsOfUnits(db.prisma, units)
      const listed = []
      for (const campaign of all)
        listed.push({ campaign, shown: (await needsOf(db.prisma, campaign.id)).find(({ shows }) => shows) })
      return c.html(document(<ListPage frame={frame} desk={desk} listed={listed} now={clock.now()} />))
    },

    'GET /console/campaigns/new': (c, who) => showForm(c, who, undefined),

    async 'POST /console/campaigns/new'(c, who) {
      const { occasion, ...asked } = await typed(c, ...CAMPAIGN_FIELDS, 'occasion')
      const filled = OCCASIONS.find((one) => one === occasion)
      if (filled) {
        const days = proposed(filled, dayOf(clock.now()), parts.campaignFlows())
        return showForm(c, who, undefined, { asked: { ...asked, ...days } })
      }
      const unit = who.units.has(asked.unit) ? asked.unit : undefined
      if (!unit) return showForm(c, who, undefined, { asked, faults: { unit: 'pick' } })
      const read = readCampaign(asked, unit, await choicesFor(who, unit), undefined)
      if ('faults' in read) {
        const faults = {
          ...takenIn(await marksTaken(db.prisma, marksTyped(asked), undefined)),
          ...read.faults,
        }
        return showForm(c, who, undefined, { asked, faults })
      }
      const made = await db.transaction(async (tx) => {
        const made = await makeCampaign(tx, ids, read.sheet, demo)
        if ('id' in made) await note(tx, who, 'campaign.made', `campaign/${made.id}`)
        return made
      })
      if ('taken' in made) return showForm(c, who, undefined, { asked, faults: takenIn(made.taken) })
      return back(c, who, made.id, 'made')
    },

    async 'GET /console/campaigns/:id'(c, who) {
      const campaign = await campaignWithin(db.prisma, c.req.param('id'), who)
      return campaign ? showOne(c, who, campaign) : notThere(c, who.frame)
    },

    async 'GET /console/campaigns/:id/edit'(c, who) {
      const campaign = await campaignWithin(db.prisma, c.req.param('id'), who)
      return campaign ? showForm(c, who, campaign) : notThere(c, who.frame)
    },

    async 'POST /console/campaigns/:id/edit'(c, who) {
      const campaign = await campaignWithin(db.prisma, c.req.param('id'), who)
      if (!campaign) return notThere(c, who.frame)
      const { was, ...asked } = await typed(c, ...CAMPAIGN_FIELDS, 'was')
      const { unitId } = campaign
      const read = readCampaign(asked, unitId, await choicesFor(who, unitId), campaign)
      if ('faults' in read) {
        // What was ever open keeps its marks, whoever has them besides.
        const draft = campaign.state === 'draft'
        const taken = draft ? await marksTaken(db.prisma, marksTyped(asked), campaign.id) : {}
        return showForm(c, who, campaign, { asked, was, faults: { ...takenIn(taken), ...read.faults } })
      }
      const done = await db.transaction(async (tx) => {
        const now = (await holdCampaign(tx, campaign.id))!
        if (now.state !== campaign.state || changedMeanwhile(was, formOf(now)).length > 0) return 'past'
        const doing = { ids, by: who.session.officer, at: clock.now() }
        const split = await textsByTwo(tx, doing, {
          campaign: now,
          now,
          sheet: read.sheet,
          texts: CAMPAIGN_TEXTS,
        })
        const changed = changedIn(now, split.sheet)
        if (changed.length === 0) return split.asked ?? 'same'
        const done = await changeCampaign(tx, now, split.sheet)
        if (done === 'changed')
          await note(tx, who, 'campaign.changed', `campaign/${campaign.id}`, changed.join(','))
        return done === 'changed' ? (split.asked ?? done) : done
      })
      if (typeof done === 'object')
        return showForm(c, who, campaign, { asked, was, faults: takenIn(done.taken) })
      if (done === 'places') return showForm(c, who, campaign, { asked, was, faults: { event: done } })
      if (done === 'changed') return back(c, who, campaign.id, 'saved')
      if (done === 'same') return back(c, who, campaign.id, 'same')
      if (done === 'asked' || done === 'waiting') return back(c, who, campaign.id, `texts_${done}`)
      // Somebody changed, opened or closed it meanwhile: what was typed is still there, to be looked at once more.
      const now = (await keptCampaign(db.prisma, campaign.id))!
      const form = formOf(now)
      const more = { asked: mergedForm(was, asked, form), was: shownIn(form) }
      return showForm(c, who, now, { ...more, meanwhile: changedMeanwhile(was, form), past: true })
    },

    async 'POST /console/campaigns/:id/open'(c, who) {
      const campaign = await campaignWithin(db.prisma, c.req.param('id'), who)
      if (!campaign) return notThere(c, who.frame)
      const { pot } = await typed(c, 'pot')
      const done = await db.transaction((tx) => open(tx, who, campaign.id, pot === 'yes'))
      return typeof done === 'string'
        ? back(c, who, campaign.id, done)
        : showOne(c, who, campaign, { lacks: done })
    },

    async 'POST /console/campaigns/:id/close'(c, who) {
      const campaign = await campaignWithin(db.prisma, c.req.param('id'), who)
      if (!campaign) return notThere(c, who.frame)
      const { sure } = await typed(c, 'sure')
      if (campaign.state === 'open' && sure !== 'yes') return askToClose(c, who, campaign)
      const done = await db.transaction(async (tx) => {
        if (!(await moveCampaign(tx, campaign.id, 'closed', clock.now()))) return false
        await note(tx, who, 'campaign.closed', `campaign/${campaign.id}`)
        return true
      })
      return back(c, who, campaign.id, done ? 'closed' : 'past')
    },
  }

  /** @returns what was done, or why it was not */
  async function open(
    tx: Tx,
    who: Signed,
    id: string,
    pot: boolean,
  ): Promise<'opened' | 'asked' | 'past' | readonly Lack[]> {
    const now = clock.now()
    const campaign = await holdCampaign(tx, id)
    if (!campaign || campaign.state === 'open') return 'past'
    const how = { pot, tree: who.tree, flows: parts.campaignFlows(), now }
    const { lacks, usual } = await readiness(tx, campaign, how)
    if (lacks.length > 0) return lacks
    if (!usual) {
      const facts = { campaign: id, account: campaign.accountId, pot: Number(pot) }
      const by = who.session.officer
      const asked = { kind: 'campaign.open', object: openingOf(campaign), facts, unit: campaign.unitId, by }
      await ask(tx, ids, asked, now)
      return 'asked'
    }
    await moveCampaign(tx, id, 'open', now)
    await note(tx, who, 'campaign.opened', `campaign/${id}`)
    return 'opened'
  }

  /** Nothing is closed before whoever closes it has read what follows. */
  async function askToClose(c: Context, { frame, desk }: Signed, campaign: KeptCampaign) {
    const needs = (await needsOf(db.prisma, campaign.id)).filter(({ state }) => state === 'open').length
    const awaited = await awaitedIn(db.prisma, campaign.id)
    const props = { frame, desk, campaign, awaited, needs }
    return c.html(document(<ClosePage {...props} />), 409)
  }

  function back(c: Context, { frame }: Signed, id: string, said: string) {
    return c.redirect(to(`/console/campaigns/${id}?said=${said}`, frame.lang), 303)
  }

  async function choicesFor({ tree }: Signed, unit: string) {
    const line = lineOf(unit, tree)
    return {
      accounts: await accountsToCollectOn(db.prisma, line),
      former: await formerAccounts(db.prisma),
      line,
      flows: parts.campaignFlows(),
      ours: await ownNumbers(db.prisma),
    }
  }

  async function showOne(c: Context, who: Signed, { id }: KeptCampaign, more: Partial<OneProps> = {}) {
    const campaign = (await campaignById(db.prisma, id))!
    const kept = (await keptCampaign(db.prisma, id))!
    const { legalBasis } = kept
    const all = await needsOf(db.prisma, id)
    const places = await placesAmong(
      db.prisma,
      all.map((need) => need.id),
    )
    const needs = all.filter((need) => !places.has(need.id))
    const now = clock.now()
    const open = (await publicCampaigns(db.prisma)).filter((one) => takesPledges(one, now))
    const ofOpen = await needsOfAll(
      db.prisma,
      open.map((one) => one.id),
    )
    // What is over is named nowhere.
    const [offered] = takesPledges(campaign, now)
      ? open.toSorted(byUrgency(now, lackingAmong(ofOpen, now)))
      : []
    const waits =
      campaign.state !== 'open' &&
      (await openApprovalOf(db.prisma, 'campaign.open', openingOf(kept), now)) !== undefined
    const promises = await keptByMonth(db.prisma, [id], now)
    const asked = await objectsWaiting(db.prisma, 'campaign.texts', now)
    const texts = [`campaign/${id}`, ...all.map((need) => `need/${need.id}`)].some((one) => asked.has(one))
    const props = {
      frame: who.frame,
      desk: who.desk,
      campaign,
      legalBasis,
      needs,
      texts,
      places: places.size,
      offered,
      waits,
      now,
      promises,
      late: await lateOf(db.prisma, campaign, now),
    }
    const page = <OnePage {...props} said={c.req.query('said')} {...more} />
    return c.html(document(page), more.lacks ? 422 : 200)
  }

  async function showForm(
    c: Context,
    who: Signed,
    known: KeptCampaign | undefined,
    more: Partial<FormProps> = {},
  ) {
    const names = await unitNames(db.prisma)
    const units = known ? [known.unitId] : [...who.units]
    const lines = [...new Set(units.flatMap((unit) => lineOf(unit, who.tree)))]
    const fixed = known !== undefined && known.state !== 'draft'
    const accounts = fixed
      ? [await accountById(db.prisma, known.accountId)]
      : await accountsToCollectOn(db.prisma, lines)
    // Those with an account of their own first: the department above the fund has none.
    const rank = (unit: string) => Number(!accounts.some(({ unitId }) => unitId === unit))
    const page = (
      <FormPage
        frame={who.frame}
        desk={who.desk}
        known={known}
        units={units.toSorted((a, b) => rank(a) - rank(b)).map((id) => [id, names.get(id) ?? id])}
        accounts={accounts}
        flows={parts.campaignFlows()}
        flowTitle={parts.flowTitle}
        asked={known && formOf(known)}
        was={known && shownIn(formOf(known))}
        {...more}
      />
    )
    return c.html(document(page), more.faults || more.past ? 422 : 200)
  }
}
