import type { HotSql } from '../platform/db.ts'

/**
 * Takes away all that somebody said and was told, and every way to reach them. That a message came stays where its provider
 * numbers it, so that a repeat of it is still a repeat: that number, and nothing else. In the caller's transaction, with the key's end.
 *
 * @returns keys of the files that they sent: to be removed once this is committed
 */
export async function forgetTalk(hot: HotSql, contact: string): Promise<string[]> {
  const rows = await hot.query<{ files: string }>('forget_files', FILES, [contact])
  for (const [name, sql] of Object.entries(FORGET)) await hot.query(`forget_${name}`, sql, [contact])
  return rows.flatMap(({ files }) => files.split(' '))
}

const FILES = 'select files from inbox where contact_id = $1::uuid and files is not null'

// The session first: whoever turns holds it, and ends before this begins.
const FORGET = {
  session: 'delete from session where contact_id = $1::uuid',
  todo: 'delete from todo where contact_id = $1::uuid',
  // An id that their own program made is theirs, and no repeat of it can be known again without their address.
  own: `delete from inbox where contact_id = $1::uuid and external_id like address_id::text || ':%'`,
  inbox: `update inbox set body = '', files = null, address_id = null where contact_id = $1::uuid`,
  outbox: 'delete from outbox where contact_id = $1::uuid',
  handover: `update handover set closed_at = coalesce(closed_at, now()), reason = '' where contact_id = $1::uuid`,
  notes: 'delete from talk_note where contact_id = $1::uuid',
  address: 'delete from address where contact_id = $1::uuid',
} as const

/** Whether something that was said to them has not gone out yet. */
export async function hasUnsent(hot: HotSql, contact: string): Promise<boolean> {
  const rows = await hot.query(
    'unsent',
    `select 1 from outbox where contact_id = $1::uuid and state in ('waiting', 'sending')
     union all select 1 from todo where contact_id = $1::uuid and not_before <= now() and stuck_at is null limit 1`,
    [contact],
  )
  return rows.length > 0
}
