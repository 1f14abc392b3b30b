import type { HotSql } from '../platform/db.ts'
import type { Tx } from '../platform/tx.ts'
import { TRIES, type Tries } from './link.ts'

/** Wrong codes. */

/** What stands against another guess of somebody. Guesses of one person take turns until the transaction ends. */
export async function triesSince(hot: HotSql, contact: string, since: Date): Promise<Tries> {
  await hot.query('link_tries_lock', LOCK_TRIES, [contact])
  const rows = await hot.query<{ at: Date }>('link_tries', OWN_TRIES, [contact, since.toISOString()])
  const own = rows.map(({ at }) => at)
  // It matters only to who has been wrong already, and not too often yet.
  if (own.length === 0 || own.length >= TRIES.ofPerson) return { own, all: own.length }
  const [row] = await hot.query<{ all: number }>('link_tries_all', ALL_TRIES, [since.toISOString()])
  return { own, all: row!.all }
}

const LOCK_TRIES = "select pg_advisory_xact_lock(hashtextextended('link-tries:' || $1::text, 0))"
const OWN_TRIES = `select at from link_try where contact_id = $1::uuid and at > $2::timestamptz
order by at desc limit ${TRIES.ofPerson}`
// Counted no further than it matters.
const ALL_TRIES = `select count(*)::int as all from (
  select 1 from link_try where at > $1::timestamptz limit ${TRIES.ofAll}) t`

export async function insertTry(
  tx: Tx,
  one: { readonly id: string; readonly contactId: string; readonly at: Date },
): Promise<void> {
  await tx.linkTry.create({ data: one })
}
