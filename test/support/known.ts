import { addressBook, type Known } from '../../src/conversation/index.ts'
import type { Database } from '../../src/platform/db.ts'
import { randomIds } from '../../src/platform/ids.ts'
import { personKeys } from '../../src/platform/person-key.ts'
import { secretFrom } from '../../src/platform/secret.ts'
import { finding } from '../../src/running/start.ts'

/** The secret of the worlds of tests. */
export const SECRET = secretFrom({ configured: 'a-secret-of-the-tests-that-is-long-enough-for-a-key' })
export const KEYS = personKeys(SECRET)

/** Where somebody wrote from, as its row stands. */
export async function addressRow(db: Database, channel: string, account: string, id: string) {
  const { address } = await knownAs(db, channel, account, id)
  return db.prisma.address.findUniqueOrThrow({ where: { id: address } })
}

/** Who wrote from there, with the key that opens what is theirs. */
export async function knownAs(db: Database, channel: string, account: string, id: string): Promise<Known> {
  const known = await addressBook(db.hot, randomIds, await finding(db, SECRET)).find(channel, account, id)
  if (!known) throw new Error(`nobody has written as ${id} on ${channel}:${account}`)
  return known
}
