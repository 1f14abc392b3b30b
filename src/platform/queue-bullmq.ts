import { Queue as BullQueue, Worker } from 'bullmq'
import { Redis, type RedisOptions } from 'ioredis'
import { StartError } from './data-dir.ts'
import { levelOf } from './db-trouble.ts'
import type { Log } from './log.ts'
import { QUEUES, type Queue } from './queue.ts'

// ioredis types replyMapping in two ways that exact optional types cannot both satisfy; it is not used here.
type Settings = Omit<RedisOptions, 'replyMapping'>

/**
 * The queue of several processes, on Redis. Jobs carry an id and nothing else; Redis may be wiped at any moment.
 *
 * A job has no jobId of BullMQ's: a second wake-up with the same jobId that is added while the first is finishing is
 * lost (measured: one of two). Working an id twice is harmless, since work claims its row.
 */
export async function bullQueue(url: string, log: Log): Promise<Queue> {
  await refuseUnfitRedis(url)
  const producer = connect(url, log, {
    maxRetriesPerRequest: 1,
    enableOfflineQueue: false,
    commandTimeout: 2_000,
  })
  const queues = new Map(
    QUEUES.map((name) => [
      name,
      new BullQueue(name, {
        connection: producer,
        prefix: 'chung-tay',
        defaultJobOptions: { attempts: 1, removeOnComplete: true, removeOnFail: { count: 1_000 } },
      }),
    ]),
  )
  for (const queue of queues.values()) queue.on('error', () => {})
  const workers: Worker[] = []
  const workerConnections: Redis[] = []

  return {
    async add(queue, id, { delayMs = 0 } = {}) {
      try {
        await queues.get(queue)!.add('wake', { id }, delayMs > 0 ? { delay: delayMs } : {})
      } catch (error) {
        // Without Redis nothing is lost, only later: the sweep finds the row.
        log.warn('queue.not_added', { queue, error })
      }
    },
    work(queue, concurrency, handler) {
      const connection = connect(url, log, { maxRetriesPerRequest: null })
      workerConnections.push(connection)
      const worker = new Worker<{ id: string }>(
        queue,
        async (job) => {
          try {
            await handler(job.data.id)
          } catch (error) {
            log[levelOf(error)]('queue.failed', { queue, id: job.data.id, error })
          }
        },
        { connection, prefix: 'chung-tay', concurrency, lockDuration: 30_000 },
      )
      worker.on('error', (error) => log.warn('queue.redis', { queue, error }))
      workers.push(worker)
    },
    async close(graceMs) {
      const closing = Promise.all(workers.map((worker) => worker.close()))
      await Promise.race([closing, new Promise((resolve) => setTimeout(resolve, graceMs).unref())])
      for (const queue of queues.values()) await queue.close().catch(() => {})
      for (const redis of [producer, ...workerConnections]) redis.disconnect()
    },
  }
}

function connect(url: string, log: Log, options: Settings): Redis {
  const redis = new Redis(url, options)
  // ioredis reconnects by itself; an event that nobody hears would end the process.
  redis.on('error', (error) => log.warn('redis.away', { error }))
  return redis
}

/** A Redis that throws keys away when it is full would lose jobs without a word. */
export async function refuseUnfitRedis(url: string): Promise<void> {
  const once: Settings = { lazyConnect: true, maxRetriesPerRequest: 1, retryStrategy: () => null }
  const redis = new Redis(url, once)
  redis.on('error', () => {})
  try {
    await redis.connect()
    const info = await redis.info('memory')
    const policy = /maxmemory_policy:(\S+)/.exec(info)?.[1]
    if (policy && policy !== 'noeviction') {
      throw new StartError(
        `Redis evicts keys when it is full (maxmemory-policy ${policy}). Set it to noeviction in redis.conf, then start again.`,
      )
    }
  } catch (error) {
    if (error instanceof StartError) throw error
    throw new StartError('Redis at REDIS_URL does not answer. Start it, or correct the address.')
  } finally {
    redis.disconnect()
  }
}
