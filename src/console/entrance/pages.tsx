import type { Role } from '../../organisers/index.ts'
import type { Frame } from '../../web/layout.tsx'
import { to } from '../../web/show.ts'
import { type Desk, DeskLayout, Field, Form, Notice } from '../layout.tsx'
import { deskWords } from '../words.ts'
import { entrance } from './words.ts'

/** The pages before somebody is signed in. */

interface Coming {
  frame: Frame
  /** The page to which they go then. Undefined: the first one. */
  way?: string | undefined
  /** What they sent from it was not taken. */
  unsent?: boolean | undefined
}

export function SignInPage({
  frame,
  fault,
  email,
  way,
  unsent,
}: Coming & {
  fault?: 'wrong' | 'wait' | 'busy'
  email?: string
}) {
  const w = entrance[frame.lang].signIn
  return (
    <DeskLayout frame={frame} title={w.title}>
      <h1>{w.title}</h1>
      <p class="soft">{w.lead}</p>
      {unsent && <Notice bad>{w.unsent}</Notice>}
      {fault && <Notice bad>{w[fault]}</Notice>}
      <Form action="/console/sign-in" frame={frame} class="card">
        {way && <input type="hidden" name="way" value={way} />}
        <Field name="email" type="email" label={w.email} value={email ?? ''} autocomplete="username" />
        <Field name="password" type="password" label={w.password} autocomplete="current-password" />
        <button type="submit" class="button">
          {w.go}
        </button>
      </Form>
      <p class="soft">{w.lost}</p>
    </DeskLayout>
  )
}

export function CodePage({ frame, fault, way, unsent }: Coming & { fault?: 'wrong' | 'wait' }) {
  const { code: w, signIn } = entrance[frame.lang]
  return (
    <DeskLayout frame={frame} title={w.title}>
      <h1>{w.title}</h1>
      <p>{w.lead}</p>
      {unsent && <Notice bad>{signIn.unsent}</Notice>}
      {fault && <Notice bad>{w[fault]}</Notice>}
      <Form action="/console/code" frame={frame} class="card">
        {way && <input type="hidden" name="way" value={way} />}
        <Field name="code" label={w.label} autocomplete="one-time-code" />
        <button type="submit" class="button">
          {w.go}
        </button>
      </Form>
    </DeskLayout>
  )
}

/** Before a grave act. @param props.kept what was typed, to be sent again with the code */
export function ProvePage(props: {
  frame: Frame
  desk: Desk
  path: string
  kept: readonly (readonly [name: string, value: string])[]
  fault: 'asked' | 'wrong' | 'wait'
}) {
  const { frame, desk, path, kept, fault } = props
  const { prove: w, code } = entrance[frame.lang]
  return (
    <DeskLayout frame={frame} title={w.title} desk={desk} narrow>
      <h1>{w.title}</h1>
      <p>{w.lead}</p>
      {fault !== 'asked' && <Notice bad>{code[fault]}</Notice>}
      <Form action={path} frame={frame} desk={desk} class="card">
        {kept.map(([name, value], n) => (
          <input key={n} type="hidden" name={name} value={value} />
        ))}
        <Field name="proof" label={code.label} autocomplete="one-time-code" />
        <button type="submit" class="button">
          {w.go}
        </button>
      </Form>
    </DeskLayout>
  )
}

/** @param props.qr an SVG of the code, as a data address */
export function EnrolPage(props: { frame: Frame; qr: string; secret: string; fault?: 'wrong' | 'wait' }) {
  const { frame, qr, secret, fault } = props
  const { enrol: w, code } = entrance[frame.lang]
  return (
    <DeskLayout frame={frame} title={w.title}>
      <h1>{w.title}</h1>
      <p>{w.lead}</p>
      {fault && <Notice bad>{code[fault]}</Notice>}
      <Form action="/console/code" frame={frame} class="card">
        <p>{w.scan}</p>
        <img class="totp" src={qr} alt={w.alt} width={220} height={220} />
        <p class="soft">
          {w.type} <code class="key">{secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
        </p>
        <Field name="code" label={w.label} autocomplete="one-time-code" numeric />
        <button type="submit" class="button">
          {w.go}
        </button>
      </Form>
    </DeskLayout>
  )
}

export function RecoveryPage({ frame, codes }: { frame: Frame; codes: readonly string[] }) {
  const w = entrance[frame.lang].codes
  return (
    <DeskLayout frame={frame} title={w.title}>
      <h1>{w.title}</h1>
      <p>{w.lead}</p>
      <ol class="card codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <a class="button" href={to('/console', frame.lang)}>
        {w.go}
      </a>
    </DeskLayout>
  )
}

/** What a link is for. */
export interface InviteFor {
  /** Name of the officer who made it. Undefined: it was made on the server. */
  by: string | undefined
  /** Given when who they are is known already: it sets a new password. */
  address?: string
  /** What somebody new is invited to be, and where. */
  role?: Role
  unit?: string
}

interface InviteProps extends InviteFor {
  frame: Frame
  why?: keyof (typeof entrance)['vi']['invite']['why']
  name?: string
  email?: string
}

export function InvitePage({ frame, by, address, role, unit = '', why, name, email }: InviteProps) {
  const { invite: w, signIn } = entrance[frame.lang]
  const post = role && w.as(deskWords[frame.lang].roles[role], unit)
  return (
    <DeskLayout frame={frame} title={address === undefined ? w.title : w.resetTitle}>
      <h1>{address === undefined ? w.title : w.resetTitle}</h1>
      {post && <p>{w.invites(by ?? w.server, post)}</p>}
      <p>{address === undefined ? w.lead : w.reset(address, by ?? w.server)}</p>
      <p class="soft">{w.unsure}</p>
      {why && <Notice bad>{w.why[why]}</Notice>}
      <Form action={frame.path} frame={frame} class="card">
        {address === undefined && (
          <>
            <Field name="name" label={w.name} value={name ?? ''} autocomplete="name" />
            <Field
              name="email"
              type="email"
              label={signIn.email}
              value={email ?? ''}
              autocomplete="username"
            />
          </>
        )}
        <Field name="password" type="password" label={w.password} hint={w.hint} autocomplete="new-password" />
        <button type="submit" class="button">
          {w.go}
        </button>
      </Form>
    </DeskLayout>
  )
}

export function PlainPage(props: {
  frame: Frame
  title: string
  text: string
  /** What the way to the first page is called; of who is signed in. */
  back?: string
}) {
  const { frame, title, text, back } = props
  return (
    <DeskLayout frame={frame} title={title}>
      <h1>{title}</h1>
      <p>{text}</p>
      {back !== undefined && (
        <p>
          <a class="button quiet" href={to('/console', frame.lang)}>
            {back}
          </a>
        </p>
      )}
    </DeskLayout>
  )
}
