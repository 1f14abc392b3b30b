import { least, most } from '../../platform/bigints.ts'

/** What one donation is used for, in đồng. Together it is the donation. */
export interface Share {
  readonly donation: string
  readonly need: bigint
  readonly pot: bigint
  readonly surplus: bigint
  /** Whole units of the need that it completes. */
  readonly units: bigint
}

/**
 * Divides what has come for a pledge: first what its place costs, then up to what was promised the common pot, and
 * beyond that it is surplus. The same for the same donations, in whatever order they were heard of; so when a place is
 * lost or found again, the difference between before and after is what moves.
 *
 * @param placed đồng for which a place is kept at present
 * @param donations in the order in which they came
 */
export function divide(
  pledge: { readonly amount: bigint; readonly unitPrice: bigint },
  placed: bigint,
  donations: readonly { readonly id: string; readonly amount: bigint }[],
): Share[] {
  const promised = placed > pledge.amount ? placed : pledge.amount
  let before = 0n
  return donations.map(({ id, amount }) => {
    const after = before + amount
    const within = (from: bigint, to: bigint) => overlap(before, after, from, to)
    const units = least(after, placed) / pledge.unitPrice - least(before, placed) / pledge.unitPrice
    const share = {
      donation: id,
      need: within(0n, placed),
      pot: within(placed, promised),
      surplus: amount - within(0n, promised),
      units,
    }
    before = after
    return share
  })
}

const overlap = (a: bigint, b: bigint, from: bigint, to: bigint) => most(0n, least(b, to) - most(a, from))
