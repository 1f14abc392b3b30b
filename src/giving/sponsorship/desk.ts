import type { Tx } from '../../platform/tx.ts'
import { addMonths, type Day, dayIn, dayOf, monthOf } from '../../platform/vietnamese/index.ts'
import type { Giving } from '../deps.ts'
import { type Held, monthlyOf, withAll } from './places.ts'
import { stateOf } from './record.ts'
import { handBack, pausePlace } from './sponsoring.ts'
import { isPaid, monthsPaid, type Sponsorship } from './sponsorship.ts'
import { scheduledIn, sponsorshipById } from './store.ts'

/** A gift that comes each month, of no place, as officers see it. Amounts are đồng. */
export interface MonthlyGift {
  readonly id: string
  readonly contact: string
  readonly unit: string
  readonly campaign: { readonly id: string; readonly title: string }
  readonly code: string
  readonly monthly: bigint
  readonly state: ReturnType<typeof stateOf>
  readonly sponsorship: Sponsorship
  readonly received: bigint
  /** Whole months that came. */
  readonly kept: number
  /** When it is reminded of, or asked for, next; null: not any more. */
  readonly next: Day | null
}

const A_PAGE = 30

/** A page of those of these units, newest first, and whether there are more. @param goesOn those that go on or rest, or those that are over */
export async function monthlyGifts(
  tx: Tx,
  units: ReadonlySet<string>,
  {
    goesOn,
    before,
    now,
  }: { readonly goesOn: boolean; readonly before?: string | undefined; readonly now: Date },
): Promise<{ readonly gifts: readonly MonthlyGift[]; readonly more: boolean }> {
  const rows = await scheduledIn(tx, units, goesOn, before, A_PAGE + 1)
  const gifts: MonthlyGift[] = []
  // One after another: a connection takes one query at a time.
  for (const row of rows.slice(0, A_PAGE)) gifts.push(asGift(await withAll(tx, row), now))
  return { gifts, more: rows.length > A_PAGE }
}

export async function monthlyGift(tx: Tx, id: string, now: Date): Promise<MonthlyGift | undefined> {
  const sponsorship = await sponsorshipById(tx, id)
  return sponsorship?.slotId === null ? asGift(await withAll(tx, sponsorship), now) : undefined
}

function asGift(held: Held, now: Date): MonthlyGift {
  const { sponsorship, pledge, campaign } = held
  const monthly = monthlyOf(held)
  const state = stateOf(sponsorship, pledge)
  return {
    id: sponsorship.id,
    contact: sponsorship.contactId,
    unit: campaign.unit.id,
    campaign: { id: campaign.id, title: campaign.title },
    code: pledge.code,
    monthly,
    state,
    sponsorship,
    received: pledge.received,
    kept: monthsPaid(pledge, monthly),
    next: nextDay(sponsorship, isPaid(pledge), dayOf(now)),
  }
}

/**
 * The day of the next reminder; where none is wished for, the first of the next month that is asked for.
 *
 * @param paid whether the money of the due month is here
 */
function nextDay(
  {
    state,
    dueMonth,
    resumesMonth,
    remindDay,
  }: Pick<Sponsorship, 'state' | 'dueMonth' | 'resumesMonth' | 'remindDay'>,
  paid: boolean,
  today: Day,
): Day | null {
  if (dueMonth === null || (state !== 'active' && state !== 'paused')) return null
  const on = remindDay ?? 1
  if (state === 'paused') return dayIn(resumesMonth!, on)
  const due = dayIn(dueMonth, on)
  if (!paid && due >= today) return due
  const month = monthOf(today)
  return dayIn(addMonths(dueMonth > month ? dueMonth : month, 1), on)
}

/**
 * Lets a monthly gift rest for so many months, or ends it, since its giver has asked a person of the fund to. They are told, so that
 * a mistake, or somebody else's wish, does not stay unseen.
 *
 * @param months null: it ends
 * @returns false when it is over already, or rests already
 */
export async function asAsked(
  tx: Tx,
  giving: Giving,
  { id, months }: { readonly id: string; readonly months: number | null },
  now: Date,
): Promise<boolean> {
  const seen = await sponsorshipById(tx, id)
  if (seen?.slotId !== null || (months !== null && seen.state !== 'active')) return false
  const doing = { tx, ids: giving.ids, now, contact: seen.contactId, key: `asked:${id}` }
  const held =
    months === null ? await handBack(giving, doing, id) : await pausePlace(giving, doing, id, months)
  if (!held) return false
  await giving.tell.toContact(tx, seen.contactId, {
    flow: 'monthly-asked',
    key: `monthly-asked:${id}:${months === null ? 'ended' : now.toISOString()}`,
    with: { sponsorship: { id } },
  })
  return true
}
