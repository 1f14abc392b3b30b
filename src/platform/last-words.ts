import type { Log } from './log.ts'

/**
 * A bug that nobody caught: what it was and where goes into the log, never what it says, and the process ends with 1.
 * Whoever started it starts it again; what was in its hands is taken up by its lease.
 */
export function lastWords(log: Log): void {
  const end = (event: string) => (error: unknown) => {
    try {
      log.error(event, { error })
    } finally {
      process.exit(1)
    }
  }
  process.on('uncaughtException', end('process.uncaught'))
  process.on('unhandledRejection', end('process.unhandled'))
}
