import { z } from 'zod'
import { type Action, action } from '../conversation/action.ts'
import { day, money, nothing } from '../platform/shapes.ts'
import { dayOf } from '../platform/vietnamese/index.ts'
import { isOpen, left } from './need.ts'
import { needsOf } from './store.ts'

const place = z.object({
  id: z.string(),
  name: z.string(),
  what: z.string(),
  /** Units; đồng when pooled. For showing, never for reckoning. */
  left: z.number(),
  cap: z.number(),
  taken: z.number(),
  unit: z.string(),
  unit_price: money,
  pooled: z.boolean(),
  deadline: day.nullable(),
})

export const needActions: readonly Action[] = [
  action({
    name: 'need.places',
    input: z.object({ campaign: z.object({ id: z.string() }) }),
    outcomes: { some: z.object({ places: z.array(place) }), none: nothing },
    async run({ tx, clock }, { campaign }) {
      const now = clock.now()
      const needs = (await needsOf(tx, campaign.id)).filter((need) => isOpen(need, now) && left(need) > 0n)
      const places = needs.flatMap((need) =>
        need.place === null
          ? []
          : {
              id: need.id,
              name: need.place,
              what: need.what,
              left: Number(left(need)),
              cap: Number(need.cap),
              taken: Number(need.taken),
              unit: need.unitWord,
              unit_price: need.unitPrice,
              pooled: need.mode === 'pooled',
              deadline: need.deadline && dayOf(need.deadline),
            },
      )
      return places.length > 0 ? { outcome: 'some' as const, places } : { outcome: 'none' as const }
    },
  }),
]
