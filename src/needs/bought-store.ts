import type { Tx } from '../platform/tx.ts'

/** A claim whose money is all here, and how much of it is not bought yet. */
interface Unbought {
  readonly claim: string
  readonly pledge: string
  readonly units: bigint
}

interface ToBuy {
  /** The oldest first. */
  readonly waiting: readonly Unbought[]
  /** What nobody has promised, in units. */
  readonly lacks: bigint
}

/**
 * What can be bought for these needs of a campaign. Needs and claims are locked until the transaction ends, needs first and each in
 * the order of ids: as whoever promises takes them.
 *
 * @returns by need; one of another campaign is not in it
 */
export async function holdToBuy(
  tx: Tx,
  campaign: string,
  needs: readonly string[],
): Promise<Map<string, ToBuy>> {
  const ids = [...needs]
  const rows = await tx.$queryRaw<{ id: string; lacks: bigint }[]>`
    SELECT id::text AS id, cap - taken AS lacks FROM need
    WHERE campaign_id = ${campaign}::uuid AND id = ANY(${ids}::uuid[]) ORDER BY need.id FOR NO KEY UPDATE`
  const claims = await tx.$queryRaw<(Unbought & { need: string })[]>`
    SELECT id::text AS claim, need_id::text AS need, pledge_id::text AS pledge, quantity - bought AS units FROM claim
    WHERE need_id = ANY(${rows.map((row) => row.id)}::uuid[]) AND state = 'allocated' AND bought < quantity
    ORDER BY claim.id FOR NO KEY UPDATE`
  return new Map(
    rows.map(({ id, lacks }) => [
      id,
      {
        lacks,
        waiting: claims
          .filter(({ need }) => need === id)
          .map(({ claim, pledge, units }) => ({ claim, pledge, units })),
      },
    ]),
  )
}

/** Of each need of a campaign what could be bought now, in units: what is paid for, and what nobody has promised. */
export async function buyable(
  tx: Tx,
  campaign: string,
): Promise<Map<string, { readonly paid: bigint; readonly lacks: bigint }>> {
  const rows = await tx.$queryRaw<{ id: string; paid: bigint; lacks: bigint }[]>`
    SELECT n.id::text AS id, n.cap - n.taken AS lacks,
      coalesce(sum(c.quantity - c.bought) FILTER (WHERE c.state = 'allocated'), 0)::bigint AS paid
    FROM need n LEFT JOIN claim c ON c.need_id = n.id WHERE n.campaign_id = ${campaign}::uuid GROUP BY n.id`
  return new Map(rows.map(({ id, ...rest }) => [id, rest]))
}

interface Moved {
  readonly claim: string
  /** Below zero: taken back. */
  readonly units: bigint
}

/** So many units of each claim are bought. `reason` goes into its history. */
export async function noteBought(tx: Tx, moved: readonly Moved[], reason: string, now: Date): Promise<void> {
  const [ids, units] = columnsOf(moved)
  await holdClaims(tx, ids)
  await tx.$executeRaw`
    WITH c AS (
      UPDATE claim SET bought = bought + s.n::bigint FROM unnest(${ids}::uuid[], ${units}::text[]) AS s(id, n)
      WHERE claim.id = s.id RETURNING claim.id, claim.state, claim.quantity
    )
    INSERT INTO claim_history (claim_id, state, quantity, reason, at)
    SELECT id, state, quantity, ${reason}, ${now}::timestamptz FROM c`
}

/** So many units of each claim are on the spot; a claim of which all are is delivered. */
export async function noteDelivered(
  tx: Tx,
  moved: readonly Moved[],
  reason: string,
  now: Date,
): Promise<void> {
  const [ids, units] = columnsOf(moved)
  await holdClaims(tx, ids)
  await tx.$executeRaw`
    WITH c AS (
      UPDATE claim SET delivered = delivered + s.n::bigint,
        state = CASE WHEN delivered + s.n::bigint = quantity THEN 'delivered' WHEN state = 'delivered' THEN 'allocated' ELSE state END
      FROM unnest(${ids}::uuid[], ${units}::text[]) AS s(id, n)
      WHERE claim.id = s.id RETURNING claim.id, claim.state, claim.quantity
    )
    INSERT INTO claim_history (claim_id, state, quantity, reason, at)
    SELECT id, state, quantity, ${reason}, ${now}::timestamptz FROM c`
}

/** In the order of ids: two that deliver to the same people never wait for each other for ever. */
async function holdClaims(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM claim WHERE id = ANY(${[...ids]}::uuid[]) ORDER BY id FOR NO KEY UPDATE`
}

const columnsOf = (moved: readonly Moved[]) =>
  [moved.map(({ claim }) => claim), moved.map(({ units }) => String(units))] as const

/** The common pot has bought so many units of a need (below zero: gave them back): they are taken, and nobody is asked for them. */
export async function takeForPot(tx: Tx, need: string, units: bigint): Promise<void> {
  await tx.$executeRaw`UPDATE need SET taken = taken + ${units}::bigint, from_pot = from_pot + ${units}::bigint
    WHERE id = ${need}::uuid`
}
