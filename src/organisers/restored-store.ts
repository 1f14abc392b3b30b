import type { Tx } from '../platform/tx.ts'
import { audit } from './audit-store.ts'
import { endOfficer } from './officer-store.ts'
import { endSessions } from './session-store.ts'

/** After a restore officers who were ended since the backup are back. People compare them with the list (docs/operating.md). */
const KEY = 'restored'

/** @param made when the backup was begun */
export async function noteRestored(tx: Tx, made: Date): Promise<void> {
  await tx.$executeRaw`INSERT INTO deployment (key, value) VALUES (${KEY}, ${made.toISOString()})
    ON CONFLICT (key) DO UPDATE SET value = excluded.value`
}

/** Of when the backup is that was restored and whose officers nobody has compared yet. */
export async function restoredFrom(tx: Tx): Promise<Date | undefined> {
  const row = await tx.deployment.findUnique({ where: { key: KEY } })
  return row ? new Date(row.value) : undefined
}

/** Somebody says that the officers here are those of the list. @returns false when it was said before */
export async function officersCompared(tx: Tx, by: string, unit: string, now: Date): Promise<boolean> {
  if ((await tx.deployment.deleteMany({ where: { key: KEY } })).count === 0) return false
  await audit(tx, { actor: by, act: 'officer.compared', object: `unit/${unit}` }, now)
  return true
}

/** Ids of officers who have ended, for keeping them so after a restore. */
export async function endedOfficers(tx: Tx): Promise<string[]> {
  const rows = await tx.officer.findMany({
    where: { state: 'ended' },
    select: { id: true },
    orderBy: { id: 'asc' },
  })
  return rows.map(({ id }) => id)
}

/** Ends one whom a restored backup has brought back. @returns false when they are not here, or have ended */
export async function endAgain(tx: Tx, officer: string, now: Date): Promise<boolean> {
  if (!(await endOfficer(tx, officer))) return false
  await endSessions(tx, officer)
  await audit(tx, { actor: null, act: 'officer.ended', object: `officer/${officer}` }, now)
  return true
}
