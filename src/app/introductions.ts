import type { Introductions } from '../channels/telegram/index.ts'
import { type Book, BUILT_IN_FLOWS, sentence } from '../engine/index.ts'

/** What a messenger shows of us before anything is said, in the words of flows/common. */
export function introductionsOf(book: Book): Introductions {
  const introduction = (lang: 'vi' | 'en') => ({
    about: sentence(book, 'about', lang),
    commands: BUILT_IN_FLOWS.map((flow) => ({
      command: flow,
      description: sentence(book, `command.${flow}`, lang),
    })),
  })
  return { vi: introduction('vi'), en: introduction('en') }
}
