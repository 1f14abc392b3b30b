import { z } from 'zod'
import type { Account, Campaign } from '../../campaigns/index.ts'
import type { Person } from '../../people/index.ts'
import { moneyInWords } from '../../platform/vietnamese/index.ts'
import type { Credit } from '../bank/store.ts'

/**
 * What a receipt says, frozen when it was issued and kept as JSON: a later change of a name, a price or an account
 * changes no paper. The fields are those that are drawn (certificates/receipt-paper.ts).
 */
export const receiptFacts = z.object({
  number: z.string(),
  gift: z.object({
    kind: z.literal('transfer'),
    amount: z.string().regex(/^\d+$/).transform(BigInt),
    amountInWords: z.string(),
    /** The last four characters of the bank's reference. */
    reference: z.string().nullable(),
    account: z.string(),
  }),
  receivedAt: z.iso.datetime().transform((text) => new Date(text)),
  usedFor: z.string(),
  condition: z.string().nullable(),
  unitName: z.string(),
  unitDecision: z.string().nullable(),
  lang: z.enum(['vi', 'en']),
  verifyUrl: z.string(),
  demo: z.boolean(),
})
/** With whom it names, who is kept apart and sealed. Null: nobody, or they were erased. */
export type ReceiptFacts = z.infer<typeof receiptFacts> & { readonly donorName: string | null }
export type FrozenFacts = z.input<typeof receiptFacts>

/** `TET27-000413` */
export const receiptNumber = (series: string, number: number): string =>
  `${series}-${String(number).padStart(6, '0')}`

/** One address for papers that strangers may check. */
export const checkUrl = (site: string, publicId: string): string => `${site}/c/${publicId}`

export function freeze(issue: {
  readonly number: string
  readonly publicId: string
  readonly site: string
  readonly person: Person
  readonly campaign: Campaign
  readonly account: Account
  readonly credit: Pick<Credit, 'amount' | 'at' | 'bankRef'>
  readonly usedFor: string
}): FrozenFacts {
  const { campaign, credit, account, person } = issue
  return {
    number: issue.number,
    gift: {
      kind: 'transfer',
      amount: String(credit.amount),
      amountInWords: moneyInWords(credit.amount),
      reference: credit.bankRef?.slice(-4) ?? null,
      account: `${account.number}, ${account.bankName}`,
    },
    receivedAt: credit.at.toISOString(),
    usedFor: `${campaign.title} · ${issue.usedFor}`,
    condition: null,
    unitName: campaign.unit.name,
    unitDecision: campaign.unit.decision,
    lang: person.lang,
    verifyUrl: checkUrl(issue.site, issue.publicId),
    demo: campaign.demo,
  }
}
