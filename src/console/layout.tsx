import type { ComponentChildren } from 'preact'
import type { Act, Officer } from '../organisers/index.ts'
import { Document, type Frame, LangSwitch } from '../web/layout.tsx'
import { Mark } from '../web/mark.tsx'
import { to } from '../web/show.ts'
import { deskWords } from './words.ts'

/** Who looks at a page, and what goes into its forms. */
export interface Desk {
  readonly officer: Officer
  /** Stands in every form: only pages of this session have it. */
  readonly formToken: string
  /** Names one form of one page, which does what it does once (once.ts). */
  readonly formId: () => string
  /** Whether a post of theirs allows this, anywhere. */
  readonly can: (act: Act) => boolean
}

type Room = readonly [path: string, act: Act, name: keyof (typeof deskWords)['vi']['nav']]

/** What stands at the top of every page, for whoever may go there: what somebody does every day. */
const DAILY: readonly Room[] = [
  ['/console', 'desk.see', 'home'],
  ['/console/requests', 'requests.read', 'requests'],
  ['/console/people', 'people.see', 'people'],
  ['/console/money', 'money.see', 'money'],
  ['/console/campaigns', 'campaigns.see', 'campaigns'],
  ['/console/approvals', 'approvals.see', 'approvals'],
]
/** And, folded away, what somebody does now and then. */
const SELDOM: readonly Room[] = [
  ['/console/offers', 'offers.see', 'offers'],
  ['/console/spending', 'spending.see', 'spending'],
  ['/console/slots', 'slots.see', 'slots'],
  ['/console/monthly', 'slots.see', 'monthly'],
  ['/console/aside', 'aside.see', 'aside'],
  ['/console/channels', 'channels.see', 'channels'],
  ['/console/answers', 'answers.edit', 'answers'],
  ['/console/alarms', 'alarms.own', 'alarms'],
  ['/console/officers', 'officers.see', 'officers'],
  ['/console/accounts', 'accounts.see', 'accounts'],
  ['/console/audit', 'audit.read', 'audit'],
  ['/console/sessions', 'sessions.own', 'sessions'],
  ['/console/guide', 'desk.see', 'guide'],
]

interface Props {
  frame: Frame
  title: string
  desk?: Desk
  /** One question alone. */
  narrow?: boolean
  children: ComponentChildren
}

/** A page of the desk. Without `desk` nobody is signed in yet. */
export function DeskLayout({ frame, title, desk, narrow, children }: Props) {
  const w = deskWords[frame.lang]
  const isHere = ([path]: Room) => frame.path === path
  /** A page that its menu does not show open says which it is. */
  const here = SELDOM.find(isHere)
  const item = (who: Desk, room: Room) =>
    who.can(room[1]) && (
      <a href={to(room[0], frame.lang)} aria-current={isHere(room) ? 'page' : undefined}>
        {w.nav[room[2]]}
      </a>
    )
  return (
    <Document frame={frame} title={title} private head={<Head />}>
      <a class="skip" href="#main">
        {w.skip}
      </a>
      {desk?.can('alarms.own') && <AlarmBand frame={frame} />}
      <header class="desk-head">
        <a class="brand" href={to('/console', frame.lang)}>
          <Mark size={32} />
          <span>{w.desk}</span>
        </a>
        {desk && (
          <nav>
            {DAILY.map((room) => item(desk, room))}
            <details class="rooms">
              <summary class={here && 'here'}>{here ? w.nav[here[2]] : w.more}</summary>
              <div>{SELDOM.map((room) => item(desk, room))}</div>
            </details>
          </nav>
        )}
        <span class="desk-end">
          <LangSwitch frame={frame} />
          {desk && (
            <Form action="/console/sign-out" frame={frame} desk={desk}>
              <button type="submit" class="link">
                {w.signOut}
              </button>
            </Form>
          )}
        </span>
      </header>
      <main id="main" class={desk && !narrow ? undefined : 'narrow'}>
        {children}
      </main>
    </Document>
  )
}

const Head = () => (
  <>
    <link rel="stylesheet" href="/assets/desk.css" />
    <link rel="stylesheet" href="/assets/desk-rooms.css" />
    <link rel="stylesheet" href="/assets/desk-forms.css" />
    <script type="module" src="/assets/desk.js" />
  </>
)

/** Stands on every page and is seen when somebody must be called (static/desk-alarm.js). Without script home shows the same. */
function AlarmBand({ frame }: { frame: Frame }) {
  const { alarm } = deskWords[frame.lang]
  return (
    <p
      class="alarm"
      role="alert"
      hidden
      data-alarm={to('/console/alarm', frame.lang)}
      data-home={to('/console', frame.lang)}
      data-danger={alarm.danger}
      data-despair={alarm.despair}
      data-both={alarm.both}
      data-late={alarm.late}
      data-soon={alarm.soon}
      data-gone={alarm.gone}
      data-away={alarm.away}
    >
      <a href={to('/console', frame.lang)}>{deskWords[frame.lang].nav.home}</a>
    </p>
  )
}

/** A form that changes something. */
export function Form(props: {
  action: string
  frame: Frame
  desk?: Desk | undefined
  class?: string
  /** It sends a file. */
  files?: boolean
  children: ComponentChildren
}) {
  return (
    <form
      method="post"
      action={to(props.action, props.frame.lang)}
      class={props.class}
      enctype={props.files ? 'multipart/form-data' : undefined}
    >
      {props.desk && <input type="hidden" name="form" value={props.desk.formToken} />}
      {props.desk && <input type="hidden" name="once" value={props.desk.formId()} />}
      {props.children}
    </form>
  )
}

/** A labelled line to type into. */
export function Field(props: {
  name: string
  label: string
  hint?: string
  type?: 'text' | 'email' | 'password'
  value?: string
  autocomplete: string
  numeric?: boolean
  /** What is wrong with it. */
  fault?: string | undefined
}) {
  const { name, label, hint, type = 'text', value, autocomplete, numeric, fault } = props
  return (
    <label class="field">
      <span>{label}</span>
      <input
        name={name}
        // Preact's types want to know at the place which of the three it is.
        type={type as 'text'}
        value={value}
        required
        autocomplete={autocomplete}
        inputmode={numeric ? 'numeric' : undefined}
        aria-describedby={hint ? `${name}-hint` : undefined}
        aria-invalid={fault ? 'true' : undefined}
        aria-errormessage={fault ? `${name}-fault` : undefined}
      />
      <span class="notes">
        {fault && (
          <small id={`${name}-fault`} class="fault">
            {fault}
          </small>
        )}
        {hint && (
          <small id={`${name}-hint`} class="soft">
            {hint}
          </small>
        )}
      </span>
    </label>
  )
}

/** A choice out of a list. `none`: what stands there before one is made. */
export function Choose(props: {
  name: string
  label: string
  choices: readonly (readonly [value: string, label: string])[]
  value?: string | undefined
  none?: string
}) {
  const { name, label, choices, value, none } = props
  return (
    <label class="field">
      <span>{label}</span>
      <select name={name} required>
        {none !== undefined && (
          <option value="" selected={!value}>
            {none}
          </option>
        )}
        {choices.map(([id, text]) => (
          <option key={id} value={id} selected={id === value}>
            {text}
          </option>
        ))}
      </select>
    </label>
  )
}

export const DateField = ({ name, label, value }: { name: string; label: string; value: string }) => (
  <label class="field">
    <span>{label}</span>
    <input type="date" name={name} value={value} required />
  </label>
)

/** What a table of words says for a key that came from outside; nothing for any other. */
export const said = (table: Readonly<Record<string, string>>, key: string | undefined): string | undefined =>
  key !== undefined && Object.hasOwn(table, key) ? table[key] : undefined

export const Notice = ({ bad, children }: { bad?: boolean; children: ComponentChildren }) => (
  <p class={bad ? 'notice bad' : 'notice'} role={bad ? 'alert' : 'status'}>
    {children}
  </p>
)

interface TopProps {
  title: string
  lead: string
  /** What went wrong with the last thing that was done here, or what came of it. */
  bad?: string | false | undefined
  good?: string | false | undefined
}

/** The top of a page: what it is for, and what came of the last thing done there. */
export const Top = ({ title, lead, bad, good }: TopProps) => (
  <>
    <div>
      <h1>{title}</h1>
      <p class="soft">{lead}</p>
    </div>
    {bad && <Notice bad>{bad}</Notice>}
    {good && <Notice>{good}</Notice>}
  </>
)
