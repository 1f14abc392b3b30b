import type { Handover } from '../../conversation/index.ts'
import type { Pledge } from '../../giving/index.ts'
import { moment, money, to } from '../../web/show.ts'
import type { Lang } from '../../web/words.ts'
import { said } from '../layout.tsx'
import { channelIn } from './beside.tsx'
import { reasonIn } from './reasons.ts'
import { talks } from './words.ts'

interface ListProps {
  talks: readonly Handover[]
  lang: Lang
  /** What officers are called, by id. */
  names: ReadonlyMap<string, string>
  /** What each of who waits has promised last, by person. */
  promised: ReadonlyMap<string, Pledge>
}

/** People who wait, the most pressing first. Who waits for more than one thing has them all in one row. */
export function TalkList({ talks: waiting, lang, names, promised }: ListProps) {
  const w = talks[lang]
  const people = new Map<string, Handover[]>()
  for (const talk of waiting) people.set(talk.contact, [...(people.get(talk.contact) ?? []), talk])
  return (
    <ul class="rows">
      {[...people].map(([contact, [talk, ...more]]) => (
        <li key={contact} class={`card ${clockOf(talk!)}`}>
          <p class="tags">
            <Tags talk={talk!} lang={lang} />
            <span class="soft">{channelsOf([talk!, ...more], lang)}</span>
          </p>
          <h3>
            <a class="whole" href={to(`/console/talks/${talk!.id}`, lang)}>
              {titleOf(talk!, lang)}
            </a>
          </h3>
          <Gift pledge={promised.get(contact)} lang={lang} />
          <p class="soft">
            {hoursOf(talk!, lang)}
            {talk!.takenBy && ` · ${w.has(names.get(talk!.takenBy) ?? '…', moment(talk!.takenAt!, lang))}`}
          </p>
          {more.map((other) => (
            <p key={other.id} class="tags also">
              <Tags talk={other} lang={lang} />
              <a href={to(`/console/talks/${other.id}`, lang)}>{w.also(titleOf(other, lang))}</a>
              <span class="soft">
                {channelIn(other.channel, lang)} · {hoursOf(other, lang)}
              </span>
            </p>
          ))}
        </li>
      ))}
    </ul>
  )
}

/** Each once: one person may wait for two things in one chat. */
const channelsOf = (waiting: readonly Handover[], lang: Lang): string =>
  [...new Set(waiting.map(({ channel }) => channelIn(channel, lang)))].join(' · ')

const hoursOf = ({ openedAt, answerBy }: Handover, lang: Lang): string =>
  `${talks[lang].since(moment(openedAt, lang))} · ${talks[lang].by(moment(answerBy, lang))}`

/** What tells one card from another: whether somebody is in the middle of a gift, or has promised one. */
function Gift({ pledge, lang }: { pledge: Pledge | undefined; lang: Lang }) {
  if (!pledge) return null
  const w = talks[lang]
  const sum = money(pledge.amount, lang)
  return <p>{pledge.state === 'held' ? w.half(sum) : w.promised(sum)}</p>
}

const clockOf = ({ urgent, answeredAt, overdue, soon }: Handover): string =>
  overdue || (urgent && !answeredAt) ? 'late' : soon ? 'soon' : ''

/** Which call it is. One from before that was kept, or of a flow that nobody here knows, is read as the gravest. */
const alarmIn = ({ alarm }: Pick<Handover, 'alarm'>, lang: Lang): string =>
  said(talks[lang].alarms, alarm ?? '') ?? talks[lang].alarms['child-danger']!

/** Why somebody is asked for; where the alarm beside it says so already, what a press does. */
function titleOf(talk: Handover, lang: Lang): string {
  const reason = reasonIn(talk.reason, lang)
  const told = talk.urgent && reason.toLowerCase() === alarmIn(talk, lang).toLowerCase()
  return told ? talks[lang].openTalk : reason
}

/** How pressing it is. */
export function Tags({ talk, lang }: { talk: Handover; lang: Lang }) {
  const w = talks[lang]
  return (
    <>
      {talk.urgent && <span class="tag bad">{alarmIn(talk, lang)}</span>}
      {talk.overdue && <span class="tag bad">{w.overdue}</span>}
      {talk.soon && !talk.overdue && <span class="tag soon">{w.soon}</span>}
      {talk.answeredAt && <span class="tag">{w.answered}</span>}
    </>
  )
}
