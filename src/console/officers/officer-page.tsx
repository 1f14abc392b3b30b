import type { Deputy, NotKnown, OnRoster, Session } from '../../organisers/index.ts'
import type { Frame } from '../../web/layout.tsx'
import { moment, to } from '../../web/show.ts'
import { Choose, DateField, type Desk, DeskLayout, Form, Notice, said } from '../layout.tsx'
import { deskWords } from '../words.ts'
import { Confirm, Unconfirmed } from './confirm.tsx'
import { daysOf } from './kinds.ts'
import type { NameBook } from './names.ts'
import { PostFields, Posts } from './pages.tsx'
import { officers as words } from './words.ts'

interface OfficerProps {
  frame: Frame
  desk: Desk
  officer: OnRoster
  /** They look at themselves. */
  self: boolean
  mayChange: boolean
  /** Somebody has yet to say that the account is theirs. */
  notKnown: NotKnown | undefined
  sessions: readonly Session[]
  deputies: readonly Deputy[]
  /** Who could stand in. */
  others: readonly OnRoster[]
  units: readonly string[]
  names: NameBook
  today: string
  /** What was typed and could not be done. */
  kept: { readonly deputy?: string; readonly from?: string; readonly until?: string }
  fault: string | undefined
  done: string | undefined
}

export function OfficerPage(props: OfficerProps) {
  const { frame, desk, officer, mayChange, notKnown, names, fault, done } = props
  const { lang } = frame
  const w = words[lang]
  const bad = said(w.faults, fault)
  return (
    <DeskLayout frame={frame} title={officer.name} desk={desk}>
      <div>
        <p>
          <a href={to('/console/officers', lang)}>← {w.title}</a>
        </p>
        <h1>{officer.name}</h1>
        <p>
          <Posts posts={officer.posts} names={names} lang={lang} />
        </p>
        <p class="soft">
          {officer.email} · {officer.signedInAt ? w.seen(moment(officer.signedInAt, lang)) : w.never}
          {!officer.enrolled && ` · ${w.notEnrolled}`}
        </p>
      </div>
      {bad && <Notice bad>{bad}</Notice>}
      {done === 'done' && <Notice>{w.done}</Notice>}
      {!mayChange && <p class="soft">{w.notYours}</p>}
      {notKnown && !notKnown.mine && (
        <Notice>
          <Unconfirmed one={notKnown} email={officer.email} names={names} lang={lang} />
        </Notice>
      )}
      {notKnown?.mine && <Confirm frame={frame} desk={desk} one={notKnown} names={names} />}
      <Roles {...props} />
      <Deputies {...props} />
      <Sessions {...props} />
      {mayChange && !props.self && <Account {...props} />}
    </DeskLayout>
  )
}

function Roles({ frame, desk, officer, mayChange, units, names }: OfficerProps) {
  const { lang } = frame
  const w = words[lang]
  const at = `/console/officers/${officer.id}`
  return (
    <section>
      <h2>{w.roles}</h2>
      <ul class="rows">
        {officer.posts
          .filter(({ standsFor }) => standsFor === undefined)
          .map(({ role, unit }) => (
            <li key={`${role} ${unit}`} class="card row">
              <span>
                {deskWords[lang].roles[role]}, {names.unitOf(unit)}
              </span>
              {mayChange && (
                <Form action={`${at}/take`} frame={frame} desk={desk}>
                  <input type="hidden" name="role" value={role} />
                  <input type="hidden" name="unit" value={unit} />
                  <button type="submit" class="button quiet">
                    {w.take}
                  </button>
                </Form>
              )}
            </li>
          ))}
      </ul>
      {mayChange && (
        <details class="more">
          <summary>{w.give}</summary>
          <Form action={`${at}/give`} frame={frame} desk={desk} class="card">
            <p class="soft">{w.giveLead}</p>
            <PostFields units={units} names={names} lang={lang} />
            <button type="submit" class="button">
              {w.give}
            </button>
          </Form>
        </details>
      )}
    </section>
  )
}

function Deputies({ frame, desk, officer, mayChange, deputies, others, names, today, kept }: OfficerProps) {
  const { lang } = frame
  const w = words[lang]
  const at = `/console/officers/${officer.id}`
  return (
    <section>
      <h2>{w.deputies}</h2>
      {deputies.length === 0 && <p class="soft">{w.noDeputies}</p>}
      <ul class="rows">
        {deputies.map((deputy) => (
          <li key={deputy.id} class="card row">
            <span>{w.standsIn(names.nameOf(deputy.officer), daysOf(deputy, lang))}</span>
            {mayChange && (
              <Form action={`${at}/deputy/end`} frame={frame} desk={desk}>
                <input type="hidden" name="deputy" value={deputy.id} />
                <button type="submit" class="button quiet">
                  {w.takeBack}
                </button>
              </Form>
            )}
          </li>
        ))}
      </ul>
      {mayChange && others.length > 0 && (
        <details class="more" open={kept.from !== undefined}>
          <summary>{w.nameDeputy}</summary>
          <Form action={`${at}/deputy`} frame={frame} desk={desk} class="card">
            <p class="soft">{w.deputyLead}</p>
            <Choose
              name="deputy"
              label={w.deputy}
              choices={others.map(({ id, name }) => [id, name])}
              value={kept.deputy}
              none={w.chooseDeputy}
            />
            <div class="pair">
              <DateField name="from" label={w.from} value={kept.from ?? today} />
              <DateField name="until" label={w.until} value={kept.until ?? ''} />
            </div>
            <button type="submit" class="button">
              {w.nameDeputy}
            </button>
          </Form>
        </details>
      )}
    </section>
  )
}

function Sessions({ frame, desk, officer, mayChange, sessions }: OfficerProps) {
  const { lang } = frame
  const w = words[lang]
  const at = `/console/officers/${officer.id}/sessions/end`
  return (
    <section>
      <h2>{w.signedIn}</h2>
      {sessions.length === 0 && <p class="soft">{w.sessions(0)}</p>}
      <ul class="rows">
        {sessions.map(({ id, browser, seenAt }) => (
          <li key={id} class="card row">
            <div>
              <p>{browser || w.browser}</p>
              <p class="soft">{w.active(moment(seenAt, lang))}</p>
            </div>
            {mayChange && (
              <Form action={at} frame={frame} desk={desk}>
                <input type="hidden" name="session" value={id} />
                <button type="submit" class="button quiet">
                  {w.endSession}
                </button>
              </Form>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Account({ frame, desk, officer }: OfficerProps) {
  const w = words[frame.lang]
  const at = `/console/officers/${officer.id}`
  return (
    <section>
      <h2>{w.account}</h2>
      <div class="rows">
        <Form action={`${at}/reset`} frame={frame} desk={desk} class="card">
          <p>{w.resetLead}</p>
          <button type="submit" class="button quiet">
            {w.reset}
          </button>
        </Form>
        <Form action={`${at}/end`} frame={frame} desk={desk} class="card">
          <p>{w.endLead}</p>
          <button type="submit" class="button quiet">
            {w.end}
          </button>
        </Form>
      </div>
    </section>
  )
}
