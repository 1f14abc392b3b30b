import type { ComponentChildren } from 'preact'

/** What is wrong with a field, beside it. */
interface Said {
  readonly name: string
  readonly label: string
  readonly hint?: string | undefined
  readonly fault?: string | undefined
  /** What somebody else has changed of it since the page was shown. */
  readonly news?: string | undefined
}

const about = ({ name, hint, fault, news }: Said) =>
  [hint && `${name}-hint`, fault && `${name}-fault`, news && `${name}-news`].filter(Boolean).join(' ') ||
  undefined

/** A field with its name above, what helps and what is wrong below. */
function Around({ said, children }: { said: Said; children: ComponentChildren }) {
  const { name, label, hint, fault, news } = said
  return (
    <label for={name} class={fault ? 'field bad' : 'field'}>
      <span>{label}</span>
      {children}
      <span class="notes">
        {hint && (
          <small id={`${name}-hint`} class="soft">
            {hint}
          </small>
        )}
        {fault && (
          <small id={`${name}-fault`} class="fault" role="alert">
            {fault}
          </small>
        )}
        {news && (
          <small id={`${name}-news`} class="fault" role="alert">
            {news}
          </small>
        )}
      </span>
    </label>
  )
}

interface LineProps extends Said {
  readonly value?: string | undefined
  readonly type?: 'text' | 'date' | 'time'
  readonly numeric?: boolean
  readonly max?: number
  readonly locked?: boolean
}

/** A line to type into. Nothing is `required` for the browser: all that is wrong is told at once, by us. */
export function Line({ value = '', type = 'text', numeric, max, locked, ...said }: LineProps) {
  return (
    <Around said={said}>
      <input
        id={said.name}
        name={said.name}
        type={type as 'text'}
        value={value}
        maxlength={max}
        inputmode={numeric ? 'numeric' : undefined}
        autocomplete="off"
        readonly={locked}
        aria-invalid={said.fault ? true : undefined}
        aria-describedby={about(said)}
      />
    </Around>
  )
}

/** Several lines. */
export function Lines({
  value = '',
  rows = 3,
  ...said
}: Said & { value?: string | undefined; rows?: number }) {
  return (
    <Around said={said}>
      <textarea
        id={said.name}
        name={said.name}
        rows={rows}
        maxlength={2_000}
        aria-invalid={said.fault ? true : undefined}
        aria-describedby={about(said)}
      >
        {value}
      </textarea>
    </Around>
  )
}

/** One of several. */
export function Pick({
  value = '',
  options,
  ...said
}: Said & { value?: string | undefined; options: readonly (readonly [value: string, label: string])[] }) {
  return (
    <Around said={said}>
      <select
        id={said.name}
        name={said.name}
        aria-invalid={said.fault ? true : undefined}
        aria-describedby={about(said)}
      >
        {options.map(([one, label]) => (
          <option key={one} value={one} selected={one === value}>
            {label}
          </option>
        ))}
      </select>
    </Around>
  )
}

/** Yes or no. */
export function Tick({ name, label, on, hint }: { name: string; label: string; on: boolean; hint?: string }) {
  return (
    <label class="tick">
      <input type="checkbox" name={name} value="yes" checked={on} />
      <span>
        {label}
        {hint && <small class="soft"> {hint}</small>}
      </span>
    </label>
  )
}

/** What a thing is, in two columns. */
export function About({ rows }: { rows: readonly (readonly [name: string, value: ComponentChildren])[] }) {
  return (
    <dl class="about">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
