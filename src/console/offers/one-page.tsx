import { type DeskOffer, mayMove, type OfferState, type OfferWords } from '../../giving/index.ts'
import { left, type Need } from '../../needs/index.ts'
import { capitalise, dayOf } from '../../platform/vietnamese/index.ts'
import type { Frame } from '../../web/layout.tsx'
import { count, day, moment, money, to } from '../../web/show.ts'
import { faultIn } from '../campaigns/beside.ts'
import type { Faults, Typed } from '../campaigns/form.ts'
import { About, Line, Lines, Pick as PickOne } from '../fields.tsx'
import { type Desk, DeskLayout, Form, Notice, said as saidOf } from '../layout.tsx'
import type { AcceptField, DoneField } from './form.ts'
import { howMany, OfferTags } from './list-page.tsx'
import { offers } from './words.ts'

export interface OneProps {
  frame: Frame
  desk: Desk
  said: string | undefined
  offer: DeskOffer
  /** What is said of it. Undefined: its person is erased. */
  private: OfferWords | undefined
  /** `L•••`; null when they have given none. */
  name: string | null
  /** What goods may be for. */
  needs: readonly Need[]
  need: Need | undefined
  /** Đồng from which on a second person confirms. */
  limit: bigint
  awaited: boolean
  now: Date
  /** What was typed and not taken. */
  accepting?: Typed<AcceptField>
  finishing?: Typed<DoneField>
  words?: { readonly question?: string; readonly reason?: string }
  faults?: Faults<AcceptField | DoneField | 'past' | 'question' | 'reason'>
}

/** `/console/offers/:id`: what somebody promises, and what an officer does with it. */
export function OfferPage(props: OneProps) {
  const { frame, desk, said, offer, awaited, now, faults } = props
  const { lang } = frame
  const w = offers[lang]
  const done = saidOf(w.said, said)
  const may = (state: OfferState) => mayMove(offer.state, state)
  const settles = desk.can('offers.settle') && props.private !== undefined
  return (
    <DeskLayout frame={frame} title={w.kinds[offer.kind]} desk={desk}>
      <div>
        <p>
          <a href={to('/console/offers', lang)}>← {w.back}</a>
        </p>
        <OfferTags offer={offer} now={now} frame={frame} awaited={awaited} />
        <h1>
          {w.kinds[offer.kind]}
          {offer.quantity !== null && ` · ${howMany(offer, lang)}`}
        </h1>
        <p class="soft">
          {offer.state === 'offered' && `${capitalise(w.by(moment(offer.answerBy, lang)))}. `}
          {w.private}
        </p>
      </div>
      {done && <Notice bad={said === 'past'}>{done}</Notice>}
      {faults && <Notice bad>{w.faults}</Notice>}
      <section class="card">
        <About rows={rowsOf(props)} />
      </section>
      {desk.can('offers.confirm') && may('done') && !awaited && props.private && <Done {...props} />}
      {settles && may('accepted') && <Accept {...props} />}
      {settles && may('asked') && <Ask {...props} />}
      {settles && may('declined') && <Decline {...props} />}
    </DeskLayout>
  )
}

function rowsOf({ frame, desk, offer, private: words, name, need }: OneProps) {
  const { lang } = frame
  const w = offers[lang]
  const row = (label: string, value: string | null | undefined) => (value ? [[label, value] as const] : [])
  const of = (n: bigint | null) => (n === null ? undefined : count(n, lang))
  const sum = (n: bigint | null) => (n === null ? undefined : money(n, lang))
  const meeting =
    words?.meeting && offer.day && `${day(offer.day, lang)}, ${words.meeting.hour}, ${words.meeting.where}`
  return [
    [
      w.about.person,
      <>
        {name ?? w.nameless}
        {desk.can('people.see') && (
          <>
            {' '}
            · <a href={to(`/console/people/${offer.contactId}`, lang)}>{w.see}</a>
          </>
        )}
      </>,
    ] as const,
    ...row(w.about.what, words?.what),
    ...row(w.about.quantity, of(offer.quantity)),
    ...row(w.about.sizes, words?.sizes),
    ...row(w.about.condition, words?.condition && w.condition[words.condition]),
    ...row(w.about.way, words?.way && w.way[words.way]),
    ...row(w.about.place, words?.place),
    ...row(w.about.who, words?.who),
    ...row(w.about.whom, words?.whom),
    ...row(w.about.worth, sum(offer.worth)),
    ...row(w.about.wished, offer.wishedOn && day(offer.wishedOn, lang)),
    ...row(w.about.campaign, offer.campaign),
    ...row(w.about.need, need && nameOf(need)),
    ...row(w.about.question, words?.question),
    ...row(w.about.replies, words?.replies.join(' · ')),
    ...row(w.about.meeting, meeting),
    ...row(w.about.reason, offer.state === 'declined' ? words?.reason : undefined),
    ...row(w.about.counted, of(offer.counted)),
    ...row(w.about.value, sum(offer.value)),
    ...row(w.about.done, offer.doneOn && day(offer.doneOn, lang)),
  ]
}

const nameOf = ({ what, place }: Need): string => (place === null ? what : `${what}, ${place}`)

function Accept({ frame, desk, offer, private: words, needs, accepting, faults }: OneProps) {
  const { lang } = frame
  const { accept: w, before } = offers[lang]
  const fault = (field: AcceptField) => faultIn(lang, faults?.[field])
  return (
    <section>
      <h2>{offer.state === 'accepted' ? w.again : w.title}</h2>
      <Form action={`/console/offers/${offer.id}/accept`} frame={frame} desk={desk} class="card fields">
        <p class="soft">{w.note}</p>
        <div class="pair">
          <Line
            name="day"
            type="date"
            label={w.day}
            value={accepting?.day ?? offer.day ?? offer.wishedOn ?? ''}
            fault={faults?.past ? before : fault('day')}
          />
          <Line
            name="hour"
            label={w.hour}
            hint={w.hourHint}
            max={40}
            value={accepting?.hour ?? words?.meeting?.hour}
            fault={fault('hour')}
          />
        </div>
        <Line
          name="where"
          label={w.where}
          max={160}
          value={accepting?.where ?? words?.meeting?.where}
          fault={fault('where')}
        />
        {offer.kind === 'goods' && (
          <PickOne
            name="need"
            label={w.need}
            hint={w.needHint}
            value={accepting?.need ?? offer.needId ?? ''}
            fault={fault('need')}
            options={[
              ['', w.noNeed],
              ...needs.map(
                (need) =>
                  [
                    need.id,
                    w.lacks(nameOf(need), count(left(need) + heldOf(offer, need), lang), need.unitWord),
                  ] as const,
              ),
            ]}
          />
        )}
        <button type="submit" class="button">
          {w.press}
        </button>
      </Form>
    </section>
  )
}

/** What it has of a need itself lacks there for nobody else. */
const heldOf = ({ needId, takes }: DeskOffer, { id }: Need): bigint => (needId === id ? takes : 0n)

function Ask({ frame, desk, offer, words, faults }: OneProps) {
  const w = offers[frame.lang].ask
  return (
    <section>
      <h2>{w.title}</h2>
      <Form action={`/console/offers/${offer.id}/ask`} frame={frame} desk={desk} class="card fields">
        <p class="soft">{w.note}</p>
        <Lines
          name="question"
          label={w.question}
          value={words?.question}
          fault={faultIn(frame.lang, faults?.question)}
        />
        <button type="submit" class="button quiet">
          {w.press}
        </button>
      </Form>
    </section>
  )
}

function Decline({ frame, desk, offer, words, faults }: OneProps) {
  const w = offers[frame.lang].decline
  return (
    <section>
      <h2>{w.title}</h2>
      <Form action={`/console/offers/${offer.id}/decline`} frame={frame} desk={desk} class="card fields">
        <p class="soft">{w.note}</p>
        <Lines
          name="reason"
          label={w.reason}
          value={words?.reason}
          fault={faultIn(frame.lang, faults?.reason)}
        />
        <button type="submit" class="button quiet">
          {w.press}
        </button>
      </Form>
    </section>
  )
}

function Done({ frame, desk, offer, limit, now, finishing, faults }: OneProps) {
  const { lang } = frame
  const w = offers[lang].done
  const fault = (field: DoneField) => faultIn(lang, faults?.[field])
  return (
    <section>
      <h2>{w.title}</h2>
      <Form action={`/console/offers/${offer.id}/done`} frame={frame} desk={desk} class="card fields">
        <p class="soft">{w.note[offer.kind]}</p>
        <div class="pair">
          <Line
            name="done_on"
            type="date"
            label={w.day}
            value={finishing?.done_on ?? dayOf(now)}
            fault={fault('done_on')}
          />
          <Line
            name="counted"
            label={w.counted[offer.kind]}
            hint={offer.kind === 'goods' ? undefined : w.optional}
            numeric
            max={9}
            value={finishing?.counted}
            fault={fault('counted')}
          />
        </div>
        {offer.kind === 'direct' && (
          <Line
            name="value"
            label={w.value}
            hint={w.valueHint(money(limit, lang))}
            max={30}
            value={finishing?.value ?? (offer.worth === null ? '' : count(offer.worth, lang))}
            fault={fault('value')}
          />
        )}
        <button type="submit" class="button">
          {w.press}
        </button>
      </Form>
    </section>
  )
}
