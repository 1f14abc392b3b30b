import { hadBy } from '../people/index.ts'
import type { Database } from '../platform/db.ts'
import type { Files } from '../platform/files.ts'
import { UUID } from '../platform/ids.ts'
import { type PersonKey, type PersonKeys, SEALED } from '../platform/person-key.ts'

interface Parts {
  readonly db: Database
  readonly keys: PersonKeys
  readonly files: Files
}

/** What a link to a picture names that somebody sent: whose it is, so that it can be opened. */
const KEY = new RegExp(`^sent/(${UUID})/(.+)$`)

/**
 * The bytes of a picture or paper that somebody sent, for an officer. Only a link that we signed leads here.
 *
 * @returns undefined for a key that names none, or when who sent it, or who had it then, was erased
 */
export async function sentFile({ db, keys, files }: Parts, key: string): Promise<Buffer | undefined> {
  const [, contact, file] = KEY.exec(key) ?? []
  if (!contact || !file) return undefined
  if (!(await keys.of(db.prisma, contact))) return undefined
  const bytes = await files.get(file)
  if (bytes?.[0] !== SEALED) return bytes
  // Pictures are not sealed anew when channels are linked, or parted: each lies under the key of whoever had it then.
  for (const one of await hadBy(db.prisma, contact)) {
    const key = await keys.of(db.prisma, one)
    const plain = key && opened(key, bytes)
    if (plain) return plain
  }
  return undefined
}

function opened(key: PersonKey, bytes: Buffer): Buffer | undefined {
  try {
    return key.open('file', bytes)
  } catch {
    return undefined
  }
}
