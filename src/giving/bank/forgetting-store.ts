import { Prisma } from '../../generated/prisma/client.ts'
import type { Tx } from '../../platform/tx.ts'
import { DISMISSED, NAMING } from './store.ts'

/** What is left of a notice's reason: no marks of references, and no words of whoever dismissed it. */
const LEFT = Prisma.sql`CASE WHEN reason LIKE ${`${DISMISSED}: %`} THEN ${DISMISSED} ELSE split_part(reason, ${NAMING}, 1) END`

/**
 * Bodies hold names and account numbers of donors: what is dealt with is emptied after 30 days, by a person or by itself.
 * What waits for a person is not dealt with, and its body is all that anybody knows of that money.
 *
 * @returns how many
 */
export const forgetBodies = (tx: Tx, now: Date): Promise<number> =>
  tx.$executeRaw`
    UPDATE bank_notice SET body = ''::bytea, reason = ${LEFT}
    WHERE state IN ('booked', 'ignored') AND length(body) > 0 AND coalesce(settled_at, received_at) < ${now}::timestamptz - interval '30 days'`

/**
 * Of money whose giver was erased, nothing that a bank wrote is left: its memo and its notices hold their name, and often their
 * phone. The bank's own statement stays the paper that the law wants. Money that was theirs by mistake keeps its memo: it is
 * somebody else's, who may yet be found by it. Repeated all the time, for money may come after the erasure, or during it.
 */
export async function forgetMemos(tx: Tx): Promise<void> {
  const theirs = Prisma.sql`FROM contact c JOIN donation d ON d.contact_id = c.id WHERE c.state = 'erased' AND d.state <> 'mistaken'`
  await tx.$executeRaw`
    UPDATE bank_credit b SET memo = ''::bytea ${theirs} AND b.id = d.credit_id AND length(b.memo) > 0`
  await tx.$executeRaw`
    UPDATE bank_notice n SET body = ''::bytea, reason = ${LEFT} ${theirs} AND n.credit_id = d.credit_id AND length(n.body) > 0`
}
