import { createHash, createHmac } from 'node:crypto'
import type { Inbound } from '../channels/provider.ts'
import { blobs, texts, uuids } from '../platform/columns.ts'
import type { HotSql } from '../platform/db.ts'
import type { Ids } from '../platform/ids.ts'
import type { PersonKey, PersonKeys } from '../platform/person-key.ts'
import { Recent } from '../platform/recent.ts'
import { openExternalId } from './seals.ts'

/** Who wrote, and where the answer goes. */
export interface Known {
  readonly contact: string
  readonly address: string
  readonly channel: string
  readonly account: string
  readonly externalId: string
  /** What seals what is theirs. */
  readonly key: PersonKey
}

export interface Addresses {
  /** Finds or makes the contact behind each message. May be repeated; makes each person once. */
  resolve(from: readonly Inbound['from'][]): Promise<Known[]>
  /** What was known of this address is so no more: it is looked up again. */
  forget(from: Pick<Inbound['from'], 'channel' | 'account' | 'key'>): void
  /** The contact of an address that wrote before. */
  find(channel: string, account: string, key: string): Promise<Known | undefined>
}

// How many people's addresses a process keeps at hand: about 20 MB at the most.
const KEPT = 100_000

/**
 * What somebody's id at a provider is found by: a hash under a key of this installation, so that whoever reads the table
 * can neither search it by an id nor try out all of them.
 */
export interface Lookup {
  hash(channel: string, account: string, key: string): Buffer
  /** The same from what a version before such keys looked up by. */
  fromBefore(hash: Uint8Array): Buffer
}

/** @param key of this installation, from `instanceKey(…, LOOKUP)` */
export function lookupBy(key: Buffer): Lookup {
  const fromBefore = (hash: Uint8Array) => createHmac('sha256', key).update(hash).digest()
  return {
    fromBefore,
    hash: (...of) =>
      fromBefore(
        createHash('sha256')
          .update(nameOf(...of))
          .digest(),
      ),
  }
}

export const LOOKUP = 'address-lookup'

const nameOf = (channel: string, account: string, key: string) => `${channel}\n${account}\n${key}`

/** Whose key opens what is theirs, and how they are found. */
export interface Finding {
  readonly keys: PersonKeys
  readonly lookup: Lookup
}

export function addressBook(hot: HotSql, ids: Ids, { keys, lookup }: Finding): Addresses {
  const kept = new Recent<string, Known>(KEPT)
  const hashOf = (one: Inbound['from']) => lookup.hash(one.channel, one.account, one.key)

  /** Finds those who wrote before, by the names of their keys. */
  async function lookUp(wanted: ReadonlyMap<string, Buffer>) {
    const rows = await hot.query<Row>('addresses', FIND, [blobs([...wanted.values()])])
    const byHash = new Map(rows.map((row) => [Buffer.from(row.key_hash).toString('hex'), row]))
    for (const [name, hash] of wanted) {
      const row = byHash.get(hash.toString('hex'))
      if (!row) continue
      const key = keys.unwrap(row.contact_id, row.wrapped)
      kept.set(name, {
        contact: row.contact_id,
        address: row.id,
        channel: row.channel,
        account: row.account,
        externalId: openExternalId(key, row.external_id),
        key,
      })
    }
  }

  return {
    async resolve(from) {
      const names = from.map((one) => nameOf(one.channel, one.account, one.key))
      const missing = () =>
        new Map(names.flatMap((name, n) => (kept.has(name) ? [] : [[name, hashOf(from[n]!)] as const])))
      const unknown = missing()
      if (unknown.size > 0) {
        await lookUp(unknown)
        const strangers = [...missing()].map(([name, hash]) => {
          const contact = ids.uuid()
          return { ...from[names.indexOf(name)]!, hash, contact, ...keys.make(contact) }
        })
        if (strangers.length > 0) {
          await hot.query('addresses_make', MAKE, [
            uuids(strangers.map((one) => one.contact)),
            uuids(strangers.map(() => ids.uuid())),
            texts(strangers.map((one) => one.channel)),
            texts(strangers.map((one) => one.account)),
            blobs(strangers.map((one) => one.hash)),
            blobs(strangers.map((one) => (one.externalId ? one.key.seal('address', one.externalId) : NONE))),
            texts(strangers.map((one) => one.lang)),
            blobs(strangers.map((one) => one.wrapped)),
          ])
          await lookUp(missing())
        }
      }
      return names.map((name) => kept.get(name) ?? lost())
    },
    forget: (from) => void kept.delete(nameOf(from.channel, from.account, from.key)),
    async find(channel, account, key) {
      const name = nameOf(channel, account, key)
      if (!kept.has(name)) await lookUp(new Map([[name, lookup.hash(channel, account, key)]]))
      return kept.get(name)
    },
  }
}

/** Their key was destroyed between our two looks, or they are of a version before keys: `migrate` was not run. */
function lost(): never {
  throw new Error('an address has no contact with a key')
}

/** What a send needs no id for has none. */
const NONE = Buffer.alloc(0)

interface Row {
  id: string
  contact_id: string
  channel: string
  account: string
  external_id: Uint8Array | null
  key_hash: Uint8Array
  wrapped: Uint8Array
}

const FIND = `select a.id, a.contact_id, a.channel, a.account, a.external_id, a.key_hash, k.wrapped
from address a join person_key k on k.contact_id = a.contact_id where a.key_hash = any($1::bytea[])`

// The address row decides who is first; contact, key and session follow only for the winner, so nobody is left orphaned. In
// the order of the hashes: two processes that meet the same new people never wait for each other in a circle.
const MAKE = `
with x as (
  select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::bytea[], $6::bytea[], $7::text[], $8::bytea[])
    t(contact, address, channel, account, hash, external_id, lang, wrapped)
), a as (
  insert into address (id, contact_id, channel, account, key_hash, external_id)
  select address, contact, channel, account, hash, nullif(external_id, '') from x order by hash
  on conflict do nothing returning contact_id
), c as (
  insert into contact (id, lang) select x.contact, x.lang from x join a on a.contact_id = x.contact
), k as (
  insert into person_key (contact_id, wrapped) select x.contact, x.wrapped from x join a on a.contact_id = x.contact
)
insert into session (contact_id, state) select contact_id, ''::bytea from a`
