import { clean } from '../platform/vietnamese/index.ts'

/** Longer than any family and its company write themselves. */
const LONGEST_NAME = 80

/** A name as it is kept: readable, on one line. @returns null for a name of nothing */
export const paperName = (typed: string | null): string | null =>
  clean((typed ?? '').replace(/\s+/g, ' '), LONGEST_NAME) || null
