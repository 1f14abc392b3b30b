import type { Tx } from '../platform/tx.ts'
import type { Officer } from './officer.ts'
import type { OfficerKeys } from './officer-keys.ts'
import { activeOfficers } from './officer-store.ts'

/** An officer as colleagues see them in the list. */
export interface OnRoster extends Officer {
  readonly signedInAt: Date | null
  /** Without one they cannot come in: a link waits for them. */
  readonly enrolled: boolean
  readonly sessions: number
  /** Who was shown the link that opened their account. Null: nobody of the fund. */
  readonly letInBy: string | null
}

/** All who work here, by the day on which they came. */
export async function roster(tx: Tx, keys: OfficerKeys, now: Date): Promise<OnRoster[]> {
  const officers = await activeOfficers(tx, keys, now)
  const rows = await tx.officer.findMany({
    where: { state: 'active' },
    select: {
      id: true,
      signedInAt: true,
      totpSince: true,
      letInBy: true,
      _count: { select: { sessions: { where: { stage: 'full' } } } },
    },
  })
  const more = new Map(rows.map((row) => [row.id, row]))
  return officers.flatMap((officer) => {
    const row = more.get(officer.id)
    return row
      ? [
          {
            ...officer,
            signedInAt: row.signedInAt,
            enrolled: row.totpSince !== null,
            sessions: row._count.sessions,
            letInBy: row.letInBy,
          },
        ]
      : []
  })
}

/** What has been done of these kinds since a moment, the newest first. */
export const auditSince = (tx: Tx, acts: readonly string[], since: Date, limit: number) =>
  tx.audit.findMany({
    where: { at: { gte: since }, act: { in: [...acts] } },
    orderBy: { n: 'desc' },
    take: limit,
  })
