import type { Stuck, Unread } from '../../conversation/index.ts'
import type { SetAside } from '../../giving/index.ts'
import type { Frame } from '../../web/layout.tsx'
import { moment } from '../../web/show.ts'
import { type Desk, DeskLayout } from '../layout.tsx'
import { aside } from './words.ts'

interface AsideProps {
  frame: Frame
  desk: Desk
  notices: readonly SetAside[]
  stuck: readonly Stuck[]
  unread: readonly Unread[]
}

export function AsidePage({ frame, desk, notices, stuck, unread }: AsideProps) {
  const { lang } = frame
  const w = aside[lang]
  const part = (title: string, rows: readonly (readonly [id: string, what: string, at: Date])[]) => (
    <section>
      <h2>{title}</h2>
      {rows.length === 0 && <p class="soft">{w.none}</p>}
      <ul class="rows">
        {rows.map(([id, what, at]) => (
          <li key={id} class="card">
            <p>{what}</p>
            <p class="soft">
              <code>{id}</code> · {moment(at, lang)}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
  return (
    <DeskLayout frame={frame} title={w.title} desk={desk}>
      <div>
        <h1>{w.title}</h1>
        <p class="soft">{w.lead}</p>
      </div>
      {part(
        w.notices,
        notices.map((one) => [`${one.provider}/${one.providerId}`, one.reason, one.receivedAt]),
      )}
      {part(
        w.stuck,
        stuck.map((one) => [one.seq, one.source, one.stuckAt]),
      )}
      {part(
        w.unread,
        unread.map((one) => [one.id, `${one.source}: ${one.reason}`, one.receivedAt]),
      )}
    </DeskLayout>
  )
}
