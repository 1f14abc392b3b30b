import type { CampaignSheet } from './desk-store.ts'

/** What a campaign still lacks before it may ask anybody for anything. */
export type Lack = 'purpose' | 'what' | 'for_whom' | 'dates' | 'over' | 'account' | 'flow' | 'needs'

/**
 * What an appeal owes those whom it asks, before it opens: its purpose, whom it is for, an account of the unit (or of one above
 * it), the days of collecting and the day by which all is handed out, and something to give to.
 *
 * @param about.accountUnit whose the account is
 * @param about.line the unit and those above it
 * @returns all of it at once; empty: it may open
 */
export function lacking(
  sheet: CampaignSheet,
  about: {
    readonly accountUnit: string
    readonly line: readonly string[]
    readonly flows: readonly string[]
    readonly openNeeds: number
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
    ['flow', !about.flows.includes(flow)],
    ['needs', about.openNeeds === 0],
  ]
  return lacks.flatMap(([lack, is]) => (is ? [lack] : []))
}
