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
/** Any SQLSTATE: five characters, of which none begins as Prisma’s own codes do. */
const SERVERS = /^(?!P[1-9])[0-9A-Z]{5}$/
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
  for (const told of within(error)) {
    const codes = codesIn(told)
    if (codes.some((code) => SQLSTATE.test(code) || PRISMA.test(code) || NETWORK.test(code))) return true
    if (typeof told.kind === 'string' && KINDS.has(told.kind)) return true
    if (codes.length === 0 && typeof told.message === 'string' && WORDS.test(told.message)) return true
  }
  return false
}

/** The server's or the network's own code, however deep it lies. */
export function codeOf(error: unknown): string | undefined {
  for (const told of within(error))
    for (const code of codesIn(told)) if (SERVERS.test(code) || NETWORK.test(code)) return code
  return undefined
}

const codesIn = ({ code, originalCode }: Told): string[] =>
  [code, originalCode].filter((one) => typeof one === 'string')

/** An error and what caused it. */
function* within(error: unknown): Generator<Told> {
  for (let told = error as Told | undefined, deep = 0; told && typeof told === 'object' && deep < 5; deep++) {
    yield told
    told = (told.meta?.driverAdapterError ?? told.cause) as Told | undefined
  }
}
