import type { Context } from 'hono'
import { holdCampaign, type KeptCampaign, LATE, putOff } from '../../campaigns/index.ts'
import { addDays, dayOf, endOfDay } from '../../platform/vietnamese/index.ts'
import { document } from '../../web/html.ts'
import { day, to } from '../../web/show.ts'
import { type Handlers, notThere, type Signed } from '../desk.tsx'
import { forms } from '../forms/words.ts'
import { noteBy, type Parts, typed } from '../room.ts'
import { readDate } from '../typing.ts'
import { LaterPage } from './later-page.tsx'
import { later } from './later-words.ts'
import { campaignWithin } from './within.ts'

const MOST_DAYS = 366

/** The day by which a campaign's gifts are handed over is put off. */
export function laterRoom(parts: Parts): Pick<Handlers, `${'GET' | 'POST'} /console/campaigns/:id/later`> {
  const { db, clock } = parts.gate
  const note = noteBy(parts)

  return {
    async 'GET /console/campaigns/:id/later'(c, who) {
      const campaign = await campaignFor(c, who)
      if (!campaign) return notThere(c, who.frame)
      return c.html(document(<LaterPage frame={who.frame} desk={who.desk} campaign={campaign} />))
    },

    async 'POST /console/campaigns/:id/later'(c, who) {
      const campaign = await campaignFor(c, who)
      if (!campaign) return notThere(c, who.frame)
      const { was, ...asked } = await typed(c, 'was', 'to', 'why')
      const read = readLater(asked, campaign, who)
      if ('faults' in read) return again(c, who, { campaign, asked, faults: read.faults })
      const done = await db.transaction(async (tx) => {
        const now = (await holdCampaign(tx, campaign.id))!
        const done =
          now.distributeBy.toISOString() === was &&
          (await putOff(tx, campaign.id, { was: now.distributeBy, ...read }))
        if (done) await note(tx, who, 'campaign.put_off', `campaign/${campaign.id}`, dayOf(read.to))
        return done
      })
      if (!done) return again(c, who, { campaign, asked, past: true })
      return c.redirect(to(`/console/campaigns/${campaign.id}?said=put_off`, who.frame.lang), 303)
    },
  }

  /** A draft has promised nobody a day. */
  async function campaignFor(c: Context, who: Signed): Promise<KeptCampaign | undefined> {
    const campaign = await campaignWithin(db.prisma, c.req.param('id') ?? '', who)
    return campaign?.state === 'draft' ? undefined : campaign
  }

  function readLater(asked: Record<'to' | 'why', string>, { distributeBy }: KeptCampaign, { frame }: Signed) {
    const { fault } = forms[frame.lang]
    const { form } = later[frame.lang]
    const faults: Record<string, string> = {}
    const [date, today] = [readDate(asked.to), dayOf(clock.now())]
    const why = LATE.find((one) => one === asked.why)
    if (!date) faults.to = fault.day
    else if (date <= dayOf(distributeBy) || date < today)
      faults.to = form.after(day(distributeBy, frame.lang))
    else if (date > addDays(today, MOST_DAYS)) faults.to = form.far
    if (!why) faults.why = fault.pick
    return !date || !why || faults.to ? { faults } : { to: endOfDay(date), why }
  }

  function again(
    c: Context,
    { frame, desk }: Signed,
    more: Omit<Parameters<typeof LaterPage>[0], 'frame' | 'desk'>,
  ) {
    return c.html(document(<LaterPage frame={frame} desk={desk} {...more} />), 422)
  }
}
