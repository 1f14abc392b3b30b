import type { Log } from './log.ts'

/** How often each event was logged since the start, by `<level> <event>`: the names of events are all in our code. */
export type EventCounts = ReadonlyMap<string, number>

/** Counts what goes through a log, for the metrics. */
export function countingLog(log: Log): { readonly log: Log; readonly counts: EventCounts } {
  const counts = new Map<string, number>()
  const counted =
    (level: 'info' | 'warn' | 'error'): Log['info'] =>
    (event, fields) => {
      const key = `${level} ${event}`
      counts.set(key, (counts.get(key) ?? 0) + 1)
      log[level](event, fields)
    }
  return { log: { info: counted('info'), warn: counted('warn'), error: counted('error') }, counts }
}
