import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import type { Database } from '../../src/platform/db.ts'
import { type PersonKey, SEALED } from '../../src/platform/person-key.ts'
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

/** What those read who have these keys: what people said, were told, and are called. */
export async function opened(db: Database, keys: ReadonlyMap<string, PersonKey>): Promise<string> {
  let text = ''
  for (const { id, paperName } of await db.prisma.contact.findMany()) {
    const key = keys.get(id)
    if (!key) continue
    const open = (kind: Parameters<typeof key.open>[0], bytes: Uint8Array | null) => {
      if (bytes?.[0] === SEALED) text += `${key.open(kind, bytes)}\n`
    }
    open('name', paperName)
    for (const { body } of await db.prisma.inbox.findMany({ where: { contactId: id } })) open('heard', body)
    for (const { payload } of await db.prisma.outbox.findMany({ where: { contactId: id } }))
      open('told', payload)
  }
  return text
}
