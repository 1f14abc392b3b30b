import type { Session } from '../../organisers/index.ts'
import type { Frame } from '../../web/layout.tsx'
import { moment } from '../../web/show.ts'
import { type Desk, DeskLayout, Form } from '../layout.tsx'
import { sessions as words } from './words.ts'

export function SessionsPage(props: {
  frame: Frame
  desk: Desk
  sessions: readonly Session[]
  here: string
}) {
  const { frame, desk, sessions, here } = props
  const { lang } = frame
  const w = words[lang]
  return (
    <DeskLayout frame={frame} title={w.title} desk={desk}>
      <h1>{w.title}</h1>
      <ul class="rows">
        {sessions.map(({ id, browser, createdAt, seenAt }) => (
          <li key={id} class="card row">
            <div>
              <h3>{browser || w.browser}</h3>
              <p class="soft">
                {w.since(moment(createdAt, lang))} · {w.seen(moment(seenAt, lang))}
              </p>
            </div>
            {id === here ? (
              <span class="tag">{w.here}</span>
            ) : (
              <Form action="/console/sessions/end" frame={frame} desk={desk}>
                <input type="hidden" name="session" value={id} />
                <button type="submit" class="button quiet">
                  {w.end}
                </button>
              </Form>
            )}
          </li>
        ))}
      </ul>
      {sessions.length > 1 && (
        <Form action="/console/sessions/end" frame={frame} desk={desk}>
          <button type="submit" class="button quiet">
            {w.others}
          </button>
        </Form>
      )}
    </DeskLayout>
  )
}
