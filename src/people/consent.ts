/**
 * What a person may allow us. Nothing is allowed before they say so, but `reminders`: those come with a promise, until the
 * person refuses them.
 */
export const PURPOSES = ['my_gifts', 'news', 'public_name', 'reminders'] as const
export type Purpose = (typeof PURPOSES)[number]

/**
 * Which wording people said yes to: stored with each yes (Decree 356/2025 wants it provable). Change it whenever the
 * sentences that ask for it in flows/ change their meaning.
 */
export const WORDING: Record<Purpose, string> = {
  my_gifts: '2026-11',
  news: '2026-11',
  public_name: '2026-12',
  reminders: '2026-11',
}

/** What is allowed without saying more. To be thanked by name takes the name. */
export const PLAIN = ['my_gifts', 'news', 'reminders'] as const satisfies readonly Purpose[]

/** What we write about without being asked. Who says "stop" refuses it, allowed before or not. */
export const WRITTEN: readonly Purpose[] = ['my_gifts', 'news', 'reminders']

/** What "stop" covers: appeals are what news brings, and a reminder of a promise asks for money too. */
export function purposesOf(asked: Purpose | 'all' | 'appeals'): readonly Purpose[] {
  if (asked === 'all') return PURPOSES
  return asked === 'appeals' ? ['news', 'reminders'] : [asked]
}
