import { type DestinationStream, pino } from 'pino'

/**
 * Everything that may stand in a log line. Logs carry ids and numbers, never names, phones, memos, texts or tokens:
 * a field that is not listed here cannot be written, and adding one is a decision.
 */
export interface Fields {
  readonly contact?: string
  readonly channel?: string
  readonly account?: string
  readonly source?: string
  readonly turn?: string
  readonly flow?: string
  readonly action?: string
  readonly outcome?: string
  readonly queue?: string
  readonly id?: string
  readonly kind?: string
  readonly reason?: string
  readonly count?: number
  readonly attempts?: number
  readonly status?: number
  readonly ms?: number
  readonly port?: number
  readonly signal?: string
  /** Only its name, code and place in our code are written: a message may quote what a person said. */
  readonly error?: unknown
}

export interface Log {
  info(event: string, fields?: Fields): void
  warn(event: string, fields?: Fields): void
  error(event: string, fields?: Fields): void
}

const KEYS = [
  'contact',
  'channel',
  'account',
  'source',
  'turn',
  'flow',
  'action',
  'outcome',
  'queue',
  'id',
  'kind',
  'reason',
  'count',
  'attempts',
  'status',
  'ms',
  'port',
  'signal',
] as const satisfies readonly (keyof Fields)[]

export function createLog(level: string, to?: DestinationStream): Log {
  const out = to ? pino({ level, base: null }, to) : pino({ level, base: null })
  const write =
    (how: 'info' | 'warn' | 'error') =>
    (event: string, fields: Fields = {}) =>
      out[how]({ event, ...allowed(fields) })
  return { info: write('info'), warn: write('warn'), error: write('error') }
}

/** For tests and one-shot commands. */
export const silentLog: Log = { info() {}, warn() {}, error() {} }

function allowed(fields: Fields): Record<string, unknown> {
  const line: Record<string, unknown> = {}
  for (const key of KEYS) if (fields[key] !== undefined) line[key] = fields[key]
  if (fields.error !== undefined) line.error = shape(fields.error)
  return line
}

function shape(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error }
  const code = (error as { code?: unknown }).code
  const places = (error.stack ?? '')
    .split('\n')
    .filter((line) => line.startsWith('    at '))
    .slice(0, 6)
    .map((line) => line.trim().replace(/file:\/\/\S*?\/(src|dist|node_modules)\//, '$1/'))
  return { name: error.name, ...(typeof code === 'string' ? { code } : {}), at: places }
}
