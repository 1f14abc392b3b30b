import { unfitForAll } from '../../needs/index.ts'
import { clean, type Day } from '../../platform/vietnamese/index.ts'
import { readDate, within } from '../typing.ts'
import type { AnyFault, Typed } from './faults.ts'

/**
 * Reads a form field by field, and keeps what is wrong with each: all of it is told at once.
 *
 * @param ours the fund's own numbers, which lines may show
 */
export function reader<F extends string>(typed: Typed<F>, ours: readonly string[] = []) {
  const faults: Partial<Record<F, AnyFault>> = {}
  return {
    faults,
    /** One line that everybody reads. */
    line(field: F, most: number): string {
      const said = clean(typed[field].replace(/\s+/g, ' '), most + 1).trim()
      const unfit = unfitForAll(said, { ours })
      if (said === '') faults[field] = 'missing'
      else if (said.length > most) faults[field] = 'long'
      else if (unfit) faults[field] = unfit
      return said
    },
    /** Nought where it cannot be read. */
    whole(field: F, kind: 'count' | 'sum', least: bigint, most: bigint): bigint {
      const { value, fault } = within(typed[field], kind, least, most)
      if (fault) faults[field] = fault
      return value
    },
    day(field: F): Day | undefined {
      const read = readDate(typed[field])
      if (!read) faults[field] = 'day'
      return read
    },
    /** One of those that the form offers. */
    one(field: F, from: readonly string[]): string {
      if (!from.includes(typed[field])) faults[field] = 'pick'
      return typed[field]
    },
  }
}
