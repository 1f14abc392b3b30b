import type { Tx } from '../../platform/tx.ts'

/** Money that a donor has sent and we have not seen: the bot looks again at two times, and says so either way. */
export interface Watch {
  readonly id: string
  readonly contactId: string
  /** Where it was asked for. */
  readonly addressId: string | null
  /** Đồng, if she said. */
  readonly amount: bigint | null
  /** What was received before is not what they miss. */
  readonly since: Date
  readonly firstAt: Date
  readonly secondAt: Date
  readonly answerBy: Date
  /** How often it has looked. */
  readonly round: number
  readonly nextAt: Date | null
  readonly actionKey: string
  readonly createdAt: Date
}

/** @returns the watch of this doing, made before or now */
export async function insertWatch(tx: Tx, watch: Watch): Promise<Watch> {
  await tx.bankWatch.createMany({ data: [watch], skipDuplicates: true })
  return tx.bankWatch.findUniqueOrThrow({ where: { actionKey: watch.actionKey } })
}

export async function watchById(tx: Tx, id: string): Promise<Watch | undefined> {
  return (await tx.bankWatch.findUnique({ where: { id } })) ?? undefined
}

/** Watches whose time has come, locked. */
export async function lockDueWatches(tx: Tx, now: Date, limit: number): Promise<Watch[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id::text AS id FROM bank_watch WHERE next_at <= ${now}::timestamptz
    ORDER BY next_at LIMIT ${limit} FOR UPDATE SKIP LOCKED`
  return tx.bankWatch.findMany({
    where: { id: { in: rows.map((row) => row.id) } },
    orderBy: { nextAt: 'asc' },
  })
}

export async function advanceWatch(tx: Tx, id: string, round: number, nextAt: Date | null): Promise<void> {
  await tx.bankWatch.update({ where: { id }, data: { round, nextAt } })
}

/** Nothing is looked for any more. */
export async function closeWatch(tx: Tx, id: string): Promise<void> {
  await tx.bankWatch.update({ where: { id }, data: { nextAt: null } })
}

/**
 * Money of theirs was seen. What they named another amount of is still looked for: a promise to look is not kept by
 * something else's arrival.
 */
export async function closeWatches(tx: Tx, contact: string, seen: bigint): Promise<void> {
  await tx.bankWatch.updateMany({
    where: { contactId: contact, nextAt: { not: null }, OR: [{ amount: null }, { amount: seen }] },
    data: { nextAt: null },
  })
}

/** Nothing of theirs is looked for any more. */
export async function endWatches(tx: Tx, contact: string): Promise<void> {
  await tx.bankWatch.updateMany({ where: { contactId: contact }, data: { nextAt: null } })
}
