import type { Next } from '../../people/index.ts'
import type { Tx } from '../../platform/tx.ts'

/** What somebody has asked to hear of when it comes again, and from which of its years on. */
export async function askedBy(
  tx: Tx,
  contact: string,
): Promise<{ readonly purpose: Next; readonly fromYear: number }[]> {
  return tx.$queryRaw<{ purpose: Next; fromYear: number }[]>`
    SELECT purpose, max(from_year) AS "fromYear" FROM consent
    WHERE contact_id = ${contact}::uuid AND withdrawn_at IS NULL AND from_year IS NOT NULL GROUP BY purpose ORDER BY purpose`
}

/**
 * Takes people who wait for an occasion of this year and of whom nobody has heard that it has come, and notes that they are told
 * now. Nobody is taken by two processes.
 *
 * @returns their contacts
 */
export async function takeWaiting(tx: Tx, purpose: Next, year: number, limit: number): Promise<string[]> {
  const rows = await tx.$queryRaw<{ contact: string }[]>`
    SELECT c.contact_id::text AS contact FROM consent c
    WHERE c.purpose = ${purpose} AND c.from_year <= ${year} AND c.withdrawn_at IS NULL AND coalesce(c.told_year, 0) < ${year}
      AND EXISTS (SELECT 1 FROM person_key k WHERE k.contact_id = c.contact_id)
    ORDER BY c.id LIMIT ${limit} FOR UPDATE SKIP LOCKED`
  const contacts = [...new Set(rows.map(({ contact }) => contact))]
  await noteTold(tx, contacts, purpose, year)
  return contacts
}

/** @param year null: they are told of it another time */
export async function noteTold(
  tx: Tx,
  contacts: readonly string[],
  purpose: Next,
  year: number | null,
): Promise<void> {
  await tx.consent.updateMany({
    where: { contactId: { in: [...contacts] }, purpose, withdrawnAt: null },
    data: { toldYear: year },
  })
}

/** The yes was for one message, and that is said, or needless. */
export async function endAsked(tx: Tx, contact: string, purpose: Next, now: Date): Promise<void> {
  await tx.consent.updateMany({
    where: { contactId: contact, purpose, withdrawnAt: null },
    data: { withdrawnAt: now },
  })
}

/** Whether somebody has given to one of these campaigns, or promised to. */
export async function gaveTo(tx: Tx, contact: string, campaigns: readonly string[]): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ gave: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM pledge WHERE contact_id = ${contact}::uuid AND campaign_id = ANY(${[...campaigns]}::uuid[])
        AND promised_at IS NOT NULL AND withdrawn_at IS NULL)
      OR EXISTS (SELECT 1 FROM donation WHERE contact_id = ${contact}::uuid AND campaign_id = ANY(${[...campaigns]}::uuid[])
        AND state NOT IN ('returned', 'mistaken')) AS gave`
  return row!.gave
}

/** The occasion of what somebody gave last; undefined: they have given nothing. */
export async function lastEventOf(tx: Tx, contact: string): Promise<string | undefined> {
  const [row] = await tx.$queryRaw<{ event: string }[]>`
    SELECT c.event_kind AS event FROM donation d JOIN campaign c ON c.id = d.campaign_id
    WHERE d.contact_id = ${contact}::uuid AND d.state NOT IN ('returned', 'mistaken') ORDER BY d.received_at DESC, d.id DESC LIMIT 1`
  return row?.event
}
