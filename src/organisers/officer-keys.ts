import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Database } from '../platform/db.ts'
import { instanceKey } from '../platform/instance-key.ts'
import type { Secret } from '../platform/secret.ts'

/** How officers are found and what is theirs is sealed. */
export interface OfficerKeys {
  /** What is found by a hash and never shown: an address, a network, a recovery code. */
  digest(kind: 'email' | 'network' | 'recovery', text: string): Uint8Array<ArrayBuffer>
  seal(officer: string, kind: 'email' | 'name' | 'totp', text: string): Uint8Array<ArrayBuffer>
  /** @throws when no secret of ours opens it */
  open(officer: string, kind: 'email' | 'name' | 'totp', sealed: Uint8Array): string
  /** A mark for a browser in which this account has signed in; it opens nothing. */
  markBrowser(account: Uint8Array): string
  knowsBrowser(account: Uint8Array, mark: string): boolean
}

export async function officerKeys(db: Database, secret: Secret): Promise<OfficerKeys> {
  const key = await instanceKey(db, secret, 'officers')
  const mac = (...parts: (string | Uint8Array)[]) => {
    const sum = createHmac('sha256', key)
    for (const part of parts) sum.update(part).update('\n')
    return sum.digest()
  }
  const context = (officer: string, kind: string) => `officer/${officer}/${kind}`
  return {
    digest: (kind, text) => Uint8Array.from(mac(kind, text)),
    seal: (officer, kind, text) => Uint8Array.from(secret.wrap(Buffer.from(text), context(officer, kind))),
    open: (officer, kind, sealed) => secret.unwrap(sealed, context(officer, kind)).toString(),
    markBrowser(account) {
      const nonce = randomBytes(16).toString('base64url')
      return `${nonce}.${mac('browser', nonce, account).toString('base64url')}`
    },
    knowsBrowser(account, mark) {
      const [nonce, given, ...more] = mark.split('.')
      if (!nonce || !given || more.length > 0) return false
      const wanted = mac('browser', nonce, account)
      const said = Buffer.from(given, 'base64url')
      return said.length === wanted.length && timingSafeEqual(said, wanted)
    },
  }
}

/** 256 random bits, for a cookie or a link. */
export const newToken = (): string => randomBytes(32).toString('base64url')

/** As a token is kept: whoever reads the database holds none. */
export const hashToken = (token: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(createHash('sha256').update(token).digest())
