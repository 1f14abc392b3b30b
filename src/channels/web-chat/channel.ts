import type { Channel } from '../channel.ts'

export const WEB_CHAT = 'web-chat'
export const WEB_CHAT_ACCOUNT = 'main'

/** The web chat sends nothing: people fetch what is committed. */
export const webChat: Channel = {
  name: WEB_CHAT,
  account: WEB_CHAT_ACCOUNT,
  abilities: { buttons: 12, media: true, textLength: 4_000, pull: true },
  send() {
    throw new Error('messages of the web chat are fetched, never sent')
  },
}
