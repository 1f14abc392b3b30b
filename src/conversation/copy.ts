import type { PersonKeys } from '../platform/person-key.ts'
import type { Tx } from '../platform/tx.ts'

/** When somebody waited for a person of the fund, for a copy that they ask for. */
export interface CallCopy {
  readonly at: Date
  /** As the officer read it: it may hold their own words. */
  readonly reason: string
  /** When a person last wrote; null: not yet, or never. */
  readonly answered: Date | null
  readonly closed: Date | null
}

/** All of them, oldest first. */
export async function copyOfCalls(tx: Tx, keys: PersonKeys, contact: string): Promise<CallCopy[]> {
  const key = await keys.of(tx, contact)
  if (!key) return []
  const rows = await tx.handover.findMany({
    where: { contactId: contact },
    orderBy: [{ openedAt: 'asc' }, { id: 'asc' }],
  })
  return rows.map(({ openedAt, reason, answeredAt, closedAt }) => ({
    at: openedAt,
    reason: key.open('reason', reason).toString(),
    answered: answeredAt,
    closed: closedAt,
  }))
}
