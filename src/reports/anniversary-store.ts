import type { Tx } from '../platform/tx.ts'

/** Who wants to hear once a year, and when their first gift came. */
export interface Waiting {
  readonly contact: string
  readonly first: Date
  /** The year of which they heard last. */
  readonly told: number | null
}

/**
 * Those whose first gift came on one of these days of a year in Việt Nam, in any year.
 *
 * @param days `02-28`
 */
export async function waitingFor(tx: Tx, days: readonly string[]): Promise<Waiting[]> {
  return tx.$queryRaw<Waiting[]>`
    SELECT c.contact_id::text AS contact, min(d.received_at) AS first, max(c.told_year) AS told
    FROM consent c JOIN person_key k ON k.contact_id = c.contact_id JOIN donation d ON d.contact_id = c.contact_id
    WHERE c.purpose = 'anniversary' AND c.withdrawn_at IS NULL
      AND d.state NOT IN ('returned', 'mistaken', 'unmatched', 'unknown_giver', 'held_late', 'cancelled_pledge')
    GROUP BY c.contact_id
    HAVING to_char(min(d.received_at) AT TIME ZONE 'UTC' + interval '7 hours', 'MM-DD') = ANY(${[...days]}) ORDER BY 1`
}

/** Notes that somebody hears of this year now. @returns false when they have, or want to hear no more */
export async function takeYear(tx: Tx, contact: string, year: number): Promise<boolean> {
  const taken = await tx.$executeRaw`UPDATE consent SET told_year = ${year}
    WHERE contact_id = ${contact}::uuid AND purpose = 'anniversary' AND withdrawn_at IS NULL AND coalesce(told_year, 0) < ${year}`
  return taken > 0
}

/** It could not be said in time: they hear it another day. */
export async function giveYearBack(tx: Tx, contact: string, year: number): Promise<void> {
  await tx.$executeRaw`UPDATE consent SET told_year = ${year - 1}
    WHERE contact_id = ${contact}::uuid AND purpose = 'anniversary' AND withdrawn_at IS NULL AND told_year = ${year}`
}

/** The id of what somebody gave first; undefined: nothing that counts. */
export async function firstGiftOf(tx: Tx, contact: string): Promise<string | undefined> {
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    SELECT id::text AS id FROM donation WHERE contact_id = ${contact}::uuid
      AND state NOT IN ('returned', 'mistaken', 'unmatched', 'unknown_giver', 'held_late', 'cancelled_pledge')
    ORDER BY received_at, id LIMIT 1`
  return row?.id
}
