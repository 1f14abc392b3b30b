import type { Row, Trail } from '../../organisers/index.ts'
import type { Frame } from '../../web/layout.tsx'
import { moment, to } from '../../web/show.ts'
import { actIn } from '../acts.ts'
import { type Desk, DeskLayout, Form, Notice } from '../layout.tsx'
import { type Book, detailIn, ObjectOf } from './objects.tsx'
import { audit } from './words.ts'

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
}

export function AuditPage({ frame, desk, rows, book, seal, trail, older, whole }: AuditProps) {
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
        <p class="soft">{seal ? w.sealed(String(seal.n), moment(seal.sealedAt, lang)) : w.unsealed}</p>
      </div>
      {trail && <Notice bad={trail.kind !== 'whole'}>{w.trail(trail)}</Notice>}
      <Form action="/console/audit/check" frame={frame} desk={desk}>
        <button type="submit" class="button">
          {w.check}
        </button>
      </Form>
      {rows.length === 0 && <p class="soft">{w.none}</p>}
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
          <a href={to(`/console/audit?before=${older}`, lang)}>{w.older}</a>
        </p>
      )}
    </DeskLayout>
  )
}
