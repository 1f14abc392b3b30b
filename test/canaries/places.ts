import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import type { Database } from '../../src/platform/db.ts'
import { KINDS, type PersonKey, SEALED } from '../../src/platform/person-key.ts'
import { KEYS } from '../support/known.ts'

/** Everything that Redis holds, key by key, as whoever reads it would see it. */
export async function inRedis(url: string): Promise<string> {
  const redis = new Redis(url, { maxRetriesPerRequest: 1 })
  try {
    let text = ''
    for (const key of await redis.keys('*')) text += `${key} ${JSON.stringify(await held(redis, key))}\n`
    return text
  } finally {
    redis.disconnect()
  }
}

async function held(redis: Redis, key: string): Promise<unknown> {
  switch (await redis.type(key)) {
    case 'hash':
      return redis.hgetall(key)
    case 'list':
      return redis.lrange(key, 0, -1)
    case 'set':
      return redis.smembers(key)
    case 'zset':
      return redis.zrange(key, '0', '-1')
    case 'stream':
      return redis.xrange(key, '-', '+')
    default:
      return redis.get(key)
  }
}

/** All files under a folder, as bytes are searched. */
export function inFiles(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)).toString('latin1'))
    .join('\n')
}

/** The keys of everybody, as somebody might have copied them. */
export async function keysNow(db: Database): Promise<ReadonlyMap<string, PersonKey>> {
  const found = new Map<string, PersonKey>()
  for (const { id } of await db.prisma.contact.findMany({ select: { id: true } })) {
    const key = await KEYS.of(db.prisma, id)
    if (key) found.set(id, key)
  }
  return found
}

/**
 * What those read who have these keys: whatever is sealed in any row that names its person, by column. A column that comes later is
 * looked into by itself.
 */
export async function opened(
  db: Database,
  keys: ReadonlyMap<string, PersonKey>,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>()
  for (const { table, column, owner } of await sealedColumns(db)) {
    const rows = await db.prisma.$queryRawUnsafe<{ owner: string; sealed: Uint8Array }[]>(
      `SELECT "${owner}"::text AS owner, "${column}" AS sealed FROM "${table}" WHERE "${owner}" IS NOT NULL AND "${column}" IS NOT NULL`,
    )
    const texts = rows.flatMap(({ owner: who, sealed }) => readBy(keys.get(who), sealed) ?? [])
    if (texts.length > 0) found.set(`${table}.${column}`, texts.join('\n'))
  }
  return found
}

const sealedColumns = (db: Database) =>
  db.prisma.$queryRaw<{ table: string; column: string; owner: string }[]>`
    SELECT c.table_name AS table, c.column_name AS column, CASE c.table_name WHEN 'contact' THEN 'id' ELSE 'contact_id' END AS owner
    FROM information_schema.columns c WHERE c.table_schema = 'public' AND c.data_type = 'bytea' AND (c.table_name = 'contact'
      OR EXISTS (SELECT 1 FROM information_schema.columns o
                 WHERE o.table_schema = 'public' AND o.table_name = c.table_name AND o.column_name = 'contact_id'))`

function readBy(key: PersonKey | undefined, sealed: Uint8Array): string | undefined {
  if (!key || sealed[0] !== SEALED) return undefined
  for (const kind of KINDS) {
    try {
      return String(key.open(kind, sealed))
    } catch {
      // It is of another kind.
    }
  }
  return undefined
}
