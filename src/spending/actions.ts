import { z } from 'zod'
import { type Action, action } from '../conversation/action.ts'
import {
  donationById,
  donationsOf,
  type Giving,
  isGone,
  lastForNeed,
  pledgeById,
  receiptsFor,
} from '../giving/index.ts'
import { nothing } from '../platform/shapes.ts'
import type { Tx } from '../platform/tx.ts'
import { roadOf, roadRecord } from './road.ts'

const named = z.object({ id: z.string() })

async function lastOf(tx: Tx, id: string) {
  const pledge = await pledgeById(tx, id)
  return pledge && lastForNeed(tx, pledge)
}

/** What flows may ask of what a gift became. */
export const spendingActions = (giving: Pick<Giving, 'site'>): readonly Action[] => [
  action({
    name: 'gift.road',
    /** Of a promise: the last money for what it is for. Neither: their latest gift. */
    input: z.object({ donation: named.nullish(), pledge: named.nullish() }),
    outcomes: { none: nothing, found: z.object({ road: roadRecord }) },
    async run({ tx, clock, contact, lang }, { donation, pledge }) {
      const meant = donation
        ? await donationById(tx, donation.id)
        : pledge
          ? await lastOf(tx, pledge.id)
          : (await donationsOf(tx, contact, 1))[0]
      // An old button, after it went back or was found to be another's.
      if (!meant || meant.contactId !== contact || isGone(meant)) return { outcome: 'none' as const }
      const receipt = (await receiptsFor(tx, [meant.id])).get(meant.id)!
      const road = await roadOf(tx, meant, receipt.number, { site: giving.site, lang, now: clock.now() })
      return { outcome: 'found' as const, road }
    },
  }),
]
