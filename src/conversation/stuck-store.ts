import { withoutOneUseCodes } from '../engine/index.ts'
import type { HotSql } from '../platform/db.ts'
import type { PersonKeys } from '../platform/person-key.ts'
import { encodeItem } from './item.ts'
import { openItem } from './seals.ts'
import { DUE_NOW } from './turn-store.ts'

/** An inbox item whose turn failed until it was given up. What came after it has gone on. */
export interface Stuck {
  readonly seq: string
  readonly contact: string
  /** `<channel>:<account>`, or what of the system it came from. */
  readonly source: string
  readonly stuckAt: Date
}

/** Those given up first. */
export const stuckItems = (hot: HotSql): Promise<Stuck[]> =>
  hot.query<Stuck>('stuck_items', `${STUCK} order by seq`, [])

const STUCK = `select seq::text as seq, contact_id::text as contact, source, stuck_at as "stuckAt" from todo where stuck_at is not null`

/** What lies in it, as text; a code that opens something is left out. Personal: for an officer's eyes, never for a log. */
export async function openStuck(hot: HotSql, keys: PersonKeys, seq: string): Promise<string | undefined> {
  const [row] = await hot.query<Row>('stuck_body', BODY, [seq])
  if (!row) return undefined
  try {
    return withoutOneUseCodes(encodeItem(openItem(keys.unwrap(row.contact, row.wrapped), row.body)))
  } catch {
    return 'It cannot be read, which is why it is stuck.'
  }
}

interface Row {
  readonly contact: string
  readonly body: Uint8Array
  readonly wrapped: Uint8Array
}

const BODY = `select i.contact_id::text as contact, i.body, k.wrapped from todo t
join inbox i on i.source = t.source and i.external_id = t.external_id join person_key k on k.contact_id = i.contact_id
where t.seq = $1::int8 and t.stuck_at is not null`

/** It has its three tries again, before anything else of its contact. @returns false when it is not stuck */
export async function putBack(hot: HotSql, seq: string): Promise<boolean> {
  return (await hot.query('stuck_again', AGAIN, [seq])).length === 1
}

const AGAIN = `update todo set stuck_at = null, attempts = 0, lease_until = null, not_before = ${DUE_NOW}
where seq = $1::int8 and stuck_at is not null returning seq`

/** Nothing comes of it. Why is a note on its person (`addNote`): the inbox is no place for words. @returns false when it is not stuck */
export async function dismissStuck(hot: HotSql, seq: string): Promise<boolean> {
  return (await hot.query('stuck_dismiss', DISMISS, [seq])).length === 1
}

const DISMISS = `with d as (
  delete from todo where seq = $1::int8 and stuck_at is not null returning source, external_id
)
update inbox i set dropped = 'dismissed' from d where i.source = d.source and i.external_id = d.external_id returning i.source`
