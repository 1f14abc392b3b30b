import { csv } from '../platform/csv.ts'
import type { Tx } from '../platform/tx.ts'
import { type Day, isCurrency, plainSum } from '../platform/vietnamese/index.ts'
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
    | 'foreign_came'
    | 'foreign_changed'
    | 'foreign_back'
  /** Of a purchase, and of what was delivered of it. */
  readonly voucher: string | null
  /** In the fund's words; null: the common pot, or what a voucher has beside its lines. */
  readonly need: string | null
  /** Not told of few things that were bought for it, or brought there at once (`isFew`). */
  readonly place: string | null
  /** Of what is counted in things; of money in another currency, its smallest pieces, and its code as the unit. */
  readonly quantity: bigint | null
  readonly unit: string | null
  /** Đồng. Null: no money. */
  readonly amount: bigint | null
  /** Đồng that something was worth which is no money, where somebody could say. */
  readonly worth: bigint | null
  /** Of what was received, đồng in the name of companies and of groups, none of which is named. Null: none. */
  readonly companies: bigint | null
  readonly groups: bigint | null
}

/**
 * The books of a campaign, oldest first. Gifts are one line a day and need, so that no line is one person's where others gave too;
 * purchases and deliveries one line for each need, in the words that two people have seen. What was brought and counted, or given
 * directly, is a line of its own kind, a day and need, and no sum of money; so is money in another currency, with its currency.
 */
export async function booksOf(tx: Tx, campaign: string): Promise<BookLine[]> {
  const lines = await tx.$queryRaw<(BookLine & { amount: bigint })[]>`
    WITH need_of AS (
      SELECT n.id, n.what, n.unit_word, n.mode, c.name AS place FROM need n LEFT JOIN commune c ON c.id = n.commune_id
      WHERE n.campaign_id = ${campaign}::uuid
    ), came AS (
      SELECT (d.received_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS day, al.need_id, al.amount, p.behalf FROM donation d
      JOIN allocation al ON al.donation_id = d.id LEFT JOIN pledge p ON p.id = d.pledge_id
      WHERE d.campaign_id = ${campaign}::uuid AND al.target IN ('need', 'pot', 'surplus')
    ), named AS (
      SELECT day, need_id, sum(amount) FILTER (WHERE behalf = 'company') AS companies, sum(amount) FILTER (WHERE behalf = 'group') AS groups
      FROM came GROUP BY day, need_id
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
    ), abroad AS (
      SELECT 8 AS n, day, 'foreign_came' AS what, came_currency, sum(came_sum) AS came FROM offer
        WHERE campaign_id = ${campaign}::uuid AND came_sum IS NOT NULL GROUP BY day, came_currency
      UNION ALL SELECT 9, done_on, CASE state WHEN 'done' THEN 'foreign_changed' ELSE 'foreign_back' END, came_currency, sum(came_sum) FROM offer
        WHERE campaign_id = ${campaign}::uuid AND came_sum IS NOT NULL AND state IN ('done', 'returned')
        GROUP BY done_on, state, came_currency
    ), told AS (
    SELECT to_char(b.day, 'YYYY-MM-DD') AS day, b.what, b.voucher, coalesce(l.what, n.what) AS need,
      CASE WHEN l.id IS NULL THEN n.place WHEN NOT l.few THEN l.place END AS place,
      (CASE WHEN n.mode = 'exclusive' OR b.n > 5 THEN b.quantity END)::bigint AS quantity,
      CASE WHEN n.mode = 'exclusive' AND b.quantity IS NOT NULL THEN coalesce(l.unit_word, n.unit_word) END AS unit, b.amount::bigint AS amount,
      m.companies::bigint AS companies, m.groups::bigint AS groups, b.n AS sort, n.id AS need_id
    FROM book b LEFT JOIN need_of n ON n.id = b.need_id LEFT JOIN line l ON l.id = b.line
    LEFT JOIN named m ON b.n = 1 AND m.day = b.day AND m.need_id IS NOT DISTINCT FROM b.need_id WHERE b.amount > 0 OR b.n > 5
    UNION ALL SELECT to_char(day, 'YYYY-MM-DD'), what, NULL, NULL, NULL, came::bigint, came_currency, 0, NULL, NULL, n, NULL FROM abroad
    )
    SELECT day, what, voucher, need, place, quantity, unit, amount, companies, groups FROM told
    ORDER BY day, sort, voucher COLLATE "C" NULLS FIRST, need_id NULLS FIRST`
  return lines.map((line) => {
    const isMoney = !APART.has(line.what)
    const worth = isMoney || line.amount === 0n ? null : line.amount
    return { ...line, amount: isMoney ? line.amount : null, worth }
  })
}

/** In no sum of đồng. */
const APART: ReadonlySet<BookLine['what']> = new Set([
  'counted',
  'given_directly',
  'foreign_came',
  'foreign_changed',
  'foreign_back',
])

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
    /** The same of money in another currency, and how its cents are parted. */
    readonly foreign: string
    readonly point: string
  },
): string {
  const rows = lines.map((line) => {
    const { day, what, voucher, need, place, quantity, unit, amount, worth, companies, groups } = line
    const sum = what.startsWith('foreign_') && unit !== null && isCurrency(unit) && quantity !== null
    const of = need ?? (sum ? words.foreign : amount === null ? words.apart : words.pot)
    const many = sum ? plainSum({ currency: unit, minor: quantity }).replace('.', words.point) : quantity
    return [day, words.what[what], voucher, of, place, many, unit, amount, worth, companies, groups] as const
  })
  return csv([words.heads, ...rows])
}
