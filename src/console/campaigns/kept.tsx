import { type Kept, keptPercent, keptSoonPercent } from '../../giving/index.ts'
import { formatMonth } from '../../platform/vietnamese/index.ts'
import type { Frame } from '../../web/layout.tsx'
import { count } from '../../web/show.ts'
import { campaigns } from './words.ts'

/** How the promises of a campaign were kept: all of it in a line, and each month of it. Nothing where there are none. */
export function PromisesKept({ promises, frame: { lang } }: { promises: readonly Kept[]; frame: Frame }) {
  if (promises.length === 0) return null
  const w = campaigns[lang].promises
  const n = (many: number) => count(BigInt(many), lang)
  const of = (many: number, percent: number | null) => (percent === null ? '–' : `${n(many)} · ${percent}%`)
  const sum = (field: 'promised' | 'soon' | 'kept' | 'young') =>
    promises.reduce((all, one) => all + one[field], 0)
  const all = { promised: sum('promised'), soon: sum('soon'), kept: sum('kept'), young: sum('young') }
  const row = (name: string, one: Omit<Kept, 'campaign' | 'month'>) => (
    <tr key={name}>
      <th scope="row">{name}</th>
      <td>{n(one.promised)}</td>
      <td>{of(one.soon, keptSoonPercent(one))}</td>
      <td>{of(one.kept, keptPercent(one))}</td>
      <td>{n(one.young)}</td>
    </tr>
  )
  return (
    <section class="card">
      <h2>{w.title}</h2>
      <p class="soft">{w.note}</p>
      <div class="scroll">
        <table class="figures">
          <thead>
            <tr>
              {w.heads.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {promises.length > 1 && row(w.all, all)}
            {promises.map((one) => row(formatMonth(one.month), one))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
