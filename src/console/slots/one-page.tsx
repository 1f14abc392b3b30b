import { SLOT, type Slot, type SlotNote, slotName } from '../../needs/index.ts'
import { dayOf, formatMonth } from '../../platform/vietnamese/index.ts'
import type { Frame } from '../../web/layout.tsx'
import { day, moment, money, to } from '../../web/show.ts'
import { About, Line, Pick } from '../fields.tsx'
import { type Faults, faultIn, heardIn, type Typed } from '../forms/faults.ts'
import { type Desk, DeskLayout, Form, Notice, said as saidIn } from '../layout.tsx'
import type { CloseField } from './form.ts'
import { type Page, Tags } from './list-page.tsx'
import { slots } from './words.ts'

/** Who has a place, or had it when it was closed. */
export interface Sponsor {
  /** Name as `L•••`, null when they have given none. Null for who may not see people there. */
  readonly person: { readonly contact: string; readonly name: string | null } | null
  readonly live: boolean
  readonly from: string
  readonly paidTo: string | null
  readonly months: number
  readonly resumes: string | null
  readonly missed: number
  readonly received: bigint
  readonly unused: bigint
  readonly wish: string | null
  /** Since when what was not used is seen to, and whether the officer may say so. */
  readonly settled: Date | null
  readonly mayBeSettled: boolean
}

interface OneProps extends Page {
  slot: Slot
  campaign: string
  commune: string | null
  sponsor: Sponsor | undefined
  history: readonly SlotNote[]
  now: Date
  closing: Typed<CloseField>
  faults?: Faults<CloseField>
  /** More was said to be unused than came. */
  most?: bigint
  /** Why it is not extended. */
  longerBad?: 'month' | 'month_over'
}

export function SlotPage(props: OneProps) {
  const { frame, desk, said, slot, campaign, commune, sponsor, history, now } = props
  const { lang } = frame
  const w = slots[lang]
  const done = saidIn(w.said, said)
  return (
    <DeskLayout frame={frame} title={slotName(slot)} desk={desk}>
      <div>
        <p>
          <a href={to('/console/slots', lang)}>← {w.back}</a>
        </p>
        <Tags slot={slot} now={now} lang={lang} />
        <h1>{slotName(slot)}</h1>
      </div>
      {done && <Notice>{done}</Notice>}
      <section class="card">
        <About
          rows={[
            [w.form.sex, w.child(SLOT[lang][slot.sex], slot.ageFrom, slot.ageTo, slot.province)],
            [w.form.what, slot.what],
            [w.form.monthly, money(slot.monthly, lang)],
            [w.form.until, formatMonth(slot.untilMonth)],
            [w.form.commune, commune ?? '–'],
            [w.form.campaign, campaign],
            ...(slot.closedWhy ? [[w.why, w.reasons[slot.closedWhy]] as const] : []),
          ]}
        />
      </section>
      {sponsor && <SponsorCard frame={frame} desk={desk} slot={slot.id} sponsor={sponsor} />}
      <section>
        <h2>{w.history}</h2>
        <ul>
          {history.map(({ what, month, at }, n) => (
            <li key={n}>
              {moment(at, lang)}: {w.events[what]}
              {month && ` ${formatMonth(month)}`}
            </li>
          ))}
        </ul>
      </section>
      {slot.state !== 'closed' && desk.can('slots.manage') && <Manage {...props} />}
    </DeskLayout>
  )
}

function SponsorCard({
  frame,
  desk,
  slot,
  sponsor,
}: {
  frame: Frame
  desk: Desk
  slot: string
  sponsor: Sponsor
}) {
  const { lang } = frame
  const w = slots[lang]
  const { person, unused, settled } = sponsor
  return (
    <section class="card">
      <h2>{w.sponsor}</h2>
      <p>
        {person && `${person.name ?? w.nameless} · `}
        {w.since(sponsor.from, sponsor.months)}
      </p>
      <p class="soft">
        {w.paidTo(sponsor.paidTo)}
        {sponsor.resumes && ` · ${w.paused(sponsor.resumes)}`}
        {sponsor.live && sponsor.missed > 0 && ` · ${w.missed(sponsor.missed)}`}
        {` · ${w.came}: ${money(sponsor.received, lang)}`}
      </p>
      {unused > 0n && (
        <p>
          {settled
            ? w.settled(money(unused, lang), day(dayOf(settled), lang))
            : w.unused(money(unused, lang))}
          {sponsor.wish && `: ${w.wishes[sponsor.wish] ?? sponsor.wish}`}
        </p>
      )}
      {unused > 0n && !settled && sponsor.mayBeSettled && (
        <Form action={`/console/slots/${slot}/settled`} frame={frame} desk={desk}>
          <p class="soft">{w.settleNote}</p>
          <button type="submit" class="button quiet">
            {w.settle}
          </button>
        </Form>
      )}
      {person ? (
        <p>
          <a href={to(`/console/people/${person.contact}`, lang)}>{w.see}</a>
        </p>
      ) : (
        <p class="soft">{w.unseen}</p>
      )}
    </section>
  )
}

function Manage({ frame, desk, slot, sponsor, closing, faults, most, longerBad }: OneProps) {
  const { lang } = frame
  const w = slots[lang]
  const at = `/console/slots/${slot.id}`
  const received = sponsor?.live ? sponsor.received : 0n
  const unusedFault = most === undefined ? faultIn(lang, faults?.unused) : w.tooMuch(money(most, lang))
  return (
    <>
      <section>
        <h2>{w.longer}</h2>
        <Form action={`${at}/longer`} frame={frame} desk={desk} class="card fields">
          <p class="soft">{w.longerNote}</p>
          <Line
            name="until"
            label={w.form.until}
            hint={w.form.untilHint}
            fault={longerBad ? faultIn(lang, longerBad) : undefined}
          />
          <button type="submit" class="button quiet">
            {w.lengthen}
          </button>
        </Form>
      </section>
      <section>
        <h2>{w.closing}</h2>
        <Form action={`${at}/close`} frame={frame} desk={desk} class="card fields">
          <p class="soft">{w.closeNote}</p>
          <Pick
            name="why"
            label={w.why}
            value={closing.why}
            fault={faultIn(lang, faults?.why)}
            options={[['', '–'], ...Object.entries(w.reasons)]}
          />
          <Line name="on" label={w.on} type="date" value={closing.on} fault={faultIn(lang, faults?.on)} />
          {received > 0n && (
            <Line
              name="unused"
              label={w.left}
              value={closing.unused}
              hint={heardIn(lang, closing.unused) ?? w.leftHint(money(received, lang))}
              fault={unusedFault}
            />
          )}
          <button type="submit" class="button">
            {w.close}
          </button>
        </Form>
      </section>
    </>
  )
}
