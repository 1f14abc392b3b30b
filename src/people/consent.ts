/** What a person may allow us. Nothing is allowed before they say so. */
export const PURPOSES = ['my_gifts', 'news', 'public_name'] as const
export type Purpose = (typeof PURPOSES)[number]

/**
 * Which wording people said yes to: stored with each yes (Decree 356/2025 wants it provable). Change it whenever the
 * sentences that ask for it in flows/ change their meaning.
 */
export const WORDING: Record<Purpose, string> = {
  my_gifts: '2026-11',
  news: '2026-11',
  public_name: '2026-11',
}

/** What "stop" covers: appeals are what news brings. */
export function purposesOf(asked: Purpose | 'all' | 'appeals'): readonly Purpose[] {
  if (asked === 'all') return PURPOSES
  return [asked === 'appeals' ? 'news' : asked]
}
