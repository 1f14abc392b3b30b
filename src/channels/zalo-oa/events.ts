import { z } from 'zod'
import type { Heard } from '../../engine/index.ts'
import type { RemoteFile } from '../channel.ts'
import type { Inbound } from '../provider.ts'
import { heardText } from '../text.ts'

export const ZALO_OA = 'zalo-oa'

/** How a press comes back: as words that somebody says. Nobody types this by chance. */
export const PRESSED = '#ct:'

// https://docs.zaloplatforms.com/docs/OA/webhook/tong-quan (read 2026-11), and what was seen to be posted. Ids and times are
// decimal text beyond 2^53.
const Id = z.union([z.string().regex(/^[\x21-\x7e]{1,128}$/), z.int()]).transform(String)
const Whose = z.object({ id: Id })
const Attachment = z.object({ type: z.string(), payload: z.unknown().optional() })
const Message = z.object({
  msg_id: Id.optional(),
  msg_ids: z.array(Id).optional(),
  text: z.string().optional(),
  attachments: z.array(Attachment).optional(),
})

const Event = z.object({
  event_name: z.string(),
  timestamp: z.union([z.string(), z.int()]).transform(String),
  oa_id: Id.optional(),
  sender: Whose.optional(),
  recipient: Whose.optional(),
  follower: Whose.optional(),
  message: Message.optional(),
})
type Event = z.infer<typeof Event>

/** What an event means to us. */
type Read =
  | { readonly kind: 'message'; readonly inbound: Inbound }
  /** They follow the account, or do so no more. */
  | { readonly kind: 'standing'; readonly user: string; readonly blocked: boolean }
  /** What we have said has arrived, or was read. */
  | { readonly kind: 'receipt'; readonly messages: readonly string[]; readonly seen: boolean }
  | { readonly kind: 'ignored' }
  /** Of another account than ours. */
  | { readonly kind: 'another' }
  /** Not of a shape that we expected. */
  | { readonly kind: 'unreadable' }

/**
 * Reads an event of an Official Account. Of echoes, receipts and whatever is the account's own doing the account is the
 * sender: it is nobody who talks with us.
 */
export function readEvent(posted: unknown, oa: string): Read {
  const read = Event.safeParse(posted)
  if (!read.success) return { kind: 'unreadable' }
  const event = read.data
  const { event_name: name, message } = event
  if (name === 'follow' || name === 'unfollow') {
    if (event.oa_id !== undefined && event.oa_id !== oa) return { kind: 'another' }
    return event.follower
      ? { kind: 'standing', user: event.follower.id, blocked: name === 'unfollow' }
      : { kind: 'unreadable' }
  }
  if (name === 'user_received_message' || name === 'user_seen_message') {
    const messages = message?.msg_ids ?? (message?.msg_id === undefined ? [] : [message.msg_id])
    return { kind: 'receipt', messages, seen: name === 'user_seen_message' }
  }
  if (!name.startsWith('user_send_') || name.startsWith('user_send_group_')) return { kind: 'ignored' }
  if (!event.sender || !event.recipient || message?.msg_id === undefined) return { kind: 'unreadable' }
  if (event.recipient.id !== oa || event.sender.id === oa) return { kind: 'another' }
  const user = event.sender.id
  return {
    kind: 'message',
    inbound: {
      source: `${ZALO_OA}:${oa}`,
      externalId: message.msg_id,
      from: { channel: ZALO_OA, account: oa, key: user, externalId: user, lang: 'vi' },
      ...saidIn(event),
    },
  }
}

type Said = Pick<Inbound, 'heard' | 'remote'>

function saidIn({ event_name: name, message }: Event): Said {
  const words = message?.text ?? ''
  if (words.startsWith(PRESSED))
    return { heard: { kind: 'heard', choice: words.slice(PRESSED.length).trim() } }
  const text = words === '' ? {} : { text: heardText(words) }
  const remote = remoteIn(message?.attachments ?? [])
  if (remote) return { heard: { kind: 'heard', ...text }, remote }
  if (words !== '') return { heard: { kind: 'heard', ...text } }
  return { heard: { kind: 'heard', other: OTHER[name.slice('user_send_'.length)] ?? 'unknown' } }
}

const OTHER: Readonly<Record<string, Heard['other']>> = {
  audio: 'voice',
  sticker: 'sticker',
  gif: 'sticker',
  business_card: 'contact',
  location: 'place',
}

const URL_MAX = 2_000
const File = z.object({
  url: z.url({ protocol: /^https?$/ }).max(URL_MAX),
  size: z.coerce.number().int().nonnegative().optional().catch(undefined),
})

/** The first picture or paper. What it is, its first bytes say when it is there. */
function remoteIn(attachments: readonly z.infer<typeof Attachment>[]): RemoteFile | undefined {
  const one = attachments.find(({ type }) => type === 'image' || type === 'file')
  const file = one && File.safeParse(one.payload).data
  return file && { id: file.url, ...(file.size === undefined ? {} : { bytes: file.size }) }
}
