import { type Day, fold, type Month } from '../../platform/vietnamese/index.ts'
import type { Sex } from '../packages.ts'

/**
 * A place of one child, which one person at a time sponsors each month. Nobody is told who the child is; its number never
 * becomes another child's.
 */
export interface Slot {
  readonly id: string
  /** Where its money goes. */
  readonly needId: string
  readonly campaignId: string
  readonly unitId: string
  readonly letters: string
  readonly number: number
  readonly province: string
  readonly sex: Sex
  readonly ageFrom: number
  readonly ageTo: number
  /** "bữa trưa và sách vở" */
  readonly what: string
  /** Đồng each month. */
  readonly monthly: bigint
  /** The last month of the school year. */
  readonly untilMonth: Month
  readonly waitsSince: Day
  readonly state: SlotState
  readonly closedOn: Day | null
  readonly closedWhy: CloseReason | null
}

export type SlotState = 'open' | 'held' | 'sponsored' | 'closed'

/**
 * Why the fund closes one. `mistake`: it was written down wrongly. `person`: what a person tells its sponsor, by telephone;
 * the bot never does.
 */
export const CLOSE_REASONS = ['moved', 'finished', 'no_need', 'mistake', 'person'] as const
export type CloseReason = (typeof CLOSE_REASONS)[number]

/** As it is shown: SL-0417. */
export const slotName = ({ letters, number }: Pick<Slot, 'letters' | 'number'>): string =>
  `${letters}-${String(number).padStart(4, '0')}`

/**
 * The letters of a province. Two provinces may have the same ones: then they share one series of numbers.
 *
 *     lettersOf('Sơn La')   // 'SL'
 *     lettersOf('Đắk Lắk')  // 'DL'
 */
export const lettersOf = (province: string): string =>
  fold(province)
    .split(/[^a-z]+/)
    .map((word) => word.slice(0, 1).toUpperCase())
    .join('')
