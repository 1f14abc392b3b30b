import { createHash } from 'node:crypto'
import type { HotSql } from '../platform/db.ts'
import type { Ids } from '../platform/ids.ts'
import type { Inbound } from './item.ts'

/** Who wrote, and where the answer goes. */
export interface Known {
  readonly contact: string
  readonly address: string
  readonly channel: string
  readonly account: string
  readonly externalId: string
}

export interface Addresses {
  /** Finds or makes the contact behind each message. May be repeated; makes each person once. */
  resolve(from: readonly Inbound['from'][]): Promise<Known[]>
  /** The contact of an address that wrote before. */
  find(channel: string, account: string, key: string): Promise<Known | undefined>
}

// How many people's addresses a process keeps at hand: about 20 MB at the most.
const KEPT = 100_000

/**
 * Only the hash of a provider's id is looked up, so that the table cannot be searched by it. An id with 122 random bits
 * (web chat) cannot be guessed back from its hash.
 */
export function keyHash(channel: string, account: string, key: string): Buffer {
  return createHash('sha256').update(`${channel}\n${account}\n${key}`).digest()
}

export function addressBook(hot: HotSql, ids: Ids): Addresses {
  const kept = new Map<string, Known>()

  function keep(hex: string, known: Known) {
    if (kept.size >= KEPT) kept.delete(kept.keys().next().value!)
    kept.set(hex, known)
    return known
  }

  async function lookUp(hashes: readonly Buffer[]) {
    const rows = await hot.query<Row>('addresses', FIND, [hashes])
    for (const row of rows) {
      keep(Buffer.from(row.key_hash).toString('hex'), {
        contact: row.contact_id,
        address: row.id,
        channel: row.channel,
        account: row.account,
        externalId: row.external_id ?? '',
      })
    }
  }

  return {
    async resolve(from) {
      const hashes = from.map((one) => keyHash(one.channel, one.account, one.key))
      const hexes = hashes.map((hash) => hash.toString('hex'))
      const missing = () => [...new Set(hexes)].filter((hex) => !kept.has(hex))
      if (missing().length > 0) await lookUp(missing().map((hex) => Buffer.from(hex, 'hex')))
      const strangers = missing().map((hex) => from[hexes.indexOf(hex)]!)
      if (strangers.length > 0) {
        await hot.query('addresses_make', MAKE, [
          strangers.map(() => ids.uuid()),
          strangers.map(() => ids.uuid()),
          strangers.map((one) => one.channel),
          strangers.map((one) => one.account),
          strangers.map((one) => keyHash(one.channel, one.account, one.key)),
          strangers.map((one) => one.externalId),
          strangers.map((one) => one.lang),
        ])
        await lookUp(missing().map((hex) => Buffer.from(hex, 'hex')))
      }
      return hexes.map((hex) => kept.get(hex)!)
    },
    async find(channel, account, key) {
      const hash = keyHash(channel, account, key)
      if (!kept.has(hash.toString('hex'))) await lookUp([hash])
      return kept.get(hash.toString('hex'))
    },
  }
}

interface Row {
  id: string
  contact_id: string
  channel: string
  account: string
  external_id: string | null
  key_hash: Uint8Array
}

const FIND = `select id, contact_id, channel, account, external_id, key_hash from address where key_hash = any($1::bytea[])`

// The address row decides who is first; contact and session follow only for the winner, so nobody is left orphaned. In
// the order of the hashes: two processes that meet the same new people never wait for each other in a circle.
const MAKE = `
with x as (
  select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::bytea[], $6::text[], $7::text[])
    t(contact, address, channel, account, hash, external_id, lang)
), a as (
  insert into address (id, contact_id, channel, account, key_hash, external_id)
  select address, contact, channel, account, hash, external_id from x order by hash
  on conflict do nothing returning contact_id
), c as (
  insert into contact (id, lang) select x.contact, x.lang from x join a on a.contact_id = x.contact
)
insert into session (contact_id, state) select contact_id, ''::bytea from a`
