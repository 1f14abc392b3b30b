import type { Row, Trail } from '../../organisers/index.ts'
import type { Frame } from '../../web/layout.tsx'
import { moment, to } from '../../web/show.ts'
import { actIn } from '../acts.ts'
import { Line, Pick } from '../fields.tsx'
import { type Desk, DeskLayout, Form, Notice } from '../layout.tsx'
import { DEEDS, type DeedKind } from './deeds.ts'
import { type Book, detailIn, ObjectOf } from './objects.tsx'
import { audit } from './words.ts'

/** What is looked for, as it was typed; empty: everything. */
export interface Filter {
  readonly day: string
  /** An officer's id, or `SERVER`. */
  readonly by: string
  readonly deed: string
}
export const SERVER = 'server'

interface AuditProps {
  frame: Frame
  desk: Desk
  rows: readonly Row[]
  book: Book
  seal: { readonly n: bigint; readonly sealedAt: Date } | null
  trail?: Trail
  /** Where the next page begins. */
  older: bigint | undefined
  /** Whether these are everybody's lines. */
  whole: boolean
  filter: Filter
  /** Its day could not be read. */
  unread: boolean
  /** Who has ever done anything here, by id. */
  actors: ReadonlyMap<string, string>
}

export function AuditPage(props: AuditProps) {
  const { frame, desk, rows, book, seal, trail, older, whole, filter } = props
  const { lang } = frame
  const w = audit[lang]
  const { names } = book
  const [n, at, who, act, object] = w.heads
  return (
    <DeskLayout frame={frame} title={w.title} desk={desk}>
      <div>
        <h1>{w.title}</h1>
        <p class="soft">{w.lead}</p>
        {!whole && <p class="soft">{w.own}</p>}
        <p class="soft">
          {seal && seal.n > 0n ? w.sealed(String(seal.n), moment(seal.sealedAt, lang)) : w.unsealed}
        </p>
      </div>
      {trail && <Notice bad={trail.kind !== 'whole'}>{w.trail(trail)}</Notice>}
      <Form action="/console/audit/check" frame={frame} desk={desk}>
        <button type="submit" class="button">
          {w.check}
        </button>
      </Form>
      <Find {...props} />
      {rows.length === 0 && <p class="soft">{isEmpty(filter) ? w.none : w.noneFound}</p>}
      {rows.length > 0 && (
        <table class="trail">
          <thead>
            <tr>
              <th>{n}</th>
              <th>{at}</th>
              <th>{who}</th>
              <th>{act}</th>
              <th>{object}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={String(row.n)}>
                <td data-head={n}>{String(row.n)}</td>
                <td data-head={at}>{moment(row.at, lang)}</td>
                <td data-head={who}>{row.actor === null ? w.system : (names.get(row.actor) ?? row.actor)}</td>
                <td data-head={act}>
                  {actIn(row.act, lang)}
                  {row.detail && <span class="soft"> ({detailIn(row.detail, names, lang)})</span>}
                </td>
                <td data-head={object}>
                  <ObjectOf object={row.object} book={book} lang={lang} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {older !== undefined && (
        <p>
          <a href={to(`/console/audit?${new URLSearchParams({ ...filter, before: String(older) })}`, lang)}>
            {w.older}
          </a>
        </p>
      )}
    </DeskLayout>
  )
}

const isEmpty = ({ day, by, deed }: Filter) => day + by + deed === ''

/** Looks for a day, a person, a kind of deed. */
function Find({ frame: { lang }, filter, unread, actors, whole }: AuditProps) {
  const w = audit[lang]
  const { find } = w
  const officers = [...actors].toSorted(([, a], [, b]) => a.localeCompare(b, 'vi'))
  return (
    <form method="get" action="/console/audit" class="card fields">
      {lang === 'en' && <input type="hidden" name="lang" value="en" />}
      <div class="pair">
        <Line
          name="day"
          type="date"
          label={find.day}
          value={filter.day}
          fault={unread ? find.unread : undefined}
        />
        {whole && (
          <Pick
            name="by"
            label={find.by}
            value={filter.by}
            options={[['', find.everybody], ...officers, [SERVER, w.system]]}
          />
        )}
        <Pick
          name="deed"
          label={find.deed}
          value={filter.deed}
          options={[
            ['', find.everything],
            ...(Object.keys(DEEDS) as DeedKind[]).map((kind) => [kind, find.deeds[kind]] as const),
          ]}
        />
      </div>
      <div class="buttons">
        <button type="submit" class="button quiet">
          {find.look}
        </button>
        {!isEmpty(filter) && <a href={to('/console/audit', lang)}>{find.all}</a>}
      </div>
    </form>
  )
}
