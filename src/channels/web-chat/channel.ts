import type { Channel } from '../channel.ts'
import type { Provider } from '../provider.ts'

export const WEB_CHAT = 'web-chat'
export const WEB_CHAT_ACCOUNT = 'main'

/** The web chat sends nothing: people fetch what is committed. */
const channel: Channel = {
  name: WEB_CHAT,
  account: WEB_CHAT_ACCOUNT,
  abilities: { buttons: 12, media: true, textLength: 4_000 },
  send() {
    throw new Error('messages of the web chat are fetched, never sent')
  },
}

export const webChat: Provider = { channel, mode: 'pull' }
