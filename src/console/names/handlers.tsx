import type { Context } from 'hono'
import type { KeptCampaign } from '../../campaigns/index.ts'
import { thankedIn } from '../../giving/index.ts'
import { hideName } from '../../people/index.ts'
import { document } from '../../web/html.ts'
import { campaignWithin } from '../campaigns/within.ts'
import { type Handlers, notThere, type Signed } from '../desk.tsx'
import { noteBy, type Parts, typed } from '../room.ts'
import { NamesPage } from './page.tsx'

type Names = `${'GET' | 'POST'} /console/campaigns/:id/names`

/** Who is thanked by name, and the end of that for a name which does not fit a page of the fund. */
export function namesRoom(parts: Parts): Pick<Handlers, Names> {
  const { db, clock } = parts.gate
  const { people: keys, giving } = parts
  const note = noteBy(parts)

  return {
    async 'GET /console/campaigns/:id/names'(c, who) {
      const campaign = await campaignWithin(db.prisma, c.req.param('id'), who)
      return campaign ? show(c, who, campaign) : notThere(c, who.frame)
    },

    async 'POST /console/campaigns/:id/names'(c, who) {
      const campaign = await campaignWithin(db.prisma, c.req.param('id'), who)
      if (!campaign) return notThere(c, who.frame)
      const { person } = await typed(c, 'person')
      const hidden = await db.transaction(async (tx) => {
        // Only who stands on this page: whoever else allowed it is nobody's business here.
        const stands = (await thankedIn(tx, keys, campaign.id)).some(({ contact }) => contact === person)
        if (!stands || !(await hideName(tx, person, clock.now()))) return false
        await note(tx, who, 'person.unnamed', `person/${person}`)
        const key = `name-hidden:${person}:${clock.now().getTime()}`
        await giving.tell.toContact(tx, person, {
          flow: 'name-hidden',
          key,
          with: { title: campaign.title },
        })
        return true
      })
      return show(c, who, campaign, hidden ? 'hidden' : 'past')
    },
  }

  async function show(c: Context, who: Signed, campaign: KeptCampaign, said?: 'hidden' | 'past') {
    await db.transaction((tx) => note(tx, who, 'person.listed', `campaign/${campaign.id}`))
    const thanked = await thankedIn(db.prisma, keys, campaign.id)
    const { frame, desk } = who
    const page = (
      <NamesPage
        frame={frame}
        desk={desk}
        campaign={campaign}
        thanked={thanked}
        {...(said === undefined ? {} : { said })}
      />
    )
    c.header('cache-control', 'no-store')
    return c.html(document(page), said === 'past' ? 409 : 200)
  }
}
