/** Where we talk, as people call it. */
export const CHANNEL_NAMES: Readonly<Record<'vi' | 'en', Readonly<Record<string, string>>>> = {
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

export const channelNames = (channels: readonly string[], lang: 'vi' | 'en'): string =>
  channels.map((one) => channelName(one, lang)).join(', ')
