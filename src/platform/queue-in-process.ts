import { levelOf } from './db-trouble.ts'
import type { Log } from './log.ts'
import type { Handler, Queue, QueueName } from './queue.ts'

interface Lane {
  handler: Handler
  concurrency: number
  /** Ids that wait, each once. */
  waiting: Set<string>
  running: Set<string>
}

export interface InProcessQueue extends Queue {
  /** Waits until nothing is in line and nothing under way. What was added for later does not count. */
  quiet(): Promise<void>
}

/** The queue of a single process: equal ids that wait are one, nothing survives the process. */
export function inProcessQueue(log: Log): InProcessQueue {
  const lanes = new Map<QueueName, Lane>()
  const early = new Map<QueueName, Set<string>>()
  const timers = new Set<NodeJS.Timeout>()
  let closed = false
  let waiters: (() => void)[] = []

  function offer(queue: QueueName, id: string) {
    const lane = lanes.get(queue)
    if (lane) {
      lane.waiting.add(id)
      drain(queue, lane)
    } else {
      early.set(queue, (early.get(queue) ?? new Set()).add(id))
    }
  }

  function drain(queue: QueueName, lane: Lane) {
    for (const id of lane.waiting) {
      if (closed || lane.running.size >= lane.concurrency) return
      // Work on the same id is under way: it stays in line until that has ended.
      if (lane.running.has(id)) continue
      lane.waiting.delete(id)
      lane.running.add(id)
      lane
        .handler(id)
        .catch((error: unknown) => log[levelOf(error)]('queue.failed', { queue, id, error }))
        .finally(() => {
          lane.running.delete(id)
          drain(queue, lane)
          if (!atRest()) return
          for (const resolve of waiters) resolve()
          waiters = []
        })
    }
  }

  /** Once closed, what is in line stays there. */
  const atRest = () =>
    [...lanes.values()].every(({ waiting, running }) => running.size === 0 && (closed || waiting.size === 0))

  async function quiet() {
    if (!atRest()) await new Promise<void>((resolve) => waiters.push(resolve))
  }

  return {
    quiet,
    async add(queue, id, { delayMs = 0 } = {}) {
      if (closed) return
      if (delayMs <= 0) return offer(queue, id)
      const timer = setTimeout(() => {
        timers.delete(timer)
        offer(queue, id)
      }, delayMs)
      timers.add(timer)
    },
    work(queue, concurrency, handler) {
      const lane: Lane = { handler, concurrency, waiting: early.get(queue) ?? new Set(), running: new Set() }
      early.delete(queue)
      lanes.set(queue, lane)
      drain(queue, lane)
    },
    async close(graceMs) {
      closed = true
      for (const timer of timers) clearTimeout(timer)
      let timer: NodeJS.Timeout | undefined
      const grace = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, graceMs)
      })
      await Promise.race([quiet(), grace])
      clearTimeout(timer)
    },
  }
}
