import { type Day, isEachTime, readMonthlyGift, saysForeign } from '../../platform/vietnamese/index.ts'

/** How somebody who says in whose name it is gives: once, each month, a sponsored place's months, or in another currency. */
export const WAYS = ['once', 'monthly', 'place', 'foreign'] as const
export type Way = (typeof WAYS)[number]

/**
 * Which way of giving a sentence speaks of.
 *
 *     wayOf('tưởng nhớ mẹ, mỗi tháng góp 200k', '2026-12-20')  // 'monthly'
 *     wayOf('tưởng nhớ mẹ, đỡ đầu một em', '2026-12-20')       // 'place'
 *     wayOf('góp 500k tưởng nhớ ông nội', '2026-12-20')        // 'once'
 */
export function wayOf(words: string, today: Day): Way {
  if (saysForeign(words) === 'gift') return 'foreign'
  const isEach = isEachTime(words)
  const isPlace = /(?<!\p{L})(?:đỡ đầu|do dau|sponsor)(?!\p{L})/iu.test(words)
  if (isPlace || (isEach && readMonthlyGift(words, today).forChild)) return 'place'
  return isEach ? 'monthly' : 'once'
}
