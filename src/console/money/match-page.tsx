import type { Frame } from '../../web/layout.tsx'
import { money as sum, to } from '../../web/show.ts'
import { type Desk, DeskLayout, Form } from '../layout.tsx'
import { matching } from './match-words.ts'

interface Props {
  readonly frame: Frame
  readonly desk: Desk
  /** Of the sum, or of the notice that tells of it. */
  readonly path: string
  /** Đồng. Undefined: nobody has said how much. */
  readonly amount: bigint | undefined
  /** What was typed, to be sent again. */
  readonly again: Readonly<Record<string, string>>
  /** What becomes of it (`fitOf`). */
  readonly fit: string
}

/** Nothing more is given to a promise that is paid before whoever does so has read it. */
export function MatchPage({ frame, desk, path, amount, again, fit }: Props) {
  const { lang } = frame
  const w = matching[lang]
  return (
    <DeskLayout frame={frame} title={w.title} desk={desk}>
      <h1>{w.title}</h1>
      <section class="card">
        <p>
          {amount === undefined ? '' : `${sum(amount, lang)}: `}
          {fit}.
        </p>
        <p class="soft">{w.why}</p>
        <div class="buttons">
          <Form action={`${path}/settle`} frame={frame} desk={desk}>
            {Object.entries({ ...again, sure: 'yes' }).map(([name, value]) => (
              <input key={name} type="hidden" name={name} value={value} />
            ))}
            <button type="submit" class="button">
              {w.yes}
            </button>
          </Form>
          <a class="button quiet" href={to(path, lang)}>
            {w.no}
          </a>
        </div>
      </section>
    </DeskLayout>
  )
}
