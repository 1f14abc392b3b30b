import type { DeskOffer, Odd } from '../../giving/index.ts'
import { CURRENCY_CODES, currencyName, dayOf, plainSum } from '../../platform/vietnamese/index.ts'
import type { Frame } from '../../web/layout.tsx'
import { moment, money } from '../../web/show.ts'
import { Line, Lines, Pick, Tick } from '../fields.tsx'
import type { AnyFault } from '../forms/faults.ts'
import { faultIn } from '../forms/faults.ts'
import { type Desk, Form } from '../layout.tsx'
import { money as moneyWords } from '../money/words.ts'
import type { LaterFault } from './later-form.ts'
import { later, miscountChoices, returnChoices } from './later-words.ts'

/** What the forms show of what was typed and not taken. */
export interface LaterTyped {
  readonly typed?: Readonly<Record<string, string>>
  readonly faults?: Readonly<Record<string, AnyFault | undefined>>
  readonly own?: Readonly<Record<string, LaterFault | undefined>>
}

export interface LaterProps extends LaterTyped {
  readonly frame: Frame
  readonly desk: Desk
  readonly offer: DeskOffer
  readonly now: Date
}

/** What is wrong with a field, in its words. */
const faultOf = ({ frame: { lang }, faults, own }: LaterProps, field: string): string | undefined => {
  const fault = own?.[field]
  if (fault && fault !== 'ref' && fault !== 'ref_phone') return later[lang].wrong[fault]
  if (fault) return moneyWords[lang].fault[fault]
  return faultIn(lang, faults?.[field])
}

function Part({
  props: { frame, desk, offer },
  path,
  title,
  note,
  press,
  quiet = false,
  children,
}: {
  props: LaterProps
  path: string
  title: string
  note: string
  press: string
  quiet?: boolean
  children?: preact.ComponentChildren
}) {
  return (
    <section>
      <h2>{title}</h2>
      <Form action={`/console/offers/${offer.id}/${path}`} frame={frame} desk={desk} class="card fields">
        <p class="soft">{note}</p>
        {children}
        <button type="submit" class={quiet ? 'button quiet' : 'button'}>
          {press}
        </button>
      </Form>
    </section>
  )
}

/** Money in another currency is welcome: how it may be sent. */
export function How(props: LaterProps & { how: string | undefined }) {
  const w = later[props.frame.lang].how
  const again = props.offer.state === 'accepted'
  return (
    <Part props={props} path="how" title={again ? w.again : w.title} note={w.note} press={w.press}>
      <Lines name="how" label={w.words} value={props.typed?.how ?? props.how} fault={faultOf(props, 'how')} />
    </Part>
  )
}

/** What the bank has of it. */
export function Came(props: LaterProps & { bankRef: string | undefined }) {
  const { lang } = props.frame
  const w = later[lang].came
  const { offer, typed, now } = props
  const sum = offer.came ?? offer.said
  const again = offer.state === 'held'
  return (
    <Part
      props={props}
      path="came"
      title={again ? w.again : w.title}
      note={w.note}
      press={again ? w.pressAgain : w.press}
      quiet={again}
    >
      <div class="pair">
        <Line
          name="amount"
          label={w.amount}
          hint={w.amountHint}
          max={20}
          value={typed?.amount ?? (sum ? shown(plainSum(sum), lang) : '')}
          fault={faultOf(props, 'amount')}
        />
        <Pick
          name="currency"
          label={w.currency}
          value={typed?.currency ?? sum?.currency ?? ''}
          fault={faultOf(props, 'currency')}
          options={[
            ['', '–'],
            ...CURRENCY_CODES.map((code) => [code, `${code} · ${currencyName(code, lang)}`] as const),
          ]}
        />
      </div>
      <div class="pair">
        <Line
          name="came_on"
          type="date"
          label={w.day}
          value={typed?.came_on ?? (again ? offer.day! : dayOf(now))}
          fault={faultOf(props, 'came_on')}
        />
        <Line
          name="ref"
          label={w.ref}
          max={60}
          value={typed?.ref ?? props.bankRef}
          fault={faultOf(props, 'ref')}
        />
      </div>
      {props.own?.amount === 'other' && <Tick name="as_came" label={w.asCame} on={false} />}
    </Part>
  )
}

const shown = (plain: string, lang: 'vi' | 'en') => (lang === 'vi' ? plain.replace('.', ',') : plain)

/** The bank is not done: its person hears so. */
export function Waits(props: LaterProps) {
  const w = later[props.frame.lang].waits
  return <Part props={props} path="waits" title={w.title} note={w.note} press={w.press} quiet />
}

/** The credit in đồng that it became. */
export function Changed(props: LaterProps & { credits: readonly Odd[]; limit: bigint }) {
  const { lang } = props.frame
  const w = later[lang].changed
  if (props.credits.length === 0)
    return (
      <section>
        <h2>{w.title}</h2>
        <p class="card soft">{w.none}</p>
      </section>
    )
  return (
    <Part
      props={props}
      path="changed"
      title={w.title}
      note={w.note(money(props.limit, lang))}
      press={w.press}
    >
      <Pick
        name="donation"
        label={w.donation}
        value={props.typed?.donation}
        fault={faultOf(props, 'donation')}
        options={[
          ['', '–'],
          ...props.credits.map(
            (one) =>
              [
                one.donation,
                w.credit(money(one.amount, lang), moment(one.receivedAt, lang), one.refEnd),
              ] as const,
          ),
        ]}
      />
    </Part>
  )
}

export function Back(props: LaterProps) {
  const { lang } = props.frame
  const w = later[lang].back
  const { typed, now } = props
  return (
    <Part props={props} path="back" title={w.title} note={w.note} press={w.press} quiet>
      <div class="pair">
        <Line
          name="back_on"
          type="date"
          label={w.day}
          value={typed?.back_on ?? dayOf(now)}
          fault={faultOf(props, 'back_on')}
        />
        <Line
          name="back_ref"
          label={w.ref}
          max={60}
          value={typed?.back_ref}
          fault={faultOf(props, 'back_ref')}
        />
      </div>
      <Pick
        name="back_why"
        label={w.why}
        value={typed?.back_why}
        fault={faultOf(props, 'back_why')}
        options={returnChoices(lang)}
      />
    </Part>
  )
}

/** A count was wrong. */
export function Recount(props: LaterProps & { two: boolean }) {
  const { lang } = props.frame
  const w = later[lang].recount
  return (
    <Part
      props={props}
      path="recount"
      title={w.title}
      note={props.two ? `${w.note} ${w.two}` : w.note}
      press={w.press}
      quiet
    >
      <Pick
        name="miscount"
        label={w.why}
        value={props.typed?.miscount}
        fault={faultOf(props, 'miscount')}
        options={miscountChoices(lang)}
      />
    </Part>
  )
}

/** Another campaign that takes promises, with the unit that would answer. */
export interface HandTo {
  readonly id: string
  readonly title: string
  readonly unit: string
}

export function Hand(props: LaterProps & { targets: readonly HandTo[] }) {
  const w = later[props.frame.lang].hand
  return (
    <Part props={props} path="hand" title={w.title} note={w.note} press={w.press} quiet>
      <Pick
        name="campaign"
        label={w.campaign}
        value={props.typed?.campaign}
        fault={faultOf(props, 'campaign')}
        options={[
          ['', w.pick],
          ...props.targets.map(({ id, title, unit }) => [id, w.of(title, unit)] as const),
        ]}
      />
      <Lines
        name="hand_reason"
        label={w.reason}
        rows={2}
        value={props.typed?.hand_reason}
        fault={faultOf(props, 'hand_reason')}
      />
    </Part>
  )
}
