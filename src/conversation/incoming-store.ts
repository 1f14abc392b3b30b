import type { Whose } from '../channels/provider.ts'
import type { HotSql } from '../platform/db.ts'
import type { Lookup } from './addresses.ts'
import { KEPT } from './turn-store.ts'

/** A person blocked us on a channel, or came back. Blocked: what still waits for them there is not sent. Back: what was kept is. */
export async function setStanding(
  hot: HotSql,
  lookup: Lookup,
  { channel, account, key }: Whose,
  blocked: boolean,
): Promise<void> {
  await hot.query(
    'standing',
    `with a as (update address set state = $2 where key_hash = $1::bytea returning id)
     update outbox o set state = case when $2 = 'blocked' then 'blocked' else 'waiting' end from a
     where o.address_id = a.id and (o.state = 'waiting' and $2 = 'blocked'
       or o.state = 'kept' and ($2 = 'blocked' or o.created_at > now() - ${KEPT}))`,
    [lookup.hash(channel, account, key), blocked ? 'blocked' : 'open'],
  )
}

/** Whether the inbox has this message already. What it does not have may be on its way. */
export async function isHeard(hot: HotSql, source: string, externalId: string): Promise<boolean> {
  const rows = await hot.query('inbox_has', 'select 1 from inbox where source = $1 and external_id = $2', [
    source,
    externalId,
  ])
  return rows.length > 0
}

/** Which of these files are named by some message that came since. Reads all of these messages: for a sweep. */
export async function filesNamed(
  hot: HotSql,
  keys: readonly string[],
  since: Date,
): Promise<ReadonlySet<string>> {
  const rows = await hot.query<{ files: string }>('inbox_files', FILES_NAMED, [since.toISOString()])
  const named = new Set(rows.flatMap(({ files }) => files.split(' ')))
  return new Set(keys.filter((key) => named.has(key)))
}

const FILES_NAMED = 'select files from inbox where received_at >= $1::timestamptz and files is not null'
