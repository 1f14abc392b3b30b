import { type Bubble, decodeSession, encodeSession, type Session } from '../engine/index.ts'
import type { PersonKey } from '../platform/person-key.ts'
import { decodeItem, encodeItem, type Item, isSpoken } from './item.ts'

/** How what belongs to a person lies in the database: sealed under a key of theirs (platform/person-key.ts). */

/** What people say, and what is said to them in person, is sealed. What else wakes a talk holds ids, and is not. */
export const sealItem = (key: PersonKey, item: Item): Buffer =>
  isSpoken(item) ? key.seal('heard', encodeItem(item)) : Buffer.from(encodeItem(item))

/** @throws when it cannot be read */
export const openItem = (key: PersonKey, bytes: Uint8Array): Item =>
  decodeItem(bytes[0] === PLAIN ? Buffer.from(bytes).toString() : key.open('heard', bytes).toString())

/** The first byte of what lies unsealed: JSON's "{". */
const PLAIN = 0x7b

/** A bubble, and who of the fund wrote it: for officers' eyes alone. Null: by command. Absent: we did. */
export type ToldBubble = Bubble & { readonly by?: string | null }

export const sealBubble = (key: PersonKey, bubble: ToldBubble): Buffer =>
  key.seal('told', JSON.stringify(bubble))
export const openBubble = (key: PersonKey, bytes: Uint8Array): ToldBubble =>
  JSON.parse(key.open('told', bytes).toString()) as ToldBubble

export const sealSession = (key: PersonKey, session: Session): Buffer =>
  key.seal('session', encodeSession(session))

/** @returns undefined while nobody has spoken */
export const openSession = (key: PersonKey, bytes: Uint8Array): Session | undefined =>
  bytes.length === 0 ? undefined : decodeSession(key.open('session', bytes).toString())

/** Empty where a send needs no id. */
export const openExternalId = (key: PersonKey, bytes: Uint8Array | null): string =>
  bytes === null ? '' : key.open('address', bytes).toString()
