import { z } from 'zod'
import { campaignById } from '../campaigns/index.ts'
import { nothing, type Telling } from '../conversation/index.ts'
import { donationsOf, type Giving, receiptsFor } from '../giving/index.ts'
import { consentsOf, langOf } from '../people/index.ts'
import type { Tx } from '../platform/tx.ts'
import { type Day, dayOf, nextByDay } from '../platform/vietnamese/index.ts'
import { roadOf } from './road.ts'
import { SPENDING } from './words.ts'

const DAY_MS = 86_400_000
const PATIENCE_DAYS = 3
/** Of so many of their gifts, the latest first, it is looked whether one still waits for that day. */
const MOST_GIFTS = 50
const named = z.object({ campaign: z.uuid(), by: z.string() })

/**
 * A campaign's day of handing over was put off: everybody who gave to it, and whose gift still waits for that day, is told once.
 *
 * @param by the new day, in Việt Nam
 */
export async function tellPutOff(
  tx: Tx,
  giving: Pick<Giving, 'tell'>,
  campaign: string,
  by: Day,
  now: Date,
): Promise<void> {
  const notBefore = nextByDay(now)
  const patience = new Date(notBefore.getTime() + PATIENCE_DAYS * DAY_MS)
  const givers = await tx.donation.findMany({
    where: { campaignId: campaign, contactId: { not: null } },
    distinct: ['contactId'],
    select: { contactId: true },
    orderBy: { contactId: 'asc' },
  })
  for (const { contactId } of givers)
    await giving.tell.toContact(tx, contactId!, {
      flow: 'day-put-off',
      key: `day-put-off:${campaign}:${by}:${contactId}`,
      with: { campaign, by },
      notBefore,
      patience,
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
    const gifts = (await donationsOf(tx, contact, MOST_GIFTS)).filter((one) => one.campaignId === campaign.id)
    const receipts = await receiptsFor(
      tx,
      gifts.map(({ id }) => id),
    )
    // One after another: a connection takes one query at a time.
    for (const gift of gifts) {
      const road = await roadOf(tx, gift, receipts.get(gift.id)?.number ?? '', { site, lang, now })
      // A place's months and what is kept for a decision wait for no day; of a used pot nobody's part is told apart.
      if (road.goes === 'place' || road.goes === 'kept') continue
      const used = road.here + (road.pot_left === 0n ? road.common : 0n)
      if (road.amount <= used) continue
      const why = SPENDING[lang].late[campaign.distributeLate]
      return { kind: 'say', with: { put_off: { title: campaign.title, by: read.data!.by, why } } }
    }
    return nothing('nothing of theirs waits for it')
  }
