import type { Context } from 'hono'
import {
  accountById,
  accountsOfUnits,
  byUrgency,
  campaignById,
  campaignsOfUnits,
  changeCampaign,
  type KeptCampaign,
  keptCampaign,
  lacking,
  makeCampaign,
  moveCampaign,
  publicCampaigns,
  takesPledges,
} from '../../campaigns/index.ts'
import { needsOf } from '../../needs/index.ts'
import { unitNames } from '../../organisers/index.ts'
import { isUuid } from '../../platform/ids.ts'
import { document } from '../../web/html.ts'
import { to } from '../../web/show.ts'
import { type Handlers, notThere, type Signed } from '../desk.tsx'
import { noteBy, type Parts, typed } from '../room.ts'
import { CAMPAIGN_FIELDS, changedIn, readCampaign } from './form.ts'
import { FormPage, type FormProps, formOf } from './form-page.tsx'
import { lineOf } from './line.ts'
import { ListPage } from './list-page.tsx'
import { OnePage, type OneProps } from './one-page.tsx'

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
      const asked = await typed(c, ...CAMPAIGN_FIELDS)
      const unit = who.units.has(asked.unit) ? asked.unit : undefined
      if (!unit) return showForm(c, who, undefined, { asked, faults: { unit: 'pick' } })
      const read = readCampaign(asked, unit, await choicesFor(who, unit), undefined)
      if ('faults' in read) return showForm(c, who, undefined, { asked, faults: read.faults })
      const id = await db.transaction(async (tx) => {
        const made = await makeCampaign(tx, ids, read.sheet, demo)
        await note(tx, who, 'campaign.made', `campaign/${made}`)
        return made
      })
      return c.redirect(to(`/console/campaigns/${id}?said=made`, who.frame.lang), 303)
    },

    async 'GET /console/campaigns/:id'(c, who) {
      const campaign = await campaignOf(c, who)
      return campaign ? showOne(c, who, campaign) : notThere(c, who.frame)
    },

    async 'GET /console/campaigns/:id/edit'(c, who) {
      const campaign = await campaignOf(c, who)
      return campaign ? showForm(c, who, campaign) : notThere(c, who.frame)
    },

    async 'POST /console/campaigns/:id/edit'(c, who) {
      const campaign = await campaignOf(c, who)
      if (!campaign) return notThere(c, who.frame)
      const asked = await typed(c, ...CAMPAIGN_FIELDS)
      const { unitId } = campaign
      const read = readCampaign(asked, unitId, await choicesFor(who, unitId), campaign)
      if ('faults' in read) return showForm(c, who, campaign, { asked, faults: read.faults })
      const changed = changedIn(campaign, read.sheet)
      if (changed.length === 0) return back(c, who, campaign.id, 'same')
      const done = await db.transaction(async (tx) => {
        if (!(await changeCampaign(tx, campaign, read.sheet))) return false
        await note(tx, who, 'campaign.changed', `campaign/${campaign.id}`, changed.join(','))
        return true
      })
      if (done) return back(c, who, campaign.id, 'saved')
      // Somebody opened or closed it meanwhile: what was typed is still there, to be looked at once more.
      const now = (await keptCampaign(db.prisma, campaign.id))!
      return showForm(c, who, now, { asked, past: true })
    },

    async 'POST /console/campaigns/:id/open'(c, who) {
      const campaign = await campaignOf(c, who)
      if (!campaign) return notThere(c, who.frame)
      const needs = await needsOf(db.prisma, campaign.id)
      const lacks = lacking(campaign, {
        accountUnit: (await accountById(db.prisma, campaign.accountId)).unitId,
        line: lineOf(campaign.unitId, who.tree),
        flows: parts.campaignFlows(),
        openNeeds: needs.filter(({ state }) => state === 'open').length,
        now: clock.now(),
      })
      if (lacks.length > 0) return showOne(c, who, campaign, { lacks })
      return move(c, who, campaign.id, 'open')
    },

    async 'POST /console/campaigns/:id/close'(c, who) {
      const campaign = await campaignOf(c, who)
      return campaign ? move(c, who, campaign.id, 'closed') : notThere(c, who.frame)
    },
  }

  function back(c: Context, { frame }: Signed, id: string, said: string) {
    return c.redirect(to(`/console/campaigns/${id}?said=${said}`, frame.lang), 303)
  }

  async function move(c: Context, who: Signed, id: string, state: 'open' | 'closed') {
    const act = state === 'open' ? 'opened' : 'closed'
    const done = await db.transaction(async (tx) => {
      if (!(await moveCampaign(tx, id, state))) return false
      await note(tx, who, `campaign.${act}`, `campaign/${id}`)
      return true
    })
    return back(c, who, id, done ? act : 'past')
  }

  async function campaignOf(c: Context, { units }: Signed): Promise<KeptCampaign | undefined> {
    const id = c.req.param('id') ?? ''
    const campaign = isUuid(id) ? await keptCampaign(db.prisma, id) : undefined
    return campaign && units.has(campaign.unitId) ? campaign : undefined
  }

  async function choicesFor({ tree }: Signed, unit: string) {
    const line = lineOf(unit, tree)
    return { accounts: await accountsOfUnits(db.prisma, line), line, flows: parts.campaignFlows() }
  }

  async function showOne(c: Context, who: Signed, { id }: KeptCampaign, more: Partial<OneProps> = {}) {
    const campaign = (await campaignById(db.prisma, id))!
    const { legalBasis } = (await keptCampaign(db.prisma, id))!
    const needs = await needsOf(db.prisma, id)
    const now = clock.now()
    const [offered] = (await publicCampaigns(db.prisma))
      .filter((one) => one.flow === campaign.flow && takesPledges(one, now))
      .toSorted(byUrgency(now))
    const props = { frame: who.frame, desk: who.desk, campaign, legalBasis, needs, offered, now }
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
    const accounts = await accountsOfUnits(db.prisma, lines)
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
        asked={known && formOf(known)}
        {...more}
      />
    )
    return c.html(document(page), more.faults || more.past ? 422 : 200)
  }
}
