import { z } from 'zod'
import type { Bubble } from '../../engine/index.ts'
import type { Log } from '../../platform/log.ts'
import { type Abilities, type Channel, SendError, type To } from '../channel.ts'
import type { FetchPublic } from '../public-files.ts'
import { cutBubble } from '../text.ts'
import type { BotClient } from './client.ts'
import type { LinkTo } from './settings.ts'
import { ZALO_BOT } from './updates.ts'

// https://bot.zaloplatforms.com/docs (read 2026-11): text and caption 2000; no buttons, no papers, pictures by address.
const TEXT = 2000
/** Leaves room for the link to a paper, which stands below its words. */
const CAPTION = 1200

const ABILITIES: Abilities = { buttons: 0, media: true, textLength: TEXT }

interface Parts {
  readonly client: BotClient
  readonly account: string
  readonly linkTo: LinkTo
  readonly fetchPublic: FetchPublic
  readonly log: Log
}

const Sent = z.object({ message_id: z.coerce.string() })

export function zaloBotChannel({ client, account, linkTo, fetchPublic, log }: Parts): Channel {
  const say = async (to: To, text: string) =>
    idOf(await client.call('sendMessage', { chat_id: to.externalId, text }))

  async function sendPicture(to: To, { text, media }: Bubble): Promise<string | undefined> {
    const photo = linkTo(media!.file, to.address)
    const caption = text === '' ? {} : { caption: text }
    try {
      return idOf(await client.call('sendPhoto', { chat_id: to.externalId, photo, ...caption }))
    } catch (error) {
      if (!(error instanceof SendError) || error.kind !== 'rejected' || text === '') throw error
      // A picture that cannot be sent must not take its words with it.
      log.warn('zalo-bot.picture_left_out', { channel: ZALO_BOT })
      return say(to, text)
    }
  }

  return {
    name: ZALO_BOT,
    account,
    abilities: ABILITIES,
    cut: (bubble) => cutBubble(bubble, { text: TEXT, caption: CAPTION, fits: () => false }),
    async send(to, bubble) {
      const { text, media } = bubble
      if (media?.kind === 'image') return { providerId: await sendPicture(to, bubble) }
      const paper = media && `${media.file.name}: ${linkTo(media.file, to.address)}`
      return { providerId: await say(to, [text, paper].filter(Boolean).join('\n')) }
    },
    fetch: ({ id }, most, stop) => fetchPublic(id, most, stop),
    async close() {
      client.close()
    },
  }
}

/** A success that cannot be read is a success: only a later edit would want its id. */
const idOf = (result: unknown): string | undefined => Sent.safeParse(result).data?.message_id
