import { z } from 'zod'
import { campaignById } from '../campaigns/index.ts'
import { nothing, type Telling } from '../conversation/index.ts'
import { donationById, type Giving } from '../giving/index.ts'
import { consentsOf, langOf } from '../people/index.ts'
import type { Database } from '../platform/db.ts'
import { dayOf, nextByDay } from '../platform/vietnamese/index.ts'
import { giftsTo, giversAfter, noteToldTo, takeTellingLate } from './putting-off-store.ts'
import { roadOf } from './road.ts'
import { SPENDING } from './words.ts'

const DAY_MS = 86_400_000
const PATIENCE_DAYS = 3
/** So many in one round: five thousand are told within ten minutes, and what donors ask meanwhile is answered. */
const AT_ONCE = 20
const named = z.object({ campaign: z.uuid(), by: z.string() })

/**
 * Where a campaign's day of handing over was put off, its givers who want news of their gifts are told once, a few in each round and by
 * day. Any number of processes may do it at once.
 *
 * @returns to whom it was posted
 */
export async function tellPutOffs(
  db: Database,
  { tell }: Pick<Giving, 'tell'>,
  now: Date,
): Promise<string[]> {
  if (nextByDay(now) > now) return []
  const patience = new Date(now.getTime() + PATIENCE_DAYS * DAY_MS)
  return db.transaction(async (tx) => {
    const late = await takeTellingLate(tx)
    if (!late) return []
    const { campaign, after } = late
    const by = dayOf(late.by)
    const givers = await giversAfter(tx, campaign, after, AT_ONCE)
    for (const contact of givers)
      await tell.toContact(tx, contact, {
        flow: 'day-put-off',
        key: `day-put-off:${campaign}:${by}:${contact}`,
        with: { campaign, by },
        patience,
      })
    await noteToldTo(tx, campaign, givers.length < AT_ONCE ? null : givers.at(-1)!)
    return givers
  })
}

/** Read when it is said: what has come by then, was sent back, or waits for another day since, is not told. */
export const putOffTelling =
  (site: string): Telling =>
  async ({ tx, contact, now }, posted) => {
    const read = named.safeParse(posted)
    const campaign = read.success ? await campaignById(tx, read.data.campaign) : undefined
    if (!campaign?.distributeLate) return nothing('no campaign that was put off is named')
    if (dayOf(campaign.distributeBy) !== read.data!.by) return nothing('it is another day since')
    if (!(await consentsOf(tx, contact)).has('my_gifts')) return nothing('they want no news of their gifts')
    const lang = await langOf(tx, contact)
    // One after another, until one is found that waits: a connection takes one query at a time.
    for (const id of await giftsTo(tx, contact, campaign.id)) {
      const gift = (await donationById(tx, id))!
      const road = await roadOf(tx, gift, '', { site, lang, now })
      // A place's months and what is kept for a decision wait for no day; of a used pot nobody's part is told apart.
      if (road.goes === 'place' || road.goes === 'kept') continue
      const used = road.here + (road.pot_left === 0n ? road.common : 0n)
      if (road.amount <= used) continue
      const why = SPENDING[lang].late[campaign.distributeLate]
      return { kind: 'say', with: { put_off: { title: campaign.title, by: read.data!.by, why } } }
    }
    return nothing('nothing of theirs waits for it')
  }
