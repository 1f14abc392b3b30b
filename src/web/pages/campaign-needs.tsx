import type { Frame } from '../layout.tsx'
import { Own } from '../own.tsx'
import { day, money } from '../show.ts'
import { words } from '../words.ts'
import { type Progress, ProgressLine, unitIn } from './parts.tsx'

export interface NeedLine {
  /** A commune; absent when the fund brings it where it is needed most. */
  readonly place?: string
  /** Where the commune lies. Neither is a child's place: a commune has thousands. */
  readonly where?: { readonly province: string; readonly oldDistrict?: string; readonly into?: string }
  readonly what: string
  readonly progress: Progress
  /** Đồng for one unit; absent when the need is a sum of money. */
  readonly unitPrice?: bigint
  /** Of what many pay together: what one part costs, and what that is called. */
  readonly portion?: { readonly price: bigint; readonly vi: string; readonly en: string }
  /** What a plan says that it costs, and from when until when that is so. */
  readonly standard?: {
    readonly vi: string
    readonly en: string
    readonly amount: bigint
    readonly number: string
    readonly from: Date
    readonly until?: Date
  }
  readonly deadline?: Date
  /** Takes no more, whether it is full or not. */
  readonly closed?: boolean
}

/** Needs of a campaign, a card each. */
export const Needs = ({ needs, frame }: { needs: readonly NeedLine[]; frame: Frame }) => (
  <div class="needs">
    {needs.map((need) => (
      <Need need={need} frame={frame} />
    ))}
  </div>
)

function Need({ need, frame }: { need: NeedLine; frame: Frame }) {
  const { lang } = frame
  const { campaign: text } = words[lang]
  const { progress, unitPrice, portion, standard, deadline, closed = false } = need
  const full = progress.received >= progress.target
  return (
    <article class="card" data-testid="need">
      <h3>{need.place === undefined ? text.anywhere : <Own lang={lang}>{need.place}</Own>}</h3>
      {need.where && (
        <p class="soft">{text.where(need.where.province, need.where.oldDistrict, need.where.into)}</p>
      )}
      <p>
        <Own lang={lang}>{need.what}</Own>
      </p>
      <ProgressLine progress={progress} lang={lang} />
      <p class="soft">
        {full && <span class="tag">{text.full}</span>}
        {closed && !full && <span class="tag">{text.needClosed}</span>}
        {!closed && unitPrice !== undefined && progress.unit !== undefined && (
          <span>{text.each(money(unitPrice, lang), unitIn(lang, progress.unit, 1n))}</span>
        )}
        {!closed && !full && portion && (
          <span>{text.portion(portion[lang], money(portion.price, lang))}</span>
        )}
        {standard && <span>{standardSaid(standard, frame)}</span>}
        {deadline && !full && !closed && <span>{text.by(day(deadline, lang))}</span>}
      </p>
    </article>
  )
}

function standardSaid(one: NonNullable<NeedLine['standard']>, { lang }: Frame): string {
  const { campaign: text } = words[lang]
  const said = text.standard(one[lang], money(one.amount, lang), one.number, day(one.from, lang))
  return one.until ? `${said}; ${text.standardUntil(day(one.until, lang))}` : said
}
