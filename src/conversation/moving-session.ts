import { cleared, type Session } from '../engine/index.ts'
import { uuids } from '../platform/columns.ts'
import type { HotSql } from '../platform/db.ts'
import type { Handing } from '../platform/handing.ts'
import { openSession, sealSession } from './seals.ts'

/** Where two talks stand that become one, or one that becomes two. The caller holds the sessions that there are. */

/**
 * Where the talk of the one who came later stood is forgotten, unless a person of the fund is awaited there for a child in
 * danger: then it is the other that ends. A child who has one has both.
 *
 * @param handovers that changed hands with it
 */
export async function joinSessions(
  hot: HotSql,
  { from, to, keys }: Handing,
  handovers: readonly string[],
): Promise<void> {
  const gone = await read(hot, from)
  await hot.query('move_session', 'delete from session where contact_id = $1::uuid', [from])
  const stays = await read(hot, to)
  const was = gone && openSession(keys.from, gone.state)
  if (!was || !stays) return
  const own = openSession(keys.to, stays.state)
  if (was.waits === 'person' && (await isUrgent(hot, handovers))) {
    const young = was.young || own?.young
    // The numbers of waits go on: what was done once stays done.
    const wait = Math.max(was.wait, own?.wait ?? 0) + 1
    const both: Session = { ...was, wait, parked: [], ...(young && { young }) }
    await hot.query('move_clear_session', CLEAR, [to, sealSession(keys.to, both)])
    return
  }
  if (!was.young) return
  const session = own ?? cleared(was, stays.called)
  const state = sealSession(keys.to, { ...session, young: true })
  await hot.query('move_session_young', WRITE, [to, state])
}

/**
 * What was under way while they were one may be of either, so both begin afresh: neither is asked what was asked of the
 * other. But whom a person of the fund has stays with her.
 */
export async function partSessions(hot: HotSql, { from, to, keys }: Handing): Promise<void> {
  const stays = await read(hot, from)
  const was = stays && openSession(keys.from, stays.state)
  // Whoever takes their things along is called as they have said, and a child stays one.
  const theirs = was?.young ? sealSession(keys.to, { ...cleared(was, undefined), wait: 0 }) : NONE
  await hot.query('move_back_session', SESSION_BACK, [to, theirs])
  if (!was || (stays.handedOver && was.waits === 'person')) return
  await hot.query('move_clear_session', CLEAR, [from, sealSession(keys.from, cleared(was, stays.called))])
}

async function isUrgent(hot: HotSql, handovers: readonly string[]): Promise<boolean> {
  return (await hot.query('move_urgent', URGENT, [uuids(handovers)])).length > 0
}

async function read(hot: HotSql, contact: string) {
  const [row] = await hot.query<Row>('move_read_session', READ, [contact])
  return row && { state: row.state, called: row.salutation ?? undefined, handedOver: row.handed_over }
}

interface Row {
  readonly state: Uint8Array
  readonly salutation: string | null
  readonly handed_over: boolean
}

const URGENT = 'select 1 from handover where id = any($1::uuid[]) and urgent and closed_at is null limit 1'
const NONE = Buffer.alloc(0)
const READ = `select s.state, c.salutation, exists (
  select 1 from handover h where h.contact_id = s.contact_id and h.closed_at is null) as handed_over
from session s join contact c on c.id = s.contact_id where s.contact_id = $1::uuid`
// A turn that has read it before this must read it again.
const WRITE = 'update session set state = $2::bytea, version = version + 1 where contact_id = $1::uuid'
const CLEAR = `update session set state = $2::bytea, version = version + 1, due_at = null, due_slot = null
where contact_id = $1::uuid`
const SESSION_BACK =
  'insert into session (contact_id, state) values ($1::uuid, $2::bytea) on conflict do nothing'
