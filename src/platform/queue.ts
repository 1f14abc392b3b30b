/** Queues of work. What they hold is a hint: the truth is in rows, and a sweep adds again what was lost. */
export const QUEUES = ['todo', 'bulk', 'files', 'bank', 'papers'] as const
export type QueueName = (typeof QUEUES)[number]

export type Handler = (id: string) => Promise<void>

/**
 * Work to be done soon, by id. `add` is at least once, may be lost, is unordered and has no result; an id that is
 * added again while its work is under way is worked again afterwards. A handler that throws is not tried again here:
 * its row is, by the sweep.
 */
export interface Queue {
  add(queue: QueueName, id: string, options?: { delayMs?: number }): Promise<void>
  work(queue: QueueName, concurrency: number, handler: Handler): void
  /** Takes no more work and waits up to `graceMs` for what is under way. */
  close(graceMs: number): Promise<void>
}
