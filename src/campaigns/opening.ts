import type { CampaignSheet } from './desk-store.ts'

/** What a campaign still lacks before it may ask anybody for anything. */
export type Lack =
  | 'purpose'
  | 'what'
  | 'for_whom'
  | 'dates'
  | 'over'
  | 'account'
  | 'account_former'
  | 'prefix'
  | 'series'
  | 'flow'
  | 'needs'

/**
 * What an appeal owes those whom it asks, before it opens: its purpose, whom it is for, an account of the unit (or of one above
 * it) that is in use, letters and a series of its own, the days of collecting and the day by which all is handed out, and something
 * to give to: needs, or the common pot alone, where that is what is wanted.
 *
 * @param about.accountUnit whose the account is
 * @param about.line the unit and those above it
 * @param about.former whether campaigns have left the account (`formerAccounts`)
 * @param about.shares which of its marks another campaign has
 * @param about.pot whether it is meant to have no needs
 * @returns all of it at once; empty: it may open
 */
export function lacking(
  sheet: CampaignSheet,
  about: {
    readonly accountUnit: string
    readonly line: readonly string[]
    readonly former: boolean
    readonly shares: { readonly prefix: boolean; readonly series: boolean }
    readonly flows: readonly string[]
    readonly openNeeds: number
    readonly pot: boolean
    readonly now: Date
  },
): Lack[] {
  const { purpose, what, forWhom, opensAt, giftBy, receivesUntil, distributeBy, flow } = sheet
  const empty = (text: string) => text.trim() === ''
  const lacks: readonly (readonly [Lack, boolean])[] = [
    ['purpose', empty(purpose)],
    ['what', empty(what)],
    ['for_whom', empty(forWhom)],
    ['dates', opensAt >= giftBy || giftBy > receivesUntil || receivesUntil > distributeBy],
    ['over', receivesUntil <= about.now],
    ['account', !about.line.includes(about.accountUnit)],
    ['account_former', about.former],
    ['prefix', about.shares.prefix],
    ['series', about.shares.series],
    ['flow', !about.flows.includes(flow)],
    ['needs', about.openNeeds === 0 && !about.pot],
  ]
  return lacks.flatMap(([lack, is]) => (is ? [lack] : []))
}
