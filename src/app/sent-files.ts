import type { Database } from '../platform/db.ts'
import type { Files } from '../platform/files.ts'
import { UUID } from '../platform/ids.ts'
import { type PersonKeys, SEALED } from '../platform/person-key.ts'

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
 * @returns undefined for a key that names none, or when who sent it was erased
 */
export async function sentFile({ db, keys, files }: Parts, key: string): Promise<Buffer | undefined> {
  const [, contact, file] = KEY.exec(key) ?? []
  if (!contact || !file) return undefined
  const theirs = await keys.of(db.prisma, contact)
  const bytes = theirs && (await files.get(file))
  if (!theirs || !bytes) return undefined
  return bytes[0] === SEALED ? theirs.open('file', bytes) : bytes
}
