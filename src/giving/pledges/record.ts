import { z } from 'zod'
import { type Campaign, campaignById, takesPledges } from '../../campaigns/index.ts'
import { type Need, needById } from '../../needs/index.ts'
import { day, money, time } from '../../platform/shapes.ts'
import type { Tx } from '../../platform/tx.ts'
import { dayOf } from '../../platform/vietnamese/index.ts'
import { BEHALF_KINDS } from '../behalf/behalf.ts'
import { forNeed, isJoined, missing, type Pledge, pledgedUntil } from './pledge.ts'

/** A pledge as flows see it. */
export const pledgeRecord = z.object({
  id: z.string(),
  code: z.string(),
  amount: money,
  /** Null when it is no whole unit of anything. */
  units: z.number().nullable(),
  unit: z.string().nullable(),
  /** What one unit costs, where there are units. */
  unit_price: money.nullable(),
  /** Null: where it is needed most, or the common pot. */
  need_name: z.string().nullable(),
  place: z.string().nullable(),
  /** What stands before its name: “xã”, “phường”, “đặc khu”; nothing where there is none. */
  place_kind: z.string(),
  /** The part that goes to the common pot. */
  remainder: money,
  /** The last day on which its place is kept; while it is only held, what that day will be. */
  until: day,
  /** Until when its place is kept as things are: while it is only held, until the time for choosing is over. */
  kept_until: time,
  state: z.enum(['held', 'open', 'part_paid', 'fulfilled', 'cancelled', 'lapsed']),
  received: money,
  missing: money,
  title: z.string(),
  /** Id of its campaign, and the occasion. */
  campaign: z.string(),
  event: z.string(),
  /** Its campaign takes nothing more: nobody is asked for what is missing. */
  over: z.boolean(),
  /** It was a part, and its money came with that of the other. */
  joined: z.boolean(),
  /** Of a place that they sponsor: a month at a time, under one code. */
  monthly: z.boolean(),
  /** So much each month for the common pot, of no place. */
  scheduled: z.boolean(),
  /** In whose name it is, if not in its giver's own: that name is read with `behalf.of`. */
  behalf: z.enum(BEHALF_KINDS).nullable(),
  /** Things were said beside its money, and nobody has asked of them yet: `pledge.beside` tells which. */
  beside: z.boolean(),
})
export type PledgeRecord = z.infer<typeof pledgeRecord>

export async function recordOf(tx: Tx, pledge: Pledge, now: Date): Promise<PledgeRecord> {
  const campaign = (await campaignById(tx, pledge.campaignId))!
  const need = pledge.needId === null ? undefined : await needById(tx, pledge.needId)
  return describe(pledge, campaign, need, now)
}

export function describe(
  pledge: Pledge,
  campaign: Campaign,
  need: Need | undefined,
  now: Date,
): PledgeRecord {
  const whole = need?.mode === 'exclusive'
  return {
    id: pledge.id,
    code: pledge.code,
    amount: pledge.amount,
    units: whole ? Number(pledge.quantity) : null,
    unit: whole ? need.unitWord : null,
    unit_price: whole ? need.unitPrice : null,
    need_name: need?.place ? need.what : null,
    place: need?.place ?? null,
    place_kind: need?.placeKind ?? '',
    remainder: pledge.amount - forNeed(pledge),
    until: dayOf(pledge.state === 'held' ? pledgedUntil(campaign, now) : pledge.until),
    kept_until: pledge.until,
    state: pledge.state,
    received: pledge.received,
    missing: missing(pledge),
    title: campaign.title,
    campaign: campaign.id,
    event: campaign.eventKind,
    over: !takesPledges(campaign, now),
    joined: isJoined(pledge),
    monthly: pledge.monthly ?? false,
    // Of a place that was closed with nothing used, no đồng is left.
    scheduled: pledge.monthly === true && pledge.needId === null && pledge.amount > 0n,
    behalf: (pledge.behalfBody && pledge.behalf) || null,
    beside: Boolean(pledge.besideBody),
  }
}
