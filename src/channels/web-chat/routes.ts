import { createHash } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { type Addresses, type Batcher, type Known, TalkErased } from '../../conversation/index.ts'
import type { FileRef, Heard } from '../../engine/index.ts'
import type { Log } from '../../platform/log.ts'
import type { PersonKey } from '../../platform/person-key.ts'
import type { FileLinks } from '../../web/file-links.ts'
import type { RateLimit } from '../../web/rate.ts'
import type { Inbound } from '../provider.ts'
import { heardText } from '../text.ts'
import type { Bell } from './bell.ts'
import { WEB_CHAT, WEB_CHAT_ACCOUNT } from './channel.ts'
import { FAULTS } from './faults.ts'
import type { WebChatStore } from './store.ts'

interface Parts {
  readonly log: Log
  readonly batcher: Batcher
  readonly addresses: Addresses
  readonly store: WebChatStore
  readonly bell: Bell
  readonly links: FileLinks
  readonly perPerson: RateLimit
  readonly perSource: RateLimit
  /** The caller's network address, proxies taken into account. */
  readonly remote: (c: Context) => string
  readonly uploads: ChatUploads
}

/** Keeps what people send (uploads.ts). */
interface ChatUploads {
  keep(
    from: { readonly person: string; readonly key: PersonKey; readonly source: string },
    bytes: Buffer,
  ): Promise<
    | { readonly kind: 'kept'; readonly file: FileRef }
    | { readonly kind: 'unfit' | 'no_room' }
    | { readonly kind: 'enough'; readonly seconds: number }
  >
  settle(file: FileRef): Promise<void>
  drop(file: FileRef): Promise<void>
}

// 122 bits in base64url are 21 characters. Longer ones are fine; what is shorter could be guessed.
const SECRET = /^[A-Za-z0-9._~+/=-]{21,256}$/
const MESSAGE_ID = /^[\x21-\x7e]{1,96}$/
const MAX_WAIT_S = 25
/** Fetches that one network address may keep waiting: a school's or an office's, not a machine's. */
const MOST_OPEN = 300
/** How often a stranger is looked for whose first message may have come to another process. */
const STRANGER_MS = 2_000

const Message = z
  .object({
    contact: z.string().optional(),
    id: z.string(),
    text: z.string().optional(),
    choice: z.string().max(200).optional(),
    file: z.object({ name: z.string(), base64: z.string() }).optional(),
  })
  .refine((it) => [it.text, it.choice, it.file].filter((part) => part !== undefined).length === 1)

type Message = z.infer<typeof Message>

/** The web chat's plain HTTP interface (README, "The web chat from a program"). */
export function webChatRoutes(parts: Parts): Hono {
  const app = new Hono()
  const open = new Map<string, number>()

  app.post('/messages', async (c) => {
    const crowded = parts.perSource.take(parts.remote(c))
    if (crowded > 0) return slowDown(c, crowded)
    const read = Message.safeParse(await bodyOf(c))
    if (!read.success) return bad(c, 'message')
    const secret = c.req.header('x-chat-contact') ?? read.data.contact ?? ''
    if (!SECRET.test(secret)) return bad(c, 'contact')
    if (!MESSAGE_ID.test(read.data.id)) return bad(c, 'id')
    const tooFast = parts.perPerson.take(hash(secret))
    if (tooFast > 0) return slowDown(c, tooFast)
    const goesOn = doesGoOn(c)
    if (goesOn && !(await parts.addresses.find(WEB_CHAT, WEB_CHAT_ACCOUNT, secret))) return erased(c)
    const person = hash(secret)
    try {
      const { file, ...said } = read.data
      // A repeat of an upload is known before anything is stored.
      if (file && (await isHeard(secret, read.data.id))) return c.json({ accepted: true }, 202)
      const from = fromOf(c, secret)
      const kept = file && (await keptOf(c, file, person, from))
      if (kept && kept.kind !== 'kept') return refused(c, kept)
      const { fresh } = await parts.batcher.accept({
        source: `${WEB_CHAT}:${WEB_CHAT_ACCOUNT}`,
        externalId: read.data.id,
        idOfSender: true,
        from,
        goesOn,
        heard: kept ? { kind: 'heard', files: [kept.file] } : heardOf(said),
      })
      // Of two at the same moment one is the message.
      if (kept) await (fresh ? parts.uploads.settle(kept.file) : parts.uploads.drop(kept.file))
      parts.bell.ring(strangerOf(secret))
    } catch (error) {
      if (error instanceof TalkErased) return erased(c)
      parts.log.error('chat.not_taken', { error })
      c.header('Retry-After', '2')
      return c.json({ error: say(c, 'away') }, 503)
    }
    return c.json({ accepted: true }, 202)
  })

  app.get('/messages', async (c) => {
    const secret = c.req.header('x-chat-contact') ?? c.req.query('contact') ?? ''
    if (!SECRET.test(secret)) return bad(c, 'contact')
    // Empty, as it is before the first answer, means from the start too.
    const after = c.req.query('after') || '0'
    if (!/^\d{1,18}$/.test(after)) return bad(c, 'after')
    const seconds = Number(c.req.query('wait') ?? '0')
    if (!(seconds >= 0 && seconds <= MAX_WAIT_S)) return bad(c, 'wait')
    const source = parts.remote(c)
    const tooFast = parts.perSource.take(source)
    if (tooFast > 0) return slowDown(c, tooFast)
    const others = open.get(source) ?? 0
    if (seconds > 0 && others >= MOST_OPEN) return slowDown(c, 5)
    open.set(source, others + 1)
    const look = { secret, after, goesOn: doesGoOn(c) }
    const messages = await fetchAfter(look, seconds * 1000, c.req.raw.signal).finally(() => {
      const left = open.get(source)! - 1
      if (left > 0) open.set(source, left)
      else open.delete(source)
    })
    if (messages === 'erased') return erased(c)
    return c.json({
      messages: messages.map(({ id, at, address, bubble }) => ({
        id,
        cursor: id,
        at: at.toISOString(),
        text: bubble.text,
        ...(bubble.copy ? { copy: true } : {}),
        ...(bubble.label === undefined ? {} : { label: bubble.label }),
        choices: bubble.choices ?? [],
        media: bubble.media
          ? [
              {
                kind: bubble.media.kind,
                url: parts.links.link(bubble.media.file, { address }),
                name: bubble.media.file.name,
                ...(bubble.media.file.decoration ? { decoration: true } : {}),
              },
            ]
          : [],
      })),
      cursor: messages.at(-1)?.id ?? after,
    })
  })

  /** Looks, then waits for the bell and looks again, until there is something or the time is up. */
  async function fetchAfter({ secret, after, goesOn }: Look, ms: number, signal: AbortSignal) {
    const until = Date.now() + ms
    for (;;) {
      const left = until - Date.now()
      const over = new AbortController()
      const letGo = AbortSignal.any([signal, over.signal])
      // Each wait begins before the look, so that nothing can arrive unheard in between.
      const met =
        left > 0 ? parts.bell.wait(strangerOf(secret), Math.min(left, STRANGER_MS), letGo) : undefined
      const known = await parts.addresses.find(WEB_CHAT, WEB_CHAT_ACCOUNT, secret)
      const rung = known && left > 0 ? parts.bell.wait(known.address, left, letGo) : undefined
      const messages = known ? await messagesOf(secret, known, after) : []
      if (goesOn && messages.length === 0 && !(await isThere(secret, known))) {
        over.abort()
        return 'erased'
      }
      const enough = messages.length > 0 || left <= 0 || signal.aborted || parts.bell.closed
      if (!enough) await (rung ?? met)
      over.abort()
      if (enough) return messages
    }
  }

  async function isHeard(secret: string, id: string): Promise<boolean> {
    const known = await parts.addresses.find(WEB_CHAT, WEB_CHAT_ACCOUNT, secret)
    return known !== undefined && parts.store.isHeard(known.address, id)
  }

  /** Another process may have erased what this one remembers. */
  async function isThere(secret: string, known: Known | undefined): Promise<boolean> {
    if (known && (await parts.store.isThere(known.address))) return true
    parts.addresses.forget({ channel: WEB_CHAT, account: WEB_CHAT_ACCOUNT, key: secret })
    return (await parts.addresses.find(WEB_CHAT, WEB_CHAT_ACCOUNT, secret)) !== undefined
  }

  /** Where the address has changed hands, by a link of two channels, whoever has it now is asked for. */
  async function messagesOf(secret: string, known: Known, after: string) {
    const found = await parts.store.after(known, after)
    if (!found.foreign) return found.messages
    parts.addresses.forget({ channel: WEB_CHAT, account: WEB_CHAT_ACCOUNT, key: secret })
    const now = await parts.addresses.find(WEB_CHAT, WEB_CHAT_ACCOUNT, secret)
    return now ? (await parts.store.after(now, after)).messages : []
  }

  async function keptOf(
    c: Context,
    { base64 }: NonNullable<Message['file']>,
    person: string,
    from: Inbound['from'],
  ) {
    const [known] = await parts.addresses.resolve([from])
    const sender = { person, key: known!.key, source: parts.remote(c) }
    return parts.uploads.keep(sender, Buffer.from(base64, 'base64'))
  }

  return app
}

/** Who asks for messages, and from where on. */
interface Look {
  readonly secret: string
  readonly after: string
  readonly goesOn: boolean
}

/** The client has been answered before: it must hear when that talk is no more. */
const doesGoOn = (c: Context): boolean => c.req.header('x-chat-goes-on') === '1'
const erased = (c: Context) => c.json({ error: say(c, 'erased') }, 410)

const fromOf = (c: Context, secret: string): Inbound['from'] => ({
  channel: WEB_CHAT,
  account: WEB_CHAT_ACCOUNT,
  key: secret,
  externalId: null,
  lang: langOf(c),
})

const heardOf = ({ text, choice }: Pick<Message, 'text' | 'choice'>): Heard =>
  text === undefined ? { kind: 'heard', choice: choice ?? '' } : { kind: 'heard', text: heardText(text) }

function refused(c: Context, why: Exclude<Awaited<ReturnType<ChatUploads['keep']>>, { kind: 'kept' }>) {
  switch (why.kind) {
    case 'unfit':
      return bad(c, 'file')
    case 'enough':
      return slowDown(c, why.seconds, 'much')
    case 'no_room':
      return c.json({ error: say(c, 'no_room') }, 507)
    default:
      return why satisfies never
  }
}

/** Whom nobody knows yet is waited for by this name, until their first message makes an address. */
const strangerOf = (secret: string) => `stranger:${hash(secret)}`
const hash = (secret: string) => createHash('sha256').update(secret).digest('base64url').slice(0, 22)

async function bodyOf(c: Context): Promise<unknown> {
  try {
    return await c.req.json()
  } catch {
    return undefined
  }
}

const langOf = (c: Context): 'vi' | 'en' => {
  const wish = c.req.query('lang') ?? c.req.header('x-chat-lang') ?? ''
  return wish.toLowerCase().startsWith('en') ? 'en' : 'vi'
}

type Fault = keyof typeof FAULTS
const bad = (c: Context, fault: Fault) => c.json({ error: say(c, fault) }, 400)
const slowDown = (c: Context, seconds: number, fault: Fault = 'fast') => {
  c.header('Retry-After', String(seconds))
  return c.json({ error: say(c, fault) }, 429)
}
const say = (c: Context, fault: Fault) => FAULTS[fault][langOf(c)]
