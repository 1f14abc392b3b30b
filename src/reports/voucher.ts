import { type Delivery, isFew, type Purchase, placeTold, SPENDING } from '../spending/index.ts'
import type { VoucherData } from '../web/pages/voucher.tsx'
import type { Lang } from '../web/words.ts'

/** A purchase as anybody may read it: no name of whoever sold, bought, brought or took it; only few things name no commune. */
export function voucherData(
  { what, amount, day, voucher, state, reversedAt, lines }: Purchase,
  deliveries: readonly Delivery[],
  campaign: { readonly title: string; readonly slug: string },
  lang: Lang,
): VoucherData {
  const { somewhere, receivers, missing: why } = SPENDING[lang]
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
      const few = line.place !== null && isFew(line, came)
      const placeOf = (one: Delivery) => (few ? null : placeTold(one, line.pooled).place)
      return {
        what: line.what,
        ...(few ? { place: null, around: somewhere(line.province) } : { place: line.place }),
        quantity: line.quantity,
        unit: line.pooled ? null : line.unitWord,
        price: line.unitPrice,
        fromPot: line.fromPot,
        deliveries: came.map((one) => ({
          place: placeOf(one),
          around: somewhere(one.province),
          quantity: one.quantity,
          sent: one.sent,
          // Until somebody else has read it too, it is one officer's word.
          missing: one.state === 'confirmed' && one.missing ? why[one.missing] : null,
          day: one.day,
          receiver: receivers[one.receiver],
          confirmed: one.state === 'confirmed',
        })),
      }
    }),
  }
}
