import { type Account, type KeptCampaign, OCCASIONS } from '../../campaigns/index.ts'
import { dayOf } from '../../platform/vietnamese/index.ts'
import type { Frame } from '../../web/layout.tsx'
import { count, to } from '../../web/show.ts'
import type { Lang } from '../../web/words.ts'
import { Line, Lines, Pick } from '../fields.tsx'
import { type Faults, faultIn, heardIn, meanwhileIn, type Typed } from '../forms/faults.ts'
import { forms } from '../forms/words.ts'
import { type Desk, DeskLayout, Form, Notice } from '../layout.tsx'
import { flowName } from '../talks/flow-names.ts'
import { type CampaignField, eventsFor } from './form.ts'
import { campaigns } from './words.ts'

export interface FormProps {
  frame: Frame
  desk: Desk
  /** Undefined: a new one. */
  known: KeptCampaign | undefined
  units: readonly (readonly [id: string, name: string])[]
  accounts: readonly Account[]
  flows: readonly string[]
  /** What officers call an occasion of the fund's own, by its file. */
  flowTitle: (flow: string) => string | undefined
  asked?: Partial<Typed<CampaignField>> | undefined
  faults?: Faults<CampaignField>
  /** Somebody changed, opened or closed it since the form was shown. */
  past?: boolean
  /** What the form shows (meanwhile.ts); undefined for a new one. */
  was?: string | undefined
  /** What others have changed since it was shown. */
  meanwhile?: readonly CampaignField[]
}

const DEFAULTS: Partial<Typed<CampaignField>> = {
  min: '2.000',
  most: '20.000.000',
  hold: '15',
  days: '7',
}

/** How a campaign stands in its form. */
export const formOf = (known: KeptCampaign): Typed<CampaignField> => ({
  unit: known.unitId,
  account: known.accountId,
  title: known.title,
  purpose: known.purpose,
  what: known.what,
  for_whom: known.forWhom,
  legal_basis: known.legalBasis ?? '',
  event: known.eventKind,
  flow: known.flow,
  series: known.receiptSeries,
  prefix: known.codePrefix,
  min: count(known.minAmount, 'vi'),
  most: count(known.mostUnpaid, 'vi'),
  hold: String(known.holdMinutes),
  days: String(known.pledgeDays),
  opens: dayOf(known.opensAt),
  gift_by: dayOf(known.giftBy),
  until: dayOf(known.receivesUntil),
  distribute: dayOf(known.distributeBy),
})

export function FormPage(props: FormProps) {
  const {
    frame,
    desk,
    known,
    units,
    accounts,
    flows,
    flowTitle,
    asked = DEFAULTS,
    faults,
    past,
    was,
    meanwhile = [],
  } = props
  const { lang } = frame
  const w = campaigns[lang]
  const at = known ? `/console/campaigns/${known.id}` : '/console/campaigns'
  const fixed = known !== undefined && known.state !== 'draft'
  const title = known ? known.title : w.new
  const spoken = known && !flows.includes(known.flow) ? [...flows, known.flow] : flows
  const options: Partial<Record<CampaignField, readonly (readonly [string, string])[]>> = {
    event: eventsFor(known).map((one) => [one, w.events[one] ?? one] as const),
    flow: spoken.map(
      (one) => [one, one === 'give' ? w.anyOccasion : flowName(one, lang, flowTitle(one))] as const,
    ),
    account: accounts.map(
      ({ id, number, bankName, holder }) => [id, `${number} · ${bankName} · ${holder}`] as const,
    ),
  }
  const newsOf = (name: CampaignField): string | undefined => {
    if (!known || !meanwhile.includes(name)) return undefined
    const now = formOf(known)[name]
    return meanwhileIn(lang, now, asked[name], options[name]?.find(([one]) => one === now)?.[1] ?? now)
  }
  const field = (name: CampaignField) => ({
    name,
    label: w.field[name],
    value: asked[name],
    fault: faultIn(lang, faults?.[name], w.field),
    hint: Object.hasOwn(w.hint, name) ? w.hint[name as keyof typeof w.hint] : undefined,
    news: newsOf(name),
  })
  const heard = (name: CampaignField) => ({ hint: heardIn(lang, asked[name]) })
  return (
    <DeskLayout frame={frame} title={title} desk={desk}>
      <div>
        <p>
          <a href={to(at, lang)}>← {known ? known.title : w.back}</a>
        </p>
        <h1>{title}</h1>
      </div>
      {accounts.length === 0 && (
        <Notice bad>
          {w.noAccount}{' '}
          {desk.can('accounts.manage') ? (
            <a href={to('/console/accounts', lang)}>{w.addAccount}</a>
          ) : (
            w.askForAccount
          )}
        </Notice>
      )}
      {past && <Notice bad>{w.meanwhile}</Notice>}
      {faults && <Notice bad>{forms[lang].first}</Notice>}
      <Form action={known ? `${at}/edit` : `${at}/new`} frame={frame} desk={desk} class="card fields">
        {was !== undefined && <input type="hidden" name="was" value={was} />}
        {!known && <Occasions lang={lang} />}
        {known ? (
          <input type="hidden" name="unit" value={known.unitId} />
        ) : (
          <Pick {...field('unit')} options={units} />
        )}
        <Line {...field('title')} max={60} />
        <Lines {...field('purpose')} rows={5} />
        <Line {...field('what')} max={120} />
        <Line {...field('for_whom')} max={200} />
        <Line {...field('legal_basis')} max={200} />
        <div class="pair">
          <Pick {...field('event')} {...(fixed ? { hint: w.eventFixed } : {})} options={options.event!} />
          <Pick {...field('flow')} options={options.flow!} />
          <Line {...field('opens')} type="date" />
          <Line {...field('gift_by')} type="date" />
          <Line {...field('until')} type="date" />
          <Line {...field('distribute')} type="date" />
        </div>
        <Pick {...field('account')} hint={fixed ? w.accountFixed : undefined} options={options.account!} />
        <div class="pair">
          <Line {...field('series')} locked={fixed} {...(fixed ? { hint: w.fixed } : {})} max={10} />
          <Line {...field('prefix')} locked={fixed} {...(fixed ? { hint: w.fixed } : {})} max={3} />
          <Line {...field('min')} {...heard('min')} max={30} />
          <Line {...field('most')} {...heard('most')} max={30} />
          <Line {...field('hold')} numeric max={5} />
          <Line {...field('days')} numeric max={5} />
        </div>
        <button type="submit" class="button">
          {w.save}
        </button>
      </Form>
    </DeskLayout>
  )
}

/** Fills in the days of an occasion, and keeps everything else that was typed. */
const Occasions = ({ lang }: { lang: Lang }) => (
  <>
    {/* Who presses Enter in a line means the first button of the form: it is to keep, not to fill in. */}
    <button type="submit" class="unseen" tabindex={-1}>
      {campaigns[lang].save}
    </button>
    <p>
      {campaigns[lang].ofOccasion}{' '}
      {OCCASIONS.map((one, n) => (
        <>
          {n > 0 && ' · '}
          <button type="submit" name="occasion" value={one} class="link">
            {campaigns[lang].events[one]}
          </button>
        </>
      ))}
    </p>
  </>
)
