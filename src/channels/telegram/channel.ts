import type { Api } from 'grammy'
import type { InlineKeyboardButton, InlineKeyboardMarkup } from 'grammy/types'
import type { Bubble, Choice } from '../../engine/index.ts'
import type { Log } from '../../platform/log.ts'
import { Recent } from '../../platform/recent.ts'
import { type Abilities, type Channel, type LoadFile, SendError, type To } from '../channel.ts'
import { splitText, withButtons } from '../text.ts'
import { sendError } from './errors.ts'
import { Upload } from './transport.ts'
import { TELEGRAM } from './updates.ts'

// https://core.telegram.org/bots/api (read 2026-11): text 4096, caption 1024, callback_data 64 bytes, copy_text 256.
const TEXT = 4096
const CAPTION = 1024
const CALLBACK_BYTES = 64
const COPY = 256
const FILES_KEPT = 5_000

const ABILITIES: Abilities = { buttons: 12, media: true, textLength: TEXT, pull: false }

interface Parts {
  readonly api: Api
  readonly account: string
  readonly loadFile: LoadFile
  readonly log: Log
  readonly close: () => Promise<void>
}

/** What Telegram has of a bubble: the text, and what hangs under its last piece. */
interface Shown {
  readonly text: string
  readonly copy: boolean
  /** Options that could be no buttons and are numbered in the text. */
  readonly numbered: number
  readonly under: { readonly reply_markup?: InlineKeyboardMarkup }
}

export function telegramChannel({ api, account, loadFile, log, close }: Parts): Channel {
  /** A picture that Telegram has once is sent by its file_id: no second upload. */
  const uploaded = new Recent<string, string>(FILES_KEPT)

  async function sendTexts(to: To, { text, copy, under }: Shown): Promise<string> {
    const pieces = splitText(text, TEXT)
    let last = 0
    for (const [n, piece] of pieces.entries()) {
      const sent = await api.sendMessage(to.externalId, piece, {
        ...(copy ? { entities: [{ type: 'code', offset: 0, length: piece.length }] } : {}),
        ...(n === pieces.length - 1 ? under : {}),
        link_preview_options: { is_disabled: true },
      })
      last = sent.message_id
    }
    return String(last)
  }

  async function sendMedia(to: To, media: NonNullable<Bubble['media']>, shown: Shown): Promise<string> {
    const fits = shown.text.length <= CAPTION
    const options = fits ? { ...(shown.text ? { caption: shown.text } : {}), ...shown.under } : {}
    const sent = await sendFile(to, media, options)
    return fits ? sent : sendTexts(to, shown)
  }

  async function sendFile(
    to: To,
    { kind, file }: NonNullable<Bubble['media']>,
    options: object,
  ): Promise<string> {
    const known = uploaded.get(file.file)
    try {
      const what = known ?? new Upload(await bytesOf(file.file), file.name)
      const [message, id] = kind === 'image' ? await photo(what) : await document(what)
      if (id) uploaded.set(file.file, id)
      return String(message)
    } catch (error) {
      const trouble = sendError(error)
      if (!known || trouble.kind !== 'rejected') throw trouble
      // Telegram does not know the file any more: it gets it again, once.
      uploaded.delete(file.file)
      return sendFile(to, { kind, file }, options)
    }

    async function photo(what: string | Upload) {
      const sent = await api.sendPhoto(to.externalId, what, options)
      return [sent.message_id, sent.photo.at(-1)?.file_id] as const
    }
    async function document(what: string | Upload) {
      const sent = await api.sendDocument(to.externalId, what, options)
      return [sent.message_id, sent.document.file_id] as const
    }
  }

  async function bytesOf(key: string): Promise<Buffer> {
    const bytes = await loadFile(key).catch((error: unknown) => {
      log.error('telegram.file_not_read', { channel: TELEGRAM, error })
      return undefined
    })
    if (!bytes) throw new SendError('rejected', 'the picture or paper is not there')
    return bytes
  }

  async function sendBubble(to: To, { media, ...bubble }: Bubble): Promise<string> {
    const shown = shownOf(bubble)
    if (shown.numbered > 0)
      log.warn('telegram.buttons_numbered', { channel: TELEGRAM, count: shown.numbered })
    if (!media) return sendTexts(to, shown)
    try {
      return await sendMedia(to, media, shown)
    } catch (error) {
      const trouble = sendError(error)
      // What did not leave us is tried again with its picture.
      const comesAgain = trouble.kind === 'throttled' || trouble.kind === 'unavailable'
      if (comesAgain || trouble.kind === 'blocked' || shown.text === '') throw trouble
      // A picture that cannot be sent must not take its words and buttons with it.
      log.warn('telegram.picture_left_out', { channel: TELEGRAM, kind: trouble.kind })
      return sendTexts(to, shown)
    }
  }

  return {
    name: TELEGRAM,
    account,
    abilities: ABILITIES,
    async send(to, bubble) {
      try {
        return { providerId: await sendBubble(to, bubble) }
      } catch (error) {
        throw sendError(error)
      }
    },
    close,
  }
}

function shownOf(bubble: Bubble): Shown {
  const { choices = [] } = bubble
  const { text, buttons } = withButtons(bubble.text, choices, canBeButton)
  const rows: InlineKeyboardButton[][] = buttons.map(({ id, label }) => [{ text: label, callback_data: id }])
  if (bubble.copy && text.length <= COPY) rows.push([{ text: `📋 ${text}`, copy_text: { text } }])
  return {
    text,
    copy: bubble.copy ?? false,
    numbered: choices.length - buttons.length,
    under: rows.length > 0 ? { reply_markup: { inline_keyboard: rows } } : {},
  }
}

// Telegram drops the whole message if one button's data is too long or its label empty.
// https://core.telegram.org/bots/api#inlinekeyboardbutton (read 2026-11)
const canBeButton = ({ id, label }: Choice, place: number): boolean =>
  place < ABILITIES.buttons && id !== '' && Buffer.byteLength(id) <= CALLBACK_BYTES && label.trim() !== ''
