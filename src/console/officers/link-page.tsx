import type { Frame } from '../../web/layout.tsx'
import { to } from '../../web/show.ts'
import { type Desk, DeskLayout } from '../layout.tsx'
import { officers as words } from './words.ts'

/** A link that is shown once, to be copied and handed over. */
export function LinkPage({ frame, desk, link }: { frame: Frame; desk: Desk; link: string }) {
  const w = words[frame.lang].link
  return (
    <DeskLayout frame={frame} title={w.title} desk={desk}>
      <h1>{w.title}</h1>
      <p>{w.lead}</p>
      <label class="field">
        <span>{w.label}</span>
        <textarea class="copied" readonly rows={3} aria-describedby="link-hint">
          {link}
        </textarea>
        <small id="link-hint" class="soft">
          {w.hint}
        </small>
      </label>
      <p>
        <a class="button quiet" href={to('/console/officers', frame.lang)}>
          {w.back}
        </a>
      </p>
    </DeskLayout>
  )
}
