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
}

export interface Wanted {
  readonly pledge: string
  readonly need: string
  readonly quantity: bigint
  readonly state: ClaimState
  /** For the history: created, changed, paid, lapsed … */
  readonly reason: string
  readonly now: Date
}

export type Setting =
  /** `history` names the change; undefined when the claim was like that already. */
  | { readonly kind: 'set'; readonly history: bigint | undefined }
  /** Not enough is left; nothing was changed. */
  | { readonly kind: 'short'; readonly left: bigint }
  /** The need takes no more promises; nothing was changed. */
  | { readonly kind: 'closed' }

export async function claimOf(tx: Tx, pledge: string): Promise<Claim | undefined> {
  const row = await tx.claim.findUnique({ where: { pledgeId: pledge } })
  return row
    ? { id: row.id, need: row.needId, quantity: row.quantity, state: row.state as ClaimState }
    : undefined
}

/**
 * Makes the claim of a pledge what is wanted, whatever it was: takes a place, changes its size, moves it to another
 * need, gives it back, takes it again. What is taken of the needs follows exactly, so each of these undoes another.
 *
 * A place is taken by one conditional update: of a hundred who want the last one, one gets it. The caller has locked
 * the pledge.
 */
export async function setClaim(tx: Tx, ids: Ids, wanted: Wanted): Promise<Setting> {
  const claim = await claimOf(tx, wanted.pledge)
  const had = claim && isLive(claim.state) ? claim : undefined
  const wants = isLive(wanted.state) ? wanted.quantity : 0n
  if (
    claim &&
    claim.need === wanted.need &&
    claim.quantity === wanted.quantity &&
    claim.state === wanted.state
  ) {
    return { kind: 'set', history: undefined }
  }
  if (had && had.need !== wanted.need && wants > 0n) await lockInOrder(tx, [had.need, wanted.need])

  const held = had?.need === wanted.need ? had.quantity : 0n
  if (wants > held) {
    const refusal = await take(tx, wanted.need, wants - held, wanted.now)
    if (refusal) return refusal
  }
  if (wants < held) await giveBack(tx, wanted.need, held - wants)
  if (had && had.need !== wanted.need) await giveBack(tx, had.need, had.quantity)
  return { kind: 'set', history: await record(tx, ids, wanted) }
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

const openAt = (now: Date) =>
  Prisma.sql`(state = 'open' AND (deadline IS NULL OR deadline > ${now}::timestamptz))`

async function giveBack(tx: Tx, need: string, quantity: bigint) {
  await tx.$executeRaw`UPDATE need SET taken = taken - ${quantity}::bigint WHERE id = ${need}::uuid`
}

/** Two donors who swap places would wait for each other for ever, were needs not always locked in one order. */
async function lockInOrder(tx: Tx, needs: readonly string[]) {
  await tx.$queryRaw`SELECT id FROM need WHERE id = ANY(${needs}::uuid[]) ORDER BY id FOR UPDATE`
}

async function record(
  tx: Tx,
  ids: Ids,
  { pledge, need, quantity, state, reason, now }: Wanted,
): Promise<bigint> {
  const { id } = await tx.claim.upsert({
    where: { pledgeId: pledge },
    create: { id: ids.uuid(), needId: need, pledgeId: pledge, quantity, state },
    update: { needId: need, quantity, state },
  })
  const written = await tx.claimHistory.create({ data: { claimId: id, state, quantity, reason, at: now } })
  return written.id
}
