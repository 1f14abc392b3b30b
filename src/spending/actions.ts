import { z } from 'zod'
import { type Action, action } from '../conversation/action.ts'
import { donationById, donationsOf, type Giving, isGone, receiptsFor } from '../giving/index.ts'
import { nothing } from '../platform/shapes.ts'
import { roadOf, roadRecord } from './road.ts'

/** What flows may ask of what a gift became. */
export const spendingActions = (giving: Pick<Giving, 'site'>): readonly Action[] => [
  action({
    name: 'gift.road',
    /** Null: their latest gift. */
    input: z.object({ donation: z.object({ id: z.string() }).nullish() }),
    outcomes: { none: nothing, found: z.object({ road: roadRecord }) },
    async run({ tx, clock, contact, lang }, { donation }) {
      const [latest] = await donationsOf(tx, contact, 1)
      const meant = donation ? await donationById(tx, donation.id) : latest
      // An old button, after it went back or was found to be another's.
      if (!meant || meant.contactId !== contact || isGone(meant)) return { outcome: 'none' as const }
      const receipt = (await receiptsFor(tx, [meant.id])).get(meant.id)!
      const road = await roadOf(tx, meant, receipt.number, { site: giving.site, lang, now: clock.now() })
      return { outcome: 'found' as const, road }
    },
  }),
]
