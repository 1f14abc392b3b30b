import { z } from 'zod'
import type { Heard } from '../../engine/index.ts'
import type { RemoteFile } from '../channel.ts'
import type { Inbound } from '../provider.ts'
import { heardText } from '../text.ts'

export const TELEGRAM = 'telegram'

// https://core.telegram.org/bots/api#update (read 2026-11): the few parts of an update that mean something to us.
// Ids are kept as text: they have passed 32 bits, and a number is exact only up to 2^53.
const Id = z.union([z.int(), z.string().regex(/^-?\d{16,24}$/)]).transform(String)
const Chat = z.object({ id: Id, type: z.string() })
const From = z.object({ language_code: z.string().optional() })
const Kind = z.unknown().optional()

const Message = z.object({
  chat: Chat,
  from: From.optional(),
  text: z.string().optional(),
  caption: z.string().optional(),
  photo: Kind,
  document: Kind,
  voice: Kind,
  video_note: Kind,
  audio: Kind,
  sticker: Kind,
  dice: Kind,
  animation: Kind,
  contact: Kind,
  location: Kind,
  venue: Kind,
  video: Kind,
  poll: Kind,
})
type Message = z.infer<typeof Message>

const Update = z.object({
  update_id: Id,
  message: Message.optional(),
  callback_query: z
    .object({
      id: z.string(),
      from: From,
      message: z.object({ chat: Chat }).optional(),
      data: z.string().optional(),
    })
    .optional(),
  my_chat_member: z.object({ chat: Chat, new_chat_member: z.object({ status: z.string() }) }).optional(),
})
type Update = z.infer<typeof Update>

/** What an update means to us. */
type Read =
  | { readonly kind: 'message'; readonly inbound: Inbound }
  /** A press, to be answered at once by its id. */
  | { readonly kind: 'press'; readonly inbound: Inbound; readonly query: string }
  /** The person blocked the bot, or came back. */
  | { readonly kind: 'standing'; readonly chat: string; readonly blocked: boolean }
  | { readonly kind: 'ignored' }
  /** Not of a shape that we expected. */
  | { readonly kind: 'unreadable' }

/** Reads an update of the Bot API. Only private chats have a conversation; a group is not a person. */
export function readUpdate(update: unknown, account: string): Read {
  const parsed = Update.safeParse(update)
  if (!parsed.success) return { kind: 'unreadable' }
  const { message, callback_query: query, my_chat_member: member } = parsed.data
  if (query) {
    const chat = query.message?.chat
    if (chat?.type !== 'private') return { kind: 'ignored' }
    const heard: Heard = { kind: 'heard', choice: query.data ?? '' }
    return {
      kind: 'press',
      inbound: inbound(parsed.data, account, chat.id, query.from, { heard }),
      query: query.id,
    }
  }
  if (message) {
    const said = message.chat.type === 'private' ? saidIn(message) : undefined
    if (!said) return { kind: 'ignored' }
    return { kind: 'message', inbound: inbound(parsed.data, account, message.chat.id, message.from, said) }
  }
  if (member?.chat.type === 'private') {
    return { kind: 'standing', chat: member.chat.id, blocked: member.new_chat_member.status === 'kicked' }
  }
  return { kind: 'ignored' }
}

// One of the sizes of a photo, or a document. What it is, its first bytes say when it is there.
const File = z.object({
  file_id: z.string().min(1).max(512),
  file_size: z.int().nonnegative().optional().catch(undefined),
})

function inbound(
  update: Update,
  account: string,
  chat: string,
  from: z.infer<typeof From> | undefined,
  { heard, remote }: Said,
): Inbound {
  const language = from?.language_code?.toLowerCase() ?? 'vi'
  return {
    source: `${TELEGRAM}:${account}`,
    externalId: update.update_id,
    from: {
      channel: TELEGRAM,
      account,
      key: chat,
      externalId: chat,
      // Vietnamese is the service's language; English is for those whose app says it is anything else but Vietnamese.
      lang: language.startsWith('vi') ? 'vi' : 'en',
    },
    heard,
    ...(remote ? { remote } : {}),
  }
}

type Said = Pick<Inbound, 'heard' | 'remote'>

function saidIn(message: Message): Said | undefined {
  if (message.text !== undefined) return { heard: { kind: 'heard', text: heardText(message.text) } }
  const text = message.caption === undefined ? {} : { text: heardText(message.caption) }
  const remote = remoteIn(message)
  if (remote) return { heard: { kind: 'heard', ...text }, remote }
  if (message.caption !== undefined) return { heard: { kind: 'heard', ...text } }
  const other = otherIn(message)
  return other && { heard: { kind: 'heard', other } }
}

/** The picture or paper of a message: of a photo the largest size, which Telegram has made small enough. */
function remoteIn(message: Message): RemoteFile | undefined {
  // A moving picture comes as a document besides.
  if (message.animation) return undefined
  const sizes = z.array(File).nonempty().safeParse(message.photo).data
  const file = sizes?.at(-1) ?? File.safeParse(message.document).data
  return file && { id: file.file_id, ...(file.file_size === undefined ? {} : { bytes: file.file_size }) }
}

function otherIn(message: Message): Heard['other'] {
  if (message.voice || message.video_note || message.audio) return 'voice'
  if (message.sticker || message.dice || message.animation) return 'sticker'
  if (message.contact) return 'contact'
  if (message.location || message.venue) return 'place'
  if (message.video || message.poll || message.photo || message.document) return 'unknown'
  // Service messages (pinned, joined, …) are not words of a person.
  return undefined
}
