import { Redis, type RedisOptions } from 'ioredis'

/**
 * Tests that need a real service look for it on this machine. In CI (CT_REQUIRE_SERVICES=1) a missing one is a
 * failure; on a laptop those tests are skipped with the reason.
 */
export const required = process.env.CT_REQUIRE_SERVICES === '1'

/** @returns the address of a Redis database that tests may wipe, or undefined when none answers and none is required */
export async function redisOrSkip(database: number): Promise<string | undefined> {
  const base = process.env.CT_REDIS_URL ?? 'redis://127.0.0.1:6379'
  const once: Omit<RedisOptions, 'replyMapping'> = {
    lazyConnect: true,
    retryStrategy: () => null,
    maxRetriesPerRequest: 1,
  }
  const redis = new Redis(base, once)
  redis.on('error', () => {})
  try {
    await redis.connect()
    return `${base.replace(/\/\d*$/, '')}/${database}`
  } catch {
    if (required) throw new Error(`no Redis answers at ${base}. Start one, or name another in CT_REDIS_URL.`)
    return undefined
  } finally {
    redis.disconnect()
  }
}
