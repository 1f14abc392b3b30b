import { Prisma } from '../../generated/prisma/client.ts'
import type { Ids } from '../../platform/ids.ts'
import type { Tx } from '../../platform/tx.ts'
import {
  addMonths,
  columnOfDay,
  type Day,
  dayOf,
  formatMonth,
  type Lang,
  type Month,
  monthOf,
} from '../../platform/vietnamese/index.ts'
import type { Sex } from '../packages.ts'
import { type CloseReason, lettersOf, type Slot, slotName } from './slot.ts'
import { needOf, SLOT } from './words.ts'

/** Needs that are places: their money is counted in đồng, and lists of needs leave them out. */
const SPONSORSHIP = 'sponsorship'

const SLOTS = Prisma.sql`slot s JOIN need n ON n.id = s.need_id JOIN campaign c ON c.id = n.campaign_id`

async function slotsWhere(tx: Tx, condition: Prisma.Sql): Promise<Slot[]> {
  return tx.$queryRaw<Slot[]>`
    SELECT s.id::text AS id, s.need_id::text AS "needId", n.campaign_id::text AS "campaignId", c.unit_id::text AS "unitId",
      s.letters, s.number, s.province, s.sex, s.age_from AS "ageFrom", s.age_to AS "ageTo", s.what, s.monthly,
      s.until_month AS "untilMonth", to_char(s.waits_since, 'YYYY-MM-DD') AS "waitsSince", s.state,
      to_char(s.closed_on, 'YYYY-MM-DD') AS "closedOn", s.closed_why AS "closedWhy"
    FROM ${SLOTS} WHERE ${condition}`
}

export async function slotById(tx: Tx, id: string): Promise<Slot | undefined> {
  return (await slotsWhere(tx, Prisma.sql`s.id = ${id}::uuid`))[0]
}

/** All places of these units, those that are open first, then by number. */
export const slotsOfUnits = (tx: Tx, units: Iterable<string>): Promise<Slot[]> =>
  slotsWhere(
    tx,
    Prisma.sql`c.unit_id = ANY(${[...units]}::uuid[]) ORDER BY s.state = 'closed', s.letters, s.number`,
  )

/** Which of these needs are places: nothing but their place changes, opens or closes them. */
export async function placesAmong(tx: Tx, needs: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx.slot.findMany({ where: { needId: { in: [...needs] } }, select: { needId: true } })
  return new Set(rows.map(({ needId }) => needId))
}

/** What these are called, by id: SL-0417. */
export async function slotNames(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.slot.findMany({ where: { id: { in: [...ids] } } })
  return new Map(rows.map((row) => [row.id, slotName(row)]))
}

/** Somebody may take it: it is free, its school year goes on, and its campaign takes promises. */
const isFree = (now: Date) =>
  Prisma.sql`s.state = 'open' AND s.until_month >= ${monthOf(dayOf(now))} AND c.state = 'open'
    AND c.opens_at <= ${now}::timestamptz AND c.receives_until > ${now}::timestamptz`

/**
 * One place that waits, longest first; with a sum, those that cost nearest to it first.
 *
 * @param after how many of them were shown before; beyond the last it begins again
 */
export async function waitingSlot(
  tx: Tx,
  { near, after, now }: { readonly near: bigint | undefined; readonly after: number; readonly now: Date },
): Promise<{ readonly slot: Slot; readonly waiting: number; readonly after: number } | undefined> {
  const waiting = await countWaiting(tx, now)
  if (waiting === 0) return undefined
  const from = after % waiting
  const [slot] = await slotsWhere(
    tx,
    Prisma.sql`${isFree(now)} ORDER BY ${nearest(near)}, s.waits_since, s.id LIMIT 1 OFFSET ${from}`,
  )
  return slot && { slot, waiting, after: from + 1 }
}

/** How far a place's month is from what somebody would give. */
const nearest = (near: bigint | undefined) =>
  Prisma.sql`abs(s.monthly - ${near ?? 0n}::bigint) * ${near === undefined ? 0 : 1}`

/** Whether any place waits: whoever lost one is told at once, however many wait. */
export async function anyWaiting(tx: Tx, now: Date): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM ${SLOTS}
    WHERE ${isFree(now)} LIMIT 1`
  return rows.length > 0
}

async function countWaiting(tx: Tx, now: Date): Promise<number> {
  const [row] = await tx.$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM ${SLOTS}
    WHERE ${isFree(now)}`
  return row!.n
}

/** How many places of each campaign wait, by its id; none where none does. */
export async function waitingPlaces(tx: Tx, now: Date): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.$queryRaw<{ campaign: string; n: number }[]>`
    SELECT n.campaign_id::text AS campaign, count(*)::int AS n FROM ${SLOTS} WHERE ${isFree(now)} GROUP BY 1`
  return new Map(rows.map(({ campaign, n }) => [campaign, n]))
}

/**
 * Takes a place for whoever chooses; of a thousand who want it, one gets it.
 *
 * @param id null: the fund chooses the one that has waited longest; of those that cost nearest to `near` đồng each month
 * @returns its id; undefined when it is gone
 */
export async function takeSlot(
  tx: Tx,
  id: string | null,
  now: Date,
  near?: bigint,
): Promise<string | undefined> {
  const which =
    id === null
      ? Prisma.sql`(SELECT s.id FROM ${SLOTS}
          WHERE ${isFree(now)} ORDER BY ${nearest(near)}, s.waits_since, s.id LIMIT 1 FOR UPDATE OF s SKIP LOCKED)`
      : Prisma.sql`(SELECT s.id FROM ${SLOTS}
          WHERE s.id = ${id}::uuid AND ${isFree(now)})`
  const rows = await tx.$queryRaw<{ id: string }[]>`
    UPDATE slot SET state = 'held' WHERE id = ${which} AND state = 'open' RETURNING id::text AS id`
  return rows[0]?.id
}

/** It waits for somebody again. @param since undefined: as long as before, since nobody has begun */
export async function freeSlot(tx: Tx, id: string, since?: Day): Promise<void> {
  const date = since === undefined ? Prisma.sql`waits_since` : Prisma.sql`${since}::date`
  await tx.$executeRaw`
    UPDATE slot SET state = 'open', waits_since = ${date} WHERE id = ${id}::uuid AND state IN ('held', 'sponsored')`
}

export async function sponsorSlot(tx: Tx, id: string): Promise<void> {
  await tx.$executeRaw`UPDATE slot SET state = 'sponsored' WHERE id = ${id}::uuid AND state = 'held'`
}

/** Locks it until the transaction ends. Whoever also needs a sponsorship's lock takes that first. */
export async function lockSlot(tx: Tx, id: string): Promise<Slot | undefined> {
  await tx.$queryRaw`SELECT 1 FROM slot WHERE id = ${id}::uuid FOR UPDATE`
  return slotById(tx, id)
}

/** Nobody takes it any more, and no money is asked for it. @param slot locked by the caller */
export async function closeSlot(
  tx: Tx,
  slot: Slot,
  { why, on, now }: { readonly why: CloseReason; readonly on: Day; readonly now: Date },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE slot SET state = 'closed', closed_why = ${why}, closed_on = ${on}::date WHERE id = ${slot.id}::uuid`
  await tx.need.update({ where: { id: slot.needId }, data: { state: 'closed' } })
  await noteSlot(tx, slot.id, 'closed', monthOf(on), now)
}

/** Its child has another school year. @param slot locked by the caller @returns false when that is no later than now */
export async function lengthenSlot(tx: Tx, slot: Slot, until: Month, now: Date): Promise<boolean> {
  if (until <= slot.untilMonth || slot.state === 'closed') return false
  await tx.$executeRaw`UPDATE slot SET until_month = ${until} WHERE id = ${slot.id}::uuid`
  await noteSlot(tx, slot.id, 'longer', until, now)
  return true
}

export interface SlotSheet {
  readonly key?: string
  readonly campaignId: string
  readonly province: string
  /** For officers alone. */
  readonly communeId: string | null
  readonly sex: Sex
  readonly ageFrom: number
  readonly ageTo: number
  readonly what: string
  readonly monthly: bigint
  readonly untilMonth: Month
  readonly waitsSince: Day
  readonly madeUp: boolean
}

/** More months than any childhood has: what is asked of a place is a month at a time, and its need never says no. */
const CAP_MONTHS = 1_000n

/** A new place, with the next number of its province's letters, and the need that its money goes to. @returns its id */
export async function makeSlot(tx: Tx, ids: Ids, sheet: SlotSheet, now: Date): Promise<string> {
  const letters = lettersOf(sheet.province)
  const [row] = await tx.$queryRaw<{ number: number }[]>`
    INSERT INTO slot_series (letters, next) VALUES (${letters}, 2)
    ON CONFLICT (letters) DO UPDATE SET next = slot_series.next + 1 RETURNING next - 1 AS number`
  const { number } = row!
  const name = slotName({ letters, number })
  const [id, needId] = [ids.uuid(), ids.uuid()]
  await tx.need.create({
    data: {
      id: needId,
      key: `slot-${name.toLowerCase()}`,
      campaignId: sheet.campaignId,
      package: SPONSORSHIP,
      mode: 'pooled',
      what: needOf(name),
      unitWord: 'đồng',
      unitPrice: 1n,
      cap: sheet.monthly * CAP_MONTHS,
      madeUp: sheet.madeUp,
    },
  })
  const { campaignId: _, key = null, waitsSince, ...rest } = sheet
  await tx.slot.create({
    data: { ...rest, id, needId, key, letters, number, waitsSince: columnOfDay(waitsSince) },
  })
  await noteSlot(tx, id, 'waits', monthOf(waitsSince), now)
  return id
}

/**
 * Makes a place of a seed file, or gives it a longer school year.
 *
 * @returns false when it is there already and is described otherwise: nothing was changed
 */
export async function seedSlot(
  tx: Tx,
  ids: Ids,
  sheet: SlotSheet & { readonly key: string },
  now: Date,
): Promise<boolean> {
  const known = await tx.slot.findUnique({ where: { key: sheet.key }, include: { need: true } })
  if (!known) {
    await makeSlot(tx, ids, sheet, now)
    return true
  }
  const { sex, ageFrom, ageTo, what, monthly, province, communeId, campaignId, untilMonth } = sheet
  const wanted = { sex, ageFrom, ageTo, what, monthly, province, communeId }
  const same = (Object.keys(wanted) as (keyof typeof wanted)[]).every((name) => wanted[name] === known[name])
  if (!same || known.need.campaignId !== campaignId || untilMonth < known.untilMonth) return false
  const slot = (await lockSlot(tx, known.id))!
  await lengthenSlot(tx, slot, untilMonth, now)
  return true
}

type SlotEvent = 'waits' | 'sponsored' | 'paused' | 'resumed' | 'given_back' | 'longer' | 'closed'

/** What a place has been through is written down, and never changed. */
export async function noteSlot(
  tx: Tx,
  slotId: string,
  what: SlotEvent,
  month: Month | null,
  at: Date,
): Promise<void> {
  await tx.slotHistory.create({ data: { slotId, what, month, at } })
}

export interface SlotNote {
  readonly what: SlotEvent
  readonly month: Month | null
  readonly at: Date
}

export async function historyOf(tx: Tx, slot: string): Promise<SlotNote[]> {
  const rows = await tx.slotHistory.findMany({ where: { slotId: slot }, orderBy: { id: 'asc' } })
  return rows.map(({ what, month, at }) => ({ what: what as SlotEvent, month: month as Month | null, at }))
}

/** Months in which somebody sponsored a place, as spans: `1/2027–3/2027`, and of the one that goes on `4/2027–nay`. */
export function spansOf(history: readonly SlotNote[], lang: Lang): string[] {
  const spans: string[] = []
  let from: Month | undefined
  for (const { what, month } of history) {
    if (what === 'sponsored' && month) from = month
    if (what !== 'given_back') continue
    if (from && month)
      spans.push(from === month ? formatMonth(from) : `${formatMonth(from)}–${formatMonth(month)}`)
    from = undefined
  }
  return from ? [...spans, `${formatMonth(from)}–${SLOT[lang].now}`] : spans
}

/** The first month in which somebody new may begin: months that are paid for already are not paid for twice. */
export const monthAfter = (paid: Month | null, asked: Month): Month =>
  paid !== null && paid >= asked ? addMonths(paid, 1) : asked
