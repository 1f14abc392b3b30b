import { type Api, InputFile } from 'grammy'
import type { InlineKeyboardButton, InlineKeyboardMarkup } from 'grammy/types'
import type { Bubble, Choice } from '../../engine/index.ts'
import type { Log } from '../../platform/log.ts'
import { type Channel, type LoadFile, SendError, type To } from '../channel.ts'
import { splitText } from '../text.ts'
import { sendError } from './errors.ts'
import { TELEGRAM } from './updates.ts'

// https://core.telegram.org/bots/api (read 2026-11): text 4096, caption 1024, callback_data 64 bytes, copy_text 256.
const TEXT = 4096
const CAPTION = 1024
const CALLBACK_BYTES = 64
const COPY = 256
const FILES_KEPT = 5_000

interface Parts {
  readonly api: Api
  readonly account: string
  readonly loadFile: LoadFile
  readonly log: Log
  readonly close: () => Promise<void>
}

export function telegramChannel({ api, account, loadFile, log, close }: Parts): Channel {
  /** A picture that Telegram has once is sent by its file_id: no second upload. */
  const uploaded = new Map<string, string>()

  async function sendTexts(to: To, bubble: Bubble): Promise<string> {
    const pieces = splitText(bubble.text, TEXT)
    let last = 0
    for (const [n, piece] of pieces.entries()) {
      const sent = await api.sendMessage(to.externalId, piece, {
        ...(bubble.copy ? { entities: [{ type: 'code', offset: 0, length: piece.length }] } : {}),
        ...markup(n === pieces.length - 1 ? bubble : { text: piece }),
        link_preview_options: { is_disabled: true },
      })
      last = sent.message_id
    }
    return String(last)
  }

  async function sendMedia(to: To, bubble: Bubble): Promise<string> {
    const { kind, file } = bubble.media!
    const known = uploaded.get(file.file)
    const bytes = known ? undefined : await loadFile(file.file)
    if (!known && !bytes) throw new SendError('rejected', 'the picture or paper is not there any more')
    const what = known ?? new InputFile(bytes!, file.name)
    const fits = bubble.text.length <= CAPTION
    const options = { ...(fits && bubble.text ? { caption: bubble.text } : {}), ...(fits ? markup(bubble) : {}) }
    const [sent, id] = kind === 'image' ? await photo() : await document()
    if (id) remember(file.file, id)
    return fits ? String(sent) : sendTexts(to, bubble)

    async function photo() {
      const message = await api.sendPhoto(to.externalId, what, options)
      return [message.message_id, message.photo.at(-1)?.file_id] as const
    }
    async function document() {
      const message = await api.sendDocument(to.externalId, what, options)
      return [message.message_id, message.document.file_id] as const
    }
  }

  function remember(key: string, id: string) {
    if (uploaded.size >= FILES_KEPT) uploaded.delete(uploaded.keys().next().value!)
    uploaded.set(key, id)
  }

  return {
    name: TELEGRAM,
    account,
    abilities: { buttons: 12, media: true, textLength: TEXT, pull: false },
    async send(to, bubble) {
      try {
        if (!bubble.media) return { providerId: await sendTexts(to, bubble) }
        try {
          return { providerId: await sendMedia(to, bubble) }
        } catch (error) {
          // A picture that cannot be sent must not take its words and buttons with it.
          const trouble = sendError(error)
          uploaded.delete(bubble.media.file.file)
          const goOn = trouble.kind === 'rejected' || trouble.kind === 'unavailable' || trouble.kind === 'ambiguous'
          if (!goOn || bubble.text === '') throw trouble
          log.warn('telegram.picture_left_out', { channel: TELEGRAM, kind: trouble.kind })
          return { providerId: await sendTexts(to, bubble) }
        }
      } catch (error) {
        throw sendError(error)
      }
    },
    close,
  }
}

function markup(bubble: Bubble): { reply_markup?: InlineKeyboardMarkup } {
  const rows = (bubble.choices ?? []).flatMap((choice) => row(choice))
  if (bubble.copy && bubble.text.length <= COPY) {
    rows.push([{ text: `📋 ${bubble.text}`, copy_text: { text: bubble.text } }])
  }
  return rows.length > 0 ? { reply_markup: { inline_keyboard: rows } } : {}
}

// Telegram drops the whole message if one button's data is too long, so such a button is left out; its label can
// still be typed, and the engine never makes one (its ids are short).
function row(choice: Choice): InlineKeyboardButton[][] {
  return Buffer.byteLength(choice.id) <= CALLBACK_BYTES ? [[{ text: choice.label, callback_data: choice.id }]] : []
}
