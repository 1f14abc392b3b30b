import { contactsOfUnits } from '../../giving/index.ts'
import type { UnitTree } from '../../organisers/index.ts'
import type { Tx } from '../../platform/tx.ts'

/**
 * Of these conversations those of the given units: of people who promised something to a campaign of theirs. Who has the
 * whole tree has all.
 */
export async function talksWithin<Talk extends { readonly contact: string }>(
  tx: Tx,
  tree: UnitTree,
  units: ReadonlySet<string>,
  talks: readonly Talk[],
): Promise<readonly Talk[]> {
  if (units.size === tree.size || talks.length === 0) return talks
  const contacts = talks.map((one) => one.contact)
  const theirs = await contactsOfUnits(tx, contacts, [...units])
  return talks.filter((one) => theirs.has(one.contact))
}
