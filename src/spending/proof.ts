import type { Tx } from '../platform/tx.ts'

/** Something that does not agree with something else, by the id of what it is about. Numbers and ids alone. */
export interface Fault {
  readonly what:
    | 'spent_and_left'
    | 'paid_out'
    | 'kept_for_claims'
    | 'claim_bought'
    | 'claim_delivered'
    | 'need_from_pot'
    | 'need_brought_promised'
    | 'need_brought'
    | 'line_shares'
    | 'line_delivered'
  readonly id: string
  readonly is: bigint
  readonly should: bigint
}

/**
 * Proves where the money went, from the rows themselves: of each campaign, what came (and was not sent back) is what is spent and what
 * is left; what is kept for claims is what their donors gave and was not bought with; each claim, need and line says the same as
 * the purchases and deliveries that count. With the constraints of the database it follows that no need has more allocated than is
 * bought, and none more delivered; what is brought instead is what offers have of it.
 *
 * @returns what does not agree; empty when all does. Reads only
 */
export async function faultsOfSpending(tx: Tx): Promise<Fault[]> {
  return tx.$queryRaw<Fault[]>`
    WITH books AS (
      SELECT a.campaign_id AS id, a.kind, -sum(l.amount) AS sum FROM ledger_account a JOIN ledger_line l ON l.account_id = a.id
      WHERE a.campaign_id IS NOT NULL GROUP BY a.campaign_id, a.kind
    ), came AS (
      SELECT d.campaign_id AS id, sum(al.amount) AS all_of_it, sum(al.amount) FILTER (WHERE al.target = 'need') AS for_needs
      FROM allocation al JOIN donation d ON d.id = al.donation_id WHERE al.target IN ('need', 'pot', 'surplus') GROUP BY d.campaign_id
    ), line AS (
      SELECT l.*, p.campaign_id FROM purchase_line l JOIN purchase p ON p.id = l.purchase_id WHERE p.state = 'booked'
    ), share AS (
      SELECT s.*, l.campaign_id FROM purchase_share s JOIN line l ON l.id = s.line_id
    ), spent AS (
      SELECT campaign_id AS id, sum(amount) AS sum FROM purchase WHERE state = 'booked' GROUP BY campaign_id
    ), bought_with AS (
      SELECT campaign_id AS id, sum(units * unit_price) AS sum FROM share GROUP BY campaign_id
    ), found AS (
      SELECT 'spent_and_left' AS what, c.id,
        coalesce((SELECT sum FROM spent s WHERE s.id = c.id), 0)
        + coalesce((SELECT sum(sum) FROM books b WHERE b.id = c.id AND b.kind IN ('campaign', 'pot', 'surplus')), 0) AS "is",
        coalesce((SELECT all_of_it FROM came WHERE came.id = c.id), 0) AS should FROM campaign c
      UNION ALL
      SELECT 'paid_out', c.id, coalesce((SELECT sum FROM books b WHERE b.id = c.id AND b.kind = 'disbursed'), 0),
        coalesce((SELECT sum FROM spent s WHERE s.id = c.id), 0) FROM campaign c
      UNION ALL
      SELECT 'kept_for_claims', c.id, coalesce((SELECT sum FROM books b WHERE b.id = c.id AND b.kind = 'campaign'), 0),
        coalesce((SELECT for_needs FROM came WHERE came.id = c.id), 0) - coalesce((SELECT sum FROM bought_with w WHERE w.id = c.id), 0)
        FROM campaign c
      UNION ALL
      SELECT 'claim_bought', c.id, c.bought, coalesce(s.units, 0) FROM claim c
        LEFT JOIN (SELECT claim_id, sum(units) AS units FROM share GROUP BY claim_id) s ON s.claim_id = c.id
      UNION ALL
      SELECT 'claim_delivered', c.id, c.delivered, coalesce(s.units, 0) FROM claim c
        LEFT JOIN (SELECT e.claim_id, sum(e.units) AS units FROM delivery_share e JOIN delivery d ON d.id = e.delivery_id
          WHERE d.state <> 'struck' GROUP BY e.claim_id) s ON s.claim_id = c.id
      UNION ALL
      SELECT 'need_from_pot', n.id, n.from_pot, coalesce((SELECT sum(from_pot) FROM line WHERE line.need_id = n.id), 0) FROM need n
      UNION ALL
      SELECT 'need_brought_promised', n.id, n.brought_promised,
        coalesce((SELECT sum(takes) FROM offer o WHERE o.need_id = n.id AND o.state <> 'done'), 0) FROM need n
      UNION ALL
      SELECT 'need_brought', n.id, n.brought, coalesce((SELECT sum(takes) FROM offer o WHERE o.need_id = n.id AND o.state = 'done'), 0)
        FROM need n
      UNION ALL
      SELECT 'line_shares', l.id, l.quantity, l.from_pot + coalesce((SELECT sum(units) FROM share WHERE share.line_id = l.id), 0) FROM line l
      UNION ALL
      SELECT 'line_delivered', l.id, l.delivered,
        coalesce((SELECT sum(quantity) FROM delivery d WHERE d.line_id = l.id AND d.state <> 'struck'), 0) FROM purchase_line l
    )
    SELECT what, id::text AS id, "is"::bigint AS "is", should::bigint AS should FROM found WHERE "is" <> should`
}
