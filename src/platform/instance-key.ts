import { randomBytes } from 'node:crypto'
import type { Database } from './db.ts'
import type { Secret } from './secret.ts'

/**
 * A random key of this installation for one purpose, the same for all its processes: made at the first start, kept in
 * the database sealed by the instance's secret.
 *
 * @returns 32 bytes
 */
export async function instanceKey(db: Database, secret: Secret, purpose: string): Promise<Buffer> {
  const key = `key:${purpose}`
  const made = secret.wrap(randomBytes(32), key).toString('base64')
  return db.transaction(async (tx) => {
    await tx.deployment.createMany({ data: [{ key, value: made }], skipDuplicates: true })
    const { value } = await tx.deployment.findUniqueOrThrow({ where: { key } })
    return secret.unwrap(Buffer.from(value, 'base64'), key)
  })
}
