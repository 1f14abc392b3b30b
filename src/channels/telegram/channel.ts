import type { Api } from 'grammy'
import type { InlineKeyboardButton, InlineKeyboardMarkup } from 'grammy/types'
import type { Bubble, Choice } from '../../engine/index.ts'
import { isDatabaseTrouble } from '../../platform/db-trouble.ts'
import type { Log } from '../../platform/log.ts'
import { Recent } from '../../platform/recent.ts'
import { type Abilities, type Channel, type LoadFile, SendError, type To } from '../channel.ts'
import { cutBubble } from '../text.ts'
import { sendError } from './errors.ts'
import { fetchFile } from './files.ts'
import { type Transport, Upload } from './transport.ts'
import { TELEGRAM } from './updates.ts'

// https://core.telegram.org/bots/api (read 2026-11): text 4096, caption 1024, callback_data 64 bytes, copy_text 256.
const TEXT = 4096
const CAPTION = 1024
const CALLBACK_BYTES = 64
const COPY = 256
const FILES_KEPT = 5_000

const ABILITIES: Abilities = { buttons: 12, media: true, textLength: TEXT }

interface Parts {
  readonly api: Api
  readonly account: string
  readonly download: Transport['download']
  readonly loadFile: LoadFile
  readonly log: Log
  readonly close: () => Promise<void>
}

/** What hangs under a message. */
interface Under {
  readonly reply_markup?: InlineKeyboardMarkup
}

export function telegramChannel({ api, account, download, loadFile, log, close }: Parts): Channel {
  /** A picture that Telegram has once is sent by its file_id: no second upload. */
  const uploaded = new Recent<string, string>(FILES_KEPT)

  async function sendText(to: To, { text, copy }: Bubble, under: Under): Promise<string> {
    const sent = await api.sendMessage(to.externalId, text, {
      ...(copy ? { entities: [{ type: 'code', offset: 0, length: text.length }] } : {}),
      ...under,
      link_preview_options: { is_disabled: true },
    })
    return String(sent.message_id)
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
      // It will be drawn when the database has room again, and goes with its message then.
      if (isDatabaseTrouble(error)) throw new SendError('unavailable', 'the database did not answer')
      log.error('telegram.file_not_read', { channel: TELEGRAM, error })
      return undefined
    })
    if (!bytes) throw new SendError('rejected', 'the picture or paper is not there')
    return bytes
  }

  async function sendBubble(to: To, bubble: Bubble): Promise<string> {
    const { text, media } = bubble
    const under = underOf(bubble)
    if (!media) return sendText(to, bubble, under)
    try {
      return await sendFile(to, media, { ...(text ? { caption: text } : {}), ...under })
    } catch (error) {
      const trouble = sendError(error)
      // What did not leave us is tried again with its picture.
      const comesAgain = trouble.kind === 'throttled' || trouble.kind === 'unavailable'
      if (comesAgain || trouble.kind === 'blocked' || text === '') throw trouble
      // A picture that cannot be sent must not take its words and buttons with it.
      log.warn('telegram.picture_left_out', { channel: TELEGRAM, kind: trouble.kind })
      return sendText(to, bubble, under)
    }
  }

  return {
    name: TELEGRAM,
    account,
    abilities: ABILITIES,
    cut: (bubble) => cutBubble(bubble, ROOM),
    async send(to, bubble) {
      try {
        return { providerId: await sendBubble(to, bubble) }
      } catch (error) {
        throw sendError(error)
      }
    },
    fetch: (file, most, stop) => fetchFile({ api, download }, file, most, stop),
    close,
  }
}

function underOf({ text, copy, choices = [] }: Bubble): Under {
  const rows: InlineKeyboardButton[][] = choices.map(({ id, label }) => [{ text: label, callback_data: id }])
  if (copy && text.length <= COPY) rows.push([{ text: `📋 ${text}`, copy_text: { text } }])
  return rows.length > 0 ? { reply_markup: { inline_keyboard: rows } } : {}
}

// Telegram drops the whole message if one button's data is too long or its label empty.
// https://core.telegram.org/bots/api#inlinekeyboardbutton (read 2026-11)
const canBeButton = ({ id, label }: Choice, place: number): boolean =>
  place < ABILITIES.buttons && id !== '' && Buffer.byteLength(id) <= CALLBACK_BYTES && label.trim() !== ''

const ROOM = { text: TEXT, caption: CAPTION, fits: canBeButton }
