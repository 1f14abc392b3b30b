import { z } from 'zod'
import { type Action, action } from '../../conversation/action.ts'
import { nothing } from '../../platform/shapes.ts'
import {
  currencyName,
  type ForeignSum,
  formatForeign,
  isCurrency,
  readForeign,
  sumOf,
} from '../../platform/vietnamese/index.ts'

const said = z.string().nullish()
/** Each is known so far. `shown`: both of them, as people read it. */
const both = z.object({ amount: z.string(), currency: z.string(), shown: z.string() })

/** What flows keep of an amount in another currency: its plain amount and its code. Undefined: one is missing, or it is none. */
export const saidSum = (
  amount: string | null | undefined,
  currency: string | null | undefined,
): ForeignSum | undefined =>
  amount && currency && isCurrency(currency) ? sumOf(amount, currency) : undefined

/** What flows may ask of money that is no đồng. */
export const foreignActions = (): readonly Action[] => [
  action({
    name: 'foreign.read',
    /** What is said, beside what was understood before. */
    input: z.object({ said, amount: said, currency: said }),
    outcomes: {
      both,
      /** Which currency it is, or how much, is asked. */
      amount: z.object({ amount: z.string() }),
      currency: z.object({ currency: z.string(), name: z.string() }),
      unread: nothing,
    },
    async run({ lang }, { said, amount: before, currency: known }) {
      const read = readForeign(said ?? '')
      const amount = read.amount ?? before ?? undefined
      const currency = read.currency ?? (known && isCurrency(known) ? known : undefined)
      const sum = saidSum(amount, currency)
      if (sum)
        return {
          outcome: 'both' as const,
          amount: amount!,
          currency: currency!,
          shown: formatForeign(sum, lang),
        }
      if (currency) return { outcome: 'currency' as const, currency, name: currencyName(currency, lang) }
      return amount ? { outcome: 'amount' as const, amount } : { outcome: 'unread' as const }
    },
  }),
]
