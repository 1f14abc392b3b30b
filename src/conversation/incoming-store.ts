import type { HotSql } from '../platform/db.ts'
import { keyHash } from './addresses.ts'

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
