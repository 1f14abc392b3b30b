import { z } from 'zod'
import { campaignById } from '../campaigns/index.ts'
import { nothing, type Tellings } from '../conversation/index.ts'
import { offerNext } from '../giving/index.ts'
import { consentsOf, langOf } from '../people/index.ts'
import { broughtFor, deliveryById, monthlyOfPot } from './delivery-store.ts'
import { putOffTelling } from './putting-off.ts'
import { voucherUrl } from './road.ts'
import { purchaseById } from './store.ts'
import { SPENDING, whereSaid } from './words.ts'

/** Of what was planned before promises were named none are. `pot`: of what they give each month, and nothing of it is theirs alone. */
const named = z.object({
  delivery: z.object({ id: z.uuid() }),
  pledges: z.array(z.uuid()).nullish(),
  pot: z.boolean().nullish(),
})

/** What somebody's gift became, read when it is said: who has stopped news of her gifts by then hears none. */
export const spendingTellings = ({ site }: { readonly site: string }): Tellings => ({
  'day-put-off': putOffTelling(site),
  became: async ({ tx, contact, now }, posted) => {
    const read = named.safeParse(posted)
    const delivery = read.success ? await deliveryById(tx, read.data.delivery.id) : undefined
    if (delivery?.state !== 'confirmed') return nothing('nothing that is confirmed is named')
    const allowed = await consentsOf(tx, contact)
    if (!allowed.has('my_gifts')) return nothing('they want no news of their gifts')
    const mine = await broughtFor(tx, delivery.id, contact)
    const ofPot = read.data?.pot === true
    if (ofPot && (await monthlyOfPot(tx, delivery.id, contact)).length === 0)
      return nothing('they give nothing each month for it')
    if (!ofPot && mine.first === null) return nothing('nothing of it is theirs')
    const pledges = read.data?.pledges
    if (!ofPot && pledges && !pledges.includes(mine.first!))
      return nothing('it is said of the promise before it')
    const theirs = ofPot ? delivery.shares.reduce((sum, { units }) => sum + units, 0n) : 0n
    const purchase = (await purchaseById(tx, delivery.purchaseId))!
    const line = purchase.lines.find(({ id }) => id === delivery.lineId)!
    const campaign = (await campaignById(tx, purchase.campaignId))!
    const lang = await langOf(tx, contact)
    const next = await offerNext(tx, contact, campaign.eventKind, { now, lang })
    return {
      kind: 'say',
      with: {
        became: {
          title: campaign.title,
          of_pot: ofPot,
          pooled: line.pooled,
          what: line.what,
          units: Number(delivery.quantity - theirs),
          sent: Number(delivery.sent),
          mine: Number(mine.units),
          unit: line.unitWord,
          // Of a pooled need what is counted is đồng.
          amount: delivery.quantity - theirs,
          mine_amount: mine.units,
          where: whereSaid(delivery, line.pooled, lang),
          on: delivery.day,
          receiver: SPENDING[lang].receivers[delivery.receiver],
          missing: delivery.missing && SPENDING[lang].missing[delivery.missing],
          price: line.unitPrice,
          left: mine.left,
          voucher: purchase.voucher,
          voucher_url: voucherUrl(site, purchase.publicId),
          // What they may ask to hear again, if they have not.
          next: next?.name ?? null,
          occasion: next?.occasion ?? null,
          yearly: !allowed.has('anniversary'),
        },
      },
    }
  },
})
