import type { Handover, Line } from '../../conversation/index.ts'
import type { Frame } from '../../web/layout.tsx'
import { moment, to } from '../../web/show.ts'
import type { Lang } from '../../web/words.ts'
import { type Desk, DeskLayout, Form, Notice } from '../layout.tsx'
import { reasonIn } from './reasons.ts'
import { talks } from './words.ts'

interface TalkProps {
  frame: Frame
  desk: Desk
  talk: Handover
  lines: readonly Line[]
  said?: 'sent' | 'empty' | undefined
  /** What was typed and not sent. */
  draft?: string
}

export function TalkPage({ frame, desk, talk, lines, said, draft }: TalkProps) {
  const { lang } = frame
  const w = talks[lang]
  const at = `/console/talks/${talk.id}`
  return (
    <DeskLayout frame={frame} title={w.title} desk={desk}>
      <div>
        <p>
          <a href={to('/console', lang)}>← {w.back}</a>
        </p>
        <h1>{w.title}</h1>
        <p class="tags">
          <Tags talk={talk} lang={lang} />
        </p>
        <p>{reasonIn(talk.reason, lang)}</p>
        <p class="soft">
          {w.since(moment(talk.openedAt, lang))} · {w.by(moment(talk.answerBy, lang))}
        </p>
        <p class="soft">{w.private}</p>
      </div>
      {lines.length === 0 && <p class="soft">{w.none}</p>}
      <ol class="talk">
        {lines.map(({ at: when, who, text }, n) => (
          <li key={n} class={who}>
            <p class="soft">
              {w[who]} · {moment(when, lang)}
            </p>
            <p class="said" lang="vi">
              {text}
            </p>
          </li>
        ))}
      </ol>
      {said && <Notice bad={said === 'empty'}>{w[said]}</Notice>}
      <Form action={`${at}/answer`} frame={frame} desk={desk} class="card">
        <label class="field">
          <span>{w.answer}</span>
          <textarea name="answer" rows={5} maxlength={1_500} required aria-describedby="answer-hint">
            {draft}
          </textarea>
          <small id="answer-hint" class="soft">
            {w.hint}
          </small>
        </label>
        <button type="submit" class="button">
          {w.send}
        </button>
      </Form>
      <Form action={`${at}/close`} frame={frame} desk={desk}>
        <button type="submit" class="button quiet">
          {w.close}
        </button>
        <p class="soft">{w.closeNote}</p>
      </Form>
    </DeskLayout>
  )
}

/** Conversations that wait, the most pressing first. */
export function TalkList({ talks: waiting, lang }: { talks: readonly Handover[]; lang: Lang }) {
  const w = talks[lang]
  return (
    <ul class="rows">
      {waiting.map((talk) => (
        <li key={talk.id} class="card">
          <p class="tags">
            <Tags talk={talk} lang={lang} />
            <span class="soft">{talk.channel}</span>
          </p>
          <h3>
            <a class="whole" href={to(`/console/talks/${talk.id}`, lang)}>
              {reasonIn(talk.reason, lang)}
            </a>
          </h3>
          <p class="soft">
            {w.since(moment(talk.openedAt, lang))} · {w.by(moment(talk.answerBy, lang))}
          </p>
        </li>
      ))}
    </ul>
  )
}

function Tags({ talk, lang }: { talk: Handover; lang: Lang }) {
  const w = talks[lang]
  return (
    <>
      {talk.urgent && <span class="tag bad">{w.urgent}</span>}
      {talk.overdue && <span class="tag bad">{w.overdue}</span>}
      {talk.answeredAt && <span class="tag">{w.answered}</span>}
    </>
  )
}
