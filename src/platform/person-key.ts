import { createCipheriv, createDecipheriv, randomBytes, randomFillSync } from 'node:crypto'
import type { Secret } from './secret.ts'
import type { Tx } from './tx.ts'

/**
 * What of a person is sealed. A sealed thing names its kind, so that it opens in no other place:
 * `heard` what they said, `told` what they were told, `session` where their talk stands, `address` their id at a
 * provider, `name` how they want to be called on papers, `paper` what was signed with that name, `file` what they sent and
 * papers as drawn, `reason` why they asked for a person, `request` what they complain of and what was noted on it, `note`
 * what officers wrote down about them, `wish` what they would like to give when a place needs it, `offer` what they promise other
 * than money and what the fund answered, `behalf` in whose name a promise of theirs is.
 */
export const KINDS = [
  'heard',
  'told',
  'session',
  'address',
  'name',
  'paper',
  'file',
  'reason',
  'request',
  'note',
  'wish',
  'offer',
  'behalf',
  'beside',
] as const
export type Sealed = (typeof KINDS)[number]

/** The key of one person. Who destroys it has destroyed everything that it sealed, in every backup too. */
export interface PersonKey {
  seal(kind: Sealed, plain: string | Uint8Array): Buffer
  /** @throws when the bytes were changed, or sealed as another kind or for another person */
  open(kind: Sealed, sealed: Uint8Array): Buffer
}

/** Keys lie in the database, wrapped by the instance's secret (`person_key`), and travel with what they open. */
export interface PersonKeys {
  /** A key for somebody new. `wrapped` is to be written together with the contact. */
  make(contact: string): { readonly key: PersonKey; readonly wrapped: Buffer }
  /** @throws when no secret of ours opens it */
  unwrap(contact: string, wrapped: Uint8Array): PersonKey
  /** @returns undefined when the contact has none: they were erased */
  of(tx: Tx, contact: string): Promise<PersonKey | undefined>
}

const CIPHER = 'aes-256-gcm'
const VERSION = 1
/** How everything sealed begins. */
export const SEALED = VERSION
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
    async of(tx, contact) {
      const row = await tx.personKey.findUnique({ where: { contactId: contact } })
      return row ? unwrap(contact, row.wrapped) : undefined
    },
  }
}

function personKey(key: Buffer): PersonKey {
  return {
    seal(kind, plain) {
      const iv = nonce()
      const cipher = createCipheriv(CIPHER, key, iv).setAAD(AAD[kind])
      const body = typeof plain === 'string' ? cipher.update(plain, 'utf8') : cipher.update(plain)
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
      return plain
    },
  }
}

const MARK = Buffer.from([VERSION])
const AAD = Object.fromEntries(KINDS.map((kind) => [kind, Buffer.from(kind)])) as Record<Sealed, Buffer>

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
