import { document } from '../../web/html.ts'
import { to } from '../../web/show.ts'
import type { Handlers } from '../desk.tsx'
import { DeskLayout } from '../layout.tsx'
import { guide } from './words.ts'

/** How things are done here, for who may do them. */
export function guideRoom(): Pick<Handlers, 'GET /console/guide'> {
  return {
    'GET /console/guide'(c, { frame, desk }) {
      const { lang } = frame
      const w = guide[lang]
      const theirs = w.chapters.filter(({ act }) => act === undefined || desk.can(act))
      const page = (
        <DeskLayout frame={frame} title={w.title} desk={desk}>
          <div>
            <h1>{w.title}</h1>
            <p class="soft">{w.lead}</p>
          </div>
          {theirs.map(({ id, title, steps, at }) => (
            <section key={id} id={id} class="card">
              <h2>{title}</h2>
              <ol class="steps">
                {steps.map((step) => (
                  <li key={step}>{step}</li>
                ))}
              </ol>
              {at && (
                <p>
                  <a href={to(at[0], lang)}>{at[1]} →</a>
                </p>
              )}
            </section>
          ))}
        </DeskLayout>
      )
      return c.html(document(page))
    },
  }
}
