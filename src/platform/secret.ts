import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { StartError } from './data-dir.ts'

/**
 * The instance's own secret: it seals what lies in the database and must not be readable there (signing keys, raw
 * notices of banks). Whoever loses it loses those.
 */
export interface Secret {
  /** Seals bytes for one place, its context: `signing_key/<kid>`. Sealed bytes moved to another place do not open. */
  wrap(plain: Uint8Array, context: string): Buffer
  /** @throws when no key opens it: another secret, another context, or changed bytes. */
  unwrap(sealed: Uint8Array, context: string): Buffer
  /** The same sealed by the first secret; undefined when it is already. @throws as `unwrap` does */
  rewrap(sealed: Uint8Array, context: string): Buffer | undefined
}

const CIPHER = 'aes-256-gcm'
const VERSION = 1
const IV = 12
const TAG = 16
const LEAST = 32
const PUT_BACK =
  'Put back the one that was there, from a backup: what it sealed opens with no other. A new world gets its own in an empty DATA_DIR.'

/**
 * Where the secret comes from. `configured` is the setting SECRET_KEY: one secret, or several with commas, of which
 * the first seals and all open; so it is rotated by putting a new one in front. `file` is made at the first start,
 * readable by its owner alone.
 *
 * @throws StartError when one is too short to be one, or the file cannot be read
 */
export function secretFrom(from: { readonly configured: string } | { readonly file: string }): Secret {
  const secrets = 'file' in from ? [madeOnce(from.file)] : from.configured.split(',').map((one) => one.trim())
  for (const [n, one] of secrets.entries()) {
    if (one.length >= LEAST) continue
    throw new StartError(
      'file' in from
        ? `the secret in ${from.file} has ${one.length} characters, fewer than ${LEAST}. ${PUT_BACK}`
        : `SECRET_KEY: secret number ${n + 1} has ${one.length} characters, fewer than ${LEAST}. ` +
            'Make one with: openssl rand -hex 32',
    )
  }
  return secretOf(secrets.map((one) => Buffer.from(hkdfSync('sha256', one, '', 'chung-tay wrap 1', 32))))
}

function secretOf(keys: readonly Buffer[]): Secret {
  const secret: Secret = {
    wrap(plain, context) {
      const iv = randomBytes(IV)
      const cipher = createCipheriv(CIPHER, keys[0]!, iv).setAAD(Buffer.from(context))
      const body = Buffer.concat([cipher.update(plain), cipher.final()])
      return Buffer.concat([Buffer.from([VERSION]), iv, cipher.getAuthTag(), body])
    },
    unwrap(sealed, context) {
      for (const key of keys) {
        const plain = opened(key, Buffer.from(sealed), context)
        if (plain) return plain
      }
      throw new StartError(
        `what is sealed as ${context} does not open with this secret. ` +
          'Put the secret that it was sealed with into SECRET_KEY, after the present one and a comma.',
      )
    },
    rewrap(sealed, context) {
      if (opened(keys[0]!, Buffer.from(sealed), context)) return undefined
      return secret.wrap(secret.unwrap(sealed, context), context)
    },
  }
  return secret
}

function opened(key: Buffer, sealed: Buffer, context: string): Buffer | undefined {
  if (sealed.length < 1 + IV + TAG || sealed[0] !== VERSION) return undefined
  const decipher = createDecipheriv(CIPHER, key, sealed.subarray(1, 1 + IV), { authTagLength: TAG })
    .setAAD(Buffer.from(context))
    .setAuthTag(sealed.subarray(1 + IV, 1 + IV + TAG))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(1 + IV + TAG)), decipher.final()])
  } catch {
    return undefined
  }
}

/** Two processes that start at once agree on one secret: a link is made once, and only to a file that is complete. */
function madeOnce(file: string): string {
  mkdirSync(dirname(file), { recursive: true })
  if (!existsSync(file)) {
    const half = `${file}.${randomBytes(8).toString('hex')}`
    writeFileSync(half, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flush: true })
    try {
      linkSync(half, file)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    } finally {
      unlinkSync(half)
    }
  }
  try {
    return readFileSync(file, 'utf8').trim()
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new StartError(`the secret ${file} cannot be read (${code}). ${PUT_BACK}`)
  }
}
