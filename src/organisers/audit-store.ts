import type { Tx } from '../platform/tx.ts'
import { addDays, type Day, startOfDay } from '../platform/vietnamese/index.ts'
import { type Entry, hashOf, type Row, START } from './audit.ts'

// Any number; the same for every process of this program.
const LOCK = 4_200_611

/**
 * Writes into the audit trail, in the transaction of what was done: both happen or neither. Who writes next waits until this
 * transaction ends, so that every row knows the one before it.
 *
 * @param entry ids and kinds only: it is never erased
 */
export async function audit(tx: Tx, entry: Entry, now: Date): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${LOCK})`
  const last = await tx.audit.findFirst({ orderBy: { n: 'desc' } })
  const { actor, act, object } = entry
  const row = { n: (last?.n ?? 0n) + 1n, at: now, actor, act, object, detail: entry.detail ?? '' }
  await tx.audit.create({ data: { ...row, hash: hashOf(row, last?.hash ?? START) } })
}

/** Rows in their order, after the n-th; undefined: from the first one there is, whatever its number. */
export const auditAfter = (tx: Tx, n: bigint | undefined, limit: number): Promise<Row[]> =>
  tx.audit.findMany({ where: n === undefined ? {} : { n: { gt: n } }, orderBy: { n: 'asc' }, take: limit })

/** Which rows are looked for; what is undefined asks for nothing. */
interface Sought {
  /** Before the n-th. */
  readonly n?: bigint | undefined
  /** Whose alone. Null: the server's. */
  readonly actor?: string | null | undefined
  /** A day in Việt Nam. */
  readonly day?: Day | undefined
  /** What acts begin with: `money.`, … */
  readonly acts?: readonly string[] | undefined
}

/** The newest first. */
export const auditBefore = (tx: Tx, { n, actor, day, acts }: Sought, limit: number): Promise<Row[]> =>
  tx.audit.findMany({
    where: {
      ...(n === undefined ? {} : { n: { lt: n } }),
      ...(actor === undefined ? {} : { actor }),
      ...(day === undefined ? {} : { at: { gte: startOfDay(day), lt: startOfDay(addDays(day, 1)) } }),
      ...(acts === undefined ? {} : { OR: acts.map((begin) => ({ act: { startsWith: begin } })) }),
    },
    orderBy: { n: 'desc' },
    take: limit,
  })

/** What was last done so to this. */
export async function lastAct(tx: Tx, act: string, object: string): Promise<Row | undefined> {
  return (await tx.audit.findFirst({ where: { act, object }, orderBy: { n: 'desc' } })) ?? undefined
}

/** Officers who have ever done anything that is in it. */
export async function auditActors(tx: Tx): Promise<string[]> {
  const rows = await tx.audit.findMany({ distinct: ['actor'], select: { actor: true } })
  return rows.flatMap(({ actor }) => actor ?? [])
}

interface Seal {
  readonly n: bigint
  readonly hash: Uint8Array
  readonly sealedAt: Date
  readonly kid: string
  readonly signature: Uint8Array
}

export const seals = (tx: Tx): Promise<Seal[]> => tx.auditSeal.findMany({ orderBy: { n: 'asc' } })

export const lastSeal = (tx: Tx): Promise<Seal | null> => tx.auditSeal.findFirst({ orderBy: { n: 'desc' } })

/** @returns false when this head has been sealed before */
export async function keepSeal(tx: Tx, seal: Seal): Promise<boolean> {
  const { count } = await tx.auditSeal.createMany({
    data: [{ ...seal, hash: Uint8Array.from(seal.hash), signature: Uint8Array.from(seal.signature) }],
    skipDuplicates: true,
  })
  return count === 1
}
