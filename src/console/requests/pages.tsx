import { type DeskLine, lineText } from '../../conversation/index.ts'
import { overdue, type Request } from '../../people/index.ts'
import type { Frame } from '../../web/layout.tsx'
import { moment, to } from '../../web/show.ts'
import type { Lang } from '../../web/words.ts'
import { type Desk, DeskLayout, Form, Notice, Top } from '../layout.tsx'
import { requests } from './words.ts'

interface RequestsProps {
  frame: Frame
  desk: Desk
  open: readonly Request[]
  /** Closed not long ago, the last first. */
  lately: readonly Request[]
  now: Date
  /** One was closed just now. */
  closed: boolean
}

export function RequestsPage({ frame, desk, open, lately, now, closed }: RequestsProps) {
  const { lang } = frame
  const w = requests[lang]
  return (
    <DeskLayout frame={frame} title={w.title} desk={desk}>
      <Top title={w.title} lead={w.lead} good={closed && w.said.closed} />
      {open.length === 0 && <p class="soft">{w.none}</p>}
      <Rows requests={open} now={now} lang={lang} />
      {lately.length > 0 && (
        <section>
          <h2>{w.lately}</h2>
          <p class="soft">{w.latelyLead}</p>
          <Rows requests={lately} now={now} lang={lang} />
        </section>
      )}
    </DeskLayout>
  )
}

function Rows({ requests: rows, now, lang }: { requests: readonly Request[]; now: Date; lang: Lang }) {
  return (
    <ul class="rows">
      {rows.map((one) => (
        <li key={one.id} class="card">
          <p class="tags">
            <Tags request={one} now={now} lang={lang} />
          </p>
          <h3>
            <a class="whole" href={to(`/console/requests/${one.id}`, lang)}>
              {one.number} · {requests[lang].kinds[one.kind]}
            </a>
          </h3>
          <p class="soft">
            <Clocks request={one} lang={lang} />
          </p>
        </li>
      ))}
    </ul>
  )
}

export type Said = 'sent' | 'empty' | 'long' | 'unanswered' | 'held' | 'unseen' | 'gone'

interface RequestProps {
  frame: Frame
  desk: Desk
  request: Request
  now: Date
  /** What a complaint says. */
  words: string | null
  /** What was noted on closing it. */
  cameOf: string | null
  since: readonly DeskLine[]
  /** Officers who wrote in it, by id. */
  names: ReadonlyMap<string, string>
  said: Said | undefined
  /** What it shows (`seenNow`). */
  seen: string
  /** The officer who has the conversation, where that is why nothing was sent. */
  holder?: string | undefined
  holderName?: string | undefined
  /** What was typed and not taken. */
  answer?: string
  note?: string
}

export function RequestPage({
  frame,
  desk,
  request,
  now,
  words,
  cameOf,
  since,
  names,
  said,
  seen,
  holder,
  holderName = '',
  answer,
  note,
}: RequestProps) {
  const { lang } = frame
  const w = requests[lang]
  const at = `/console/requests/${request.id}`
  const mayAnswer = request.open && desk.can('requests.answer')
  const ofClosing = said === 'long' || said === 'unanswered' || note !== undefined
  const told = said && (said === 'held' ? w.said.held(holderName) : w.said[said])
  const brought = (
    <>
      <input type="hidden" name="seen" value={seen} />
      {holder && <input type="hidden" name="over" value={holder} />}
    </>
  )
  return (
    <DeskLayout frame={frame} title={`${request.number} · ${w.kinds[request.kind]}`} desk={desk}>
      <div>
        <p>
          <a href={to('/console/requests', lang)}>← {w.back}</a>
        </p>
        <h1>
          {request.number} · {w.kinds[request.kind]}
        </h1>
        <p class="tags">
          <Tags request={request} now={now} lang={lang} />
        </p>
        <p class="soft">
          <Clocks request={request} lang={lang} />
        </p>
        <p class="soft">{w.private}</p>
      </div>
      {words !== null && (
        <section>
          <h2>{w.words}</h2>
          <p class="card said" lang="vi">
            {words}
          </p>
        </section>
      )}
      {request.kind === 'erase' && <Notice>{w.eraseNote}</Notice>}
      <section>
        <h2>{w.talk}</h2>
        {since.length === 0 && <p class="soft">{w.silence}</p>}
        <ol class="talk">
          {since.map((line, n) => (
            <li key={n} class={line.who}>
              <p class="soft">
                {names.get(line.officer ?? '') ?? w[line.who]} · {moment(line.at, lang)}
              </p>
              <p class="said" lang="vi">
                {lineText(line, lang)}
              </p>
            </li>
          ))}
        </ol>
      </section>
      {cameOf && (
        <section>
          <h2>{w.cameOf}</h2>
          <p class="card said" lang="vi">
            {cameOf}
          </p>
        </section>
      )}
      {told && !ofClosing && (
        <Notice bad={said !== 'sent'}>
          {told} {said === 'gone' && answer && <q lang="vi">{answer}</q>}
        </Notice>
      )}
      {mayAnswer && (
        <Form action={`${at}/answer`} frame={frame} desk={desk} class="card">
          {brought}
          <label class="field">
            <span>{w.answer}</span>
            <textarea name="answer" rows={5} maxlength={1_500} required aria-describedby="answer-hint">
              {answer}
            </textarea>
            <small id="answer-hint" class="soft">
              {w.answerHint}
            </small>
          </label>
          <button type="submit" class="button">
            {holder ? w.sendOver : w.send}
          </button>
        </Form>
      )}
      {told && ofClosing && <Notice bad>{told}</Notice>}
      {mayAnswer && request.kind === 'complaint' && (
        <Form action={`${at}/close`} frame={frame} desk={desk} class="card">
          {brought}
          <label class="field">
            <span>{w.note}</span>
            <textarea name="note" rows={2} maxlength={300} aria-describedby="note-hint">
              {note}
            </textarea>
            <small id="note-hint" class="soft">
              {w.noteHint}
            </small>
          </label>
          <button type="submit" class="button quiet">
            {holder ? w.closeOver : w.close}
          </button>
        </Form>
      )}
    </DeskLayout>
  )
}

function Clocks({ request, lang }: { request: Request; lang: Lang }) {
  const w = requests[lang]
  const { askedAt, answerBy, answeredAt, dueBy, doneAt } = request
  const clocks = [
    w.asked(moment(askedAt, lang)),
    answeredAt ? w.answered(moment(answeredAt, lang)) : w.answerBy(moment(answerBy, lang)),
    doneAt ? w.doneAt(moment(doneAt, lang)) : dueBy && w.dueBy(moment(dueBy, lang)),
  ]
  return <>{clocks.filter(Boolean).join(' · ')}</>
}

function Tags({ request, now, lang }: { request: Request; now: Date; lang: Lang }) {
  const w = requests[lang]
  const late = overdue(request, now)
  return (
    <>
      {late && <span class="tag bad">{w.late[late]}</span>}
      <span class="tag">{!request.open ? w.over : request.answeredAt ? w.replied : w.waits}</span>
    </>
  )
}
