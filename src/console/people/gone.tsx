import type { DonorCopy } from '../../giving/index.ts'
import type { Lang } from '../../web/words.ts'
import { said } from '../layout.tsx'
import { peopleWords } from './words.ts'

interface Props {
  gift: DonorCopy['gifts'][number]
  /** What is valid in place of a receipt that was cancelled, by number. */
  instead: ReadonlyMap<string, string>
  lang: Lang
}

/** Of a gift that is none any more: why its receipt was cancelled, and what is valid in its place. */
export function Gone({ gift, instead, lang }: Props) {
  const w = peopleWords[lang]
  const why = said(w.gone, gift.state)
  if (why === undefined) return null
  const now = instead.get(gift.receipt)
  return (
    <span class="tag">
      {why}
      {now !== undefined && `; ${w.instead(now)}`}
    </span>
  )
}
