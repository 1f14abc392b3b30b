import { type ForeignSum, formatForeign } from '../../platform/vietnamese/index.ts'
import { count, money } from '../show.ts'
import { type Lang, words } from '../words.ts'
import { Facts, unitIn } from './parts.tsx'

/** Things that people bring, what they give directly, and money that is no đồng: by nobody's name, and in no sum of money. */
export interface ApartData {
  readonly things: readonly {
    readonly unit: string | null
    readonly promised: bigint
    readonly counted: bigint
  }[]
  /** In other currencies: it has come, and its bank has not changed it yet. */
  readonly held: readonly ForeignSum[]
  /** `value` in đồng; nought where nobody could say. */
  readonly direct: { readonly times: bigint; readonly value: bigint }
}

export function ApartSection({ apart, lang }: { apart: ApartData; lang: Lang }) {
  const { besides: text } = words[lang].campaign
  const said = (of: 'promised' | 'counted') => {
    const some = apart.things.filter((one) => one[of] > 0n)
    const shown = some.map(({ unit, ...one }) =>
      [count(one[of], lang), unit === null ? text.thing : unitIn(lang, unit, one[of])]
        .filter(Boolean)
        .join(' '),
    )
    return some.length > 0 ? shown.join(', ') : undefined
  }
  const { times, value } = apart.direct
  const often = text.times(count(times, lang))
  const direct = value > 0n ? text.worth(often, money(value, lang)) : often
  return (
    <section id="apart" data-testid="apart">
      <h2>{text.title}</h2>
      <div class="card">
        <Facts
          rows={[
            [text.promised, said('promised')],
            [text.counted, said('counted')],
            [text.direct, times > 0n ? direct : undefined],
            [
              text.held,
              apart.held.length > 0
                ? apart.held.map((sum) => formatForeign(sum, lang)).join(', ')
                : undefined,
            ],
          ]}
        />
        <p class="soft">{apart.held.length > 0 ? `${text.note} ${text.heldNote}` : text.note}</p>
      </div>
    </section>
  )
}
