import { csv } from '../platform/csv.ts'
import type { Tx } from '../platform/tx.ts'
import type { Day } from '../platform/vietnamese/index.ts'
import { FEWEST } from '../spending/index.ts'

/** One line of a campaign's books: what happened on a day, by nobody's name. */
export interface BookLine {
  readonly day: Day
  /** `sent_back` counts against what was received. */
  readonly what:
    | 'received'
    | 'sent_back'
    | 'bought'
    | 'delivered'
    | 'confirmed'
    | 'counted'
    | 'given_directly'
  /** Of a purchase, and of what was delivered of it. */
  readonly voucher: string | null
  /** In the fund's words; null: the common pot, or what a voucher has beside its lines. */
  readonly need: string | null
  /** Not told of few things that were bought for it, or brought there at once (`isFew`). */
  readonly place: string | null
  /** Of what is counted in things. */
  readonly quantity: bigint | null
  readonly unit: string | null
  /** Đồng. Null: no money. */
  readonly amount: bigint | null
  /** Đồng that something was worth which is no money, where somebody could say. */
  readonly worth: bigint | null
}

/**
 * The books of a campaign, oldest first. Gifts are one line a day and need, so that no line is one person's where others gave too;
 * purchases and deliveries one line for each need, in the words that two people have seen. What was brought and counted, or given
 * directly, is a line of its own kind, a day and need, and no sum of money.
 */
export async function booksOf(tx: Tx, campaign: string): Promise<BookLine[]> {
  const lines = await tx.$queryRaw<(BookLine & { amount: bigint })[]>`
    WITH need_of AS (
      SELECT n.id, n.what, n.unit_word, n.mode, c.name AS place FROM need n LEFT JOIN commune c ON c.id = n.commune_id
      WHERE n.campaign_id = ${campaign}::uuid
    ), came AS (
      SELECT (d.received_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS day, al.need_id, al.amount FROM donation d
      JOIN allocation al ON al.donation_id = d.id
      WHERE d.campaign_id = ${campaign}::uuid AND al.target IN ('need', 'pot', 'surplus')
    ), back AS (
      SELECT (received_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS came, (returned_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS went, amount
      FROM donation WHERE campaign_id = ${campaign}::uuid AND state = 'returned'
    ), line AS (
      SELECT l.id, l.need_id, l.quantity, l.unit_price, l.what, l.unit_word, c.name AS place, p.day, p.voucher, p.id AS purchase,
        n.mode = 'exclusive' AND (l.quantity < ${FEWEST}::bigint OR EXISTS (
          SELECT 1 FROM delivery d WHERE d.line_id = l.id AND d.state <> 'struck' AND d.quantity < ${FEWEST}::bigint)) AS few
      FROM purchase_line l JOIN purchase p ON p.id = l.purchase_id JOIN need_of n ON n.id = l.need_id LEFT JOIN commune c ON c.id = l.commune_id
      WHERE p.campaign_id = ${campaign}::uuid AND p.state = 'booked'
    ), gone AS (
      SELECT line.id AS line, line.need_id, line.voucher, line.unit_price, d.day, d.quantity, d.confirmed_at, d.id
      FROM line JOIN delivery d ON d.line_id = line.id WHERE d.state <> 'struck'
    ), book AS (
      SELECT 1 AS n, day, 'received' AS what, NULL AS voucher, need_id, NULL::uuid AS line, NULL::bigint AS quantity, sum(amount) AS amount FROM (
        SELECT day, need_id, amount FROM came UNION ALL SELECT came, NULL, amount FROM back
      ) all_of_it GROUP BY day, need_id
      UNION ALL SELECT 2, went, 'sent_back', NULL, NULL, NULL, NULL, sum(amount) FROM back GROUP BY went
      UNION ALL SELECT 3, day, 'bought', voucher, need_id, id, quantity, quantity * unit_price FROM line
      UNION ALL SELECT 3, p.day, 'bought', p.voucher, NULL, NULL, NULL,
        p.amount - coalesce((SELECT sum(quantity * unit_price) FROM line WHERE purchase = p.id), 0)
        FROM purchase p WHERE p.campaign_id = ${campaign}::uuid AND p.state = 'booked'
      UNION ALL SELECT 4, day, 'delivered', voucher, need_id, line, quantity, quantity * unit_price FROM gone
      UNION ALL SELECT 5, (confirmed_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date, 'confirmed', voucher, need_id, line, quantity, quantity * unit_price
        FROM gone WHERE confirmed_at IS NOT NULL
      UNION ALL SELECT 6, done_on, 'counted', NULL, need_id, NULL, sum(counted), 0 FROM offer
        WHERE campaign_id = ${campaign}::uuid AND kind = 'goods' AND state = 'done' GROUP BY done_on, need_id
      UNION ALL SELECT 7, done_on, 'given_directly', NULL, NULL, NULL, NULL, coalesce(sum(value), 0) FROM offer
        WHERE campaign_id = ${campaign}::uuid AND kind = 'direct' AND state = 'done' GROUP BY done_on
    )
    SELECT to_char(b.day, 'YYYY-MM-DD') AS day, b.what, b.voucher, coalesce(l.what, n.what) AS need,
      CASE WHEN l.id IS NULL THEN n.place WHEN NOT l.few THEN l.place END AS place,
      (CASE WHEN n.mode = 'exclusive' OR b.n > 5 THEN b.quantity END)::bigint AS quantity,
      CASE WHEN n.mode = 'exclusive' AND b.quantity IS NOT NULL THEN coalesce(l.unit_word, n.unit_word) END AS unit, b.amount::bigint AS amount
    FROM book b LEFT JOIN need_of n ON n.id = b.need_id LEFT JOIN line l ON l.id = b.line WHERE b.amount > 0 OR b.n > 5
    ORDER BY b.day, b.n, b.voucher COLLATE "C" NULLS FIRST, n.id NULLS FIRST`
  return lines.map((line) => {
    const isMoney = line.what !== 'counted' && line.what !== 'given_directly'
    const worth = isMoney || line.amount === 0n ? null : line.amount
    return { ...line, amount: isMoney ? line.amount : null, worth }
  })
}

/**
 * As a file for spreadsheets.
 *
 * @param words the heads, and what each line is called
 */
export function csvOf(
  lines: readonly BookLine[],
  words: {
    readonly heads: readonly string[]
    readonly what: Readonly<Record<BookLine['what'], string>>
    readonly pot: string
    /** What things are for that are for no need. */
    readonly apart: string
  },
): string {
  const rows = lines.map(({ day, what, voucher, need, place, quantity, unit, amount, worth }) => {
    const of = need ?? (amount === null ? words.apart : words.pot)
    return [day, words.what[what], voucher, of, place, quantity, unit, amount, worth] as const
  })
  return csv([words.heads, ...rows])
}
