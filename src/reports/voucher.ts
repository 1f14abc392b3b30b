import { type Delivery, type Purchase, placeTold, SPENDING } from '../spending/index.ts'
import type { VoucherData } from '../web/pages/voucher.tsx'
import type { Lang } from '../web/words.ts'

/** A purchase as anybody may read it: no name of whoever sold, bought, brought or took it; only few things name no commune. */
export function voucherData(
  { what, amount, day, voucher, state, reversedAt, lines }: Purchase,
  deliveries: readonly Delivery[],
  campaign: { readonly title: string; readonly slug: string },
  lang: Lang,
): VoucherData {
  const { somewhere, receivers } = SPENDING[lang]
  const sum = lines.reduce((all, { quantity, unitPrice }) => all + quantity * unitPrice, 0n)
  return {
    campaign,
    what,
    amount,
    day,
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
        ...(few ? { place: null, around: somewhere(few.where.province) } : { place: line.place }),
        quantity: line.quantity,
        unit: line.pooled ? null : line.unitWord,
        price: line.unitPrice,
        fromPot: line.fromPot,
        deliveries: told.map(({ one, where }) => ({
          place: where.place,
          around: somewhere(where.province),
          quantity: one.quantity,
          sent: one.sent,
          missing: one.missing,
          day: one.day,
          receiver: receivers[one.receiver],
          confirmed: one.state === 'confirmed',
        })),
      }
    }),
  }
}
