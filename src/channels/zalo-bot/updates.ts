import { z } from 'zod'
import type { Heard } from '../../engine/index.ts'
import type { RemoteFile } from '../channel.ts'
import type { Inbound } from '../provider.ts'
import { heardText } from '../text.ts'

export const ZALO_BOT = 'zalo-bot'

// https://bot.zaloplatforms.com/docs (read 2026-11), and what its webhooks were seen to post: the documents show an envelope,
// deliveries came flat; a picture is `photo` there and `photo_url` here.
const Id = z.union([z.string().regex(/^[\x21-\x7e]{1,128}$/), z.int()]).transform(String)
const Kind = z.unknown().optional()

const Message = z.object({
  message_id: Id,
  from: z.object({ id: Id, is_bot: z.boolean().optional() }),
  chat: z.object({ id: Id, chat_type: z.string().optional() }),
  text: z.string().optional(),
  caption: z.string().optional(),
  photo_url: Kind,
  photo: Kind,
  sticker: Kind,
  voice_url: Kind,
})
type Message = z.infer<typeof Message>

/** A test of the address, which names nobody. */
const Ping = z.object({ event_name: z.literal('webhook.test') })
const Event = z.object({ event_name: z.string().optional(), message: Message })

/** What an event means to us. */
type Read =
  | { readonly kind: 'message'; readonly inbound: Inbound }
  | { readonly kind: 'ignored' }
  /** Not of a shape that we expected. */
  | { readonly kind: 'unreadable' }

/** Reads an event of the bot platform. Only private chats have a conversation; a group is not a person. */
export function readEvent(posted: unknown, account: string): Read {
  const event =
    z.object({ ok: z.literal(true), result: z.unknown() }).safeParse(posted).data?.result ?? posted
  if (Ping.safeParse(event).success) return { kind: 'ignored' }
  const read = Event.safeParse(event)
  if (!read.success) return { kind: 'unreadable' }
  const { message } = read.data
  if (message.from.is_bot || (message.chat.chat_type ?? 'PRIVATE') !== 'PRIVATE') return { kind: 'ignored' }
  const from = {
    channel: ZALO_BOT,
    account,
    key: message.chat.id,
    externalId: message.chat.id,
    lang: 'vi',
  } as const
  return {
    kind: 'message',
    inbound: { source: `${ZALO_BOT}:${account}`, externalId: message.message_id, from, ...saidIn(message) },
  }
}

const URL_MAX = 2_000

function saidIn(message: Message): { readonly heard: Heard; readonly remote?: RemoteFile } {
  const words = message.text ?? message.caption ?? ''
  const text = words === '' ? {} : { text: heardText(words) }
  const photo = z
    .url({ protocol: /^https?$/ })
    .max(URL_MAX)
    .safeParse(message.photo_url ?? message.photo).data
  if (photo) return { heard: { kind: 'heard', ...text }, remote: { id: photo } }
  if (words !== '') return { heard: { kind: 'heard', ...text } }
  return { heard: { kind: 'heard', other: otherIn(message) } }
}

/** Links, files and whatever else come with nothing in them. */
function otherIn(message: Message): 'sticker' | 'voice' | 'unknown' {
  if (message.sticker) return 'sticker'
  return message.voice_url ? 'voice' : 'unknown'
}
