import { Prisma } from '../generated/prisma/client.ts'
import type { Tx } from '../platform/tx.ts'
import { openAt } from './claim-store.ts'

const MINUTE_MS = 60_000

/** Which needs are meant: some of them, by id, or all of some campaigns. */
type Among = { readonly needs: readonly string[] } | { readonly campaigns: readonly string[] }

/**
 * Needs of which nothing is left but what somebody holds while choosing, and in how many minutes the first of that is free again if
 * nobody promises it: about, and never less than one. Few claims are held at any moment (the index claim_held has those alone).
 */
export async function heldToTheLast(tx: Tx, among: Among, now: Date): Promise<Map<string, number>> {
  if ('needs' in among && among.needs.length === 0) return new Map()
  const meant =
    'needs' in among
      ? Prisma.sql`id = ANY(${[...among.needs]}::uuid[])`
      : Prisma.sql`campaign_id = ANY(${[...among.campaigns]}::uuid[])`
  const rows = await tx.$queryRaw<{ id: string; free: Date }[]>`
    SELECT n.id::text AS id,
      min((SELECT max(h.at) FROM claim_history h WHERE h.claim_id = c.id) + make_interval(mins => a.hold_minutes)) AS free
    FROM claim c JOIN (SELECT id, campaign_id FROM need WHERE ${meant} AND taken >= cap AND ${openAt(now)}) AS n ON n.id = c.need_id
      JOIN campaign a ON a.id = n.campaign_id
    WHERE c.state = 'held' GROUP BY n.id`
  const minutesTo = (free: Date) => Math.max(1, Math.ceil((free.getTime() - now.getTime()) / MINUTE_MS))
  return new Map(rows.map(({ id, free }) => [id, minutesTo(free)]))
}
