import type { Campaign } from '../../campaigns/index.ts'
import { type Need, unfitForAll } from '../../needs/index.ts'
import { clean, type Day, dayOf, tellsOfChild } from '../../platform/vietnamese/index.ts'
import {
  type DeliverySheet,
  type Line,
  MISSING,
  type PurchaseSheet,
  type proposePurchase,
  RECEIVERS,
  voucherKey,
} from '../../spending/index.ts'
import { count, day as dayShown, money } from '../../web/show.ts'
import type { Lang } from '../../web/words.ts'
import { faultIn } from '../forms/faults.ts'
import type { Where } from '../forms/place.ts'
import { forms } from '../forms/words.ts'
import { readDate, within } from '../typing.ts'
import { spending } from './words.ts'

/** What is wrong with each field, as it is said beside it. */
export type Faults = Readonly<Record<string, string>>
export type Asked = Readonly<Record<string, string>>

export const PURCHASE_FIELDS = ['account', 'what', 'seller', 'day', 'amount', 'voucher'] as const
export const quantityOf = (need: string): string => `quantity_${need}`
export const priceOf = (need: string): string => `price_${need}`
/** All that the form of a purchase has, for these needs. */
export const fieldsFor = (needs: readonly Pick<Need, 'id'>[]): string[] => [
  ...PURCHASE_FIELDS,
  ...needs.flatMap(({ id }) => [quantityOf(id), priceOf(id)]),
]

const MOST = 1_000_000_000_000n

/** Reads lines of text and numbers out of a form, and keeps what is wrong with each. */
function reader(asked: Asked, lang: Lang, ours: readonly string[] = []) {
  const faults: Record<string, string> = {}
  const { fault } = forms[lang]
  const typed = (field: string) => asked[field] ?? ''
  return {
    faults,
    fault,
    line(field: string, most: number): string {
      const said = clean(typed(field).replace(/\s+/g, ' '), most + 1).trim()
      if (said === '') faults[field] = fault.missing
      else if (said.length > most) faults[field] = fault.long
      else if (tellsOfChild(said)) faults[field] = fault.child
      return said
    },
    /** A line that everybody reads. @param digits so many at a stretch are harmless; undefined: seven */
    shown(field: string, most: number, digits?: number): string {
      const said = this.line(field, most)
      const unfit = unfitForAll(said, { ours, ...(digits === undefined ? {} : { digits }) })
      if (faults[field] === undefined && unfit) faults[field] = fault[unfit]
      return said
    },
    /** Of a sum as officers type it; one that can be two is asked back. */
    number(field: string, kind: 'count' | 'sum'): bigint {
      const read = within(typed(field), kind, 1n, MOST)
      const wrong = faultIn(lang, read.fault)
      if (wrong !== undefined) faults[field] = wrong
      return read.value
    },
    day(field: string, now: Date): Day {
      const read = readDate(typed(field))
      if (!read) faults[field] = fault.day
      else if (read > dayOf(now)) faults[field] = fault.future
      return read ?? dayOf(now)
    },
  }
}

/** Reads the form of a purchase: all faults at once. */
export function readPurchase(
  asked: Asked,
  {
    campaign,
    needs,
    now,
    lang,
    ours,
  }: { campaign: Campaign; needs: readonly Need[]; now: Date; lang: Lang; ours: readonly string[] },
): { readonly sheet: PurchaseSheet } | { readonly faults: Faults } {
  const read = reader(asked, lang, ours)
  const { faults, fault, number, day } = read
  const account = [campaign.account.id, ...campaign.formerAccounts].find((id) => id === asked.account)
  if (!account) faults.account = fault.pick
  const sheet = {
    campaignId: campaign.id,
    accountId: account ?? '',
    what: read.shown('what', 120),
    seller: read.line('seller', 120),
    day: day('day', now),
    amount: number('amount', 'sum'),
    // An invoice's number has up to eight digits, an account more.
    voucher: read.shown('voucher', 40, 8),
  }
  if (!faults.voucher && voucherKey(sheet.voucher) === '') faults.voucher = spending[lang].faults.noNumber
  const lines: Line[] = []
  for (const { id, mode } of needs) {
    const [quantity, price] = [quantityOf(id), priceOf(id)]
    const [many, each] = [(asked[quantity] ?? '').trim(), (asked[price] ?? '').trim()]
    if (many === '' && each === '') continue
    if (mode === 'pooled') lines.push({ need: id, quantity: number(quantity, 'sum'), unitPrice: 1n })
    else if (many === '' || each === '') faults[many === '' ? quantity : price] = spending[lang].faults.half
    else lines.push({ need: id, quantity: number(quantity, 'count'), unitPrice: number(price, 'sum') })
  }
  return Object.keys(faults).length > 0 ? { faults } : { sheet: { ...sheet, lines } }
}

/** Why a purchase cannot be asked for, beside the field that it is about, with the numbers. */
export function faultsOf(
  refusal: Exclude<Awaited<ReturnType<typeof proposePurchase>>, { kind: 'asked' | 'not_there' }>,
  needs: readonly Need[],
  lang: Lang,
): Faults {
  const { faults } = spending[lang]
  switch (refusal.kind) {
    case 'voucher_used':
      return { voucher: faults.used(refusal.by.what, refusal.by.voucher, dayShown(refusal.by.day, lang)) }
    case 'lines_over':
      return { amount: faults.lines(money(refusal.sum, lang)) }
    case 'too_many': {
      const unit = needs.find(({ id }) => id === refusal.need)?.unitWord ?? ''
      return { [quantityOf(refusal.need)]: faults.tooMany(count(refusal.most, lang), unit) }
    }
    case 'too_much': {
      const [own, common, wanted] = [refusal.needs, refusal.common, refusal.wanted].map((sum) =>
        money(sum, lang),
      )
      return { amount: faults.tooMuch(own!, common!, wanted!) }
    }
    default:
      return refusal satisfies never
  }
}

export const DELIVERY_FIELDS = [
  'line',
  'commune',
  'place',
  'sent',
  'quantity',
  'missing',
  'note',
  'day',
  'receiver',
] as const

/** Reads the form of a delivery: all faults at once. @param where what was found for its commune */
export function readDelivery(
  asked: Asked,
  { where, now, lang, ours }: { where: Where; now: Date; lang: Lang; ours: readonly string[] },
): { readonly sheet: Omit<DeliverySheet, 'communeId'> } | { readonly faults: Faults } {
  const read = reader(asked, lang, ours)
  const { faults, fault, number, day } = read
  const w = spending[lang].faults
  const receiver = RECEIVERS.find((one) => one === asked.receiver)
  if (!receiver) faults.receiver = fault.pick
  if (where.fault) faults.commune = fault[where.fault]
  const [sent, quantity] = [number('sent', 'count'), number('quantity', 'count')]
  if (!faults.sent && !faults.quantity && quantity > sent) faults.quantity = w.moreThanSent
  const short = quantity < sent
  const missing = MISSING.find((one) => one === asked.missing) ?? null
  const said = (asked.note ?? '').trim() !== ''
  if (short && missing === null) faults.missing = w.why
  else if (!short && missing !== null) faults.missing = w.noWhy
  else if (!short && said) faults.note = w.noWhy
  const note = short && said ? read.line('note', 160) : null
  const sheet = { lineId: asked.line ?? '', sent, quantity, missing, note, day: day('day', now) }
  return Object.keys(faults).length > 0 ? { faults } : { sheet: { ...sheet, receiver: receiver! } }
}

/** Why the seller of a purchase is not to be named any more; for the trail, which keeps no words. */
export const EMPTY_REASONS = ['request', 'mistake', 'no_need'] as const
export type EmptyReason = (typeof EMPTY_REASONS)[number]

/** Why it is wrong, for officers. @returns undefined with what is wrong with that */
export function readWrong(
  asked: Asked,
  lang: Lang,
): { readonly wrong: string } | { readonly faults: Faults } {
  const { faults, line } = reader(asked, lang)
  const wrong = line('wrong', 160)
  return Object.keys(faults).length > 0 ? { faults } : { wrong }
}
