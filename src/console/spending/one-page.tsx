import { type Account, maskNumber } from '../../campaigns/index.ts'
import type { Choice } from '../../needs/index.ts'
import type { NotTwo } from '../../organisers/index.ts'
import type { Day } from '../../platform/vietnamese/index.ts'
import { type BoughtLine, type Delivery, isUnderWay, type Purchase } from '../../spending/index.ts'
import type { Frame } from '../../web/layout.tsx'
import { count, day, money, to } from '../../web/show.ts'
import type { Lang } from '../../web/words.ts'
import { About, Line, Pick } from '../fields.tsx'
import { named } from '../forms/named.ts'
import { type Desk, DeskLayout, Form, Notice, said } from '../layout.tsx'
import { whoMay } from '../who-may.ts'
import { DeliverForm } from './deliver-form.tsx'
import { type Asked, EMPTY_REASONS, type Faults } from './form.ts'
import { restOf } from './kinds.ts'
import { Tag } from './list-page.tsx'
import { spending } from './words.ts'

export interface OneProps {
  frame: Frame
  desk: Desk
  purchase: Purchase
  campaign: string
  account: Account
  /** Who sold; empty: nobody is named any more. */
  seller: string
  deliveries: readonly Delivery[]
  /** What an officer noted of each besides why less came; empty: nothing. */
  notes: ReadonlyMap<string, string>
  /** A second person is awaited. */
  awaited: boolean
  said: string | undefined
  /** Deliveries that the officer who looks does not confirm, and why. */
  blocked: ReadonlyMap<string, NotTwo>
  today: Day
  asked?: Asked
  faults?: Faults
  choices?: readonly Choice[] | undefined
}

/** Answers that changed nothing. */
const BAD: ReadonlySet<string> = new Set([
  'open',
  'past',
  'delivered',
  ...['own', 'not_yours', 'too_new', 'asker_new', 'not_known', 'asker_not_known', 'asker_gone'],
])

/** `/console/spending/<id>`: a purchase, what it pays for, and what came of that. */
export function PurchasePage(props: OneProps) {
  const { frame, desk, purchase, campaign, account, deliveries, awaited, said: key, faults } = props
  const { lang } = frame
  const w = spending[lang]
  const done = said(w.said, key)
  const counts = purchase.state === 'booked'
  const onWay = counts ? purchase.lines.filter(({ quantity, delivered }) => delivered < quantity) : []
  return (
    <DeskLayout frame={frame} title={purchase.what} desk={desk}>
      <div>
        <p>
          <a href={to('/console/spending', lang)}>← {w.back}</a>
        </p>
        <Tag purchase={purchase} awaited={awaited} frame={frame} />
        <h1>{purchase.what}</h1>
        <p class="soft">{campaign}</p>
      </div>
      {done && <Notice bad={BAD.has(key!)}>{done}</Notice>}
      {faults && <Notice bad>{w.first}</Notice>}
      {awaited && (
        <p>
          {desk.can('approvals.see') ? (
            <a href={to('/console/approvals', lang)}>{w.toApprovals}</a>
          ) : (
            w.approvers(whoMay('approvals.approve', lang))
          )}
        </p>
      )}
      {purchase.state === 'proposed' && !awaited && <p class="soft">{w.undone}</p>}
      <section class="card">
        <About
          rows={[
            [w.one.amount, money(purchase.amount, lang)],
            [w.one.day, day(purchase.day, lang)],
            [w.one.voucher, purchase.voucher],
            [w.one.seller, props.seller === '' ? w.one.unnamed : props.seller],
            [w.one.account, `${account.bankName} ${maskNumber(account.number)}`],
            ...(purchase.wrong === null ? [] : [[w.one.wrong, purchase.wrong] as const]),
          ]}
        />
        {purchase.file !== null && (
          <p>
            <a href={to(`/console/spending/${purchase.id}/voucher`, lang)}>{w.one.seePaper}</a>
          </p>
        )}
        {purchase.state !== 'proposed' && (
          <p>
            <a href={to(`/vouchers/${purchase.publicId}`, lang)}>{w.one.public}</a>
          </p>
        )}
      </section>
      {purchase.file === null && purchase.state !== 'reversed' && desk.can('spending.manage') && (
        <PaperForm {...props} />
      )}
      {props.seller !== '' && desk.can('spending.manage') && <UnnameForm {...props} />}
      <section>
        <h2>{w.one.lines}</h2>
        <ul class="rows">
          {purchase.lines.map((line) => (
            <li key={line.id} class="card">
              <Bought line={line} counts={counts} frame={frame} />
            </li>
          ))}
        </ul>
        {restOf(purchase) > 0n && <p class="soft">{w.one.rest(money(restOf(purchase), lang))}</p>}
      </section>
      {deliveries.length > 0 && <Deliveries {...props} />}
      {onWay.length > 0 && desk.can('deliveries.record') && <DeliverForm {...props} lines={onWay} />}
      {counts && !isUnderWay(purchase) && !awaited && desk.can('spending.manage') && (
        <section>
          <h2>{w.reverse}</h2>
          <Form
            action={`/console/spending/${purchase.id}/reverse`}
            frame={frame}
            desk={desk}
            class="card fields"
          >
            <p class="soft">{w.reverseNote}</p>
            <Line
              name="wrong"
              label={w.why}
              hint={w.whyHint}
              value={props.asked?.wrong}
              fault={faults?.wrong}
              max={160}
            />
            <button type="submit" class="button quiet">
              {w.askReverse}
            </button>
          </Form>
        </section>
      )}
    </DeskLayout>
  )
}

/** Folded away: it is for whoever was named and asks not to be. */
function UnnameForm({ frame, desk, purchase, asked, faults }: OneProps) {
  const w = spending[frame.lang].unname
  return (
    <details open={faults?.unname !== undefined}>
      <summary>{w.title}</summary>
      <Form action={`/console/spending/${purchase.id}/seller`} frame={frame} desk={desk} class="card fields">
        <p class="soft">{w.note}</p>
        <Pick
          name="unname"
          label={w.why}
          value={asked?.unname}
          fault={faults?.unname}
          options={[['', '–'], ...EMPTY_REASONS.map((one) => [one, w.reasons[one]] as const)]}
        />
        <button type="submit" class="button quiet">
          {w.do}
        </button>
      </Form>
    </details>
  )
}

function PaperForm({ frame, desk, purchase, faults }: OneProps) {
  const w = spending[frame.lang]
  return (
    <Form
      action={`/console/spending/${purchase.id}/voucher`}
      frame={frame}
      desk={desk}
      class="card fields"
      files
    >
      <label for="paper" class={faults?.paper ? 'field bad' : 'field'}>
        <span>{w.one.paper}</span>
        <input
          id="paper"
          name="paper"
          type="file"
          accept="image/png,image/jpeg,image/webp,application/pdf"
          aria-describedby="paper-hint"
        />
        <small id="paper-hint" class="soft">
          {w.one.paperHint}
        </small>
        {faults?.paper && (
          <small class="fault" role="alert">
            {faults.paper}
          </small>
        )}
      </label>
      <button type="submit" class="button quiet">
        {w.one.addPaper}
      </button>
    </Form>
  )
}

function Bought({ line, counts, frame }: { line: BoughtLine; counts: boolean; frame: Frame }) {
  const { lang } = frame
  const w = spending[lang]
  const { pooled, quantity, unitPrice, unitWord, fromPot, delivered } = line
  const shown = (n: bigint) => (pooled ? money(n, lang) : count(n, lang))
  const unit = pooled ? '' : unitWord
  return (
    <>
      <h3>{named(line)}</h3>
      <p>{pooled ? shown(quantity) : w.one.line(shown(quantity), unit, money(unitPrice, lang))}</p>
      {counts && (
        <p class="soft">
          {fromPot > 0n && `${w.one.fromPot(shown(fromPot), unit).trim()} · `}
          {w.one.delivered(shown(delivered), shown(quantity))}
        </p>
      )}
    </>
  )
}

/** Why there is no button: whoever looks for one reads who has it. */
function whySaid(why: NotTwo, lang: Lang): string {
  const w = spending[lang]
  if (why === 'own') return w.ownNote
  return why === 'not_yours' ? w.confirmers(whoMay('deliveries.confirm', lang)) : w.said[why]!
}

function Deliveries({ frame, desk, purchase, deliveries, notes, blocked }: OneProps) {
  const { lang } = frame
  const w = spending[lang]
  return (
    <section>
      <h2>{w.deliveries}</h2>
      <ul class="rows">
        {deliveries.map((one) => {
          const line = purchase.lines.find(({ id }) => id === one.lineId)!
          const shown = (n: bigint) => (line.pooled ? money(n, lang) : count(n, lang))
          const where = one.place ?? w.form.anywhere
          const waits = one.state === 'recorded'
          const why = blocked.get(one.id)
          return (
            <li key={one.id} class="card">
              <p class="tags">
                <span class={waits ? 'tag' : 'tag good'}>{waits ? w.recorded : w.confirmed}</span>
              </p>
              <p>
                {w.came(shown(one.quantity), line.pooled ? '' : line.unitWord, where, day(one.day, lang))},{' '}
                {w.by(w.receivers[one.receiver])}
                {one.missing !== null && `; ${w.short(shown(one.sent), w.missing[one.missing])}`}
              </p>
              {notes.get(one.id) && <p class="soft">{w.noted(notes.get(one.id)!)}</p>}
              {waits && why && <p class="soft">{whySaid(why, lang)}</p>}
              {waits && (
                <div class="buttons">
                  {!why && (
                    <Form action={`/console/deliveries/${one.id}/confirm`} frame={frame} desk={desk}>
                      <p class="soft">{w.confirmNote}</p>
                      <button type="submit" class="button">
                        {w.confirm}
                      </button>
                    </Form>
                  )}
                  {desk.can('deliveries.record') && (
                    <Form action={`/console/deliveries/${one.id}/strike`} frame={frame} desk={desk}>
                      <button type="submit" class="button quiet">
                        {w.strike}
                      </button>
                    </Form>
                  )}
                </div>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
