import type { DeskOffer, ThingKind } from '../../giving/index.ts'
import { left, type Need } from '../../needs/index.ts'
import { dayOf } from '../../platform/vietnamese/index.ts'
import { count, money } from '../../web/show.ts'
import { Line, Lines, Pick as PickOne } from '../fields.tsx'
import { faultIn } from '../forms/faults.ts'
import { named } from '../forms/named.ts'
import { Form } from '../layout.tsx'
import type { AcceptField, DoneField } from './form.ts'
import type { OneProps } from './one-page.tsx'
import { offers } from './words.ts'

/** By which an officer answers an offer: agrees on a day, asks back, declines, and writes down what came of it. */

export function Accept({ frame, desk, offer, private: words, needs, accepting, faults }: OneProps) {
  const { lang } = frame
  const { accept: w, before } = offers[lang]
  const fault = (field: AcceptField) => faultIn(lang, faults?.[field])
  const again = offer.state === 'accepted' || offer.state === 'recount'
  return (
    <section>
      <h2>{again ? w.again : w.title}</h2>
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
                    w.lacks(named(need), count(left(need) + heldOf(offer, need), lang), need.unitWord),
                  ] as const,
              ),
            ]}
          />
        )}
        <button type="submit" class="button">
          {again ? w.pressAgain : w.press}
        </button>
      </Form>
    </section>
  )
}

/** What it has of a need itself lacks there for nobody else. */
const heldOf = ({ needId, takes }: DeskOffer, { id }: Need): bigint => (needId === id ? takes : 0n)

export function Ask({ frame, desk, offer, words, faults }: OneProps) {
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

export function Decline({ frame, desk, offer, words, faults }: OneProps) {
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

export function Done({
  frame,
  desk,
  offer,
  limit,
  now,
  finishing,
  faults,
  kind,
}: OneProps & { kind: ThingKind }) {
  const { lang } = frame
  const w = offers[lang].done
  const fault = (field: DoneField) => faultIn(lang, faults?.[field])
  return (
    <section>
      <h2>{w.title}</h2>
      <Form action={`/console/offers/${offer.id}/done`} frame={frame} desk={desk} class="card fields">
        <p class="soft">{w.note[kind]}</p>
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
            label={w.counted[kind]}
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
