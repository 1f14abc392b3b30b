import type { Button } from './bot-api-rules.ts'

/** Updates as Telegram shapes them. https://core.telegram.org/bots/api#update (read 2026-11) */
export interface Person {
  readonly id: number
  readonly firstName: string
  readonly language?: string
}

/** A message as the Bot API gives it back. */
export interface Message {
  readonly message_id: number
  readonly chat: { readonly id: number }
  readonly text?: string
  readonly caption?: string
  readonly reply_markup?: { readonly inline_keyboard?: readonly (readonly Button[])[] }
}

export type Update = Readonly<Record<string, unknown>> & { readonly update_id: number }

export function textUpdate(updateId: number, messageId: number, person: Person, text: string): Update {
  const command = /^\/\w+/.exec(text)
  return {
    update_id: updateId,
    message: {
      message_id: messageId,
      from: user(person),
      chat: chat(person),
      date: now(),
      text,
      ...(command ? { entities: [{ type: 'bot_command', offset: 0, length: command[0].length }] } : {}),
    },
  }
}

/** @param queryId names this press: it can be answered once */
export function pressUpdate(
  updateId: number,
  queryId: string,
  person: Person,
  on: Message,
  data: string,
): Update {
  return {
    update_id: updateId,
    callback_query: {
      id: queryId,
      from: user(person),
      message: on,
      chat_instance: String(person.id),
      data,
    },
  }
}

/** A photo, in two sizes as Telegram makes them, or a document. */
export function fileUpdate(
  updateId: number,
  messageId: number,
  person: Person,
  { as, file, caption }: { as: 'photo' | 'document'; file: { readonly file_id: string }; caption?: string },
): Update {
  const small = { file_id: `${file.file_id}-small`, file_unique_id: 'small', width: 90, height: 160 }
  return {
    update_id: updateId,
    message: {
      message_id: messageId,
      from: user(person),
      chat: chat(person),
      date: now(),
      ...(as === 'photo' ? { photo: [small, { ...file, width: 720, height: 1280 }] } : { document: file }),
      ...(caption === undefined ? {} : { caption }),
    },
  }
}

export const buttonsOf = (message: Message): readonly Button[] =>
  (message.reply_markup?.inline_keyboard ?? []).flat()

const user = ({ id, firstName, language }: Person) => ({
  id,
  is_bot: false,
  first_name: firstName,
  language_code: language ?? 'vi',
})
const chat = ({ id, firstName }: Person) => ({ id, first_name: firstName, type: 'private' })
const now = () => Math.floor(Date.now() / 1000)
