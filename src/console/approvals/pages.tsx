import { type Approval, type NotDecided, REFUSALS } from '../../organisers/index.ts'
import type { Frame } from '../../web/layout.tsx'
import { moment, to } from '../../web/show.ts'
import { Choose, type Desk, DeskLayout, Form, said, Top } from '../layout.tsx'
import { actOf } from '../routes.ts'
import type { Shown } from './kinds.ts'
import { approvals as words } from './words.ts'

/** Something that waits, as this officer sees it. */
export interface Waiting {
  readonly approval: Approval
  readonly shown: Shown
  /** Name of who asked; undefined when they have left. */
  readonly asker: string | undefined
  readonly own: boolean
  /** `may`, or why not. */
  readonly approve: NotDecided | 'may'
  readonly refuse: boolean
  /** From when on this officer can approve; they or who asked are too new yet. */
  readonly from: Date | undefined
}

interface ApprovalsProps {
  frame: Frame
  desk: Desk
  waiting: readonly Waiting[]
  /** Why a decision was not taken. */
  fault: string | undefined
  /** The decision that was just taken. */
  done: string | undefined
}

export function ApprovalsPage({ frame, desk, waiting, fault, done }: ApprovalsProps) {
  const { lang } = frame
  const w = words[lang]
  const own = waiting.filter((one) => one.own)
  const others = waiting.filter((one) => !one.own)
  return (
    <DeskLayout frame={frame} title={w.title} desk={desk}>
      <Top title={w.title} lead={w.lead} bad={said(w.faults, fault)} good={said(w.done, done)} />
      {others.length === 0 && <p class="soft">{w.none}</p>}
      <Cards frame={frame} desk={desk} waiting={others} />
      {own.length > 0 && (
        <section>
          <h2>{w.own}</h2>
          <Cards frame={frame} desk={desk} waiting={own} />
        </section>
      )}
    </DeskLayout>
  )
}

const Cards = ({ frame, desk, waiting }: Pick<ApprovalsProps, 'frame' | 'desk' | 'waiting'>) => (
  <ul class="rows">
    {waiting.map((one) => (
      <Card key={one.approval.id} frame={frame} desk={desk} waiting={one} />
    ))}
  </ul>
)

/** Why somebody cannot approve it, where no waiting helps. */
const TOLD: ReadonlySet<Waiting['approve']> = new Set(['asker_gone', 'own', 'not_known', 'asker_not_known'])

function Card({ frame, desk, waiting }: { frame: Frame; desk: Desk; waiting: Waiting }) {
  const { lang } = frame
  const w = words[lang]
  const { approval, shown, asker, own, approve, refuse, from } = waiting
  const at = `/console/approvals/${approval.id}`
  const mayDecide = desk.can('approvals.decide')
  // An auditor reads of money that they may not open, a treasurer of officers.
  const act = shown.path === undefined ? undefined : actOf(shown.path)
  const opens = act !== undefined && desk.can(act)
  return (
    <li class="card approval" id={approval.id}>
      <h2>{opens ? <a href={to(shown.path!, lang)}>{shown.what}</a> : shown.what}</h2>
      <dl class="change">
        {shown.from !== undefined && (
          <div class="change-line">
            <dt>{w.from}</dt>
            <dd>{shown.from}</dd>
          </div>
        )}
        {shown.to !== undefined && (
          <div class="change-line">
            <dt>{w.to}</dt>
            <dd>{shown.to}</dd>
          </div>
        )}
      </dl>
      <p class="soft">
        {own ? w.byYou : w.by(asker ?? w.left)} · {moment(approval.askedAt, lang)} ·{' '}
        {w.until(moment(approval.endsAt, lang))}
      </p>
      {own && <p class="soft">{w.another}</p>}
      {!own && TOLD.has(approve) && <p class="soft">{said(w.faults, approve)}</p>}
      {!own && approve === 'too_new' && from && <p class="soft">{w.tooNew(moment(from, lang))}</p>}
      {!own && approve === 'asker_new' && from && <p class="soft">{w.askerNew(moment(from, lang))}</p>}
      {mayDecide && (
        <div class="buttons">
          {!own && approve === 'may' && (
            <Form action={`${at}/approve`} frame={frame} desk={desk}>
              <button type="submit" class="button">
                {w.approve}
              </button>
            </Form>
          )}
          {own && (
            <Form action={`${at}/withdraw`} frame={frame} desk={desk}>
              <button type="submit" class="button quiet">
                {w.withdraw}
              </button>
            </Form>
          )}
        </div>
      )}
      {mayDecide && !own && refuse && (
        <details>
          <summary>{w.refuse}</summary>
          <Form action={`${at}/refuse`} frame={frame} desk={desk} class="fields">
            <Choose
              name="why"
              label={w.why}
              none={w.whyNone}
              choices={REFUSALS.map((one) => [one, w.refusals[one]] as const)}
            />
            <button type="submit" class="button quiet">
              {w.refuse}
            </button>
          </Form>
        </details>
      )}
    </li>
  )
}
