import type { Bot } from './intake.ts'
import { TELEGRAM } from './updates.ts'

/** What Telegram shows of a bot before anything is said: its words in the menu, and what it is. */
interface Introduction {
  /** At most 512 characters. */
  readonly about: string
  /** Words that the bot understands, as Telegram's commands. */
  readonly commands: readonly { readonly command: string; readonly description: string }[]
}

/** Vietnamese for apps in Vietnamese; English for whoever has another language, as in conversations. */
export type Introductions = Readonly<Record<'vi' | 'en', Introduction>>

/**
 * Tells Telegram who we are, once. It is a courtesy: whatever goes wrong is logged, and the bot works without.
 *
 * @returns when it is told or has failed; never throws
 */
export async function introduce(
  { api, log }: Bot,
  { vi, en }: Introductions,
  stop: AbortSignal,
): Promise<void> {
  try {
    const both = [[en, {}] as const, [vi, { language_code: 'vi' }] as const]
    for (const [said, lang] of both) await api.setMyCommands([...said.commands], lang, stop as never)
    for (const [said, lang] of both) await api.setMyDescription(said.about, lang, stop as never)
  } catch (error) {
    if (!stop.aborted) log.warn('telegram.not_introduced', { channel: TELEGRAM, error })
  }
}
