import type { CertificateCopy } from '../certificates/index.ts'
import { reasonIn } from '../console/index.ts'
import { type CallCopy, type Line, lineText, type TalkNote } from '../conversation/index.ts'
import type { GivingCopy } from '../giving/index.ts'
import type { OfficerAlarm } from '../organisers/index.ts'
import { channelName, isRefusal, type PersonCopy } from '../people/index.ts'
import { moment } from '../web/show.ts'
import { Besides, Money } from './copy-giving.tsx'
import { List, named } from './copy-list.tsx'
import { enWords, viWords } from './copy-words.ts'

/** All that we keep of somebody. */
export interface Copy {
  readonly number: string
  readonly madeAt: Date
  readonly person: PersonCopy
  readonly giving: GivingCopy
  readonly certificates: readonly CertificateCopy[]
  /** When they waited for a person of the fund. */
  readonly calls: readonly CallCopy[]
  /** Of an officer's own chat: what they are woken for there. */
  readonly alarm: Pick<OfficerAlarm, 'kinds' | 'since'> | null
  /** What they would like to give when a place needs it. */
  readonly wishes: readonly {
    readonly what: string
    readonly where: string | null
    readonly at: Date
    readonly until: Date
  }[]
  /** What officers wrote down; who of them is theirs, and not told. */
  readonly notes: readonly Omit<TalkNote, 'officer'>[]
  readonly talk: readonly Line[]
}

// It is opened from a phone's downloads, where nothing of ours is beside it: the colours of the public pages, written out.
const STYLE =
  ':root{color-scheme:light dark;--paper:#faf6ef;--card:#fff;--ink:#22302d;--soft:#59655f;--line:#e4dccd;--brand:#14655a}' +
  '@media(prefers-color-scheme:dark){:root{--paper:#141a19;--card:#1d2624;--ink:#e8ede9;--soft:#a7b4ae;--line:#34413d;--brand:#86d3c2}}' +
  // No quotes: they would be escaped.
  '*{box-sizing:border-box}body{font:1rem/1.55 Be Vietnam Pro,system-ui,sans-serif;max-width:46rem;margin:0 auto;padding:1.25rem 1rem 3rem;' +
  'color:var(--ink);background:var(--paper);overflow-wrap:anywhere;-webkit-text-size-adjust:100%}' +
  'h1{font-size:1.5rem;line-height:1.25;margin:.5rem 0;color:var(--brand)}h2{font-size:1.1rem;margin:2rem 0 .5rem}' +
  'h1+p,h2+p:not(.said),time{color:var(--soft)}time{font-size:.875rem}a{color:var(--brand)}' +
  'ul,p.said{background:var(--card);border:1px solid var(--line);border-radius:16px}' +
  'ul{list-style:none;margin:0;padding:0 1rem}li{padding:.75rem 0}li+li{border-top:1px solid var(--line)}' +
  'p.said{margin:.6rem 0;padding:.6rem 1rem;white-space:pre-wrap}li p.said{background:var(--paper)}'

/** A copy of all that we keep of somebody, as a page that stands alone. */
export function CopyPage({ copy }: { copy: Copy }) {
  const { person, giving, certificates, calls, alarm, wishes, notes, talk } = copy
  const { lang } = person
  const text = lang === 'vi' ? viWords(person.salutation ?? 'bạn') : enWords
  const at = (instant: Date) => moment(instant, lang)
  const said = { text, lang, at }
  return (
    <html lang={lang}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${text.title} · ${copy.number}`}</title>
        <style>{STYLE}</style>
      </head>
      <body>
        <h1>{text.title}</h1>
        <p>{text.made(copy.number, at(copy.madeAt))}</p>
        <List
          title={text.you}
          none={text.none}
          items={[
            `${text.name}: ${person.paperName ?? text.nameless}`,
            ...(person.salutation ? [`${text.called}: ${person.salutation}`] : []),
            `${text.since}: ${at(person.since)}`,
          ]}
        />
        <List
          title={text.channels}
          none={text.none}
          items={[
            ...person.channels.map((one) =>
              [channelName(one.channel, lang), at(one.since), one.home && text.home]
                .filter(Boolean)
                .join(' · '),
            ),
            ...person.links.flatMap((one) =>
              one.at ? [one.state === 'parted' ? text.parted(at(one.at)) : text.joined(at(one.at))] : [],
            ),
            ...(alarm ? [text.alarm(at(alarm.since))] : []),
          ]}
        />
        <List
          title={text.consents}
          none={text.none}
          items={person.consents.map((one) =>
            [
              named(text.purposes, one.purpose) + (one.name ? ` (${one.name})` : ''),
              channelName(one.channel, lang),
              // A no to what was never asked about opens and closes at once.
              isRefusal(one)
                ? text.refused(at(one.given))
                : `${at(one.given)} (${named(text.ways, one.way)})`,
              !isRefusal(one) && one.withdrawn && text.withdrawn(at(one.withdrawn)),
            ]
              .filter(Boolean)
              .join(' · '),
          )}
        />
        <Money giving={giving} {...said} />
        <List
          title={text.certificates}
          none={text.none}
          items={certificates.map((one) => (
            <>
              {[
                one.number,
                one.name ?? text.nameless,
                at(one.at),
                one.revoked && text.revoked(at(one.revoked)),
              ]
                .filter(Boolean)
                .join(' · ')}{' '}
              <a href={one.check}>{text.check}</a>
            </>
          ))}
        />
        <Besides giving={giving} {...said} />
        <List
          title={text.requests}
          none={text.none}
          items={person.requests.map((one) => (
            <>
              {[
                one.number,
                named(text.kinds, one.kind),
                at(one.at),
                one.answered && text.answered(at(one.answered)),
                one.done && text.done(at(one.done)),
              ]
                .filter(Boolean)
                .join(' · ')}
              {one.words && <p class="said">{one.words}</p>}
              {one.note && (
                <p class="said">
                  {text.note}: {one.note}
                </p>
              )}
            </>
          ))}
        />
        <List
          title={text.wishes}
          none={text.none}
          items={[
            ...wishes.map((one) =>
              [one.what, one.where, at(one.at), text.kept(at(one.until))].filter(Boolean).join(' · '),
            ),
            ...giving.invitations.map((one) => `${text.invitation} “${one.campaign}” · ${at(one.at)}`),
            ...giving.invitedTo.map((one) => `${text.invitedTo} “${one.campaign}” · ${at(one.at)}`),
            ...(giving.placeWish ? [`${text.placeWish} · ${at(giving.placeWish)}`] : []),
          ]}
        />
        <List
          title={text.calls}
          none={text.none}
          items={calls.map((one) =>
            [
              at(one.at),
              one.answered && text.answered(at(one.answered)),
              one.closed && text.done(at(one.closed)),
              text.reason(reasonIn(one.reason, lang)),
            ]
              .filter(Boolean)
              .join(' · '),
          )}
        />
        <List
          title={text.notes}
          none={text.none}
          items={notes.map((one) => `${at(one.at)} · ${text.written[one.kind]}: ${one.text}`)}
        />
        <h2>{text.talk}</h2>
        {talk.map((line) => (
          <p class="said">
            <strong>{text.said[line.who]}</strong> <time>{at(line.at)}</time>
            {`\n${lineText(line, lang)}`}
          </p>
        ))}
      </body>
    </html>
  )
}
