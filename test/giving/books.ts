import { faultsOfSpending } from '../../src/spending/index.ts'
import type { World } from './world.ts'

/**
 * What must hold in every state: the books balance, every đồng that came is somewhere, allocations say the same as the
 * ledger, a need has given exactly what live claims hold, receipts have no gap.
 */
export async function checkBooks({
  db,
  unit,
  campaign,
}: Pick<World, 'db' | 'unit' | 'campaign'>): Promise<void> {
  const faults = await db.prisma.$queryRaw<{ fault: string }[]>`
    WITH sums AS (
      SELECT a.kind, sum(l.amount)::bigint AS sum FROM ledger_account a JOIN ledger_line l ON l.account_id = a.id
      WHERE a.unit_id = ${unit}::uuid GROUP BY a.kind
    ), unspent AS (
      SELECT a.kind, sum(l.amount)::bigint AS sum FROM ledger_account a JOIN ledger_line l ON l.account_id = a.id
      JOIN ledger_entry e ON e.id = l.entry_id WHERE a.unit_id = ${unit}::uuid AND e.key !~ '^(reversal:)?purchase:' GROUP BY a.kind
    ), had AS (SELECT k.kind, coalesce(-s.sum, 0) AS sum FROM (VALUES ('campaign'), ('pot'), ('surplus'), ('held_late'), ('suspense')) k(kind) LEFT JOIN unspent s USING (kind)),
    parts AS (
      SELECT CASE al.target WHEN 'need' THEN 'campaign' ELSE al.target END AS kind, sum(al.amount) AS sum
      FROM allocation al JOIN donation d ON d.id = al.donation_id WHERE d.unit_id = ${unit}::uuid GROUP BY 1
      UNION ALL SELECT 'suspense', sum(amount) FROM donation WHERE unit_id = ${unit}::uuid AND state = 'unmatched'
    )
    SELECT 'ledger sums to ' || sum(sum) AS fault FROM sums HAVING sum(sum) <> 0
    UNION ALL
    SELECT 'bank has ' || b || ' but ' || c || ' came in' FROM
      (SELECT coalesce((SELECT sum FROM sums WHERE kind = 'bank'), 0) AS b,
        (SELECT coalesce(sum(c.amount), 0) FROM bank_credit c JOIN bank_account a ON a.id = c.account_id WHERE a.unit_id = ${unit}::uuid)
        - (SELECT coalesce(sum(amount), 0) FROM donation WHERE unit_id = ${unit}::uuid AND state = 'returned') AS c) x
      WHERE b <> c
    UNION ALL
    SELECT had.kind || ' is ' || had.sum || ' in the ledger and ' || coalesce(parts.sum, 0) || ' in allocations'
      FROM had LEFT JOIN parts USING (kind) WHERE had.sum <> coalesce(parts.sum, 0)
    UNION ALL
    SELECT 'donation of ' || d.amount || ' is allocated ' || coalesce(sum(al.amount), 0) FROM donation d LEFT JOIN allocation al ON al.donation_id = d.id
      WHERE d.unit_id = ${unit}::uuid AND d.state NOT IN ('unmatched', 'returned', 'mistaken') GROUP BY d.id HAVING coalesce(sum(al.amount), 0) <> d.amount
    UNION ALL
    SELECT 'need has given ' || n.taken || ' and claims hold ' || coalesce(sum(c.quantity), 0) + n.taken_before + n.from_pot + n.brought_promised + n.brought
      FROM need n LEFT JOIN claim c ON c.need_id = n.id AND c.state NOT IN ('lapsed', 'released')
      WHERE n.campaign_id = ${campaign}::uuid GROUP BY n.id HAVING n.taken <> coalesce(sum(c.quantity), 0) + n.taken_before + n.from_pot + n.brought_promised + n.brought
    UNION ALL
    SELECT 'pledge has received ' || p.received || ' but donations are ' || coalesce(sum(d.amount), 0) FROM pledge p
      LEFT JOIN donation d ON d.pledge_id = p.id AND d.state NOT IN ('unmatched', 'returned', 'mistaken', 'held_late', 'cancelled_pledge')
      WHERE p.campaign_id = ${campaign}::uuid GROUP BY p.id HAVING p.received <> coalesce(sum(d.amount), 0)
    UNION ALL
    SELECT 'a live claim of a pledge that is ' || p.state FROM claim c JOIN pledge p ON p.id = c.pledge_id
      WHERE p.campaign_id = ${campaign}::uuid AND p.need_id IS NOT NULL AND ((c.state = 'held' AND p.state <> 'held') OR (c.state = 'pledged' AND p.state <> 'open')
        OR (c.state = 'received' AND p.state <> 'part_paid') OR (c.state IN ('lapsed', 'released') AND p.state IN ('held', 'open', 'part_paid')))
    UNION ALL
    SELECT 'a donation that is ' || d.state || ' is still allocated' FROM donation d JOIN allocation al ON al.donation_id = d.id
      WHERE d.unit_id = ${unit}::uuid AND d.state IN ('returned', 'mistaken')
    UNION ALL
    SELECT 'the receipt of a donation that is ' || d.state || ' is ' || r.state FROM donation d JOIN receipt r ON r.donation_id = d.id
      WHERE d.unit_id = ${unit}::uuid AND d.state IN ('returned', 'mistaken') AND r.state <> 'cancelled'
    UNION ALL
    SELECT 'a certificate of a donation that is ' || d.state FROM donation d JOIN certificate c ON c.donation_id = d.id
      WHERE d.unit_id = ${unit}::uuid AND d.state IN ('returned', 'mistaken') AND c.state = 'valid'
    UNION ALL
    SELECT 'receipts ' || count(*) || ', last number ' || max(number) FROM receipt WHERE unit_id = ${unit}::uuid HAVING count(*) <> coalesce(max(number), 0)
    UNION ALL
    SELECT 'a credit is ' || count(*) || ' donations' FROM donation d WHERE d.unit_id = ${unit}::uuid AND d.state <> 'mistaken'
      GROUP BY d.credit_id HAVING count(*) <> 1
    UNION ALL
    SELECT 'a donation with an owner has no receipt' FROM donation d LEFT JOIN receipt r ON r.donation_id = d.id
      WHERE d.unit_id = ${unit}::uuid AND (d.contact_id IS NULL) <> (r.id IS NULL)`
  const spending = await faultsOfSpending(db.prisma)
  faults.push(
    ...spending.map((one) => ({ fault: `${one.what} of ${one.id} is ${one.is}, not ${one.should}` })),
  )
  if (faults.length > 0) throw new Error(faults.map((one) => one.fault).join('; '))
}
