import type { Tx } from '../platform/tx.ts'

/** What a link moved, for as long as it can be taken apart. */

/** Ids of rows, by what they are. */
export type Moved = Readonly<Record<string, readonly string[]>>

export async function noteMoved(tx: Tx, link: string, moved: Moved): Promise<void> {
  const data = Object.entries(moved).flatMap(([kind, ids]) =>
    ids.map((rowId) => ({ linkId: link, kind, rowId })),
  )
  await tx.linkMove.createMany({ data, skipDuplicates: true })
}

export async function movedBy(tx: Tx, link: string): Promise<Moved> {
  const rows = await tx.linkMove.findMany({ where: { linkId: link } })
  const moved: Record<string, string[]> = {}
  for (const { kind, rowId } of rows) moved[kind] = [...(moved[kind] ?? []), rowId]
  return moved
}

/** Nothing can be undone any more, of these or because its days are over. */
export async function forgetMoved(tx: Tx, link: string): Promise<void> {
  await tx.linkMove.deleteMany({ where: { linkId: link } })
}
