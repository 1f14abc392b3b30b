import { bad, type Params, type Refusal, refusal } from './bot-api-rules.ts'
import type { Message, Update } from './updates.ts'

export interface Webhook {
  readonly url: string
  readonly secret: string | undefined
}

/** A file as updates and answers name it. */
export interface StoredFile {
  readonly file_id: string
  readonly file_unique_id: string
  readonly file_size: number
}

/** What Telegram knows, and what each method does to it. */
export interface BotApiMethods {
  readonly webhook: Webhook | undefined
  /** @returns the method's result, or why it is refused */
  call(method: string, params: Params): unknown
  /** People and presses become known by their updates. */
  learn(update: Update): void
  /** A file that a person sends. @returns what stands for it in their message */
  receive(bytes: Buffer): StoredFile
  /** The bytes at a path that `getFile` gave. */
  bytesAt(path: string): Buffer | undefined
}

const ME = {
  id: 1_000_001,
  is_bot: true,
  first_name: 'Chung Tay',
  username: 'chung_tay_fake_bot',
  can_join_groups: false,
}
const MEGABYTE = 1024 * 1024
const DOWNLOAD = 20 * MEGABYTE
const pathOf = (id: string) => `documents/${id}.bin`
const LARGEST = { photo: 10 * MEGABYTE, document: 50 * MEGABYTE }

export function botApiMethods(): BotApiMethods {
  const chats = new Set<number>()
  const presses = new Set<string>()
  const messages = new Map<number, Message>()
  const files = new Set<string>()
  const received = new Map<string, Buffer>()
  let webhook: Webhook | undefined
  let lastMessage = 1_000_000

  function call(method: string, params: Params): unknown {
    const chat = chatOf(params)
    const unknown = chat !== undefined && !chats.has(chat)
    return refusal(method, params) ?? (unknown ? bad('chat not found') : effect(method, params, chat!))
  }

  function effect(method: string, params: Params, chat: number): unknown {
    switch (method) {
      case 'getMe':
        return ME
      case 'setWebhook':
        webhook = { url: String(params.url), secret: params.secret_token as string | undefined }
        return true
      case 'getWebhookInfo':
        return { url: webhook?.url ?? '', has_custom_certificate: false, pending_update_count: 0 }
      case 'deleteWebhook':
        webhook = undefined
        return true
      case 'sendMessage':
        return put(chat, { text: String(params.text) }, params)
      case 'sendPhoto':
      case 'sendDocument':
        return upload(chat, method === 'sendPhoto' ? 'photo' : 'document', params)
      case 'getFile':
        return fileOf(String(params.file_id))
      case 'editMessageText':
      case 'editMessageReplyMarkup':
        return edit(chat, params)
      case 'answerCallbackQuery':
        // Once, and only a press that there was.
        return presses.delete(String(params.callback_query_id))
          ? true
          : bad('query is too old and response timeout expired or query ID is invalid')
      case 'sendChatAction':
      case 'setMyCommands':
      case 'setMyDescription':
      case 'setMyShortDescription':
        return true
      default:
        return { code: 404, description: 'Not Found' } satisfies Refusal
    }
  }

  function put(chat: number, content: Readonly<Record<string, unknown>>, params: Params): Message {
    lastMessage += 1
    const message = {
      message_id: lastMessage,
      from: ME,
      chat: { id: chat, type: 'private' },
      date: Math.floor(Date.now() / 1000),
      ...content,
      ...(params.caption === undefined ? {} : { caption: String(params.caption) }),
      ...(params.reply_markup === undefined ? {} : { reply_markup: params.reply_markup }),
    } as Message
    messages.set(lastMessage, message)
    return message
  }

  function edit(chat: number, params: Params): Message | Refusal {
    const before = messages.get(Number(params.message_id))
    if (before?.chat.id !== chat) return bad('message to edit not found')
    // An edit that names no buttons takes them away.
    const { reply_markup: _, ...bare } = before
    const after = {
      ...bare,
      ...(params.text === undefined ? {} : { text: String(params.text) }),
      ...(params.reply_markup === undefined ? {} : { reply_markup: params.reply_markup }),
    } as Message
    if (JSON.stringify(after) === JSON.stringify(before)) {
      return bad(
        'message is not modified: specified new message content and reply markup are exactly the same',
      )
    }
    messages.set(after.message_id, after)
    return after
  }

  function upload(chat: number, field: 'photo' | 'document', params: Params): Message | Refusal {
    const given = params[field]
    const file = typeof given === 'string' && given.startsWith('attach://') ? params[given.slice(9)] : given
    if (file instanceof File && file.size > LARGEST[field]) return bad('file is too big')
    const id = file instanceof File ? `${field}-${files.size + 1}` : String(file)
    if (file instanceof File) files.add(id)
    else if (!files.has(id)) return bad('wrong file identifier/HTTP URL specified')
    const stored = { file_id: id, file_unique_id: id }
    return put(
      chat,
      field === 'photo' ? { photo: [{ ...stored, width: 1, height: 1 }] } : { document: stored },
      params,
    )
  }

  const stored = (id: string, { length }: Buffer): StoredFile => ({
    file_id: id,
    file_unique_id: id,
    file_size: length,
  })

  function fileOf(id: string): unknown {
    const bytes = received.get(id)
    if (!bytes) return bad('invalid file_id')
    if (bytes.length > DOWNLOAD) return bad('file is too big')
    // A size is optional wherever a file is named.
    return { file_id: id, file_unique_id: id, file_path: pathOf(id) }
  }

  return {
    receive(bytes) {
      const id = `received-${received.size + 1}`
      received.set(id, bytes)
      return stored(id, bytes)
    },
    bytesAt: (path) => [...received].find(([id]) => pathOf(id) === path)?.[1],
    get webhook() {
      return webhook
    },
    call,
    learn(update) {
      const query = update.callback_query as { id: string } | undefined
      const message = update.message as Message | undefined
      if (query) presses.add(query.id)
      if (message) chats.add(message.chat.id)
    },
  }
}

export const chatOf = (params: Params): number | undefined =>
  params.chat_id === undefined ? undefined : Number(params.chat_id)
