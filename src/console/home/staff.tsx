import type { Deputy, NotKnown } from '../../organisers/index.ts'
import type { Frame } from '../../web/layout.tsx'
import { moment } from '../../web/show.ts'
import { actIn } from '../acts.ts'
import { Unconfirmed } from '../officers/confirm.tsx'
import { daysOf } from '../officers/kinds.ts'
import type { NameBook } from '../officers/names.ts'
import { home } from './words.ts'

/** What whoever oversees officers is told of them: who may stand in, who came by a link, and what was changed since yesterday. */
export interface Staff {
  /** In force today. */
  readonly deputies: readonly Deputy[]
  /** Accounts of which nobody has said yet whose they are, each with its address. */
  readonly unknown: readonly (NotKnown & { readonly email: string })[]
  readonly news: readonly StaffNews[]
}

/** Something that was changed about officers. */
export interface StaffNews {
  readonly at: Date
  readonly act: string
  /** Null: on the server. */
  readonly by: string | null
  /** About whom; undefined when there is nobody yet. */
  readonly about: string | undefined
  /** As what, or on which days, in words. */
  readonly detail: string
  /** Who was shown the link by which they came; null: nobody of the fund. Undefined: it tells of no coming. */
  readonly link: string | null | undefined
}

export function StaffSection({ frame, staff, names }: { frame: Frame; staff: Staff; names: NameBook }) {
  const { lang } = frame
  const w = home[lang]
  const { deputies, unknown, news } = staff
  return (
    <>
      {unknown.length + deputies.length > 0 && (
        <section id="officers">
          <h2>{w.officers}</h2>
          <ul class="news">
            {unknown.map((one) => (
              <li key={one.officer}>
                <Unconfirmed one={one} email={one.email} names={names} lang={lang} />
              </li>
            ))}
            {deputies.map((one) => (
              <li key={one.id}>
                {w.standsIn(names.nameOf(one.officer), names.nameOf(one.absent), daysOf(one, lang))}
              </li>
            ))}
          </ul>
        </section>
      )}
      {news.length > 0 && (
        <section>
          <h2>{w.staff}</h2>
          <ul class="news">
            {news.map(({ at, act, by, about, detail, link }, n) => (
              <li key={n}>
                {by ?? w.server}: {actIn(act, lang)}
                {about !== undefined && about !== by && `, ${about}`}
                {detail && ` (${detail})`}
                {link !== undefined && `, ${link === null ? w.byServer : w.byLink(link)}`}{' '}
                <span class="soft">· {moment(at, lang)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
