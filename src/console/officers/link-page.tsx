import type { Frame } from '../../web/layout.tsx'
import { to } from '../../web/show.ts'
import type { Shown } from '../approvals/kinds.ts'
import { type Desk, DeskLayout } from '../layout.tsx'
import { officers as words } from './words.ts'

interface LinkProps {
  frame: Frame
  desk: Desk
  link: string
  /** What it is good for. */
  about: Pick<Shown, 'what' | 'to'>
  /** Where its maker came from. */
  back: string
}

/** A link that is shown once, to be copied and handed over. */
export function LinkPage({ frame, desk, link, about, back }: LinkProps) {
  const w = words[frame.lang].link
  return (
    <DeskLayout frame={frame} title={w.title} desk={desk}>
      <h1>{w.title}</h1>
      <p>
        <strong>{[about.what, about.to].filter(Boolean).join(': ')}</strong>
      </p>
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
      <p class="buttons">
        <button type="button" class="button" data-copy={link} data-copied={w.copied}>
          <span data-copy-word="">{w.copy}</span>
        </button>
        <a class="button quiet" href={to(back, frame.lang)}>
          {w.back}
        </a>
      </p>
    </DeskLayout>
  )
}
