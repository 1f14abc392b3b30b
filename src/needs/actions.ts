import { z } from 'zod'
import { type Action, action } from '../conversation/action.ts'
import { nothing } from '../platform/shapes.ts'
import { isOpen, left, type Need } from './need.ts'
import { placeRecord, placeShape } from './place.ts'
import { needById, needsOf } from './store.ts'

const page = z.object({
  /** Of the fact `places`, in the order in which they are offered. */
  ids: z.array(z.string()),
  /** Whether there are more of this kind, and how many were shown so far. */
  more: z.boolean(),
  after: z.number(),
  /** What was shown before the page before this one; null on the first. */
  before: z.number().nullable(),
  /** Whether there are places of the other kind. */
  others: z.boolean(),
})

/** Places of one page: with [Xem thêm] and [Khác] as many buttons, and with the question as few lines, as a chat bears. */
const PAGE = 3

export const needActions: readonly Action[] = [
  action({
    name: 'need.places',
    input: z.object({
      campaign: z.object({ id: z.string() }),
      /** Those that many pay together; otherwise those that take whole units. */
      pooled: z.boolean(),
      /** How many were shown before. */
      after: z.number().int().min(0).optional(),
    }),
    /** Of the kind that was asked for while there is one, else of the other. */
    outcomes: { units: page, pooled: page, none: nothing },
    async run({ tx, clock }, { campaign, pooled, after = 0 }) {
      const now = clock.now()
      const open = (await needsOf(tx, campaign.id)).filter(
        (need) => need.place !== null && isOpen(need, now) && left(need) > 0n,
      )
      if (open.length === 0) return { outcome: 'none' as const }
      const isPooled = (need: Need) => need.mode === 'pooled'
      const kind = open.some((need) => isPooled(need) === pooled) ? pooled : !pooled
      const places = open.filter((need) => isPooled(need) === kind)
      // Places fill up while somebody reads: a page that is empty by now is the first one again.
      const from = kind === pooled && after < places.length ? after : 0
      const shown = places.slice(from, from + PAGE)
      return {
        outcome: kind ? ('pooled' as const) : ('units' as const),
        ids: shown.map((need) => need.id),
        more: places.length > from + PAGE,
        after: from + shown.length,
        before: from === 0 ? null : Math.max(0, from - PAGE),
        others: open.length > places.length,
      }
    },
  }),
  action({
    name: 'need.place',
    input: z.object({ need: z.uuid() }),
    outcomes: { open: z.object({ place: placeShape }), gone: nothing },
    async run({ tx, clock }, { need: id }) {
      const need = await needById(tx, id)
      const open = need && need.place !== null && isOpen(need, clock.now()) && left(need) > 0n
      return open ? { outcome: 'open' as const, place: placeRecord(need) } : { outcome: 'gone' as const }
    },
  }),
]
