import { randomBytes } from 'node:crypto'

/** Makes the names of things. Injected, so that tests can make them repeatable. */
export interface Ids {
  /** A UUIDv7: sorts by time of making. Names a row; never a secret. */
  uuid(): string
  /** 128 random bits in Crockford base 32 (26 characters). Safe in public links: it cannot be guessed. */
  public(): string
}

/** How a UUID is written, as the source of a pattern. */
export const UUID = '[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}'
const WHOLE_UUID = new RegExp(`^${UUID}$`, 'i')

export const isUuid = (text: string): boolean => WHOLE_UUID.test(text)

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

export function crockford(bytes: Uint8Array): string {
  let bits = 0
  let held = 0
  let out = ''
  for (const byte of bytes) {
    held = (held << 8) | byte
    bits += 8
    while (bits >= 5) {
      bits -= 5
      out += CROCKFORD[(held >> bits) & 31]
    }
    held &= (1 << bits) - 1
  }
  if (bits > 0) out += CROCKFORD[(held << (5 - bits)) & 31]
  return out
}

/** RFC 9562 UUIDv7 for an instant in milliseconds since 1970 and 10 random bytes. */
function uuidv7(ms: number, random: Uint8Array): string {
  const bytes = Buffer.alloc(16)
  bytes.writeUIntBE(ms, 0, 6)
  bytes.set(random.subarray(0, 10), 6)
  bytes[6] = (bytes[6]! & 0x0f) | 0x70
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

export const randomIds: Ids = {
  uuid: () => uuidv7(Date.now(), randomBytes(10)),
  public: () => crockford(randomBytes(16)),
}
