import { audit } from '../../organisers/index.ts'
import {
  type BoughtLine,
  bookPurchase,
  PURCHASE_KIND,
  type Purchase,
  purchaseById,
  purchaseObject,
  purseOf,
  REVERSAL_KIND,
  reversePurchase,
} from '../../spending/index.ts'
import { count, day, money } from '../../web/show.ts'
import type { Lang } from '../../web/words.ts'
import type { DeskKinds } from '../approvals/kinds.ts'
import { named } from '../forms/named.ts'
import type { Parts } from '../room.ts'
import { spending } from './words.ts'

/** What two people do with purchases. Fact: `purchase`. */
export const spendingKinds = ({ gate: { ids } }: Pick<Parts, 'gate'>): DeskKinds => ({
  [PURCHASE_KIND]: {
    act: 'spending.manage',
    async do(tx, { facts }, by, now) {
      const id = String(facts.purchase)
      if ((await bookPurchase(tx, ids, id, now)) === 'stale') return 'stale'
      await audit(tx, { actor: by, act: 'purchase.booked', object: purchaseObject(id) }, now)
      return 'done'
    },
    async show(tx, { facts }, lang) {
      const purchase = (await purchaseById(tx, String(facts.purchase)))!
      const w = spending[lang]
      const { needs, pot, surplus } = await purseOf(tx, purchase.campaignId)
      return {
        what: w.proposed.buy(purchase.what, money(purchase.amount, lang)),
        from: w.left(money(needs, lang), money(pot + surplus, lang)),
        to: [
          w.paper(purchase.voucher, day(purchase.day, lang)),
          ...purchase.lines.map((line) => lineSaid(line, lang)),
          ...restSaid(purchase, lang),
        ].join('; '),
        path: `/console/spending/${purchase.id}`,
      }
    },
  },
  [REVERSAL_KIND]: {
    act: 'spending.manage',
    async do(tx, { facts }, by, now) {
      const id = String(facts.purchase)
      if ((await reversePurchase(tx, ids, id, now)) === 'stale') return 'stale'
      await audit(tx, { actor: by, act: 'purchase.reversed', object: purchaseObject(id) }, now)
      return 'done'
    },
    async show(tx, { facts }, lang) {
      const purchase = (await purchaseById(tx, String(facts.purchase)))!
      const w = spending[lang]
      return {
        what: w.proposed.reverse(purchase.what, money(purchase.amount, lang)),
        from: w.paper(purchase.voucher, day(purchase.day, lang)),
        to: w.proposed.because(purchase.wrong ?? ''),
        path: `/console/spending/${purchase.id}`,
      }
    },
  },
})

function lineSaid({ pooled, quantity, unitPrice, unitWord, what, place }: BoughtLine, lang: Lang): string {
  const where = named({ what, place })
  if (pooled) return `${money(quantity, lang)}, ${where}`
  return spending[lang].proposed.line(count(quantity, lang), unitWord, where, money(unitPrice, lang))
}

/** What of the paper no line comes to. */
export const restOf = ({ amount, lines }: Purchase): bigint =>
  lines.reduce((rest, { quantity, unitPrice }) => rest - quantity * unitPrice, amount)

const restSaid = (purchase: Purchase, lang: Lang): string[] =>
  restOf(purchase) > 0n ? [spending[lang].proposed.pot(money(restOf(purchase), lang))] : []
