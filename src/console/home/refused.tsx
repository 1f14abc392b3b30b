import type { Approval } from '../../organisers/index.ts'
import type { Frame } from '../../web/layout.tsx'
import { moment, to } from '../../web/show.ts'
import type { Shown } from '../approvals/kinds.ts'
import { approvals } from '../approvals/words.ts'
import { type Desk, Form } from '../layout.tsx'
import { actOf } from '../routes.ts'

/** Something that this officer asked for, and somebody did not approve. */
export interface Refused {
  readonly approval: Approval
  readonly shown: Shown
  /** What who decided is called. */
  readonly by: string
}

interface RefusedProps {
  frame: Frame
  desk: Desk
  refused: readonly Refused[]
}

/** It stands there until they have read it. */
export function RefusedList({ frame, desk, refused }: RefusedProps) {
  const { lang } = frame
  const w = approvals[lang]
  if (refused.length === 0) return null
  return (
    <section id="refused">
      <h2>{w.refusedTitle}</h2>
      <ul class="rows">
        {refused.map(({ approval, shown, by }) => {
          const act = shown.path === undefined ? undefined : actOf(shown.path)
          const opens = act !== undefined && desk.can(act)
          return (
            <li key={approval.id} class="card">
              <h3>{opens ? <a href={to(shown.path!, lang)}>{shown.what}</a> : shown.what}</h3>
              {shown.to !== undefined && <p>{shown.to}</p>}
              <p class="soft">{w.refusedBy(by, moment(approval.decidedAt ?? approval.askedAt, lang))}</p>
              {approval.why && (
                <p>
                  <strong>{w.refusedWhy(w.refusals[approval.why])}</strong>
                </p>
              )}
              <Form action={`/console/approvals/${approval.id}/seen`} frame={frame} desk={desk}>
                <button type="submit" class="button quiet">
                  {w.refusedSeen}
                </button>
              </Form>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
