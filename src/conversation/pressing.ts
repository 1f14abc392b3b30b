import type { HotSql } from '../platform/db.ts'
import type { Tx } from '../platform/tx.ts'

/** A conversation for which somebody of the fund must be called. */
export interface Pressing {
  readonly id: string
  readonly contact: string
  /** A child may be in danger; somebody is in despair; the promised hour is near; it has passed. */
  readonly kind: 'danger' | 'despair' | 'soon' | 'late'
  /** The promise that it is about: another one calls anew. */
  readonly promise: string
}

/** Those that nobody has answered, and that cannot wait. */
export const pressingHandovers = (hot: HotSql): Promise<Pressing[]> =>
  hot.query<Pressing>('handovers_pressing', PRESSING, [])

// A broken promise and the new one that was made with the excuse are two calls. Danger calls again with each new promise.
// An urgent flow that nobody here knows calls as a child in danger does.
const PRESSING = `with open as (
  select h.id, h.contact_id, h.urgent, h.alarm, h.answer_by, h.late_since from handover h
  where h.closed_at is null and h.answered_at is null
)
select id::text as id, contact_id::text as contact, case when alarm = 'despair' then 'despair' else 'danger' end as kind, extract(epoch from answer_by)::text as promise
from open where urgent
union all select id::text, contact_id::text, 'soon', extract(epoch from answer_by)::text
from open where not urgent and answer_by >= now() and answer_by < now() + interval '30 minutes'
union all select id::text, contact_id::text, 'late', extract(epoch from coalesce(late_since, answer_by))::text
from open where not urgent and (late_since is not null or answer_by < now())`

/** The same conversation at the moment in which its call is said. Undefined: somebody has answered. */
export async function stillPresses(
  tx: Tx,
  id: string,
): Promise<{ readonly contact: string; readonly answerBy: Date } | undefined> {
  const row = await tx.handover.findUnique({ where: { id } })
  if (!row || row.closedAt || row.answeredAt) return undefined
  return { contact: row.contactId, answerBy: row.answerBy }
}
