import type { Frame } from '../../web/layout.tsx'
import { money as sum, to } from '../../web/show.ts'
import { type Desk, DeskLayout, Form } from '../layout.tsx'
import { matching } from './match-words.ts'

interface Props {
  readonly frame: Frame
  readonly desk: Desk
  readonly donation: string
  /** Đồng. */
  readonly amount: bigint
  readonly pledge: string
  /** What becomes of it (`fitOf`). */
  readonly fit: string
}

/** Nothing more is given to a promise that is paid before whoever does so has read it. */
export function MatchPage({ frame, desk, donation, amount, pledge, fit }: Props) {
  const { lang } = frame
  const w = matching[lang]
  return (
    <DeskLayout frame={frame} title={w.title} desk={desk}>
      <h1>{w.title}</h1>
      <section class="card">
        <p>
          {sum(amount, lang)}: {fit}.
        </p>
        <p class="soft">{w.why}</p>
        <div class="buttons">
          <Form action={`/console/money/${donation}/settle`} frame={frame} desk={desk}>
            <input type="hidden" name="do" value="match" />
            <input type="hidden" name="pledge" value={pledge} />
            <input type="hidden" name="sure" value="yes" />
            <button type="submit" class="button">
              {w.yes}
            </button>
          </Form>
          <a class="button quiet" href={to(`/console/money/${donation}`, lang)}>
            {w.no}
          </a>
        </div>
      </section>
    </DeskLayout>
  )
}
