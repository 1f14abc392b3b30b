/**
 * What Telegram refuses, in its own words as far as they are known. Pure: a method and its parameters go in.
 * https://core.telegram.org/bots/api, Bot API 10.3 (read 2026-11): the limits named below.
 */
export type Params = Readonly<Record<string, unknown>>

export interface Refusal {
  readonly code: 400 | 401 | 403 | 404 | 409
  readonly description: string
}

export interface Button {
  readonly text: string
  readonly callback_data?: string
  readonly url?: string
  readonly copy_text?: { readonly text: string }
}

const TEXT = 4096
const CAPTION = 1024
const CALLBACK_BYTES = 64
const CALLBACK_ANSWER = 200
const COPY_TEXT = 256

export function refusal(method: string, params: Params): Refusal | undefined {
  switch (method) {
    case 'sendMessage':
    case 'editMessageText':
      return text(params.text) ?? markup(params.reply_markup)
    case 'sendPhoto':
    case 'sendDocument':
      return caption(params.caption) ?? markup(params.reply_markup)
    case 'editMessageReplyMarkup':
      return markup(params.reply_markup)
    case 'answerCallbackQuery':
      return length(params.text) > CALLBACK_ANSWER ? bad('MESSAGE_TOO_LONG') : undefined
    case 'setWebhook':
      return webhook(params)
    default:
      return undefined
  }
}

export const bad = (why: string): Refusal => ({ code: 400, description: `Bad Request: ${why}` })

const length = (value: unknown): number => (typeof value === 'string' ? value.length : 0)

function text(value: unknown): Refusal | undefined {
  if (typeof value !== 'string' || value.trim() === '') return bad('message text is empty')
  return value.length > TEXT ? bad('message is too long') : undefined
}

const caption = (value: unknown): Refusal | undefined =>
  length(value) > CAPTION ? bad('message caption is too long') : undefined

function markup(value: unknown): Refusal | undefined {
  if (value === undefined) return undefined
  const rows = (value as { inline_keyboard?: unknown } | null)?.inline_keyboard
  // Reply keyboards are not checked: nobody here uses them.
  if (rows === undefined) return undefined
  if (!Array.isArray(rows) || !rows.every(Array.isArray))
    return bad("can't parse reply keyboard markup JSON object")
  for (const button of rows.flat() as Params[]) {
    const wrong = badButton(button)
    if (wrong) return wrong
  }
  return undefined
}

function badButton(button: Params): Refusal | undefined {
  if (length(button.text) === 0)
    return bad('can\'t parse inline keyboard button: Field "text" must be of type String')
  const { callback_data: data, url, copy_text: copy } = button
  if ([data, url, copy].filter((one) => one !== undefined).length !== 1) {
    return bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
  }
  if (data !== undefined) {
    const bytes = typeof data === 'string' ? Buffer.byteLength(data) : 0
    return bytes >= 1 && bytes <= CALLBACK_BYTES ? undefined : bad('BUTTON_DATA_INVALID')
  }
  if (url !== undefined) return URL.canParse(String(url)) ? undefined : bad('BUTTON_URL_INVALID')
  const copied = length((copy as Params).text)
  return copied >= 1 && copied <= COPY_TEXT ? undefined : bad('BUTTON_COPY_TEXT_INVALID')
}

function webhook({ url, secret_token: secret }: Params): Refusal | undefined {
  // Telegram takes https only; plain http is for loopback, where this fake lives.
  const target = URL.canParse(String(url)) ? new URL(String(url)) : undefined
  if (!target || (target.protocol !== 'https:' && target.hostname !== '127.0.0.1')) {
    return bad('bad webhook: An HTTPS URL must be provided for webhook')
  }
  if (secret !== undefined && !/^[A-Za-z0-9_-]{1,256}$/.test(String(secret))) {
    return bad('secret token contains unallowed characters')
  }
  return undefined
}
