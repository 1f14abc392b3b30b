/** Where we talk, as people call it. */
const CHANNEL_NAMES: Readonly<Record<'vi' | 'en', Readonly<Record<string, string>>>> = {
  vi: {
    'web-chat': 'trang chat của Quỹ',
    telegram: 'Telegram',
    simulator: 'kênh thử',
    'zalo-oa': 'Zalo',
    'zalo-bot': 'Zalo',
  },
  en: {
    'web-chat': "the Fund's web chat",
    telegram: 'Telegram',
    simulator: 'the test channel',
    'zalo-oa': 'Zalo',
    'zalo-bot': 'Zalo',
  },
}

const OTHER = { vi: 'kênh kia', en: 'the other channel' } as const

/** @param channel undefined: nobody knows any more which it was */
export const channelName = (channel: string | undefined, lang: 'vi' | 'en'): string =>
  channel === undefined ? OTHER[lang] : (CHANNEL_NAMES[lang][channel] ?? channel)

/** Of two chats of one channel it is said that there are two. */
export const channelNames = (channels: readonly string[], lang: 'vi' | 'en'): string =>
  [...new Set(channels)]
    .map((one) => {
      const count = channels.filter((other) => other === one).length
      return count > 1 ? SEVERAL[lang](channelName(one, lang), count) : channelName(one, lang)
    })
    .join(', ')

const SEVERAL = {
  vi: (name: string, count: number) => `${name} (${count} nơi)`,
  en: (name: string, count: number) => `${name} (${count} chats)`,
} as const

/** Of two of one channel, the one where it is said. */
export const THIS_ONE = { vi: 'kênh này', en: 'this chat' } as const

/** Of two of one channel, by when it was opened. */
export const OPENED = {
  vi: (name: string, opened: string) => `${name} (mở ${opened})`,
  en: (name: string, opened: string) => `${name} (opened ${opened})`,
} as const

/** The same, with when something was last said there. */
export const OPENED_AND_LAST = {
  vi: (name: string, opened: string, last: string) => `${name} (mở ${opened}, tin cuối ${last})`,
  en: (name: string, opened: string, last: string) => `${name} (opened ${opened}, last message ${last})`,
} as const
