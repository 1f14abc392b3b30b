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
  readonly step?: string
  readonly revision?: string
  readonly action?: string
  readonly outcome?: string
  readonly queue?: string
  readonly id?: string
  readonly kind?: string
  /** Of a head of the audit trail. */
  readonly hash?: string
  readonly urgent?: boolean
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
  'step',
  'revision',
  'action',
  'outcome',
  'queue',
  'id',
  'kind',
  'hash',
  'urgent',
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

const MOST_PLACES = 6
/** `    at name (file:///…/x.ts:1:2)`: a message of several lines may look nearly like it. */
const FRAME = /^ {4}at (?:.* \()?(?:file:\/\/|node:|\/)\S+:\d+:\d+\)?$/

/** What may be told of an error: its name, its code, and where it was, our own places first. Nothing that it says. */
export function shape(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error }
  const code = (error as { code?: unknown }).code
  // The stack begins with the message.
  const stack = (error.stack ?? '').replace(error.message, '')
  const frames = stack
    .split('\n')
    .filter((line) => FRAME.test(line))
    .map((line) => line.trim().replace(/(?:file:\/\/)?\/[^\s()]*?\/(src|dist|node_modules)\//, '$1/'))
  const isOurs = (place: string) => !place.includes('node_modules/') && !place.includes('node:')
  const places = [...frames.filter(isOurs), ...frames.filter((place) => !isOurs(place))].slice(0, MOST_PLACES)
  return { name: error.name, ...(typeof code === 'string' ? { code } : {}), at: places }
}
