/** Where we talk, as people call it. */
export const CHANNEL_NAMES: Readonly<Record<'vi' | 'en', Readonly<Record<string, string>>>> = {
  vi: { 'web-chat': 'trang chat của Quỹ', telegram: 'Telegram' },
  en: { 'web-chat': "the Fund's web chat", telegram: 'Telegram' },
}

export const channelName = (channel: string, lang: 'vi' | 'en'): string =>
  CHANNEL_NAMES[lang][channel] ?? channel

export const channelNames = (channels: readonly string[], lang: 'vi' | 'en'): string =>
  channels.map((one) => channelName(one, lang)).join(', ')
