import { randomBytes } from 'node:crypto'
import { StartError } from './data-dir.ts'
import type { Database } from './db.ts'
import type { Secret } from './secret.ts'

/**
 * A random key of this installation for one purpose, the same for all its processes: made at the first start, kept in
 * the database sealed by the instance's secret.
 *
 * @returns 32 bytes
 * @throws StartError when the secret is not the one it was sealed by
 */
export async function instanceKey(db: Database, secret: Secret, purpose: string): Promise<Buffer> {
  const key = `key:${purpose}`
  const made = secret.wrap(randomBytes(32), key).toString('base64')
  return db.transaction(async (tx) => {
    await tx.deployment.createMany({ data: [{ key, value: made }], skipDuplicates: true })
    const { value } = await tx.deployment.findUniqueOrThrow({ where: { key } })
    try {
      return secret.unwrap(Buffer.from(value, 'base64'), key)
    } catch (error) {
      throw new StartError((error as Error).message)
    }
  })
}
