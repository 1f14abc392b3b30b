import { Prisma } from '../generated/prisma/client.ts'
import type { Ids } from '../platform/ids.ts'
import type { Tx } from '../platform/tx.ts'
import { type ClaimState, isLive } from './need.ts'

/** What a pledge holds of a need at present. */
export interface Claim {
  readonly id: string
  readonly need: string
  /** Whole units, or đồng of a pooled need. When not live: what it held last. */
  readonly quantity: bigint
  readonly state: ClaimState
  /** Units of it that are bought: money stands for them no more. */
  readonly bought: bigint
  /** Of those, what is on the spot. */
  readonly delivered: bigint
}

interface Wanted {
  readonly pledge: string
  readonly need: string
  readonly quantity: bigint
  readonly state: ClaimState
  /** For the history: created, changed, paid, lapsed … */
  readonly reason: string
  readonly now: Date
}

type Setting =
  /** `history` names the change; undefined when the claim was like that already. */
  | { readonly kind: 'set'; readonly claim: Claim; readonly history: bigint | undefined }
  /** Not enough is left; nothing was changed. */
  | { readonly kind: 'short'; readonly left: bigint }
  /** The need takes no more promises; nothing was changed. */
  | { readonly kind: 'closed' }

export async function claimOf(tx: Tx, pledge: string): Promise<Claim | undefined> {
  const row = await tx.claim.findUnique({ where: { pledgeId: pledge } })
  return row
    ? {
        id: row.id,
        need: row.needId,
        quantity: row.quantity,
        state: row.state as ClaimState,
        bought: row.bought,
        delivered: row.delivered,
      }
    : undefined
}

/**
 * Makes the claim of a pledge what is wanted, whatever it was: takes a place, changes its size, moves it to another
 * need, gives it back, takes it again. What is taken of the needs follows exactly, so each of these undoes another.
 *
 * A place is taken by one conditional update: of a hundred who want the last one, one gets it. The caller has locked
 * the pledge.
 *
 * @param known the claim as it is, if the caller has just read it
 */
export async function setClaim(
  tx: Tx,
  ids: Ids,
  wanted: Wanted,
  known?: { readonly claim: Claim | undefined },
): Promise<Setting> {
  const claim = known ? known.claim : await claimOf(tx, wanted.pledge)
  const { need, quantity, state } = wanted
  if (claim && claim.need === need && claim.quantity === quantity && claim.state === state) {
    return { kind: 'set', claim, history: undefined }
  }
  const had = claim && isLive(claim.state) ? claim : undefined
  const wants = isLive(state) ? quantity : 0n
  if (had && had.need !== need && wants > 0n) await lockInOrder(tx, [had.need, need])

  const held = had?.need === need ? had.quantity : 0n
  if (wants > held) {
    const refusal = await take(tx, need, wants - held, wanted.now)
    if (refusal) return refusal
  }
  if (wants < held) await giveBack(tx, need, held - wants)
  if (had && had.need !== need) await giveBack(tx, had.need, had.quantity)
  return { kind: 'set', ...(await record(tx, ids, wanted)) }
}

async function take(tx: Tx, need: string, quantity: bigint, now: Date): Promise<Setting | undefined> {
  const taken = await tx.$executeRaw`
    UPDATE need SET taken = taken + ${quantity}::bigint
    WHERE id = ${need}::uuid AND ${openAt(now)} AND taken + ${quantity}::bigint <= cap`
  if (taken === 1) return undefined
  const rows = await tx.$queryRaw<{ left: bigint; open: boolean }[]>`
    SELECT cap - taken AS left, ${openAt(now)} AS open FROM need WHERE id = ${need}::uuid`
  const row = rows[0]
  return row?.open ? { kind: 'short', left: row.left } : { kind: 'closed' }
}

/** The same rule as `isOpen`. */
export const openAt = (now: Date) =>
  Prisma.sql`(state = 'open' AND (commune_id IS NULL OR deadline IS NULL OR deadline > ${now}::timestamptz))`

async function giveBack(tx: Tx, need: string, quantity: bigint) {
  await tx.$executeRaw`UPDATE need SET taken = taken - ${quantity}::bigint WHERE id = ${need}::uuid`
}

/** Two donors who swap places would wait for each other for ever, were needs not always locked in one order. */
export async function lockInOrder(tx: Tx, needs: readonly string[]) {
  await tx.$queryRaw`SELECT id FROM need WHERE id = ANY(${needs}::uuid[]) ORDER BY id FOR UPDATE`
}

async function record(tx: Tx, ids: Ids, { pledge, need, quantity, state, reason, now }: Wanted) {
  const rows = await tx.$queryRaw<{ id: string; history: bigint; bought: bigint; delivered: bigint }[]>`
    WITH c AS (
      INSERT INTO claim (id, need_id, pledge_id, quantity, state)
      VALUES (${ids.uuid()}::uuid, ${need}::uuid, ${pledge}::uuid, ${quantity}::bigint, ${state})
      ON CONFLICT (pledge_id) DO UPDATE
        SET need_id = excluded.need_id, quantity = excluded.quantity, state = excluded.state
      RETURNING id, bought, delivered
    ), h AS (
      INSERT INTO claim_history (claim_id, state, quantity, reason, at)
      SELECT id, ${state}, ${quantity}::bigint, ${reason}, ${now}::timestamptz FROM c RETURNING id
    )
    SELECT c.id::text AS id, c.bought, c.delivered, h.id AS history FROM c, h`
  const { id, history, bought, delivered } = rows[0]!
  return { claim: { id, need, quantity, state, bought, delivered }, history }
}
