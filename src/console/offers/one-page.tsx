import {
  AWAITED_OFFERS,
  type DeskOffer,
  mayMove,
  type Odd,
  type OfferState,
  type OfferWords,
} from '../../giving/index.ts'
import type { Need } from '../../needs/index.ts'
import { capitalise, shortForeign } from '../../platform/vietnamese/index.ts'
import type { Frame } from '../../web/layout.tsx'
import { count, day, moment, money, to } from '../../web/show.ts'
import { About } from '../fields.tsx'
import type { Faults, Typed } from '../forms/faults.ts'
import { named } from '../forms/named.ts'
import { type Desk, DeskLayout, Notice, said as saidOf } from '../layout.tsx'
import { Accept, Ask, Decline, Done } from './answer-forms.tsx'
import type { AcceptField, DoneField } from './form.ts'
import {
  Back,
  Came,
  Changed,
  Hand,
  type HandTo,
  How,
  type LaterTyped,
  Recount,
  Waits,
} from './later-forms.tsx'
import { later } from './later-words.ts'
import { howMuch, OfferTags } from './list-page.tsx'
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
  /** The count that was taken back. */
  was: Pick<DeskOffer, 'counted' | 'value'> | undefined
  /** To take back its count takes two people. */
  two: boolean
  /** In đồng, of nobody known: what money in another currency may have become. And what it became. */
  credits: readonly Odd[]
  became: bigint | undefined
  /** Campaigns that it may be given on to. */
  targets: readonly HandTo[]
  /** What was typed and not taken. */
  accepting?: Typed<AcceptField>
  finishing?: Typed<DoneField>
  words?: { readonly question?: string; readonly reason?: string }
  later?: LaterTyped
  faults?: Faults<AcceptField | DoneField | 'past' | 'question' | 'reason'>
}

/** `/console/offers/:id`: what somebody promises, and what an officer does with it. */
export function OfferPage(props: OneProps) {
  const { frame, desk, said, offer, awaited, now, faults } = props
  const { lang } = frame
  const w = offers[lang]
  const done = saidOf(w.said, said)
  const may = (state: OfferState) => mayMove(offer, state)
  const settles = desk.can('offers.settle') && props.private !== undefined
  const settlesMoney = desk.can('money.settle') && offer.kind === 'foreign' && !awaited
  const isUntold = offer.state === 'offered' || offer.state === 'asked'
  return (
    <DeskLayout frame={frame} title={w.kinds[offer.kind]} desk={desk}>
      <div>
        <p>
          <a href={to('/console/offers', lang)}>← {w.back}</a>
        </p>
        <OfferTags offer={offer} now={now} frame={frame} awaited={awaited} />
        <h1>
          {w.kinds[offer.kind]}
          {howMuch(offer, lang)}
        </h1>
        <p class="soft">
          {AWAITED_OFFERS.includes(offer.state) && `${capitalise(w.by(moment(offer.answerBy, lang)))}. `}
          {w.private}
        </p>
      </div>
      {done && <Notice bad={said === 'past' || said === 'elsewhere'}>{done}</Notice>}
      {(faults || props.later?.faults) && <Notice bad>{w.faults}</Notice>}
      <section class="card">
        <About rows={rowsOf(props)} />
      </section>
      {/* Who has not been told how to send it is told first. */}
      {settlesMoney && !isUntold && <Foreign {...props} />}
      {desk.can('offers.confirm') && offer.kind !== 'foreign' && may('done') && !awaited && props.private && (
        <Done {...props} kind={offer.kind} />
      )}
      {settles && may('accepted') && offer.kind !== 'foreign' && <Accept {...props} />}
      {settles && may('accepted') && offer.kind === 'foreign' && (
        <How {...partOf(props)} how={props.private?.how} />
      )}
      {settlesMoney && isUntold && <Foreign {...props} />}
      {settles && may('asked') && <Ask {...props} />}
      {settles && props.targets.length > 0 && <Hand {...partOf(props)} targets={props.targets} />}
      {settles && may('declined') && <Decline {...props} />}
      {desk.can('offers.confirm') && may('recount') && !awaited && props.private && (
        <Recount {...partOf(props)} two={props.two} />
      )}
    </DeskLayout>
  )
}

const partOf = ({ frame, desk, offer, now, later }: OneProps) => ({ frame, desk, offer, now, ...later })

/** Money in another currency: it has come, became đồng, or went back. */
function Foreign(props: OneProps) {
  const { offer, private: words, credits, limit } = props
  const part = partOf(props)
  const held = offer.state === 'held'
  const may = (state: OfferState) => mayMove(offer, state)
  return (
    <>
      {held && <Changed {...part} credits={credits} limit={limit} />}
      {held && words && <Waits {...part} />}
      {may('held') && words && <Came {...part} bankRef={words.bankRef} />}
      {may('returned') && <Back {...part} />}
    </>
  )
}

function rowsOf({ frame, desk, offer, private: words, name, need, was, became }: OneProps) {
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
    // Of a sum that was said, the next line says it.
    ...row(w.about.what, offer.said ? undefined : words?.what),
    ...row(w.about.quantity, of(offer.quantity)),
    ...row(w.about.sizes, words?.sizes),
    ...row(w.about.condition, words?.condition && w.condition[words.condition]),
    ...row(w.about.way, words?.way && w.way[words.way]),
    ...row(w.about.place, words?.place),
    ...row(w.about.who, words?.who),
    ...row(w.about.whom, words?.whom),
    ...row(w.about.said, offer.said && shortForeign(offer.said, lang)),
    ...row(w.about.message, words?.message),
    ...row(w.about.worth, sum(offer.worth)),
    ...row(w.about.wished, offer.wishedOn && day(offer.wishedOn, lang)),
    ...row(w.about.campaign, offer.campaign),
    ...row(w.about.need, need && named(need)),
    ...row(w.about.question, words?.question),
    ...row(w.about.replies, words?.replies.join(' · ')),
    ...row(w.about.meeting, meeting),
    ...row(w.about.reason, offer.state === 'declined' ? words?.reason : undefined),
    ...row(w.about.how, words?.how),
    ...row(w.about.came, offer.came && shortForeign(offer.came, lang)),
    ...row(w.about.cameOn, offer.came && offer.day && day(offer.day, lang)),
    ...row(w.about.bankRef, words?.bankRef),
    ...row(w.about.became, sum(became ?? null)),
    ...row(w.about.returned, words?.returned && later[lang].returns[words.returned]),
    ...row(w.about.returnRef, words?.returnRef),
    ...row(w.about.counted, of(offer.counted)),
    ...row(w.about.value, sum(offer.value)),
    ...row(
      w.about.wasCounted,
      was &&
        [was.counted !== null && w.pieces(count(was.counted, lang)), sum(was.value)]
          .filter(Boolean)
          .join(', '),
    ),
    ...row(w.about.miscount, was && words?.miscount && later[lang].miscounts[words.miscount]),
    ...row(w.about.handed, words?.handed),
    ...row(w.about.done, offer.doneOn && day(offer.doneOn, lang)),
  ]
}
