import { isHeard, type Known, openBubble } from '../../conversation/index.ts'
import type { Bubble } from '../../engine/index.ts'
import type { HotSql } from '../../platform/db.ts'
import { WEB_CHAT, WEB_CHAT_ACCOUNT } from './channel.ts'

export interface Fetched {
  readonly id: string
  readonly at: Date
  readonly bubble: Bubble
}

export interface WebChatStore {
  /** Messages to somebody after a cursor, oldest first, at most 200. */
  after(known: Known, cursor: string): Promise<Fetched[]>
  /** Whether a message of this id has come already. */
  isHeard(externalId: string): Promise<boolean>
  /** Which of these addresses have a message younger than `seconds`. */
  freshAmong(addresses: readonly string[], seconds: number): Promise<string[]>
}

export function webChatStore(hot: HotSql): WebChatStore {
  return {
    async after({ address, key }, cursor) {
      const rows = await hot.query<{ id: string | bigint; created_at: Date; payload: Uint8Array }>(
        'chat_after',
        'select id, created_at, payload from outbox where address_id = $1::uuid and id > $2::int8 order by id limit 200',
        [address, cursor],
      )
      return rows.map((row) => ({
        id: String(row.id),
        at: row.created_at,
        bubble: openBubble(key, row.payload),
      }))
    },
    isHeard: (externalId) => isHeard(hot, `${WEB_CHAT}:${WEB_CHAT_ACCOUNT}`, externalId),
    async freshAmong(addresses, seconds) {
      const rows = await hot.query<{ address_id: string }>(
        'chat_fresh',
        `select a as address_id from unnest($1::uuid[]) a where exists (
           select 1 from outbox where address_id = a and created_at > now() - make_interval(secs => $2::float8))`,
        [addresses, seconds],
      )
      return rows.map((row) => row.address_id)
    },
  }
}
