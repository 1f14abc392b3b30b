import { type Campaign, LATE } from '../../campaigns/index.ts'
import type { LateGifts } from '../../spending/index.ts'
import type { Frame } from '../../web/layout.tsx'
import { day, money, to } from '../../web/show.ts'
import { Line, Pick } from '../fields.tsx'
import { type Desk, DeskLayout, Form, Notice } from '../layout.tsx'
import { whoMay } from '../who-may.ts'
import { later } from './later-words.ts'

interface LaterProps {
  readonly frame: Frame
  readonly desk: Desk
  readonly campaign: Pick<Campaign, 'id' | 'title' | 'distributeBy'>
  readonly asked?: Readonly<Record<string, string>>
  readonly faults?: Readonly<Record<string, string>>
  /** Somebody else has changed the day meanwhile. */
  readonly past?: boolean
}

/** `/console/campaigns/<id>/later`: the day by which all is handed over is put off, for a reason that donors read. */
export function LaterPage({ frame, desk, campaign, asked = {}, faults = {}, past }: LaterProps) {
  const { lang } = frame
  const w = later[lang]
  const at = `/console/campaigns/${campaign.id}`
  return (
    <DeskLayout frame={frame} title={w.putOff} desk={desk}>
      <div>
        <p>
          <a href={to(at, lang)}>← {campaign.title}</a>
        </p>
        <h1>{w.putOff}</h1>
      </div>
      {past && <Notice bad>{w.form.past}</Notice>}
      <Form action={`${at}/later`} frame={frame} desk={desk} class="card fields">
        <p>{w.form.lead(day(campaign.distributeBy, lang))}</p>
        <input type="hidden" name="was" value={campaign.distributeBy.toISOString()} />
        <Line name="to" type="date" label={w.form.to} value={asked.to} fault={faults.to} />
        <Pick
          name="why"
          label={w.form.why}
          value={asked.why}
          fault={faults.why}
          options={[['', '–'], ...LATE.map((one) => [one, w.reasons[one]] as const)]}
        />
        <div class="buttons">
          <button type="submit" class="button">
            {w.form.do}
          </button>
          <a class="button quiet" href={to(at, lang)}>
            {w.form.no}
          </a>
        </div>
      </Form>
    </DeskLayout>
  )
}

/** Campaigns whose gifts are late, each with what is missing and with the ways out that are this officer's. */
export function LateList({
  frame,
  desk,
  late,
}: {
  readonly frame: Frame
  readonly desk: Desk
  readonly late: readonly LateGifts[]
}) {
  const w = later[frame.lang]
  return (
    <section id="late">
      <h2>{w.title}</h2>
      <ul class="rows">
        {late.map((one) => (
          <li key={one.campaign.id} class="card">
            <h3>{one.campaign.title}</h3>
            <Missing late={one} frame={frame} />
            <WaysOut late={one} frame={frame} desk={desk} />
          </li>
        ))}
      </ul>
      <p class="soft after">{w.settle}</p>
    </section>
  )
}

/** What of it is missing, and since when. */
export function Missing({ late, frame: { lang } }: { readonly late: LateGifts; readonly frame: Frame }) {
  const w = later[lang]
  const { campaign, unbought, undelivered } = late
  return (
    <>
      <p class="tags">
        <span class="tag bad">{w.by(day(campaign.distributeBy, lang))}</span>
      </p>
      {unbought > 0n && <p>{w.unbought(money(unbought, lang))}</p>}
      {undelivered > 0n && <p>{w.undelivered(money(undelivered, lang))}</p>}
    </>
  )
}

function WaysOut({
  late,
  frame,
  desk,
}: {
  readonly late: LateGifts
  readonly frame: Frame
  readonly desk: Desk
}) {
  const { lang } = frame
  const w = later[lang]
  const { campaign, unbought } = late
  const puts = desk.can('campaigns.manage')
  return (
    <>
      <p class="buttons">
        <a class="button quiet" href={to(`/console/spending#${campaign.slug}`, lang)}>
          {w.spend}
        </a>
        {puts && (
          <a class="button quiet" href={to(`/console/campaigns/${campaign.id}/later`, lang)}>
            {w.putOff}
          </a>
        )}
        {unbought > 0n && desk.can('money.settle') && (
          <a class="button quiet" href={to('/console/money', lang)}>
            {w.return}
          </a>
        )}
      </p>
      {!puts && <p class="soft">{w.others(whoMay('campaigns.manage', lang))}</p>}
    </>
  )
}
