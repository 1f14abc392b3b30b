import { createServer, type RequestListener } from 'node:http'
import { Redis } from 'ioredis'
import pg from 'pg'
import type { Pledge } from '../conversation.ts'
import { CONVERSATIONS, type Conversation } from '../conversation.ts'

/** What both peers stand on, taken from the same settings as our service. */
export interface Host {
  readonly token: string
  readonly apiRoot: string
  readonly secret: string
  readonly hook: { readonly path: string; readonly url: string }
  readonly conversations: readonly Conversation[]
  readonly sessions: SessionStore
  /** Stores a pledge durably. `key` names the update: one that Telegram sends twice makes one pledge. */
  savePledge(key: number, pledge: Pledge): Promise<void>
  /** Serves the webhook (and GET /readyz) until SIGTERM. */
  serve(hook: RequestListener): Promise<void>
}

/** Conversation state as JSON in Redis, forgotten after a day. */
export interface SessionStore {
  get<T>(key: string): Promise<T | undefined>
  set(key: string, state: unknown): Promise<void>
  delete(key: string): Promise<void>
}

const DAY_S = 86_400
const PATH = '/hooks/telegram'

export function host(): Host {
  const pool = new pg.Pool({ connectionString: setting('DATABASE_URL'), max: 10 })
  const redis = new Redis(setting('REDIS_URL'), { enableAutoPipelining: true })
  return {
    token: setting('TELEGRAM_BOT_TOKEN'),
    apiRoot: setting('TELEGRAM_API_ROOT'),
    secret: setting('TELEGRAM_WEBHOOK_SECRET'),
    hook: { path: PATH, url: new URL(PATH, setting('PUBLIC_URL')).href },
    conversations: Object.values(CONVERSATIONS),
    sessions: {
      async get<T>(key: string) {
        const text = await redis.get(key)
        return text === null ? undefined : (JSON.parse(text) as T)
      },
      async set(key, state) {
        await redis.set(key, JSON.stringify(state), 'EX', DAY_S)
      },
      async delete(key) {
        await redis.del(key)
      },
    },
    async savePledge(key, { flow, amount, name, note }) {
      await pool.query({
        name: 'pledge',
        text: 'INSERT INTO bench.pledge (key, flow, amount, name, note) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING',
        values: [String(key), flow, amount, name, note],
      })
    },
    serve: (hook) =>
      new Promise((resolve) => {
        const server = createServer((req, res) => {
          if (req.method === 'GET' && req.url === '/readyz') res.end('ok')
          else hook(req, res)
        })
        server.listen(Number(setting('PORT')), '127.0.0.1', resolve)
        process.once('SIGTERM', () => process.exit(0))
      }),
  }
}

/** A fault ends the peer: a run with a fault in it counts for nothing. */
export function crash(error: unknown): never {
  console.error(error)
  process.exit(1)
}

function setting(name: string): string {
  const value = process.env[name]
  if (value === undefined) throw new Error(`${name} is not set: the peers are started by \`npm run bench\``)
  return value
}
