import { z } from 'zod'
import type { Log } from '../platform/log.ts'
import type { Tx } from '../platform/tx.ts'
import { type Opening, promised } from './handover.ts'
import { post } from './post.ts'
import { nothing, type Tellings } from './telling.ts'

/** Who was told so often that we are late is not told it again: a person must come now. */
const MOST_LATE = 3

/**
 * Nobody of the fund has written by the promised hour: whoever waits is told so, with a new hour, and the fund hears an
 * alarm. Any number of processes may do it at once.
 *
 * @returns how many there were
 */
export async function excuseLate(tx: Tx, log: Log, parts: Opening): Promise<number> {
  const rows = await tx.$queryRaw<
    { id: string; contact: string; address: string | null; urgent: boolean; late: number; since: Date }[]
  >`
    SELECT id::text AS id, contact_id::text AS contact, address_id::text AS address, urgent, late,
      coalesce(late_since, answer_by) AS since FROM handover
    WHERE closed_at IS NULL AND answered_at IS NULL AND late < ${MOST_LATE} AND answer_by < now()
    ORDER BY urgent DESC, answer_by LIMIT 50 FOR UPDATE SKIP LOCKED`
  for (const { id, contact, address, urgent, late, since } of rows) {
    await tx.handover.update({
      where: { id },
      data: { late: late + 1, lateSince: since, answerBy: promised(parts, urgent) },
    })
    await post(tx, contact, {
      flow: 'still-waiting',
      with: { handover: id },
      ...(address && { at: address }),
      key: `still-waiting:${id}:${late}`,
    })
    log.error('handover.late', { id, urgent, count: late + 1 })
  }
  return rows.length
}

const named = z.object({ handover: z.uuid() })

/** What `still-waiting` says, read when it is said: nothing, if somebody of the fund has written meanwhile. */
export const handoverTellings: Tellings = {
  'still-waiting': async ({ tx, contact }, posted) => {
    const read = named.safeParse(posted)
    const row = read.success ? await tx.handover.findUnique({ where: { id: read.data.handover } }) : undefined
    if (row?.contactId !== contact || row.closedAt || row.answeredAt) return nothing('they were answered')
    return { kind: 'say', with: { answer_by: row.answerBy, urgent: row.urgent } }
  },
}
