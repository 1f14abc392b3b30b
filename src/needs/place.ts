import { z } from 'zod'
import { day, money } from '../platform/shapes.ts'
import { dayOf } from '../platform/vietnamese/index.ts'
import { labelsOf } from './labels.ts'
import { left, type Need } from './need.ts'
import { portionOf } from './packages.ts'

/** A need of a commune as flows see it. */
export const placeShape = z.object({
  id: z.string(),
  /** Id of its campaign. */
  campaign: z.string(),
  name: z.string(),
  /** Its name, and where others have that name too, what tells them apart: “Tà Xùa: áo ấm”. */
  label: z.string(),
  /** What stands before the name: “xã”, “phường”, “đặc khu”. */
  kind: z.string(),
  what: z.string(),
  /** Units; đồng when pooled. For showing, never for reckoning. */
  left: z.number(),
  cap: z.number(),
  unit: z.string(),
  unit_price: money,
  pooled: z.boolean(),
  /** What one part of it costs, of a pooled one, and what that is called. Null: nobody has said. */
  portion: money.nullable(),
  portion_of: z.string(),
  portion_in_english: z.string(),
  deadline: day.nullable(),
})

/** @param need of a commune: one with a place. @param label what tells it from others; else its place's name */
export const placeRecord = (need: Need, label = need.place!): z.infer<typeof placeShape> => ({
  id: need.id,
  campaign: need.campaignId,
  name: need.place!,
  label,
  kind: need.placeKind!,
  what: need.what,
  left: Number(left(need)),
  cap: Number(need.cap),
  // A sum reads like every other: "18.600.000 đ".
  unit: need.mode === 'pooled' ? 'đ' : need.unitWord,
  unit_price: need.unitPrice,
  pooled: need.mode === 'pooled',
  portion: need.portion,
  portion_of: portionOf(need).vi,
  portion_in_english: portionOf(need).en,
  deadline: need.deadline && dayOf(need.deadline),
})

/** The same of many, each told from the others. */
export function placeRecords(needs: readonly Need[]): z.infer<typeof placeShape>[] {
  const labels = labelsOf(
    needs.map((need) => ({ ...need, name: need.place! })),
    'vi',
  )
  return needs.map((need, n) => placeRecord(need, labels[n]))
}
