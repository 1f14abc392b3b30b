import { Prisma } from '../../generated/prisma/client.ts'
import type { Ids } from '../../platform/ids.ts'
import type { Tx } from '../../platform/tx.ts'
import type { Month } from '../../platform/vietnamese/index.ts'
import { LIVE, type Sponsorship } from './sponsorship.ts'

async function where(tx: Tx, condition: Prisma.Sql): Promise<Sponsorship[]> {
  return tx.$queryRaw<Sponsorship[]>`
    SELECT id::text AS id, slot_id::text AS "slotId", contact_id::text AS "contactId", pledge_id::text AS "pledgeId", state,
      held_until AS "heldUntil", from_month AS "fromMonth", to_month AS "toMonth", due_month AS "dueMonth",
      resumes_month AS "resumesMonth", monthly, until_month AS "untilMonth", remind_day AS "remindDay", missed, plans, said_month AS "saidMonth",
      ended_why AS "endedWhy", to_char(ended_on, 'YYYY-MM-DD') AS "endedOn", unused, wish, unused_settled_at AS "unusedSettledAt"
    FROM sponsorship WHERE ${condition}`
}

const one = async (tx: Tx, condition: Prisma.Sql): Promise<Sponsorship | undefined> =>
  (await where(tx, condition))[0]

export const sponsorshipById = (tx: Tx, id: string): Promise<Sponsorship | undefined> =>
  one(tx, Prisma.sql`id = ${id}::uuid`)

/** Locks it until the transaction ends. Whoever also needs its promise's lock takes that first, and the place's after it. */
export const lockSponsorship = (tx: Tx, id: string): Promise<Sponsorship | undefined> =>
  one(tx, Prisma.sql`id = ${id}::uuid FOR UPDATE`)

const isLive = Prisma.sql`state = ANY(${[...LIVE]}::text[])`

/** Whoever has a place now. */
export const liveOf = (tx: Tx, slot: string): Promise<Sponsorship | undefined> =>
  one(tx, Prisma.sql`slot_id = ${slot}::uuid AND ${isLive}`)

export const ofPledge = (tx: Tx, pledge: string): Promise<Sponsorship | undefined> =>
  one(tx, Prisma.sql`pledge_id = ${pledge}::uuid`)

/** What a person holds at this moment and has not begun. */
export const heldBy = (tx: Tx, contact: string): Promise<Sponsorship[]> =>
  where(tx, Prisma.sql`contact_id = ${contact}::uuid AND state = 'held' ORDER BY id`)

const MOST_SHOWN = 5
/** So long one that the fund ended is still among theirs. */
const ENDED_DAYS = 60
const DAY_MS = 86_400_000

/** A person's places, or what they give each month without one: what goes on, and what ended lately; oldest first, a chat's worth. */
export const shownOf = (tx: Tx, contact: string, places: boolean, now: Date): Promise<Sponsorship[]> =>
  where(
    tx,
    Prisma.sql`contact_id = ${contact}::uuid AND (slot_id IS NOT NULL) = ${places} AND (state IN ('active', 'paused')
      OR (state = 'ended' AND ended_why <> 'silent'
        AND ended_on >= ${new Date(now.getTime() - ENDED_DAYS * DAY_MS)}::timestamptz::date)) ORDER BY id LIMIT ${MOST_SHOWN}`,
  )

/** Everything of a person, oldest first. */
export const allOf = (tx: Tx, contact: string): Promise<Sponsorship[]> =>
  where(tx, Prisma.sql`contact_id = ${contact}::uuid ORDER BY id`)

/** Those without a place, of campaigns of these units, newest first. @param before the id of the last one of the page before */
export const scheduledIn = (
  tx: Tx,
  units: ReadonlySet<string>,
  goesOn: boolean,
  before: string | undefined,
  limit: number,
): Promise<Sponsorship[]> =>
  where(
    tx,
    Prisma.sql`slot_id IS NULL AND (state IN ('active', 'paused')) = ${goesOn} AND pledge_id IN (
        SELECT p.id FROM pledge p JOIN campaign c ON c.id = p.campaign_id
        WHERE p.monthly AND c.unit_id = ANY(${[...units]}::uuid[]))
      AND (${before ?? null}::uuid IS NULL OR id < ${before ?? null}::uuid) ORDER BY id DESC LIMIT ${limit}`,
  )

/** How many of them go on, rest and are over, and what those that go on come to in a month; đồng. */
export async function countScheduled(
  tx: Tx,
  units: ReadonlySet<string>,
): Promise<{
  readonly active: number
  readonly paused: number
  readonly over: number
  readonly monthly: bigint
}> {
  const [row] = await tx.$queryRaw<{ active: number; paused: number; over: number; monthly: bigint }[]>`
    SELECT count(*) FILTER (WHERE s.state = 'active')::int AS active, count(*) FILTER (WHERE s.state = 'paused')::int AS paused,
      count(*) FILTER (WHERE s.state NOT IN ('active', 'paused'))::int AS over,
      coalesce(sum(s.monthly) FILTER (WHERE s.state = 'active'), 0)::bigint AS monthly
    FROM sponsorship s JOIN pledge p ON p.id = s.pledge_id JOIN campaign c ON c.id = p.campaign_id
    WHERE s.slot_id IS NULL AND c.unit_id = ANY(${[...units]}::uuid[])`
  return row!
}

/** Ids of those of a person whose money was not used, and of which the fund has not said that it is seen to. */
export async function unusedOf(tx: Tx, contact: string): Promise<string[]> {
  const rows = await where(
    tx,
    Prisma.sql`contact_id = ${contact}::uuid AND unused > 0 AND unused_settled_at IS NULL`,
  )
  return rows.map(({ id }) => id)
}

/** What was not used is seen to, as its sponsor wished. @returns false when there is nothing of it to see to (any more) */
export async function settleUnused(tx: Tx, id: string, now: Date): Promise<boolean> {
  const { count } = await tx.sponsorship.updateMany({
    where: { id, unused: { gt: 0n }, unusedSettledAt: null },
    data: { unusedSettledAt: now },
  })
  return count === 1
}

/** Who has, or had, these places; newest first. */
export const allOfSlots = (tx: Tx, slots: readonly string[]): Promise<Sponsorship[]> =>
  where(tx, Prisma.sql`slot_id = ANY(${[...slots]}::uuid[]) ORDER BY id DESC`)

/** How many of theirs go on: places that they sponsor, and gifts of each month without one. */
export async function countLive(
  tx: Tx,
  contact: string,
): Promise<{ readonly places: number; readonly monthly: number }> {
  const where = { contactId: contact, state: { in: ['active', 'paused'] } }
  const live = await tx.sponsorship.findMany({ where, select: { slotId: true } })
  const places = live.filter(({ slotId }) => slotId !== null).length
  return { places, monthly: live.length - places }
}

/** The last month of a place that anybody has paid for. */
export async function lastPaidMonth(tx: Tx, slot: string): Promise<Month | null> {
  const { _max } = await tx.sponsorship.aggregate({ where: { slotId: slot }, _max: { toMonth: true } })
  return _max.toMonth as Month | null
}

export async function insertHeld(
  tx: Tx,
  held: {
    readonly id: string
    readonly slotId: string
    readonly contactId: string
    readonly addressId: string | null
    readonly heldUntil: Date
    readonly createdAt: Date
  },
): Promise<void> {
  await tx.sponsorship.create({ data: { ...held, state: 'held' } })
}

/** It begins at once: there is no place to hold. */
export async function insertScheduled(
  tx: Tx,
  begun: {
    readonly id: string
    readonly contactId: string
    readonly addressId: string | null
    readonly pledgeId: string
    readonly monthly: bigint
    readonly fromMonth: Month
    readonly untilMonth: Month | null
    readonly remindDay: number | null
    readonly createdAt: Date
  },
): Promise<Sponsorship> {
  await tx.sponsorship.create({ data: { ...begun, state: 'active', dueMonth: begun.fromMonth } })
  return (await sponsorshipById(tx, begun.id))!
}

/** Nobody began it: nothing of it is kept. @returns whether it was still held */
export async function removeHeld(tx: Tx, id: string): Promise<boolean> {
  return (await tx.sponsorship.deleteMany({ where: { id, state: 'held' } })).count > 0
}

export type Change = Omit<Partial<Sponsorship>, 'id' | 'slotId' | 'contactId' | 'endedOn'> & {
  readonly endedOn?: Date
}

/** @param id locked by the caller */
export async function updateSponsorship(tx: Tx, id: string, change: Change): Promise<Sponsorship> {
  await tx.sponsorship.update({ where: { id }, data: change })
  return (await sponsorshipById(tx, id))!
}

/** Places whose time of choosing is over, locked; what somebody else has in hand is left out. */
export const lockOverdue = (tx: Tx, now: Date, limit: number): Promise<Sponsorship[]> =>
  where(
    tx,
    Prisma.sql`state = 'held' AND held_until < ${now}::timestamptz ORDER BY id LIMIT ${limit} FOR UPDATE SKIP LOCKED`,
  )

/** Ids of those for which a month falls due, or a pause ends; not locked: their promises are to be locked first. @param but not these */
export async function dueIn(tx: Tx, month: Month, but: readonly string[], limit: number): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id::text AS id FROM sponsorship
    WHERE ((state = 'active' AND due_month < ${month}) OR (state = 'paused' AND resumes_month <= ${month}))
      AND NOT id = ANY(${[...but]}::uuid[])
    ORDER BY id LIMIT ${limit}`
  return rows.map(({ id }) => id)
}

/** Who wants to hear of a place that waits, longest first. */
export async function wishers(tx: Tx, limit: number): Promise<string[]> {
  const rows = await tx.slotWish.findMany({
    orderBy: [{ askedAt: 'asc' }, { contactId: 'asc' }],
    distinct: ['contactId'],
    take: limit,
  })
  return rows.map((row) => row.contactId)
}

/** Once for each place where they ask: the turn that asks has their session alone. */
export async function keepWish(
  tx: Tx,
  ids: Ids,
  contactId: string,
  wish: { readonly addressId: string | null; readonly askedAt: Date },
): Promise<void> {
  const { addressId, askedAt } = wish
  if ((await tx.slotWish.count({ where: { contactId, addressId } })) > 0) return
  await tx.slotWish.create({ data: { id: ids.uuid(), contactId, addressId, askedAt } })
}

export async function dropWish(tx: Tx, contactId: string): Promise<void> {
  await tx.slotWish.deleteMany({ where: { contactId } })
}
