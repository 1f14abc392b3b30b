import { z } from 'zod'

/** The only reader of the environment. One field a setting: what it takes, its default, and one line of help. */
const port = z.coerce.number().int().min(0).max(65_535)
const url = (protocols: string) => z.url({ protocol: new RegExp(`^(${protocols})$`) })
/** Set but empty (`NAME=` in an .env file) means not set. */
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional())

export const SETTINGS = {
  PORT: {
    schema: z.preprocess((v) => (v === '' ? undefined : v), port.default(3000)),
    help: 'port of the web server, 0–65535',
  },
  INTERNAL_ADDRESS: {
    schema: optional(
      z.string().regex(/^(\[[0-9a-f:]+\]|[A-Za-z0-9.-]+):\d{1,5}$/i, 'is not host:port, e.g. 127.0.0.1:3001'),
    ),
    help: 'where this process tells of itself (/healthz, /readyz, /metrics), e.g. 127.0.0.1:3001; unset: nowhere. Not for the world',
  },
  PUBLIC_URL: {
    schema: optional(url('https?')),
    help: 'how people reach the service from outside, e.g. https://chungtay.example.vn; printed in links and QR codes',
  },
  DATA_DIR: {
    schema: z.preprocess((v) => (v === '' ? undefined : v), z.string().default('./data')),
    help: 'folder for the embedded database, papers and keys; must be writable',
  },
  DATABASE_URL: {
    schema: optional(url('postgres|postgresql')),
    help: 'PostgreSQL 15 or newer, e.g. postgres://user:password@host:5432/chungtay; unset: embedded, as a demo',
  },
  REDIS_URL: {
    schema: optional(url('rediss?')),
    help: 'Redis for the job queue, e.g. redis://host:6379; unset: in process',
  },
  SECRET_KEY: {
    schema: optional(
      z.string().regex(/^[A-Za-z0-9_+/=-]{43,}(,[A-Za-z0-9_+/=-]{43,})*$/, 'is not 32 bytes in base64'),
    ),
    help: 'wraps the keys in the database: 32 random bytes in base64 (openssl rand -base64 32); a comma list rotates, newest first',
  },
  LOG_LEVEL: {
    schema: z.preprocess(
      (v) => (v === '' ? undefined : v),
      z.enum(['debug', 'info', 'warn', 'error', 'silent']).optional(),
    ),
    help: 'debug, info, warn, error or silent; unset: info with DATABASE_URL, warn without',
  },
  FILES_URL: {
    schema: optional(
      url('file').regex(/^file:\/\/\//, 'must be a folder of this machine, with three slashes'),
    ),
    help: 'folder for papers shared by all processes, e.g. file:///srv/papers; unset: DATA_DIR/files',
  },
  TRUSTED_PROXIES: {
    schema: z.coerce.number().int().min(0).max(5).default(0),
    help: 'how many reverse proxies stand in front and set X-Forwarded-For',
  },
  TELEGRAM_BOT_TOKEN: {
    schema: optional(z.string().regex(/^\d+:[A-Za-z0-9_-]{20,}$/, 'does not look like a bot token')),
    help: 'token from @BotFather, e.g. 123456:ABC-…; switches Telegram on',
  },
  TELEGRAM_API_ROOT: {
    schema: z.preprocess(
      (v) => (v === '' ? undefined : v),
      url('https?').default('https://api.telegram.org'),
    ),
    help: 'Bot API server',
  },
  TELEGRAM_MODE: {
    schema: z.preprocess(
      (v) => (v === '' ? undefined : v),
      z.enum(['polling', 'webhook']).default('polling'),
    ),
    help: 'polling or webhook',
  },
  TELEGRAM_WEBHOOK_SECRET: {
    schema: optional(z.string().regex(/^[A-Za-z0-9_-]{16,256}$/, 'needs 16–256 letters, digits, _ or -')),
    help: 'secret that Telegram sends with each webhook; required when TELEGRAM_MODE=webhook',
  },
  ZALO_BOT_TOKEN: {
    schema: optional(z.string().regex(/^\d+:[\x21-\x7e]{8,}$/, 'does not look like a bot token')),
    help: 'token from Zalo Bot Manager, e.g. 123456:abc…; switches the Zalo bot on',
  },
  ZALO_BOT_BASE: {
    schema: z.preprocess(
      (v) => (v === '' ? undefined : v),
      url('https?').default('https://bot-api.zaloplatforms.com'),
    ),
    help: 'server of the Zalo Bot Platform',
  },
  ZALO_BOT_MODE: {
    schema: z.preprocess(
      (v) => (v === '' ? undefined : v),
      z.enum(['polling', 'webhook']).default('polling'),
    ),
    help: 'polling or webhook',
  },
  ZALO_BOT_WEBHOOK_SECRET: {
    schema: optional(z.string().regex(/^[A-Za-z0-9_-]{16,256}$/, 'needs 16–256 letters, digits, _ or -')),
    help: 'secret that Zalo sends with each event; required when ZALO_BOT_MODE=webhook',
  },
  SEPAY_WEBHOOK_SECRET: {
    schema: optional(z.string().min(8, 'is too short: at least 8 characters')),
    help: 'secret of the SePay webhook (HMAC-SHA256); a comma list rotates',
  },
} as const

type Settings = { -readonly [K in keyof typeof SETTINGS]: z.infer<(typeof SETTINGS)[K]['schema']> }
export type Config = Readonly<Settings>

/** Everything wrong with the settings, at once. Shown without a stack trace. */
export class SettingsError extends Error {
  constructor(problems: readonly string[]) {
    super(`the settings need attention:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`)
    this.name = 'SettingsError'
  }
}

/**
 * Reads the settings.
 *
 * @throws SettingsError with every problem, each with what to do. A value is never quoted: it may be a secret.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const problems: string[] = []
  const values: Record<string, unknown> = {}
  for (const [name, { schema, help }] of Object.entries(SETTINGS)) {
    const read = schema.safeParse(env[name])
    if (read.success) values[name] = read.data
    else problems.push(`${name} ${said(read.error)}. It takes: ${help}.`)
  }
  const config = values as Settings
  if (config.DATABASE_URL && !config.SECRET_KEY && !problems.some((p) => p.startsWith('SECRET_KEY'))) {
    problems.push(
      'SECRET_KEY is missing. With DATABASE_URL it is required: make one with `openssl rand -base64 32` and keep it safe, apart from the backups.',
    )
  }
  problems.push(...missingFor(config, problems))
  if (problems.length > 0) throw new SettingsError(problems)
  return config
}

const BY_WEBHOOK = [
  { bot: 'TELEGRAM_BOT_TOKEN', mode: 'TELEGRAM_MODE', secret: 'TELEGRAM_WEBHOOK_SECRET', name: 'Telegram' },
  { bot: 'ZALO_BOT_TOKEN', mode: 'ZALO_BOT_MODE', secret: 'ZALO_BOT_WEBHOOK_SECRET', name: 'Zalo' },
] as const

/** What a bot needs besides, to be posted to. @param said what is wrong already */
function missingFor(config: Settings, said: readonly string[]): string[] {
  const wrong: string[] = []
  for (const { bot, mode, secret, name } of BY_WEBHOOK) {
    if (!config[bot] || config[mode] !== 'webhook') continue
    if (!config[secret] && !said.some((problem) => problem.startsWith(secret))) {
      wrong.push(`${secret} is missing. With ${mode}=webhook it is required: any 16–256 letters and digits.`)
    }
    if (!config.PUBLIC_URL && !said.some((problem) => problem.startsWith('PUBLIC_URL'))) {
      wrong.push(
        `PUBLIC_URL is missing. With ${mode}=webhook ${name} must know where to send: give the https address of this service.`,
      )
    }
  }
  return wrong
}

function said(error: z.ZodError): string {
  const issue = error.issues[0]!
  if (issue.code === 'invalid_format' && issue.format === 'url') return 'is not an address of the right kind'
  if (issue.code === 'invalid_format') return issue.message
  if (issue.code === 'too_small' && issue.origin === 'string') return issue.message
  return 'has a value that cannot be used'
}
