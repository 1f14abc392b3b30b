import type { Stuck, Unread } from '../../conversation/index.ts'
import type { Frame } from '../../web/layout.tsx'
import { moment, to } from '../../web/show.ts'
import { Line } from '../fields.tsx'
import { type Desk, DeskLayout, Form, Top } from '../layout.tsx'
import { aside } from './words.ts'

interface AsideProps {
  frame: Frame
  desk: Desk
  stuck: readonly Stuck[]
  unread: readonly Unread[]
  /** What was just done. */
  said: string | undefined
}

export function AsidePage({ frame, desk, stuck, unread, said }: AsideProps) {
  const { lang } = frame
  const w = aside[lang]
  const done = said !== undefined && Object.hasOwn(w.saidBack, said) ? w.saidBack[said] : undefined
  const part = (title: string, rows: readonly (readonly [path: string, what: string, at: Date])[]) => (
    <section>
      <h2>{title}</h2>
      {rows.length === 0 && <p class="soft">{w.none}</p>}
      <ul class="rows">
        {rows.map(([path, what, at]) => (
          <li key={path} class="card">
            <h3>
              {desk.can('aside.settle') ? (
                <a class="whole" href={to(`/console/aside/${path}`, lang)}>
                  {what}
                </a>
              ) : (
                what
              )}
            </h3>
            <p class="soft">{moment(at, lang)}</p>
          </li>
        ))}
      </ul>
    </section>
  )
  return (
    <DeskLayout frame={frame} title={w.title} desk={desk}>
      <Top title={w.title} lead={w.lead} good={done} />
      {part(
        w.stuck,
        stuck.map((one) => [`items/${one.seq}`, w.from(one.source), one.stuckAt]),
      )}
      {part(
        w.unread,
        unread.map((one) => [`bodies/${one.id}`, `${w.from(one.source)} · ${one.reason}`, one.receivedAt]),
      )}
    </DeskLayout>
  )
}

interface LookProps {
  frame: Frame
  desk: Desk
  about: {
    readonly path: string
    readonly source: string
    readonly at: Date
    /** What lies in it. */
    readonly text: string
    /** Whether it can be tried again. */
    readonly again: boolean
  }
  /** What was typed as the reason, and is none. */
  why?: string | undefined
}

/** What lies in one of them, and what becomes of it. */
export function LookPage({ frame, desk, about, why }: LookProps) {
  const { lang } = frame
  const w = aside[lang]
  const action = `/console/aside/${about.path}/settle`
  return (
    <DeskLayout frame={frame} title={w.one} desk={desk}>
      <div>
        <p>
          <a href={to('/console/aside', lang)}>← {w.back}</a>
        </p>
        <h1>{w.one}</h1>
        <p class="soft">
          {w.from(about.source)} · {moment(about.at, lang)}
        </p>
      </div>
      <section class="card">
        <pre class="memo">{about.text}</pre>
        <p class="soft">{w.private}</p>
      </section>
      {about.again && (
        <Form action={action} frame={frame} desk={desk} class="card">
          <h2>{w.again}</h2>
          <p class="soft">{w.againHint}</p>
          <button type="submit" name="do" value="again" class="button">
            {w.again}
          </button>
        </Form>
      )}
      <Form action={action} frame={frame} desk={desk} class="card">
        <h2>{w.dismiss}</h2>
        <input type="hidden" name="do" value="dismiss" />
        <Line
          name="why"
          label={w.why}
          hint={w.whyHint}
          value={why}
          fault={why === undefined ? undefined : w.whyFault}
          max={200}
        />
        <button type="submit" class="button quiet">
          {w.dismiss}
        </button>
      </Form>
    </DeskLayout>
  )
}
