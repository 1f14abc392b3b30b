import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Base, compose, type Service } from '../../src/app.ts'
import type { Simulator } from '../../src/channels/simulator/index.ts'
import { makeDemo } from '../../src/commands/demo.ts'
import { importSeed } from '../../src/commands/seed.ts'
import { readConfig } from '../../src/config.ts'
import { type Action, readFlows } from '../../src/conversation/index.ts'
import type { FlowSource } from '../../src/engine/index.ts'
import { signSepay } from '../../src/giving/index.ts'
import { passwords } from '../../src/organisers/index.ts'
import type { Database } from '../../src/platform/db.ts'
import { diskFiles, type Files } from '../../src/platform/files.ts'
import { randomIds } from '../../src/platform/ids.ts'
import { type Fields, type Log, silentLog } from '../../src/platform/log.ts'
import type { Queue } from '../../src/platform/queue.ts'
import { type InProcessQueue, inProcessQueue } from '../../src/platform/queue-in-process.ts'
import type { Secret } from '../../src/platform/secret.ts'
import { testDatabase } from './database.ts'
import { SECRET } from './known.ts'

export const BANK_SECRET = 'whsec-of-the-tests'
const SITE = 'http://chungtay.test'

export interface Message {
  readonly id: string
  readonly text: string
  readonly copy?: boolean
  readonly choices: readonly { readonly id: string; readonly label: string }[]
  readonly media: readonly { readonly kind: string; readonly url: string; readonly name: string }[]
}

export interface World {
  readonly service: Service
  readonly db: Database
  readonly secret: Secret
  readonly files: Files
  readonly clock: { now(): Date; advance(by: { days?: number; hours?: number; minutes?: number }): void }
  /**
   * Everything that was due has been done and said, and what became due by that. A test that sees that nothing comes awaits
   * this first. Throws where anything failed meanwhile: then nothing might have come for that.
   */
  sweeps(): Promise<void>
  person(name: string): Person
  readonly bank: {
    /** A signed notice of money that came in, or went out. Answers the HTTP status. */
    credits(
      amount: bigint,
      memo: string,
      more?: { ref?: string; id?: string; at?: Date; account?: string; direction?: 'in' | 'out' },
    ): Promise<number>
  }
  close(): Promise<void>
}

export interface Person {
  readonly secret: string
  /** All that the bot has said to them. */
  readonly heard: Message[]
  /** @param patience seconds until it counts as no answer, as while a person of the fund has the talk */
  says(text: string, patience?: number): Promise<Message[]>
  presses(label: string | RegExp): Promise<Message[]>
  /** Sends without waiting for an answer. */
  sends(message: { id?: string; text?: string; choice?: string }): Promise<number>
  /** Waits until the bot says something that fits. */
  hears(pattern: RegExp, ms?: number): Promise<Message>
  /** The button of that label in the newest message that has it. */
  choice(label: string | RegExp): string
}

interface Options {
  readonly db?: Database
  /** Only one in this process can be waited for (`sweeps`). */
  readonly queue?: Queue & Partial<InProcessQueue>
  readonly log?: Log
  /** `story`: with what was given and bought in it before today. */
  readonly seed?: boolean | 'story'
  readonly files?: Files
  /** Instead of that of all tests. */
  readonly secret?: Secret
  /** Settings as the environment would have them. */
  readonly env?: Readonly<Record<string, string>>
  readonly simulator?: Simulator
  /** Instead of those in flows/. */
  readonly flows?: readonly FlowSource[]
  /** What those flows may do besides. */
  readonly moreActions?: readonly Action[]
}

/** A whole service on the demo world, talked to through its own HTTP interface, without a port. */
export async function world(options: Options = {}): Promise<World> {
  const db = options.db ?? (await testDatabase())
  const folder = mkdtempSync(join(tmpdir(), 'ct-world-'))
  const clock = movableClock()
  const config = readConfig({ SEPAY_WEBHOOK_SECRET: BANK_SECRET, DATA_DIR: folder, ...options.env })
  const failures: string[] = []
  const log = watching(options.log ?? silentLog, failures)
  const queue: Queue & Partial<InProcessQueue> = options.queue ?? inProcessQueue(log)
  if (options.seed !== false && options.seed !== 'story') {
    const yaml = readFileSync('prisma/seed/demo.yaml', 'utf8')
    await db.transaction((tx) => importSeed(tx, { ids: randomIds, now: clock.now() }, yaml))
  }
  const base: Base = {
    config,
    log,
    db,
    demo: true,
    fresh: true,
    secret: options.secret ?? SECRET,
    files: options.files ?? diskFiles(join(folder, 'files')),
    queue,
    ...(options.simulator ? { simulator: options.simulator } : {}),
    flows: options.flows ?? readFlows('flows'),
    moreActions: options.moreActions ?? [],
    passwords: passwords(10),
    clock,
    ids: randomIds,
    site: SITE,
    settle() {},
    close: async () => {},
  }
  if (options.seed === 'story') await makeDemo(base)
  const service = await compose(base, { web: true, worker: true })
  await service.start()
  let closed = false
  // A test that failed may leave people listening. Whoever asks a closed embedded database never hears from it again.
  const ask: Ask = (path, init) =>
    closed
      ? Promise.reject(new Error('this world is closed'))
      : Promise.resolve(service.web.request(path, init))
  const account = (await db.prisma.bankAccount.findFirstOrThrow()).number
  return {
    service,
    db,
    secret: base.secret,
    files: base.files,
    clock,
    async sweeps() {
      if (!queue.quiet) throw new Error('nobody knows when this queue is quiet')
      failures.length = 0
      for (let round = 0; round < 2; round++) {
        await service.sweep()
        await queue.quiet()
      }
      if (failures.length > 0) throw new Error(`while sweeps ran: ${failures.join(', ')}`)
    },
    person: (name) => personBy(ask, name),
    bank: {
      async credits(amount, memo, more = {}) {
        const id = more.id ?? String(nextId++)
        const at = new Date((more.at ?? clock.now()).getTime() + 7 * 3_600_000)
          .toISOString()
          .slice(0, 19)
          .replace('T', ' ')
        const body = Buffer.from(
          `{"id":${id},"transferAmount":${amount},${JSON.stringify({
            gateway: 'Vietcombank',
            transactionDate: at,
            accountNumber: more.account ?? account,
            code: null,
            content: memo,
            transferType: more.direction ?? 'in',
            subAccount: null,
            referenceCode: more.ref ?? `FT${id}`,
          }).slice(1)}`,
        )
        const stamp = String(Math.floor(clock.now().getTime() / 1000))
        const headers = {
          'x-sepay-timestamp': stamp,
          'x-sepay-signature': signSepay(BANK_SECRET, stamp, body),
        }
        const answer = await service.hooks.get('/hooks/sepay')!({ headers, body })
        return answer.status
      },
    },
    async close() {
      closed = true
      await service.stop(5_000)
      await db.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Notes what failed, was not done, or waits for a database in trouble. */
function watching(log: Log, failures: string[]): Log {
  const level = (name: 'info' | 'warn' | 'error') => (event: string, fields?: Fields) => {
    if (/\.(failed|waits|stuck|not_\w+)$/.test(event)) failures.push(`${event} ${fields?.error ?? ''}`)
    log[name](event, fields)
  }
  return { info: level('info'), warn: level('warn'), error: level('error') }
}

let nextId = 50_000_000

function movableClock() {
  // Leases and due times go by the database's clock, so the two start together.
  let ahead = 0
  return {
    now: () => new Date(Date.now() + ahead),
    advance({ days = 0, hours = 0, minutes = 0 }: { days?: number; hours?: number; minutes?: number }) {
      ahead += ((days * 24 + hours) * 60 + minutes) * 60_000
    },
  }
}

/** How the chat's HTTP interface is reached: the service's own routes, or a real port. */
export type Ask = (path: string, init?: RequestInit) => Promise<Response>

export function personBy(ask: Ask, name: string): Person {
  const secret = createHash('sha256').update(`${name}${Math.random()}`).digest('base64url').slice(0, 24)
  const headers = { 'x-chat-contact': secret, 'content-type': 'application/json' }
  const heard: Message[] = []
  let cursor = '0'

  async function fetchNew(wait: number): Promise<Message[]> {
    const answer = await ask(`/chat/api/messages?after=${cursor}&wait=${wait}`, { headers })
    const body = (await answer.json()) as { messages: Message[]; cursor: string }
    cursor = body.cursor
    heard.push(...body.messages)
    return body.messages
  }

  async function sends(message: { id?: string; text?: string; choice?: string }) {
    const { id = crypto.randomUUID(), ...rest } = message
    const answer = await ask('/chat/api/messages', {
      method: 'POST',
      headers,
      body: JSON.stringify({ id, ...rest }),
    })
    return answer.status
  }

  /** The answer, and what follows it at once. */
  async function answer(patience = 10): Promise<Message[]> {
    const got = await fetchNew(patience)
    for (let more = got; more.length > 0; ) {
      await new Promise((resolve) => setTimeout(resolve, 30))
      more = await fetchNew(0)
      got.push(...more)
    }
    return got
  }

  const fits = (label: string | RegExp) => (choice: { label: string }) =>
    typeof label === 'string' ? choice.label === label : label.test(choice.label)

  function choice(label: string | RegExp): string {
    const found = heard.flatMap((message) => message.choices).findLast(fits(label))
    if (!found)
      throw new Error(
        `${name} sees no button ${label}; the last were ${JSON.stringify(heard.at(-1)?.choices)}`,
      )
    return found.id
  }

  return {
    secret,
    heard,
    sends,
    choice,
    async says(text, patience) {
      await sends({ text })
      return answer(patience)
    },
    async presses(label) {
      await sends({ choice: choice(label) })
      return answer()
    },
    async hears(pattern, ms = 60_000) {
      const end = Date.now() + ms
      for (;;) {
        const found = heard.findLast((message) => pattern.test(message.text))
        if (found) return found
        if (Date.now() > end) {
          const said = heard.map((message) => message.text).join('\n---\n')
          throw new Error(`${name} did not hear ${pattern}. The bot said:\n${said}`)
        }
        await fetchNew(1)
      }
    },
  }
}
