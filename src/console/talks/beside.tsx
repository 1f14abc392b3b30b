import type { ComponentChildren } from 'preact'
import type { DeskLine, Handover, TalkNote, TalkStanding } from '../../conversation/index.ts'
import { type Behalf, type DonorCopy, lineOf, payerOf } from '../../giving/index.ts'
import { channelName } from '../../people/index.ts'
import type { Frame } from '../../web/layout.tsx'
import { day, moment, money, to } from '../../web/show.ts'
import type { Lang } from '../../web/words.ts'
import { type Desk, Form } from '../layout.tsx'
import { Gone } from '../people/gone.tsx'
import { flowName } from './flow-names.ts'
import { talks } from './words.ts'

/** What an officer wants to know of somebody before answering. */
export interface Known {
  readonly standing: TalkStanding | undefined
  readonly promises: DonorCopy['promises']
  readonly gifts: DonorCopy['gifts']
  /** What is valid in place of a receipt that was cancelled, by number. */
  readonly instead: ReadonlyMap<string, string>
  readonly notes: readonly TalkNote[]
  /** What officers are called, by id. */
  readonly names: ReadonlyMap<string, string>
}

interface Props {
  frame: Frame
  desk: Desk
  talk: Handover
  lines: readonly DeskLine[]
  known: Known
}

/** Beside a conversation: where it stands, what they gave, what colleagues wrote. */
export function Beside({ frame, desk, talk, lines, known }: Props) {
  const { lang } = frame
  const w = talks[lang]
  const { standing, promises, gifts, instead } = known
  const under = standing?.flows.slice(0, standing.waits === 'person' ? -1 : undefined) ?? []
  const wentOut = lines.filter(({ who, state }) => who !== 'person' && state !== 'taken_back')
  const asked = wentOut.findLast(({ buttons }) => buttons.length > 0)
  const told = wentOut.at(-1)
  return (
    <aside class="beside">
      <section class="card">
        <h2>{w.standing}</h2>
        <p>{w.waits[standing?.waits ?? 'nothing']}</p>
        {standing?.young && <p class="tag bad">{w.young}</p>}
        {under.length > 0 && (
          <p>
            {w.under}: {under.map((one) => flowName(one, lang)).join(' → ')}
          </p>
        )}
        {asked && (under.length > 0 || standing?.waits === 'answer') && (
          <p class="soft">
            {w.question}: <q lang="vi">{firstLine(asked.text)}</q>{' '}
            {asked.buttons.map((one) => `[${one}]`).join(' ')}
          </p>
        )}
        <p class="soft">
          {[channelIn(talk.channel, lang), standing && w.lang[standing.lang]].filter(Boolean).join(' · ')}
        </p>
        {told?.state && (
          <p class={BAD.includes(told.state) ? 'warn' : 'soft'}>
            {w.reached}: {w.states[told.state]}
          </p>
        )}
        {desk.can('people.see') && (
          <p>
            <a href={to(`/console/people/${talk.contact}`, lang)}>{w.whole}</a>
          </p>
        )}
      </section>
      <section class="card">
        <h2>{w.promises}</h2>
        {promises.length === 0 && <p class="soft">{w.noPromises}</p>}
        <Gifts
          items={promises.map((one) => ({
            key: one.code,
            first: `${money(one.amount, lang)} · ${one.code}`,
            second: [one.campaign, inName(one.behalf, lang), w.until(day(one.until, lang))]
              .filter(Boolean)
              .join(' · '),
          }))}
        />
        <h2>{w.gifts}</h2>
        {gifts.length === 0 && <p class="soft">{w.noGifts}</p>}
        <Gifts
          items={gifts.map((one) => ({
            key: one.receipt,
            first: `${money(one.amount, lang)} · ${one.receipt}`,
            second: [one.usedFor, inName(one.behalf, lang), day(one.at, lang)].filter(Boolean).join(' · '),
            mark: <Gone gift={one} instead={instead} lang={lang} />,
          }))}
        />
      </section>
      <Notes frame={frame} desk={desk} talk={talk} known={known} />
    </aside>
  )
}

const BAD: readonly string[] = ['failed', 'blocked', 'unknown']
const firstLine = (text: string): string => text.split('\n')[0]!.slice(0, 120)

export const channelIn = (channel: string, lang: Lang): string =>
  channel === 'none' ? talks[lang].noChannel : channelName(channel, lang)

interface GiftLine {
  readonly key: string
  readonly first: string
  readonly second: string
  readonly mark?: ComponentChildren
}

function Gifts({ items }: { items: readonly GiftLine[] }) {
  if (items.length === 0) return null
  return (
    <ul class="facts">
      {items.map(({ key, first, second, mark }) => (
        <li key={key}>
          {first} <span class="soft">{second}</span> {mark}
        </li>
      ))}
    </ul>
  )
}

function Notes({ frame, desk, talk, known: { notes, names } }: Omit<Props, 'lines'>) {
  const { lang } = frame
  const w = talks[lang]
  return (
    <section class="card" id="notes">
      <h2>{w.notes}</h2>
      {notes.length === 0 && <p class="soft">{w.noNotes}</p>}
      <ul class="facts">
        {notes.map((one, n) => (
          <li key={n} class={one.kind}>
            {one.kind === 'look' && <span class="soft">{w.look}: </span>}
            {one.text}{' '}
            <span class="soft">
              {names.get(one.officer) ?? ''} · {moment(one.at, lang)}
            </span>
          </li>
        ))}
      </ul>
      {!talk.closedAt && (
        <Form action={`/console/talks/${talk.id}/note`} frame={frame} desk={desk} class="stack">
          <label class="field">
            <span>{w.note}</span>
            <textarea name="note" rows={2} maxlength={1_000} required aria-describedby="note-hint" />
            <small id="note-hint" class="soft">
              {w.noteHint}
            </small>
          </label>
          <button type="submit" class="button quiet">
            {w.keepNote}
          </button>
        </Form>
      )}
    </section>
  )
}

/** In whose name it is, as on paper: a company with its tax code. */
export const inName = (behalf: Behalf | undefined, lang: Lang): string | undefined =>
  behalf && (payerOf(behalf, lang) ?? lineOf(behalf, lang))
