import type { Context } from 'hono'
import {
  type Campaign,
  campaignById,
  drawPoster,
  motifOf,
  POSTER_SIZES,
  type PosterFacts,
} from '../../campaigns/index.ts'
import { isOpen, type Need, needById, placesAmong, whereOf } from '../../needs/index.ts'
import { isUuid } from '../../platform/ids.ts'
import { dayOf } from '../../platform/vietnamese/index.ts'
import { sendFile } from '../../web/send-file.ts'
import { type Handlers, notThere, type Signed } from '../desk.tsx'
import type { Parts } from '../room.ts'

type Posters = 'GET /console/campaigns/:id/poster' | 'GET /console/needs/:id/poster'

/** Posters of what is open: what is over hangs nowhere anew. */
export function postersRoom({ gate, site }: Parts): Pick<Handlers, Posters> {
  const { db, clock } = gate

  return {
    async 'GET /console/campaigns/:id/poster'(c, who) {
      const campaign = await openCampaign(c.req.param('id'), who)
      if (!campaign) return notThere(c, who.frame)
      const { forWhom, what } = campaign
      return send(
        c,
        who,
        campaign,
        { place: null, what, forWhom, price: null },
        `/campaigns/${campaign.slug}`,
      )
    },

    async 'GET /console/needs/:id/poster'(c, who) {
      const id = c.req.param('id') ?? ''
      const need = isUuid(id) ? await needById(db.prisma, id) : undefined
      const campaign = need && (await openCampaign(need.campaignId, who))
      if (!need || !campaign || !isOpen(need, clock.now())) return notThere(c, who.frame)
      // A place stands on no wall.
      if ((await placesAmong(db.prisma, [id])).size > 0) return notThere(c, who.frame)
      const province = (await whereOf(db.prisma, campaign.id)).get(need.id)?.province
      const place = need.place && [need.place, province].filter(Boolean).join(', ')
      const forWhom = place === null ? campaign.forWhom : null
      // What goes where it is needed most has no page of its own.
      const path = place === null ? `/campaigns/${campaign.slug}` : `/needs/${need.key}`
      return send(c, who, campaign, { place, what: need.what, forWhom, price: priceOf(need) }, path)
    },
  }

  async function openCampaign(id: string | undefined, { units }: Signed): Promise<Campaign | undefined> {
    const campaign = isUuid(id ?? '') ? await campaignById(db.prisma, id!) : undefined
    const isShown = campaign?.state === 'open' && clock.now() < campaign.receivesUntil
    return isShown && units.has(campaign.unit.id) ? campaign : undefined
  }

  function send(
    c: Context,
    { frame }: Signed,
    campaign: Campaign,
    asked: Pick<PosterFacts, 'place' | 'what' | 'forWhom' | 'price'>,
    path: string,
  ): Response {
    const size = POSTER_SIZES.find((one) => one === c.req.query('size')) ?? 'a4'
    const { unit, title } = campaign
    const facts: PosterFacts = {
      ...asked,
      motif: motifOf(campaign.eventKind),
      title,
      until: dayOf(campaign.receivesUntil),
      fundName: unit.name,
      decision: unit.decision,
      url: site + path,
      checkUrl: `${site}/check`,
      lang: frame.lang,
      demo: campaign.demo,
    }
    const name = `${[title, asked.place].filter(Boolean).join(', ')} ${size.toUpperCase()}.pdf`
    const file = { file: '', name, mime: 'application/pdf' }
    return sendFile(c, file, drawPoster(facts, size), 'no-store')
  }
}

const priceOf = ({ mode, unitPrice, unitWord }: Need): PosterFacts['price'] =>
  mode === 'exclusive' ? { each: unitPrice, unit: unitWord } : null
