import { Prisma } from '../../generated/prisma/client.ts'
import type { Tx } from '../../platform/tx.ts'
import { type DonationState, GONE, KEPT } from './store.ts'

/** Money that waits for an officer. */
export interface Odd {
  readonly donation: string
  readonly amount: bigint
  readonly receivedAt: Date
  readonly state: DonationState
  /** Why no pledge was found for it. */
  readonly why: string | null
  readonly wish: string | null
  /** By when its donor hears what became of her wish. Null: nothing was promised. */
  readonly answerBy: Date | null
  /** That hour has passed, whatever was promised anew since. */
  readonly overdue: boolean
  /** Of our account. */
  readonly account: string
  /** The last four of the bank's reference; null when the bank gave none. */
  readonly refEnd: string | null
  /** Whose it is: of who was erased nobody hears anything any more. Null: nobody knows. */
  readonly giver: 'known' | 'erased' | null
  /** Its campaign; of money without an owner those that collect on this account. */
  readonly titles: string | null
}

/** Nobody knows whose it is. By donation_state_idx. */
const UNOWNED = Prisma.sql`d.state = 'unmatched'`

/** It is kept apart, or its donor wishes something of it that nobody has done. */
const UNDECIDED = Prisma.sql`(
  d.state = ANY(${[...KEPT]}::text[])
    AND EXISTS (SELECT 1 FROM allocation l WHERE l.donation_id = d.id AND l.target = 'held_late')
  OR d.wish IN ('next', 'refund') AND d.state <> ALL(${['unmatched', ...GONE]}::text[]))`

/** Its donor wishes something of it that nobody has done. */
const WISHED = Prisma.sql`(d.wish IN ('next', 'refund') AND d.state <> ALL(${['unmatched', ...GONE]}::text[]))`
const OVERDUE = Prisma.sql`(${WISHED} AND (d.answer_by < now() OR d.late_since IS NOT NULL))`

const within = (units: Iterable<string>) => Prisma.sql`d.unit_id = ANY(${[...units]}::uuid[])`

async function oddWhere(
  tx: Tx,
  condition: Prisma.Sql,
  limit: number,
  order = Prisma.sql`ASC`,
): Promise<Odd[]> {
  return tx.$queryRaw<Odd[]>`
    SELECT d.id::text AS donation, d.amount, d.received_at AS "receivedAt", d.state, d.why, d.wish, CASE WHEN ${WISHED} THEN d.answer_by END AS "answerBy", coalesce(${OVERDUE}, false) AS overdue, a.number AS account,
      right(k.bank_ref, 4) AS "refEnd",
      CASE WHEN g.id IS NULL THEN NULL WHEN g.state = 'erased' THEN 'erased' ELSE 'known' END AS giver,
      coalesce(c.title, (SELECT string_agg(o.title, ', ' ORDER BY o.opens_at DESC) FROM campaign o
        WHERE o.account_id = a.id AND o.state = 'open')) AS titles
    FROM donation d JOIN bank_credit k ON k.id = d.credit_id JOIN bank_account a ON a.id = k.account_id
      LEFT JOIN campaign c ON c.id = d.campaign_id LEFT JOIN contact g ON g.id = d.contact_id
    WHERE ${condition} ORDER BY coalesce(${OVERDUE}, false) DESC, d.received_at ${order}, d.id ${order} LIMIT ${limit}`
}

async function countWhere(tx: Tx, condition: Prisma.Sql): Promise<number> {
  const [row] = await tx.$queryRaw<
    { n: number }[]
  >`SELECT count(*)::int AS n FROM donation d WHERE ${condition}`
  return row!.n
}

/** Money of these units that nobody is known to have sent, oldest first. */
export const unownedMoney = (tx: Tx, units: Iterable<string>, limit: number): Promise<Odd[]> =>
  oddWhere(tx, Prisma.sql`${within(units)} AND ${UNOWNED}`, limit)

/** Money of these units of which somebody has to say what becomes of it: first what was promised and not done in time, then the oldest. */
export const undecidedMoney = (tx: Tx, units: Iterable<string>, limit: number): Promise<Odd[]> =>
  oddWhere(tx, Prisma.sql`${within(units)} AND ${UNDECIDED}`, limit)

/** Money of these units that went into a common pot as from an unknown giver, the last that came first. */
export const pooledMoney = (tx: Tx, units: Iterable<string>, limit: number): Promise<Odd[]> =>
  oddWhere(tx, Prisma.sql`${within(units)} AND d.state = 'unknown_giver'`, limit, Prisma.sql`DESC`)

export const countUnowned = (tx: Tx, units: Iterable<string>): Promise<number> =>
  countWhere(tx, Prisma.sql`${within(units)} AND ${UNOWNED}`)

export const countUndecided = (tx: Tx, units: Iterable<string>): Promise<number> =>
  countWhere(tx, Prisma.sql`${within(units)} AND ${UNDECIDED}`)

/** Of what waits for a decision, what was promised by an hour that has passed. */
export const countOverdue = (tx: Tx, units: Iterable<string>): Promise<number> =>
  countWhere(tx, Prisma.sql`${within(units)} AND ${OVERDUE}`)

/** One of them, or any other money of the fund, as an officer sees it. */
export async function oddMoney(tx: Tx, donation: string): Promise<Odd | undefined> {
  return (await oddWhere(tx, Prisma.sql`d.id = ${donation}::uuid`, 1))[0]
}
