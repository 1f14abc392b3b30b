import type { ComponentChildren } from 'preact'
import type { Handover } from '../../conversation/index.ts'
import { type DonorCopy, type FoundDonor, maskName } from '../../giving/index.ts'
import { isRefusal, type PersonCopy } from '../../people/index.ts'
import type { Frame } from '../../web/layout.tsx'
import { day, moment, money, second, to } from '../../web/show.ts'
import { type Desk, DeskLayout, Form, Notice } from '../layout.tsx'
import { channelIn, inName } from '../talks/beside.tsx'
import { reasonIn } from '../talks/reasons.ts'
import { talks as talkWords } from '../talks/words.ts'
import { Gone } from './gone.tsx'
import { type Asked, REASONS } from './looking.ts'
import { peopleWords } from './words.ts'

interface Props {
  frame: Frame
  desk: Desk
  asked: Asked
}

interface FindProps extends Props {
  q: string
  said?: 'missing' | 'nothing'
  found?: readonly FoundDonor[]
}

export function FindPage({ frame, desk, q, asked, said, found }: FindProps) {
  const { lang } = frame
  const w = peopleWords[lang]
  return (
    <DeskLayout frame={frame} title={w.title} desk={desk}>
      <div>
        <h1>{w.title}</h1>
        <p>{w.intro}</p>
      </div>
      {said && <Notice bad={said === 'missing'}>{w[said]}</Notice>}
      {found && <Found frame={frame} desk={desk} asked={asked} found={found} />}
      <Form action="/console/people" frame={frame} desk={desk} class="card">
        <label class="field">
          <span>{w.what}</span>
          <input name="q" value={q} required maxlength={200} autocomplete="off" aria-describedby="q-hint" />
          <small id="q-hint" class="soft">
            {w.whatHint}
          </small>
        </label>
        <Why lang={lang} asked={asked} />
        <button type="submit" class="button">
          {w.find}
        </button>
      </Form>
    </DeskLayout>
  )
}

function Found({ frame, desk, asked, found }: Props & { found: readonly FoundDonor[] }) {
  const { lang } = frame
  const w = peopleWords[lang]
  // Each person once, with all by which they were found.
  const people = [...new Set(found.map(({ contact }) => contact))].map(
    (contact) => [contact, found.filter((one) => one.contact === contact)] as const,
  )
  return (
    <section>
      <h2>{w.several}</h2>
      <ul class="rows">
        {people.map(([contact, all]) => (
          <li key={contact} class="card row">
            <div>
              {all.map(({ label, amount, at, cancelled }, n) => (
                <p key={n}>
                  <strong>{label}</strong> {cancelled && <span class="tag">{w.cancelled}</span>}{' '}
                  <span class="soft">
                    {[amount !== null && money(amount, lang), at && second(at, lang)]
                      .filter(Boolean)
                      .join(' · ')}
                  </span>
                </p>
              ))}
            </div>
            <Form action={`/console/people/${contact}`} frame={frame} desk={desk}>
              <Kept asked={asked} />
              <button type="submit" class="button quiet">
                {w.look}
              </button>
            </Form>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The reason that was given goes with what it was given for. */
const Kept = ({ asked }: { asked: Asked }) => (
  <>
    <input type="hidden" name="reason" value={asked.reason} />
    <input type="hidden" name="why" value={asked.why} />
  </>
)

function Why({ lang, asked }: { lang: Frame['lang']; asked: Asked }) {
  const w = peopleWords[lang]
  return (
    <>
      <fieldset>
        <legend>{w.reason}</legend>
        {REASONS.map((reason) => (
          <label key={reason} class="check">
            <input type="radio" name="reason" value={reason} required checked={asked.reason === reason} />{' '}
            {w.reasons[reason]}
          </label>
        ))}
      </fieldset>
      <label class="field">
        <span>{w.why}</span>
        <input name="why" value={asked.why} maxlength={300} autocomplete="off" aria-describedby="why-hint" />
        <small id="why-hint" class="soft">
          {w.whyHint}
        </small>
      </label>
    </>
  )
}

/** Asks why, before anything of somebody is shown. */
export function AskPage({
  frame,
  desk,
  contact,
  asked,
  said,
}: Props & { contact: string; said?: 'missing' }) {
  const w = peopleWords[frame.lang]
  return (
    <DeskLayout frame={frame} title={w.person} desk={desk}>
      <div>
        <h1>{w.person}</h1>
        <p>{w.ask}</p>
      </div>
      {said && <Notice bad>{w[said]}</Notice>}
      <Form action={`/console/people/${contact}`} frame={frame} desk={desk} class="card">
        <Why lang={frame.lang} asked={asked} />
        <button type="submit" class="button">
          {w.look}
        </button>
      </Form>
    </DeskLayout>
  )
}

interface PersonProps extends Props {
  contact: string
  /** The name was asked for besides. */
  named: boolean
  person: PersonCopy
  donor: DonorCopy
  /** What is valid in place of a receipt that was cancelled, by number. */
  instead: ReadonlyMap<string, string>
  talks: readonly Handover[]
  /** What was handed back not long ago, the last first, with what it came to. */
  closed: readonly { readonly talk: Handover; readonly summary: string | undefined }[]
}

export function PersonPage(props: PersonProps) {
  const { frame, desk, contact, asked, named, person, donor, instead, talks, closed } = props
  const { lang } = frame
  const w = peopleWords[lang]
  const name = person.paperName
  // Names that stand on papers are opened together: hers, and those of others in whose name she gave.
  const hasNames = name !== null || [...donor.promises, ...donor.gifts].some(({ behalf }) => behalf)
  return (
    <DeskLayout frame={frame} title={w.person} desk={desk}>
      <div>
        <p>
          <a href={to('/console/people', lang)}>← {w.title}</a>
        </p>
        <h1>{name === null ? w.person : named ? name : maskName(name)}</h1>
      </div>
      <dl class="pairs card">
        <dt>{w.name}</dt>
        <dd>{name === null ? w.nameless : named ? name : maskName(name)}</dd>
        <dt>{w.since}</dt>
        <dd>{day(person.since, lang)}</dd>
        <dt>{w.lang}</dt>
        <dd>{talkWords[lang].lang[person.lang]}</dd>
        <dt>{w.channels}</dt>
        <dd>{person.channels.map(({ channel }) => channelIn(channel, lang)).join(', ') || w.none}</dd>
      </dl>
      {hasNames && !named && (
        <Form action={`/console/people/${contact}`} frame={frame} desk={desk}>
          <Kept asked={asked} />
          <button type="submit" name="name" value="1" class="button quiet">
            {w.open}
          </button>{' '}
          <span class="soft">{w.openNote}</span>
        </Form>
      )}
      <Facts
        title={w.talks}
        none={w.noTalks}
        items={talks.map((one) => (
          <a href={to(`/console/talks/${one.id}`, lang)}>{reasonIn(one.reason, lang)}</a>
        ))}
      />
      <Facts
        title={w.closed}
        none={w.noClosed}
        items={closed.map(({ talk, summary }) => (
          <>
            <a href={to(`/console/talks/${talk.id}`, lang)}>{reasonIn(talk.reason, lang)}</a>{' '}
            <span class="soft">
              {[talk.closedAt && moment(talk.closedAt, lang), summary].filter(Boolean).join(' · ')}
            </span>
          </>
        ))}
      />
      <Facts
        title={w.promises}
        none={w.none}
        items={donor.promises.map((one) =>
          [
            money(one.amount, lang),
            one.code,
            one.campaign,
            named_(w.states, one.state),
            w.received(money(one.received, lang)),
            day(one.at, lang),
            one.behalf && (named ? inName(one.behalf, lang) : w.behalf[one.behalf.kind]),
          ]
            .filter(Boolean)
            .join(' · '),
        )}
      />
      <Facts
        title={w.gifts}
        none={w.none}
        items={donor.gifts.map((one) => (
          <>
            {[
              money(one.amount, lang),
              one.usedFor,
              day(one.at, lang),
              one.behalf && (named ? inName(one.behalf, lang) : w.behalf[one.behalf.kind]),
            ]
              .filter(Boolean)
              .join(' · ')}{' '}
            <a href={one.check}>{one.receipt}</a> <Gone gift={one} instead={instead} lang={lang} />
          </>
        ))}
      />
      <Facts
        title={w.consents}
        none={w.none}
        items={person.consents.map((one) =>
          [
            named_(w.purposes, one.purpose),
            channelIn(one.channel, lang),
            moment(one.given, lang),
            isRefusal(one) ? w.refused : one.withdrawn && w.withdrawn(moment(one.withdrawn, lang)),
          ]
            .filter(Boolean)
            .join(' · '),
        )}
      />
      <Facts
        title={w.requests}
        none={w.none}
        items={person.requests.map(
          (one) => `${one.number} · ${named_(w.kinds, one.kind)} · ${moment(one.at, lang)}`,
        )}
      />
    </DeskLayout>
  )
}

const named_ = (names: Readonly<Record<string, string>>, key: string): string => names[key] ?? key

function Facts(props: { title: string; none: string; items: readonly ComponentChildren[] }) {
  return (
    <section class="card">
      <h2>{props.title}</h2>
      {props.items.length === 0 ? (
        <p class="soft">{props.none}</p>
      ) : (
        <ul class="facts">
          {props.items.map((item, n) => (
            <li key={n}>{item}</li>
          ))}
        </ul>
      )}
    </section>
  )
}
