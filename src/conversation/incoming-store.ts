import type { HotSql } from '../platform/db.ts'
import type { Ids } from '../platform/ids.ts'
import { keyHash } from './addresses.ts'

/** Keeps a body that we could not read, for a person to look at. It is never tried again. */
export async function quarantine(
  hot: HotSql,
  ids: Ids,
  source: string,
  body: Buffer,
  reason: string,
): Promise<void> {
  await hot.query(
    'quarantine',
    'insert into quarantine (id, source, body, reason) values ($1::uuid, $2, $3::bytea, $4)',
    [ids.uuid(), source, body, reason],
  )
}

/** A person blocked us on a channel, or came back. Blocked: what still waits for them there is not sent. */
export async function setStanding(
  hot: HotSql,
  channel: string,
  account: string,
  key: string,
  blocked: boolean,
): Promise<void> {
  await hot.query(
    'standing',
    `with a as (update address set state = $2 where key_hash = $1::bytea returning id)
     update outbox o set state = 'blocked' from a where o.address_id = a.id and o.state = 'waiting' and $2 = 'blocked'`,
    [keyHash(channel, account, key), blocked ? 'blocked' : 'open'],
  )
}
