import type { Message, Update } from 'grammy/types'
import type { Inbound } from '../../conversation/index.ts'
import type { Heard } from '../../engine/index.ts'

export const TELEGRAM = 'telegram'

/** What an update means to us. */
export type Read =
  | { readonly kind: 'message'; readonly inbound: Inbound; readonly callback: string | undefined }
  /** The person blocked the bot, or came back. */
  | { readonly kind: 'standing'; readonly chat: string; readonly blocked: boolean }
  | { readonly kind: 'ignored' }

/**
 * Reads an update of the Bot API. Only private chats have a conversation; a group is not a person.
 * Ids are kept as text: they pass 2^53 sooner or later.
 */
export function readUpdate(update: Update, account: string): Read {
  if (update.callback_query) {
    const query = update.callback_query
    const chat = query.message?.chat
    if (chat?.type !== 'private') return { kind: 'ignored' }
    const heard: Heard = { kind: 'heard', choice: query.data ?? '' }
    return { kind: 'message', inbound: inbound(update, account, chat.id, query.from.language_code, heard), callback: query.id }
  }
  if (update.message) {
    const { message } = update
    if (message.chat.type !== 'private') return { kind: 'ignored' }
    const heard = heardIn(message)
    return heard
      ? { kind: 'message', inbound: inbound(update, account, message.chat.id, message.from?.language_code, heard), callback: undefined }
      : { kind: 'ignored' }
  }
  if (update.my_chat_member?.chat.type === 'private') {
    const { chat, new_chat_member } = update.my_chat_member
    return { kind: 'standing', chat: String(chat.id), blocked: new_chat_member.status === 'kicked' }
  }
  return { kind: 'ignored' }
}

function inbound(update: Update, account: string, chat: number, language: string | undefined, heard: Heard): Inbound {
  return {
    source: `${TELEGRAM}:${account}`,
    externalId: String(update.update_id),
    from: {
      channel: TELEGRAM,
      account,
      key: String(chat),
      externalId: String(chat),
      // Vietnamese is the service's language; English is for those whose app says it is anything else but Vietnamese.
      lang: language && !language.startsWith('vi') ? 'en' : 'vi',
    },
    heard,
  }
}

function heardIn(message: Message): Heard | undefined {
  if (message.text !== undefined) return { kind: 'heard', text: message.text }
  if (message.caption !== undefined && !message.photo && !message.document) return { kind: 'heard', text: message.caption }
  const other = otherIn(message)
  return other && { kind: 'heard', other, ...(message.caption === undefined ? {} : { text: message.caption }) }
}

function otherIn(message: Message): Heard['other'] {
  if (message.photo || message.document) return 'picture'
  if (message.voice || message.video_note || message.audio) return 'voice'
  if (message.sticker || message.dice || message.animation) return 'sticker'
  if (message.contact) return 'contact'
  if (message.location || message.venue) return 'place'
  if (message.video || message.poll) return 'unknown'
  // Service messages (pinned, joined, …) are not words of a person.
  return undefined
}
