import type { Clock } from '../platform/clock.ts'
import type { Ids } from '../platform/ids.ts'
import type { Tx } from '../platform/tx.ts'

/**
 * Asks for a person of the fund, unless one is asked for already. Promised is an answer by the end of the office day
 * (`answerBy`, the fund's office hours), or within the hour when a child may be in danger.
 */
export async function openHandover(
  tx: Tx,
  { clock, ids, answerBy }: { clock: Clock; ids: Ids; answerBy: (now: Date) => Date },
  contact: string,
  reason: string,
  urgent: boolean,
): Promise<void> {
  const open = await tx.handover.findFirst({ where: { contactId: contact, closedAt: null } })
  if (open && (open.urgent || !urgent)) return
  const now = clock.now()
  const by = urgent ? new Date(now.getTime() + 3_600_000) : answerBy(now)
  await tx.handover.create({ data: { id: ids.uuid(), contactId: contact, reason, urgent, answerBy: by } })
}
