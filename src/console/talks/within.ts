import { unitsOfContacts } from '../../giving/index.ts'
import type { UnitTree } from '../../organisers/index.ts'
import type { Tx } from '../../platform/tx.ts'

/**
 * Of these (conversations, requests) those of the given units: of people who promised something to a campaign of theirs, and
 * of people who have promised nothing to anybody: whoever is there answers them, a child in danger above all. Who has the whole
 * tree has all.
 */
export async function within<T extends { readonly contact: string }>(
  tx: Tx,
  tree: UnitTree,
  units: ReadonlySet<string>,
  all: readonly T[],
): Promise<readonly T[]> {
  if (units.size === tree.size || all.length === 0) return all
  if (units.size === 0) return []
  const promised = await unitsOfContacts(
    tx,
    all.map(({ contact }) => contact),
  )
  return all.filter(({ contact }) => {
    const theirs = promised.get(contact)
    return theirs === undefined || [...theirs].some((unit) => units.has(unit))
  })
}
