import type { Tx } from '../platform/tx.ts'
import { openAt } from './claim-store.ts'

/**
 * Things that somebody will bring are promised for a need of whole units: as many as it lacks, none where it takes no more.
 *
 * @returns how many of them it takes
 */
export async function promiseBrought(tx: Tx, need: string, pieces: bigint, now: Date): Promise<bigint> {
  const rows = await tx.$queryRaw<{ lacks: bigint }[]>`
    SELECT cap - taken AS lacks FROM need WHERE id = ${need}::uuid AND mode = 'exclusive' AND ${openAt(now)}
    FOR NO KEY UPDATE`
  const lacks = rows[0]?.lacks ?? 0n
  const takes = pieces < lacks ? pieces : lacks
  if (takes > 0n)
    await tx.$executeRaw`UPDATE need SET taken = taken + ${takes}::bigint, brought_promised = brought_promised + ${takes}::bigint
      WHERE id = ${need}::uuid`
  return takes
}

/** What was promised so is not brought after all: others may give it. */
export async function releaseBrought(tx: Tx, need: string, pieces: bigint): Promise<void> {
  if (pieces > 0n)
    await tx.$executeRaw`UPDATE need SET taken = taken - ${pieces}::bigint, brought_promised = brought_promised - ${pieces}::bigint
      WHERE id = ${need}::uuid`
}

/**
 * So many have come and were counted, of which so many were promised. A need that has all it asked for, and where nothing is only
 * promised any more, is closed.
 *
 * @returns how many of them fill the need; what is over is no part of it
 */
export async function countBrought(
  tx: Tx,
  need: string,
  { counted, promised }: { readonly counted: bigint; readonly promised: bigint },
): Promise<{ readonly fills: bigint; readonly closed: boolean }> {
  const [row] = await tx.$queryRaw<{ lacks: bigint }[]>`
    SELECT cap - taken + ${promised}::bigint AS lacks FROM need WHERE id = ${need}::uuid FOR NO KEY UPDATE`
  const fills = counted < row!.lacks ? counted : row!.lacks
  await tx.$executeRaw`UPDATE need SET taken = taken - ${promised}::bigint + ${fills}::bigint,
      brought_promised = brought_promised - ${promised}::bigint, brought = brought + ${fills}::bigint
    WHERE id = ${need}::uuid`
  const closed = await tx.$executeRaw`UPDATE need SET state = 'closed'
    WHERE id = ${need}::uuid AND state = 'open' AND taken = cap AND brought_promised = 0 AND NOT EXISTS (
      SELECT 1 FROM claim WHERE need_id = need.id AND state IN ('held', 'pledged', 'received'))`
  return { fills, closed: closed === 1 }
}

/**
 * A count was wrong: so many pieces that filled a need are only promised again, until they are counted anew.
 *
 * @param opens the need was closed by that count, and may be open again
 * @returns whether it is open again
 */
export async function uncountBrought(tx: Tx, need: string, pieces: bigint, opens: boolean): Promise<boolean> {
  await tx.$executeRaw`UPDATE need SET brought = brought - ${pieces}::bigint, brought_promised = brought_promised + ${pieces}::bigint
    WHERE id = ${need}::uuid`
  if (!opens) return false
  return (
    (await tx.$executeRaw`UPDATE need SET state = 'open' WHERE id = ${need}::uuid AND state = 'closed'`) === 1
  )
}
