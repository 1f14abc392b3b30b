import { noticeId, type Odd } from '../../giving/index.ts'
import type { Frame } from '../../web/layout.tsx'
import { second, money as sum, to } from '../../web/show.ts'
import { Line } from '../fields.tsx'
import { type Desk, DeskLayout, Top } from '../layout.tsx'
import { moneyObject, noticeObject } from './kinds.ts'
import { notice, noticeReason } from './notice-words.ts'
import type { Listed } from './notices.ts'
import { Promised } from './one-page.tsx'
import { saidBack } from './said-words.ts'
import { money } from './words.ts'

interface ListProps {
  frame: Frame
  desk: Desk
  unowned: readonly Odd[]
  moreUnowned: number
  undecided: readonly Odd[]
  moreUndecided: number
  /** In a common pot, of an unknown giver: the last ones. */
  pooled: readonly Odd[]
  notices: readonly Listed[]
  /** What a second person is waited for, as the trail calls it. */
  proposed: ReadonlySet<string>
  /** What was just done. */
  said: string | undefined
  /** A code or number that was looked for, and not found. */
  find: string
}

export function ListPage(props: ListProps) {
  const {
    frame,
    desk,
    unowned,
    moreUnowned,
    undecided,
    moreUndecided,
    pooled,
    notices,
    proposed,
    said,
    find,
  } = props
  const { lang } = frame
  const w = money[lang]
  // A page that is loaded again after it was decided greets with nothing that is over.
  const isOver = (said === 'proposed' || said === 'waiting') && proposed.size === 0
  const done =
    !isOver && said !== undefined && Object.hasOwn(saidBack[lang], said) ? saidBack[lang][said] : undefined
  return (
    <DeskLayout frame={frame} title={w.title} desk={desk}>
      <Top title={w.title} lead={w.lead} good={done} />
      <Section
        title={w.unowned}
        rows={unowned}
        more={moreUnowned}
        proposed={proposed}
        frame={frame}
        desk={desk}
      />
      <Section
        title={w.undecided}
        rows={undecided}
        more={moreUndecided}
        proposed={proposed}
        frame={frame}
        desk={desk}
      />
      <section>
        <h2>{w.notices}</h2>
        {notices.length === 0 && <p class="soft">{w.none}</p>}
        <ul class="rows">
          {notices.map((one) => (
            <li key={one.key} class="card">
              <h3>
                <Open path={`/console/notices/${one.key}`} frame={frame} desk={desk}>
                  {one.amount === undefined
                    ? notice[lang].title
                    : `${sum(one.amount, lang)} · ${notice[lang].way[one.direction ?? 'in']}`}
                </Open>
              </h3>
              {proposed.has(noticeObject(noticeId(one))) && <p class="tag">{w.waits}</p>}
              <p>{noticeReason(one.reason, lang)}</p>
              <p class="soft">
                {[
                  second(one.at ?? one.receivedAt, lang),
                  one.accounts.join(' / '),
                  one.refEnd ? w.refEnd(one.refEnd) : w.noRef,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
            </li>
          ))}
        </ul>
      </section>
      {pooled.length > 0 && (
        <details>
          <summary>
            {w.pooled} ({pooled.length})
          </summary>
          <p class="soft">{w.pooledHint}</p>
          <Rows rows={pooled} proposed={proposed} frame={frame} desk={desk} />
        </details>
      )}
      <form method="get" action="/console/money" class="card find">
        {lang === 'en' && <input type="hidden" name="lang" value="en" />}
        <Line
          name="find"
          label={w.find}
          hint={w.findHint}
          value={find}
          fault={find === '' ? undefined : w.notFound}
        />
        <button type="submit" class="button quiet">
          {w.look}
        </button>
      </form>
    </DeskLayout>
  )
}

interface SectionProps {
  title: string
  rows: readonly Odd[]
  more: number
  proposed: ReadonlySet<string>
  frame: Frame
  desk: Desk
}

function Section({ title, rows, more, proposed, frame, desk }: SectionProps) {
  const { lang } = frame
  const w = money[lang]
  return (
    <section>
      <h2>{title}</h2>
      {rows.length === 0 && <p class="soft">{w.none}</p>}
      <Rows rows={rows} proposed={proposed} frame={frame} desk={desk} />
      {more > 0 && <p class="soft">{w.more(more)}</p>}
    </section>
  )
}

function Rows({ rows, proposed, frame, desk }: Omit<SectionProps, 'title' | 'more'>) {
  const { lang } = frame
  const w = money[lang]
  return (
    <ul class="rows">
      {rows.map((one) => (
        <li key={one.donation} class="card">
          <h3>
            <Open path={`/console/money/${one.donation}`} frame={frame} desk={desk}>
              {sum(one.amount, lang)}
            </Open>
          </h3>
          {proposed.has(moneyObject(one.donation)) && <p class="tag">{w.waits}</p>}
          <p>
            {one.giver === null
              ? w.why[one.why ?? '']
              : `${w.state[one.state]} · ${w.wish[one.wish ?? ''] ?? w.noWish}`}
          </p>
          {one.answerBy && (
            <p>
              <Promised odd={one} lang={lang} />
            </p>
          )}
          <p class="soft">
            {second(one.receivedAt, lang)} · {one.account}
            {one.titles && ` (${one.titles})`} · {one.refEnd ? w.refEnd(one.refEnd) : w.noRef}
          </p>
        </li>
      ))}
    </ul>
  )
}

/** A link for whoever may go there. */
function Open(props: { path: string; frame: Frame; desk: Desk; children: string }) {
  if (!props.desk.can('money.settle')) return <>{props.children}</>
  return (
    <a class="whole" href={to(props.path, props.frame.lang)}>
      {props.children}
    </a>
  )
}
