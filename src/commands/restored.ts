import { audit, noteRestored } from '../organisers/index.ts'
import type { Database } from '../platform/db.ts'
import type { Tx } from '../platform/tx.ts'

/**
 * Stops what a backup brings back to life: it knows nothing of what was stopped or ended after it. Changes of bank accounts that waited
 * are to be asked for anew, officers sign in again, and links to the desk open nothing. The backup may be of an older version, so each
 * table is looked for first.
 *
 * @param made when the backup was begun
 * @returns a line for whoever did it
 */
export async function stopRevived(db: Database, made: Date): Promise<string> {
  return db.transaction(async (tx) => {
    const has = async (table: string) => {
      const [row] = await tx.$queryRaw<{ there: boolean }[]>`
        SELECT to_regclass(${`public.${table}`}::text) IS NOT NULL AS there`
      return row!.there
    }
    const stopped = (await has('account_change')) ? await stopChanges(tx) : []
    const sessions = (await has('officer_session')) ? await tx.$executeRaw`DELETE FROM officer_session` : 0
    const links = (await has('officer_invite'))
      ? await tx.$executeRaw`DELETE FROM officer_invite WHERE used_at IS NULL`
      : 0
    if (await has('deployment')) await noteRestored(tx, made)
    // Last: writing the trail holds a lock.
    if (await has('audit'))
      for (const id of stopped)
        await audit(tx, { actor: null, act: 'account.stopped', object: `account_change/${id}` }, new Date())
    return `Stopped, since nobody knows what was stopped after it: ${stopped.length} changes of bank accounts that waited (ask for them anew), ${sessions} sessions and ${links} links of officers.`
  })
}

async function stopChanges(tx: Tx): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    UPDATE account_change SET state = 'stopped', settled_at = now() WHERE state = 'waiting' RETURNING id::text AS id`
  return rows.map(({ id }) => id)
}
