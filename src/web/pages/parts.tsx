import type { ComponentChildren } from 'preact'
import { count, money, to } from '../show.ts'
import { type Lang, words } from '../words.ts'

/** How far a need or a campaign is. Received and pledged are two things and are never added up. */
export interface Progress {
  /** `suất`, `áo`; absent when the amounts are đồng. */
  readonly unit?: string
  readonly received: bigint
  /** The part of `received` that was given before the fund's books here began: the money shown beside is without it. */
  readonly before?: bigint
  /** Promised and not yet received. */
  readonly pledged: bigint
  readonly target: bigint
}

export function ProgressLine({ progress, lang }: { progress: Progress; lang: Lang }) {
  const text = words[lang].progress
  const { unit, received, before = 0n, pledged, target } = progress
  const shown = (n: bigint) =>
    unit === undefined ? money(n, lang) : [count(n, lang), unitIn(lang, unit, n)].filter(Boolean).join(' ')
  const done =
    unit === undefined ? `${shown(received)} / ${shown(target)}` : `${count(received, lang)}/${shown(target)}`
  const share = percent(received, target)
  const promised = percent(received + pledged, target)
  return (
    <div class="progress">
      <svg class="bar" width="100%" height="12" aria-hidden="true" focusable="false">
        <rect class="bar-track" width="100%" height="12" rx="6" />
        {pledged > 0n && <rect class="bar-pledged" width={`${promised}%`} height="12" rx="6" />}
        {received > 0n && <rect class="bar-received" width={`${share}%`} height="12" rx="6" />}
      </svg>
      <p>
        <strong>{text.received(done)}</strong>
        {before > 0n && (
          <span class="soft">
            {before === received ? text.allBefore : text.before(shown(before), shown(received - before))}
          </span>
        )}
        {pledged > 0n && <span class="soft">{text.pledged(shown(pledged))}</span>}
      </p>
    </div>
  )
}

/** The picture of an occasion. It says nothing that its page does not: nobody is read its name. */
export const Banner = ({ motif }: { motif: string }) => (
  <img class="banner" src={`/pictures/${motif}.webp`} alt="" width="960" height="336" decoding="async" />
)

/** What is counted: the fund's own word, and in English a word of ours if there is one for it. */
export function unitIn(lang: Lang, unit: string, n: bigint): string | undefined {
  if (lang === 'vi') return unit
  const [one, many] = words[lang].progress.units[unit] ?? []
  return n === 1n ? one : many
}

/** The same for officers, who read the fund's own word where there is none of ours. */
export const unitOrOwn = (lang: Lang, unit: string, n: bigint): string => unitIn(lang, unit, n) ?? unit

/** “30 cặp, 40 bộ”; empty where nothing is counted. */
export const thingsIn = (
  lang: Lang,
  counts: readonly { readonly unit: string; readonly n: bigint }[],
): string =>
  counts.map(({ unit, n }) => [count(n, lang), unitIn(lang, unit, n)].filter(Boolean).join(' ')).join(', ')

/** At most 100, and never so thin that it cannot be seen. */
const percent = (part: bigint, whole: bigint): number =>
  whole > 0n ? Math.min(100, Math.max(2, Number((part * 1000n) / whole) / 10)) : 100

/** A label with a value that one tap copies. `copy` is what lands on the clipboard. */
export function CopyRow(props: {
  label: string
  shown: string
  copy: string
  lang: Lang
  note?: string
  name: string
}) {
  const text = words[props.lang].copy
  return (
    <button
      type="button"
      class="copy-row"
      data-copy={props.copy}
      data-copied={text.copied}
      data-testid={`copy-${props.name}`}
    >
      <span class="copy-label">{props.label}</span>
      <span class="copy-value">{props.shown}</span>
      <span class="copy-word" data-copy-word="">
        {text.copy}
      </span>
      {props.note && <span class="copy-note">{props.note}</span>}
    </button>
  )
}

/** Term and value pairs; a pair without a value is left out. */
export function Facts({
  rows,
}: {
  rows: readonly (readonly [term: string, value: ComponentChildren | undefined])[]
}) {
  return (
    <dl class="facts">
      {rows
        .filter(([, value]) => value !== undefined)
        .map(([term, value]) => (
          <div>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  )
}

export type Tone = 'good' | 'calm' | 'warn'

/** How it stands, in one glance: a sign, a heading, one or two sentences. */
export function Verdict({
  tone,
  title,
  children,
}: {
  tone: Tone
  title: string
  children?: ComponentChildren
}) {
  return (
    <section class={`verdict ${tone}`} data-testid="verdict" data-tone={tone}>
      <svg width="44" height="44" viewBox="0 0 44 44" aria-hidden="true" focusable="false">
        <circle cx="22" cy="22" r="21" />
        <path d={signs[tone]} />
      </svg>
      <div>
        <h1>{title}</h1>
        {children}
      </div>
    </section>
  )
}

const signs: Record<Tone, string> = {
  good: 'M13 23l6 6 12-14',
  calm: 'M14 22h16',
  warn: 'M22 12v13M22 31v.5',
}

export function ChatLink({
  lang,
  start,
  quiet,
  places,
}: {
  lang: Lang
  start?: string
  quiet?: boolean
  /** It begins with places to sponsor. */
  places?: boolean
}) {
  const href = start === undefined ? '/chat' : `/chat?start=${encodeURIComponent(start)}`
  return (
    <a class={quiet ? 'button quiet' : 'button'} href={to(href, lang)}>
      {start === undefined ? words[lang].site.chat : words[lang].campaign[places ? 'sponsor' : 'give']}
    </a>
  )
}
