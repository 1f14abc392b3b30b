import { type DeskLine, type Handover, lineText } from '../../conversation/index.ts'
import type { ReadyAnswer } from '../../organisers/index.ts'
import type { FileLinks } from '../../web/file-links.ts'
import type { Frame } from '../../web/layout.tsx'
import { moment, to } from '../../web/show.ts'
import { type Desk, DeskLayout, Form, Notice } from '../layout.tsx'
import { Beside, type Known } from './beside.tsx'
import { Tags } from './list.tsx'
import { reasonIn } from './reasons.ts'
import { talks } from './words.ts'

export type Said = 'sent' | 'noted' | 'taken' | 'empty' | 'long' | 'held' | 'unseen' | 'closed'

export interface Draft {
  readonly answer?: string
  readonly summary?: string
  readonly farewell?: string
}

interface TalkProps {
  frame: Frame
  desk: Desk
  talk: Handover
  lines: readonly DeskLine[]
  /** How many lines were asked for: there may be more. */
  shown: number
  known: Known
  answers: readonly ReadyAnswer[]
  links: FileLinks
  said?: Said | undefined
  /** What was typed and not sent. */
  draft?: Draft | undefined
  /** What it shows (`seenNow`). */
  seen: string
}

export function TalkPage(props: TalkProps) {
  const { frame, desk, talk, lines, shown, known, said } = props
  const { lang } = frame
  const w = talks[lang]
  const summary = known.notes.findLast(({ kind }) => kind === 'summary')
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
        <p class="soft">
          {w.private} {!talk.closedAt && <a href="#answer">{w.down}</a>}
        </p>
        {talk.closedAt && <Notice>{w.over(moment(talk.closedAt, lang))}</Notice>}
        {summary && (
          <Notice>
            {w.last}, {moment(summary.at, lang)}: {summary.text}
          </Notice>
        )}
      </div>
      <div class="two">
        <div class="stack">
          {lines.length >= shown && (
            <a class="button quiet" href={to(`/console/talks/${talk.id}?lines=${shown * 2}`, lang)}>
              {w.older}
            </a>
          )}
          <Lines {...props} />
          {said && said !== 'closed' && (
            <Notice bad={BAD.includes(said)}>
              {said === 'held' ? w.held(nameOf(talk.takenBy, known)) : w[said]}
            </Notice>
          )}
          {said === 'closed' && <Unsent {...props} />}
          {!talk.closedAt && (
            <>
              <Holder {...props} />
              <AnswerForm {...props} />
              <CloseForm {...props} />
            </>
          )}
        </div>
        <Beside frame={frame} desk={desk} talk={talk} lines={lines} known={known} />
      </div>
    </DeskLayout>
  )
}

const BAD: readonly Said[] = ['empty', 'long', 'held', 'unseen']
const nameOf = (officer: string | null, { names }: Known): string => names.get(officer ?? '') ?? '…'

/** Where the files lie that the person of a conversation has sent. */
export const sentBy = ({ contact }: Pick<Handover, 'contact'>): string => `sent/${contact}`

/** Which line raised the alarm: the last that its person wrote before a person was called. */
export const raisedBy = ({ urgent, openedAt }: Handover, lines: readonly DeskLine[]): number =>
  urgent ? lines.findLastIndex(({ who, at }) => who === 'person' && at <= openedAt) : -1

function Lines({ frame: { lang }, talk, lines, links, known }: TalkProps) {
  const w = talks[lang]
  const raised = raisedBy(talk, lines)
  if (lines.length === 0) return <p class="soft">{w.none}</p>
  return (
    <ol class="talk">
      {lines.map(({ at: when, who, officer, text, without, files, state }, n) => (
        <li key={n} class={who}>
          {n === raised && (
            <p>
              <span class="tag bad">{w.raised}</span>
            </p>
          )}
          <p class="soft">
            {known.names.get(officer ?? '') ?? w[who]} · {moment(when, lang)}
            {state && state !== 'sent' && ` · ${w.states[state]}`}
          </p>
          <p class="said" lang="vi">
            {files.length > 0 ? text : lineText({ text, ...(without && { without }) }, lang)}
          </p>
          {files.map((file) => {
            const token = links.token({ ...file, file: `${sentBy(talk)}/${file.file}` }, { hours: 1 })
            const link = `/console/talks/${talk.id}/files/${token}`
            return (
              <a key={file.file} class="thumb" href={link} target="_blank" rel="noopener">
                {file.mime.startsWith('image/') ? <img src={link} alt={w.picture} loading="lazy" /> : w.paper}
              </a>
            )
          })}
        </li>
      ))}
    </ol>
  )
}

/** What somebody typed after another had handed the conversation back. */
function Unsent({ frame, draft = {} }: TalkProps) {
  const w = talks[frame.lang]
  const typed = [draft.answer, draft.summary, draft.farewell].filter(Boolean)
  return (
    <Notice bad>
      {w.closed} {typed.length > 0 && <q lang="vi">{typed.join('\n')}</q>}
    </Notice>
  )
}

function Holder({ frame, desk, talk, known }: TalkProps) {
  const { lang } = frame
  const w = talks[lang]
  const { takenBy, takenAt } = talk
  const mine = takenBy === desk.officer.id
  return (
    <Form action={`/console/talks/${talk.id}/take`} frame={frame} desk={desk} class="holder">
      <p>
        <strong>
          {mine ? w.mine : takenBy ? w.has(nameOf(takenBy, known), moment(takenAt!, lang)) : w.free}
        </strong>{' '}
        {takenBy && <span class="soft">{w.stale}</span>}
      </p>
      {takenBy && !mine && <input type="hidden" name="over" value={takenBy} />}
      {!mine && (
        <button type="submit" class="button quiet">
          {takenBy ? w.takeOver : w.take}
        </button>
      )}
    </Form>
  )
}

function AnswerForm({ frame, desk, talk, answers, said, draft, seen }: TalkProps) {
  const w = talks[frame.lang]
  const over = said === 'held' ? talk.takenBy : null
  return (
    <Form action={`/console/talks/${talk.id}/answer`} frame={frame} desk={desk} class="card">
      <input type="hidden" name="seen" value={seen} />
      {over && <input type="hidden" name="over" value={over} />}
      {answers.length > 0 && (
        <div class="pick">
          <label class="field">
            <span>{w.ready}</span>
            <select name="ready" data-ready="">
              <option value="">{w.choose}</option>
              {answers.map(({ id, title, text }) => (
                <option key={id} value={id} data-text={text}>
                  {title}
                </option>
              ))}
            </select>
          </label>
          <button
            type="submit"
            name="pick"
            value="1"
            class="button quiet"
            formnovalidate
            data-insert="answer"
          >
            {w.insert}
          </button>
        </div>
      )}
      <label class="field">
        <span>{w.answer}</span>
        <textarea
          id="answer"
          name="answer"
          rows={6}
          maxlength={1_500}
          required
          aria-describedby="answer-hint"
        >
          {draft?.answer}
        </textarea>
        <small id="answer-hint" class="soft">
          {w.hint}
        </small>
      </label>
      <button type="submit" class="button">
        {over ? w.sendOver : w.send}
      </button>
    </Form>
  )
}

function CloseForm({ frame, desk, talk, draft, seen }: TalkProps) {
  const w = talks[frame.lang]
  return (
    <Form action={`/console/talks/${talk.id}/close`} frame={frame} desk={desk} class="card">
      <input type="hidden" name="seen" value={seen} />
      <h2>{w.closeTitle}</h2>
      <label class="field">
        <span>{w.summary}</span>
        <input
          name="summary"
          maxlength={300}
          autocomplete="off"
          value={draft?.summary}
          aria-describedby="summary-hint"
        />
        <small id="summary-hint" class="soft">
          {w.summaryHint}
        </small>
      </label>
      <label class="field">
        <span>{w.farewell}</span>
        <textarea name="farewell" rows={2} maxlength={1_500}>
          {draft?.farewell}
        </textarea>
      </label>
      <button type="submit" class="button quiet">
        {w.close}
      </button>
      <p class="soft">{w.closeNote}</p>
    </Form>
  )
}
