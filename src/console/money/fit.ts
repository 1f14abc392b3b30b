import { campaignById } from '../../campaigns/index.ts'
import { missing, type Pledge, showCode } from '../../giving/index.ts'
import type { Tx } from '../../platform/tx.ts'
import { money as shown } from '../../web/show.ts'
import type { Lang } from '../../web/words.ts'
import { money } from './words.ts'

/** Money that came, or would be booked. Undefined: what it comes to, or when it came, nobody knows yet. */
interface Sum {
  readonly amount: bigint | undefined
  readonly at: Date | undefined
}

/** Nothing of it is missing: more is a second gift of its donor's, or a mistake, so whoever gives it more is asked first. */
export const isPaid = (pledge: Pledge): boolean => pledge.received >= pledge.amount

/**
 * What becomes of money that is matched with this promise, so that who approves it sees when the two do not fit: what was
 * promised, what is missing, and what is too much or too little. By the rules of giving's receiveForPledge.
 *
 *     ghép với phần TLV NP69 JFS, đăng ký 200.000 đ, còn thiếu 200.000 đ; dư 24.800.000 đ dùng cho nơi còn thiếu của Tết ấm
 */
export async function fitOf(tx: Tx, pledge: Pledge, sum: Sum, lang: Lang): Promise<string> {
  const { title, receivesUntil } = (await campaignById(tx, pledge.campaignId))!
  const w = money[lang]
  const left = pledge.amount > pledge.received ? pledge.amount - pledge.received : 0n
  const now = missing(pledge) > 0n ? w.missing(shown(left, lang)) : left === 0n ? w.fit.paid : w.fit.ended
  const promise = [w.proposed.match(showCode(pledge.code)), w.fit.promised(shown(pledge.amount, lang)), now]
  const late = sum.at !== undefined && sum.at > receivesUntil
  return `${promise.join(', ')}${after()}`

  function after(): string {
    if (late) return `; ${w.fit.late}`
    if (pledge.state === 'cancelled') return `; ${w.fit.kept}`
    if (sum.amount === undefined) return ''
    if (sum.amount > left) return `; ${w.fit.more(shown(sum.amount - left, lang), title)}`
    return `; ${sum.amount < left ? w.fit.less(shown(left - sum.amount, lang)) : w.fit.exact}`
  }
}
