import type { ReadyAnswer } from '../../organisers/index.ts'
import type { Frame } from '../../web/layout.tsx'
import { meanwhileIn } from '../forms/faults.ts'
import { type Desk, DeskLayout, Form, Notice, Top } from '../layout.tsx'
import { shownIn } from '../meanwhile.ts'
import { answerWords } from './words.ts'

type Field = 'title' | 'text'

/** What its form shows (meanwhile.ts). */
export const formOf = ({ title, text }: Pick<ReadyAnswer, Field>): Record<Field, string> => ({ title, text })

/** What was typed and not kept; without an id it would have been a new one. */
export interface Wrong {
  readonly id: string | undefined
  /** `meanwhile`, `gone`: somebody else has changed it, or taken it away, since the page was shown. */
  readonly why: 'wrong' | 'meanwhile' | 'gone'
  /** How each field is now that somebody else has changed. */
  readonly news?: Readonly<Partial<Record<Field, string>>>
  readonly unit: string
  readonly title: string
  readonly text: string
}

interface Props {
  frame: Frame
  desk: Desk
  answers: readonly ReadyAnswer[]
  /** Where this officer may write some: names by id. */
  units: ReadonlyMap<string, string>
  said: 'saved' | 'ended' | undefined
  wrong: Wrong | undefined
}

export function AnswersPage({ frame, desk, answers, units, said, wrong }: Props) {
  const w = answerWords[frame.lang]
  return (
    <DeskLayout frame={frame} title={w.title} desk={desk}>
      <Top title={w.title} lead={w.intro} good={said && w[said]} />
      {answers.length === 0 && <p class="soft">{w.none}</p>}
      <ul class="rows">
        {answers.map((one) => {
          const shown = wrong?.id === one.id ? wrong : one
          return (
            <li key={one.id} class="card">
              <details open={shown === wrong}>
                <summary>
                  <strong>{one.title}</strong> <span class="soft">{units.get(one.unit)}</span>
                </summary>
                <div class="stack">
                  {shown === wrong && <Notice bad>{w[wrong.why]}</Notice>}
                  <Form action={`/console/answers/${one.id}`} frame={frame} desk={desk} class="stack">
                    <input type="hidden" name="was" value={shownIn(formOf(one))} />
                    <Fields frame={frame} {...shown} news={shown === wrong ? wrong.news : undefined} />
                    <button type="submit" class="button quiet">
                      {w.save}
                    </button>
                  </Form>
                  <Form action={`/console/answers/${one.id}/end`} frame={frame} desk={desk}>
                    <input type="hidden" name="was" value={shownIn(formOf(one))} />
                    <button type="submit" class="link">
                      {w.end}
                    </button>
                  </Form>
                </div>
              </details>
            </li>
          )
        })}
      </ul>
      <Form action="/console/answers" frame={frame} desk={desk} class="card">
        <h2>{w.add}</h2>
        {wrong && wrong.id === undefined && <Notice bad>{w[wrong.why]}</Notice>}
        <label class="field">
          <span>{w.unit}</span>
          <select name="unit">
            {[...units].map(([id, name]) => (
              <option key={id} value={id} selected={wrong?.unit === id}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <Fields frame={frame} title={wrong?.id ? '' : wrong?.title} text={wrong?.id ? '' : wrong?.text} />
        <button type="submit" class="button">
          {w.add}
        </button>
      </Form>
    </DeskLayout>
  )
}

function Fields(props: {
  frame: Frame
  title?: string | undefined
  text?: string | undefined
  news?: Wrong['news']
}) {
  const w = answerWords[props.frame.lang]
  const newsOf = (field: Field) => {
    const now = props.news?.[field]
    if (now === undefined) return null
    return (
      <small class="fault" role="alert">
        {meanwhileIn(props.frame.lang, now, props[field], now)}
      </small>
    )
  }
  return (
    <>
      <label class="field">
        <span>{w.name}</span>
        <input name="title" required maxlength={60} value={props.title} autocomplete="off" />
        <small class="soft">{w.nameHint}</small>
        {newsOf('title')}
      </label>
      <label class="field">
        <span>{w.text}</span>
        <textarea name="text" rows={4} required maxlength={1_500}>
          {props.text?.trim()}
        </textarea>
        <small class="soft">{w.textHint}</small>
        {newsOf('text')}
      </label>
    </>
  )
}
