import { createCipheriv, createDecipheriv, randomBytes, randomFillSync } from 'node:crypto'
import type { HotSql } from './db.ts'
import type { Secret } from './secret.ts'

/**
 * What of a person is sealed. A sealed thing names its kind, so that it opens in no other place:
 * `heard` what they said, `told` what they were told, `session` where their talk stands, `address` their id at a
 * provider.
 */
export type Sealed = 'heard' | 'told' | 'session' | 'address'

/** The key of one person. Who destroys it has destroyed everything that it sealed, in every backup too. */
export interface PersonKey {
  seal(kind: Sealed, plain: string): Buffer
  /** @throws when the bytes were changed, or sealed as another kind or for another person */
  open(kind: Sealed, sealed: Uint8Array): string
}

/** Keys lie in the database, wrapped by the instance's secret (`person_key`), and travel with what they open. */
export interface PersonKeys {
  /** A key for somebody new. `wrapped` is to be written together with the contact. */
  make(contact: string): { readonly key: PersonKey; readonly wrapped: Buffer }
  /** @throws when no secret of ours opens it */
  unwrap(contact: string, wrapped: Uint8Array): PersonKey
  /** @throws when the contact has none: it was erased */
  fetch(hot: HotSql, contact: string): Promise<PersonKey>
}

const CIPHER = 'aes-256-gcm'
const VERSION = 1
const IV = 12
const TAG = 16
const HEAD = 1 + IV + TAG
const KEY = 32

const context = (contact: string) => `person_key/${contact}`

export function personKeys(secret: Secret): PersonKeys {
  const unwrap = (contact: string, wrapped: Uint8Array) => personKey(secret.unwrap(wrapped, context(contact)))
  return {
    make(contact) {
      const bytes = randomBytes(KEY)
      return { key: personKey(bytes), wrapped: secret.wrap(bytes, context(contact)) }
    },
    unwrap,
    async fetch(hot, contact) {
      const [row] = await hot.query<{ wrapped: Uint8Array }>(
        'person_key',
        'select wrapped from person_key where contact_id = $1::uuid',
        [contact],
      )
      if (!row) throw new Error(`contact ${contact} has no key`)
      return unwrap(contact, row.wrapped)
    },
  }
}

function personKey(key: Buffer): PersonKey {
  return {
    seal(kind, plain) {
      const iv = nonce()
      const cipher = createCipheriv(CIPHER, key, iv).setAAD(AAD[kind])
      const body = cipher.update(plain, 'utf8')
      // GCM's last block comes with the first call: `final` has nothing more to give.
      cipher.final()
      return Buffer.concat([MARK, iv, cipher.getAuthTag(), body], HEAD + body.length)
    },
    open(kind, sealed) {
      const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength)
      if (bytes.length < HEAD || bytes[0] !== VERSION) throw new Error(`this is no sealed ${kind}`)
      const decipher = createDecipheriv(CIPHER, key, bytes.subarray(1, 1 + IV), { authTagLength: TAG })
        .setAAD(AAD[kind])
        .setAuthTag(bytes.subarray(1 + IV, HEAD))
      const plain = decipher.update(bytes.subarray(HEAD))
      decipher.final()
      return plain.toString()
    },
  }
}

const MARK = Buffer.from([VERSION])
const AAD: Readonly<Record<Sealed, Buffer>> = {
  heard: Buffer.from('heard'),
  told: Buffer.from('told'),
  session: Buffer.from('session'),
  address: Buffer.from('address'),
}

// Chance is asked for in lots: a call for twelve bytes costs as much as one for thousands.
const lot = Buffer.alloc(IV * 1_024)
let used = lot.length

/** 96 random bits: under one person's key there are never so many messages that two could be alike. */
function nonce(): Buffer {
  if (used === lot.length) {
    randomFillSync(lot)
    used = 0
  }
  used += IV
  return lot.subarray(used - IV, used)
}
