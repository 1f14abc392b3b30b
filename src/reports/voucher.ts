import type { Day } from '../platform/vietnamese/index.ts'
import { type Delivery, type Purchase, placeTold } from '../spending/index.ts'
import type { VoucherData } from '../web/pages/voucher.tsx'

/** A day as a moment that is that day everywhere in Việt Nam. */
export const noonOf = (day: Day): Date => new Date(`${day}T05:00:00Z`)

/** A purchase as anybody may read it: no name of whoever sold, bought, brought or took it; only few things name no commune. */
export function voucherData(
  { what, amount, day, voucher, state, reversedAt, lines }: Purchase,
  deliveries: readonly Delivery[],
  campaign: { readonly title: string; readonly slug: string },
): VoucherData {
  const sum = lines.reduce((all, { quantity, unitPrice }) => all + quantity * unitPrice, 0n)
  return {
    campaign,
    what,
    amount,
    day: noonOf(day),
    voucher,
    reversedAt: state === 'reversed' ? reversedAt : null,
    rest: amount - sum,
    lines: lines.map((line) => {
      const came = deliveries.filter(({ lineId }) => lineId === line.id)
      const told = came.map((one) => ({ one, where: placeTold(one, line.pooled) }))
      const few = told.find(({ one, where }) => one.place !== null && where.place === null)
      return {
        what: line.what,
        // A place that a delivery does not name is not named above it either.
        ...(few ? { place: null, province: few.where.province } : { place: line.place }),
        quantity: line.quantity,
        unit: line.pooled ? null : line.unitWord,
        price: line.unitPrice,
        fromPot: line.fromPot,
        deliveries: told.map(({ one, where }) => ({
          ...where,
          quantity: one.quantity,
          sent: one.sent,
          missing: one.missing,
          day: noonOf(one.day),
          receiver: one.receiver,
          confirmed: one.state === 'confirmed',
        })),
      }
    }),
  }
}
