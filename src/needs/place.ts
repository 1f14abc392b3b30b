import { z } from 'zod'
import { day, money } from '../platform/shapes.ts'
import { dayOf } from '../platform/vietnamese/index.ts'
import { left, type Need } from './need.ts'

/** A need of a commune as flows see it. */
export const placeShape = z.object({
  id: z.string(),
  /** Id of its campaign. */
  campaign: z.string(),
  name: z.string(),
  /** What stands before the name: “xã”, “phường”, “đặc khu”. */
  kind: z.string(),
  what: z.string(),
  /** Units; đồng when pooled. For showing, never for reckoning. */
  left: z.number(),
  cap: z.number(),
  unit: z.string(),
  unit_price: money,
  pooled: z.boolean(),
  deadline: day.nullable(),
})

/** @param need of a commune: one with a place */
export const placeRecord = (need: Need): z.infer<typeof placeShape> => ({
  id: need.id,
  campaign: need.campaignId,
  name: need.place!,
  kind: need.placeKind!,
  what: need.what,
  left: Number(left(need)),
  cap: Number(need.cap),
  // A sum reads like every other: "18.600.000 đ".
  unit: need.mode === 'pooled' ? 'đ' : need.unitWord,
  unit_price: need.unitPrice,
  pooled: need.mode === 'pooled',
  deadline: need.deadline && dayOf(need.deadline),
})
