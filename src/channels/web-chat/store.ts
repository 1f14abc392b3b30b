import { idAt, isHeard, type Known, openBubble } from '../../conversation/index.ts'
import type { Bubble } from '../../engine/index.ts'
import type { HotSql } from '../../platform/db.ts'
import { WEB_CHAT, WEB_CHAT_ACCOUNT } from './channel.ts'

interface Fetched {
  readonly id: string
  readonly at: Date
  /** Where it was said. */
  readonly address: string
  readonly bubble: Bubble
}

interface Found {
  readonly messages: readonly Fetched[]
  /** Some lie there for another contact: the address may have changed hands since it was looked up. */
  readonly foreign: boolean
}

export interface WebChatStore {
  /** Messages to somebody after a cursor, oldest first, at most 200. */
  after(known: Known, cursor: string): Promise<Found>
  /** Whether that address is there still: it is not when its person was erased. */
  isThere(address: string): Promise<boolean>
  /** Whether a message to which its sender gave this id has come already. */
  isHeard(address: string, id: string): Promise<boolean>
  /** Which of these addresses have a message younger than `seconds`. */
  freshAmong(addresses: readonly string[], seconds: number): Promise<string[]>
}

export function webChatStore(hot: HotSql): WebChatStore {
  return {
    async after({ address, contact, key }, cursor) {
      const rows = await hot.query<Row>('chat_after', AFTER, [address, cursor, contact])
      const theirs = rows.filter((row) => row.contact_id === contact)
      const messages = theirs.map((row) => ({
        id: String(row.id),
        at: row.created_at,
        address,
        bubble: openBubble(key, row.payload),
      }))
      return { messages, foreign: theirs.length < rows.length }
    },
    async isThere(address) {
      return (
        (await hot.query('chat_there', 'select 1 from address where id = $1::uuid', [address])).length > 0
      )
    },
    isHeard: (address, id) => isHeard(hot, `${WEB_CHAT}:${WEB_CHAT_ACCOUNT}`, idAt(address, id)),
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

interface Row {
  id: string | bigint
  contact_id: string
  created_at: Date
  payload: Uint8Array
}

// Of what is another's the first alone, so that it never crowds out what is theirs.
const AFTER = `select id, contact_id, created_at, payload from outbox
where address_id = $1::uuid and id > $2::int8 and (contact_id = $3::uuid or id = (
  select min(f.id) from outbox f where f.address_id = $1::uuid and f.id > $2::int8 and f.contact_id <> $3::uuid
)) order by id limit 200`
