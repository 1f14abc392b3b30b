/**
 * SQLSTATE classes and codes that say how the server is, never what was asked of it: connections (08), resources (53),
 * the operator stepping in (57), files of the system (58); deadlock and serialization, lock timeout, a server that only
 * reads. https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const SQLSTATE = /^(?:08...|53...|57...|58...|40001|40P01|55P03|25006)$/
/**
 * Prisma's: P1xxx is about reaching the server, P2024 and P2028 about waiting for a connection or a transaction's end,
 * P2034 a conflict with another one. https://www.prisma.io/docs/orm/reference/error-reference
 */
const PRISMA = /^(?:P1\d\d\d|P2024|P2028|P2034)$/
const NETWORK =
  /^(?:ECONNREFUSED|ECONNRESET|ECONNABORTED|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/
/** What `pg` says without any code, when a connection is gone or none is to be had. */
const WORDS =
  /^(?:Client has encountered a connection error|Client was closed|Connection terminated|timeout e|Query read timeout|Cannot use a pool after calling end)/
/** Adapters name these kinds instead of a code. */
const KINDS = new Set([
  'DatabaseNotReachable',
  'ConnectionClosed',
  'SocketTimeout',
  'TooManyConnections',
  'TransactionWriteConflict',
])

interface Told {
  readonly message?: unknown
  readonly code?: unknown
  readonly originalCode?: unknown
  readonly kind?: unknown
  readonly cause?: unknown
  readonly meta?: { readonly driverAdapterError?: unknown }
}

/** How loudly a failure is logged whose work comes again by itself: trouble that passes wakes nobody. */
export const levelOf = (error: unknown): 'warn' | 'error' => (isDatabaseTrouble(error) ? 'warn' : 'error')

/**
 * Whether an error says that the database was away, stopping, full or busy. The work that met it is given back and
 * tried again as if it had not been tried: a restart of PostgreSQL must count against nobody's money or message.
 * Anything else (a broken rule, a bug) is not trouble of this kind.
 */
export function isDatabaseTrouble(error: unknown): boolean {
  for (let told = error as Told | undefined, deep = 0; told && deep < 5; deep++) {
    if (typeof told !== 'object') return false
    const codes = [told.code, told.originalCode].filter((code) => typeof code === 'string')
    if (codes.some((code) => SQLSTATE.test(code) || PRISMA.test(code) || NETWORK.test(code))) return true
    if (typeof told.kind === 'string' && KINDS.has(told.kind)) return true
    if (codes.length === 0 && typeof told.message === 'string' && WORDS.test(told.message)) return true
    told = (told.meta?.driverAdapterError ?? told.cause) as Told | undefined
  }
  return false
}
