import { type DeskOffer, isLate, OFFER_KINDS, OFFER_STATES } from '../../giving/index.ts'
import { shortForeign } from '../../platform/vietnamese/index.ts'
import type { Frame } from '../../web/layout.tsx'
import { count, day, moment, to } from '../../web/show.ts'
import { type Desk, DeskLayout, said as saidOf, Top } from '../layout.tsx'
import { offers } from './words.ts'

interface OffersProps {
  frame: Frame
  desk: Desk
  /** What was just done. */
  said: string | undefined
  all: readonly DeskOffer[]
  /** What is looked at: a state, `all`, or (empty) what is under way; a kind, or (empty) each. */
  chosen: { readonly state: string; readonly kind: string }
  now: Date
}

/** `/console/offers`: what waits for an officer first. No word of a person stands here. */
export function OffersPage({ frame, desk, said, all, chosen, now }: OffersProps) {
  const { lang } = frame
  const w = offers[lang]
  const pick = (name: 'state' | 'kind', choices: readonly (readonly [string, string])[]) => (
    <label class="field">
      <span>{w.filter[name]}</span>
      <select name={name}>
        {choices.map(([value, label]) => (
          <option key={value} value={value} selected={value === chosen[name]}>
            {label}
          </option>
        ))}
      </select>
    </label>
  )
  return (
    <DeskLayout frame={frame} title={w.title} desk={desk}>
      <Top title={w.title} lead={w.lead} good={saidOf(w.said, said)} />
      <form method="get" action="/console/offers" class="card fields">
        {lang !== 'vi' && <input type="hidden" name="lang" value={lang} />}
        <div class="pair">
          {pick('state', [
            ['', w.filter.waiting],
            ...OFFER_STATES.map((one) => [one, w.state[one]] as const),
            ['all', w.filter.all],
          ])}
          {pick('kind', [['', w.filter.all], ...OFFER_KINDS.map((one) => [one, w.kinds[one]] as const)])}
        </div>
        <button type="submit" class="button quiet">
          {w.filter.show}
        </button>
      </form>
      {all.length === 0 && <p class="soft">{w.none}</p>}
      <ul class="rows">
        {all.map((one) => (
          <li key={one.id} class="card">
            <OfferTags offer={one} now={now} frame={frame} />
            <h3>
              <a class="whole" href={to(`/console/offers/${one.id}`, lang)}>
                {w.kinds[one.kind]}
                {howMuch(one, lang)}
              </a>
            </h3>
            <p class="soft">
              {one.campaign} · {whenOf(one, lang)}
            </p>
          </li>
        ))}
      </ul>
    </DeskLayout>
  )
}

/** When something is to happen: the day that was agreed, the day of its end, or else the hour of the answer. */
function whenOf({ state, day: on, doneOn, answerBy }: DeskOffer, lang: Frame['lang']): string {
  const w = offers[lang]
  if (state === 'accepted' && on !== null) return w.on(day(on, lang))
  if (doneOn !== null) return day(doneOn, lang)
  return w.by(moment(answerBy, lang))
}

/** How much of it, behind its kind: pieces, people who come, or a sum in another currency. */
export function howMuch(offer: DeskOffer, lang: Frame['lang']): string {
  const sum = offer.came ?? offer.said
  if (sum) return ` · ${shortForeign(sum, lang)}`
  return offer.quantity === null ? '' : ` · ${howMany(offer, lang)}`
}

/** Pieces, or people who come. */
export function howMany({ kind, quantity }: DeskOffer, lang: Frame['lang']): string {
  const n = count(quantity ?? 0n, lang)
  return kind === 'goods' || kind === 'direct' ? offers[lang].pieces(n) : offers[lang].people(n)
}

export function OfferTags(props: { offer: DeskOffer; now: Date; frame: Frame; awaited?: boolean }) {
  const { offer, now, frame, awaited } = props
  const w = offers[frame.lang]
  const told = offer.kind === 'foreign' && offer.state === 'accepted' ? w.told : w.state[offer.state]
  const good = offer.state === 'accepted' || offer.state === 'done'
  return (
    <p class="tags">
      <span class={good ? 'tag good' : 'tag'}>{told}</span>
      {isLate(offer, now) && <span class="tag bad">{w.late}</span>}
      {awaited && <span class="tag">{w.second}</span>}
    </p>
  )
}
