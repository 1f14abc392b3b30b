import type { Handover, Line, Stuck, Unread } from '../../conversation/index.ts'
import type { SetAside } from '../../giving/index.ts'
import type { Frame } from '../../web/layout.tsx'
import { moment, to } from '../../web/show.ts'
import { type Desk, DeskLayout, Form, Notice } from '../layout.tsx'
import { reasonIn } from '../reasons.ts'
import { deskWords } from '../words.ts'

/** The pages on which an officer works: what needs them, one conversation, what was set aside. */

export type Counts = Partial<
  Record<'urgent' | 'overdue' | 'waiting' | 'notices' | 'stuck' | 'unread', number>
>

interface HomeProps {
  frame: Frame
  desk: Desk
  counts: Counts
  /** Undefined: this officer reads none. */
  talks: readonly Handover[] | undefined
}

export function HomePage({ frame, desk, counts, talks }: HomeProps) {
  const { lang } = frame
  const { home: w, roles } = deskWords[lang]
  const held = [...new Set(desk.officer.posts.map(({ role }) => roles[role]))]
  return (
    <DeskLayout frame={frame} title={w.title} desk={desk}>
      <div>
        <p class="soft">
          {w.hello(desk.officer.name)} · {held.join(', ')}
        </p>
        <h1>{w.title}</h1>
      </div>
      <ul class="counts">
        {(Object.entries(counts) as [keyof typeof w.counts, number][]).map(([kind, n]) => (
          <li
            key={kind}
            class={n === 0 ? 'none' : kind === 'urgent' || kind === 'overdue' ? 'bad' : undefined}
          >
            <strong>{n}</strong> <span>{w.counts[kind]}</span>
          </li>
        ))}
      </ul>
      <section>
        <h2>{w.talks}</h2>
        {talks === undefined && <p class="soft">{w.notYours}</p>}
        {talks?.length === 0 && <p class="soft">{w.none}</p>}
        {talks && talks.length > 0 && (
          <ul class="rows">
            {talks.map((talk) => (
              <li key={talk.id} class="card">
                <p class="tags">
                  {talk.urgent && <span class="tag bad">{w.urgent}</span>}
                  {talk.overdue && <span class="tag bad">{w.overdue}</span>}
                  {talk.answeredAt && <span class="tag">{w.answered}</span>}
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
        )}
      </section>
    </DeskLayout>
  )
}

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
  const { talk: w, home } = deskWords[lang]
  const at = `/console/talks/${talk.id}`
  return (
    <DeskLayout frame={frame} title={w.title} desk={desk}>
      <div>
        <p>
          <a href={to('/console', lang)}>← {w.back}</a>
        </p>
        <h1>{w.title}</h1>
        <p class="tags">
          {talk.urgent && <span class="tag bad">{home.urgent}</span>}
          {talk.overdue && <span class="tag bad">{home.overdue}</span>}
          {talk.answeredAt && <span class="tag">{home.answered}</span>}
        </p>
        <p>{reasonIn(talk.reason, lang)}</p>
        <p class="soft">
          {home.since(moment(talk.openedAt, lang))} · {home.by(moment(talk.answerBy, lang))}
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

interface AsideProps {
  frame: Frame
  desk: Desk
  notices: readonly SetAside[]
  stuck: readonly Stuck[]
  unread: readonly Unread[]
}

export function AsidePage({ frame, desk, notices, stuck, unread }: AsideProps) {
  const { lang } = frame
  const w = deskWords[lang].aside
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
