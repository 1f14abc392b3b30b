import { createHash, timingSafeEqual } from 'node:crypto'

/** What a body is signed with. */
interface Signing {
  /** The app's id, or the account's: see `Settings.signedBy`. */
  readonly first: string
  readonly secret: string
}

/**
 * Whether `X-ZEvent-Signature` is of this body: SHA-256 over an id, the bytes as they came, the body's own `timestamp` as it
 * is written there, and the secret, one after the other; no HMAC. A body that comes again for hours is signed as it was, so
 * its age says nothing.
 *
 * https://docs.zaloplatforms.com/docs/OA/webhook/tong-quan (read 2026-11)
 *
 * @param header with or without `mac=` before it
 */
export function isSigned(
  body: Buffer,
  timestamp: string,
  header: string | undefined,
  signing: Signing,
): boolean {
  const given = Buffer.from((header ?? '').replace(/^mac=/, '').toLowerCase())
  const wanted = Buffer.from(
    createHash('sha256')
      .update(signing.first)
      .update(body)
      .update(timestamp)
      .update(signing.secret)
      .digest('hex'),
  )
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}
