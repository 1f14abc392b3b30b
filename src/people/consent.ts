/** To hear once when a campaign of an occasion opens again: one purpose for each occasion. */
export const NEXT = [
  'next_children_month',
  'next_new_school_year',
  'next_mid_autumn',
  'next_winter',
  'next_tet',
] as const
export type Next = (typeof NEXT)[number]

/**
 * What a person may allow us. Nothing is allowed before they say so, but `reminders`: those come with a promise, until the
 * person refuses them. `anniversary`: to hear once a year what their gift became.
 */
export const PURPOSES = ['my_gifts', 'news', 'public_name', 'reminders', 'anniversary', ...NEXT] as const
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
  anniversary: '2026-12',
  next_children_month: '2026-12',
  next_new_school_year: '2026-12',
  next_mid_autumn: '2026-12',
  next_winter: '2026-12',
  next_tet: '2026-12',
}

/** What is allowed without saying more. To be thanked by name takes the name, to be told of an occasion which. */
export const PLAIN = ['my_gifts', 'news', 'reminders', 'anniversary'] as const satisfies readonly Purpose[]

/** What we write about without being asked. Who says "stop" refuses it, allowed before or not. */
export const WRITTEN: readonly Purpose[] = ['my_gifts', 'news', 'reminders']

/** What "stop" covers: appeals are what news and an occasion bring, and a reminder of a promise asks for money too. */
export function purposesOf(asked: Purpose | 'all' | 'appeals' | 'next'): readonly Purpose[] {
  if (asked === 'all') return PURPOSES
  if (asked === 'next') return NEXT
  return asked === 'appeals' ? ['news', 'reminders', ...NEXT] : [asked]
}
