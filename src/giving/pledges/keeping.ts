import { Prisma } from '../../generated/prisma/client.ts'
import type { Tx } from '../../platform/tx.ts'
import { asMonth, type Month } from '../../platform/vietnamese/index.ts'
import { NOT_COUNTED } from '../donations/store.ts'

/** Within so many days a promise is kept soon. */
export const KEPT_SOON_DAYS = 14

/**
 * How promises of one month were kept. Counted are those whose code was shown in that month (in Việt Nam), but not what its donor
 * withdrew before the first reminder, nor the months of sponsorships. Kept is what has come in full, whatever became of it
 * afterwards, and is not sent back.
 */
export interface Kept {
  readonly campaign: string
  readonly month: Month
  readonly promised: number
  /** Came in full within 14 days. */
  readonly soon: number
  /** Came in full at all. */
  readonly kept: number
  /** Not here yet, and still within its 14 days: of these nobody can say. */
  readonly young: number
}

/** Of those of which it can be said, how many of a hundred were kept soon; null: of none. */
export const keptSoonPercent = ({
  promised,
  young,
  soon,
}: Pick<Kept, 'promised' | 'young' | 'soon'>): number | null =>
  promised > young ? Math.round((100 * soon) / (promised - young)) : null

/** And how many were kept at all. */
export const keptPercent = ({
  promised,
  young,
  kept,
}: Pick<Kept, 'promised' | 'young' | 'kept'>): number | null =>
  promised > young ? Math.round((100 * kept) / (promised - young)) : null

/** Kept promises of these campaigns, by month, newest first. One statement, over `pledge` by campaign and `donation` by pledge. */
export async function keptByMonth(tx: Tx, campaigns: readonly string[], now: Date): Promise<readonly Kept[]> {
  const days = (n: number) => Prisma.sql`make_interval(days => ${n}::int)`
  const rows = await tx.$queryRaw<(Omit<Kept, 'month'> & { month: string })[]>`
    SELECT campaign, month, count(*)::int AS promised,
      (count(*) FILTER (WHERE paid_at <= promised_at + ${days(KEPT_SOON_DAYS)}))::int AS soon,
      count(paid_at)::int AS kept,
      (count(*) FILTER (WHERE paid_at IS NULL AND promised_at + ${days(KEPT_SOON_DAYS)} > ${now}::timestamptz))::int AS young
    FROM (
      SELECT p.campaign_id::text AS campaign, p.promised_at,
        to_char(p.promised_at AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYY-MM') AS month,
        (SELECT min(at) FROM (
          SELECT d.received_at AS at, sum(d.amount) OVER (ORDER BY d.received_at, d.id) AS came
          FROM donation d WHERE d.pledge_id = p.id AND d.state <> ALL(${[...NOT_COUNTED]}::text[])
        ) c WHERE came >= p.amount) AS paid_at
      FROM pledge p
      WHERE p.campaign_id = ANY(${[...campaigns]}::uuid[]) AND NOT p.monthly AND p.promised_at IS NOT NULL
        AND (p.withdrawn_at IS NULL OR p.withdrawn_at >= p.promised_at + ${days(2)})
    ) promise GROUP BY campaign, month ORDER BY campaign, month DESC`
  return rows.map((row) => ({ ...row, month: asMonth(row.month) }))
}
