import type { Day } from '../platform/vietnamese/index.ts'

/** What a decision says of a commune. */
export interface CommuneStatus {
  /** As the document writes it: `xã đặc biệt khó khăn`. */
  readonly words: string
  readonly area: 'I' | 'II' | 'III' | null
  /** Number of the decision that gives it. */
  readonly decision: string | null
  /** First day. */
  readonly from: Day
  /** Last day; null while nothing ends it. */
  readonly until: Day | null
}

/**
 * What may be said of a commune's legal status on a day: the newest that is valid then. "Đặc biệt khó khăn" is a word of the
 * law: without the number of its decision it is not said at all, and what has ended is not said either.
 */
export function statusToday(statuses: readonly CommuneStatus[], day: Day): CommuneStatus | undefined {
  return statuses
    .filter(({ from, until }) => from <= day && (until === null || day <= until))
    .filter(({ words, decision }) => decision !== null || !/đặc biệt khó khăn/i.test(words.normalize('NFC')))
    .toSorted((a, b) => (a.from < b.from ? 1 : -1))[0]
}
