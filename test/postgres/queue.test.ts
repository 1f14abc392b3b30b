import { Redis } from 'ioredis'
import { afterAll, expect, test } from 'vitest'
import { StartError } from '../../src/platform/data-dir.ts'
import { silentLog } from '../../src/platform/log.ts'
import { bullQueue } from '../../src/platform/queue-bullmq.ts'
import { queueContract } from '../contracts/queue.contract.ts'
import { redisOrSkip } from '../support/services.ts'

// Its own database number, so that nothing else on the machine is touched.
const url = await redisOrSkip(11)

if (url) {
  const redis = new Redis(url)
  afterAll(async () => {
    await redis.flushdb()
    redis.disconnect()
  })

  queueContract('BullMQ', async () => {
    await redis.flushdb()
    return bullQueue(url, silentLog)
  })

  test('a Redis that throws keys away is refused at start, with what to do', async () => {
    const before = ((await redis.config('GET', 'maxmemory-policy')) as string[])[1]!
    await redis.config('SET', 'maxmemory-policy', 'allkeys-lru')
    try {
      const refused = await bullQueue(url, silentLog).catch((error: unknown) => error)
      expect(refused).toBeInstanceOf(StartError)
      expect(String(refused)).toMatch(/noeviction/)
    } finally {
      await redis.config('SET', 'maxmemory-policy', before)
    }
  })

  test('work added after Redis was wiped is done, and what was wiped is not missed by the queue', async () => {
    const queue = await bullQueue(url, silentLog)
    const done: string[] = []
    queue.work('todo', 1, async (id) => void done.push(id))
    await redis.flushdb()
    await queue.add('todo', 'after')
    await expect.poll(() => done).toContain('after')
    await queue.close(1_000)
  })
} else {
  test('a queue in Redis', ({ skip }) => skip('no Redis answers: start one, or set CT_REDIS_URL'))
}

test('a Redis that is not there is named at start', async () => {
  await expect(bullQueue('redis://127.0.0.1:1', silentLog)).rejects.toThrow(/REDIS_URL does not answer/)
})
