import type { KeptCampaign } from '../../campaigns/index.ts'
import { type Choice, type KeptNeed, SEXES } from '../../needs/index.ts'
import { dayOf } from '../../platform/vietnamese/index.ts'
import type { Frame } from '../../web/layout.tsx'
import { count, to } from '../../web/show.ts'
import { Line, Pick, Tick } from '../fields.tsx'
import { type Faults, faultIn, heardIn, meanwhileIn, type Typed } from '../forms/faults.ts'
import { choiceSaid } from '../forms/place.ts'
import { forms } from '../forms/words.ts'
import { type Desk, DeskLayout, Form, Notice } from '../layout.tsx'
import { kinds, type NeedField } from './need-form.ts'
import { campaigns } from './words.ts'

export interface NeedProps {
  frame: Frame
  desk: Desk
  campaign: KeptCampaign
  /** Undefined: a new one. */
  need: KeptNeed | undefined
  /** What the typed place can mean, when that is asked back. */
  choices?: readonly Choice[] | undefined
  asked: Typed<NeedField>
  faults?: Faults<NeedField>
  /** What the form shows (meanwhile.ts); undefined for a new one. */
  was?: string | undefined
  /** What others have changed since it was shown, as it is now; undefined: nobody was looked for. */
  meanwhile?: Partial<Typed<NeedField>>
}

/** How a need stands in its form. @param commune its place, as it is typed @param shows for a new one: whether it is to stand for its campaign */
export function needForm(need: KeptNeed | undefined, commune: string, shows: boolean): Typed<NeedField> {
  const pooled = need?.mode === 'pooled'
  return {
    commune,
    place: '',
    package: need ? [need.package, need.item].filter(Boolean).join('/') : 'gifts',
    sex: need?.sex ?? '',
    age_from: need?.ageFrom?.toString() ?? '',
    age_to: need?.ageTo?.toString() ?? '',
    mode: need?.mode ?? 'exclusive',
    what: need?.what ?? '',
    unit: need && !pooled ? need.unitWord : '',
    price: priceTyped(need),
    cap: need ? count(need.cap, 'vi') : '',
    deadline: need?.deadline ? dayOf(need.deadline) : '',
    rank: String(need?.rank ?? 100),
    shows: (need?.shows ?? shows) ? 'yes' : '',
  }
}

function priceTyped(need: KeptNeed | undefined): string {
  const price = need?.mode === 'pooled' ? need.portion : need?.unitPrice
  return price ? count(price, 'vi') : ''
}

export function NeedPage(props: NeedProps) {
  const { frame, desk, campaign, need, choices = [], asked, faults, was, meanwhile } = props
  const { lang } = frame
  const w = campaigns[lang].need
  const back = `/console/campaigns/${campaign.id}`
  const action = need ? `/console/needs/${need.id}/edit` : `${back}/needs/new`
  const title = need ? w.edit : w.new
  const newsOf = (name: NeedField): string | undefined => {
    const now = meanwhile?.[name]
    return now === undefined
      ? undefined
      : meanwhileIn(lang, now, asked[name], kinds(lang).find(([key]) => key === now)?.[1] ?? now)
  }
  const field = (name: Exclude<NeedField, 'shows'>, hint?: string) => ({
    name,
    label: w[name],
    value: asked[name],
    fault: faultIn(lang, faults?.[name]),
    hint,
    news: newsOf(name),
  })
  const pooled = need?.mode === 'pooled'
  const heardCap = (need?.mode ?? asked.mode) === 'pooled' ? heardIn(lang, asked.cap) : undefined
  return (
    <DeskLayout frame={frame} title={title} desk={desk}>
      <div>
        <p>
          <a href={to(back, lang)}>← {campaign.title}</a>
        </p>
        <h1>{title}</h1>
      </div>
      {faults && <Notice bad>{forms[lang].first}</Notice>}
      {meanwhile && <Notice bad>{campaigns[lang].meanwhile}</Notice>}
      <Form action={action} frame={frame} desk={desk} class="card fields">
        {was !== undefined && <input type="hidden" name="was" value={was} />}
        <Line {...field('commune', need && need.taken > 0n ? w.communeFixed : w.communeHint)} max={120} />
        {choices.length > 0 && (
          <Pick
            {...field('place')}
            options={[
              ['', w.choose],
              ...choices.map((one) => [one.commune.code, choiceSaid(lang, one)] as const),
            ]}
          />
        )}
        <Line {...field('what', w.whatHint)} max={120} />
        <div class="pair">
          <Pick {...field('package', w.packageHint)} options={kinds(lang)} />
          <Pick
            {...field('sex')}
            options={[['', w.sexes.both], ...SEXES.map((one) => [one, w.sexes[one]] as const)]}
          />
          <Line {...field('age_from')} numeric max={2} />
          <Line {...field('age_to', w.agesHint)} numeric max={2} />
          {need ? (
            <input type="hidden" name="mode" value={need.mode} />
          ) : (
            <Pick
              {...field('mode')}
              options={[
                ['exclusive', w.modes.exclusive],
                ['pooled', w.modes.pooled],
              ]}
            />
          )}
          {!pooled && <Line {...field('unit', w.unitHint)} max={20} />}
          <Line
            {...field('price', heardIn(lang, asked.price) ?? (pooled ? w.portionHint : need && w.priceNote))}
            label={pooled ? w.portion : w.price}
            max={30}
          />
          <Line
            {...field('cap', heardCap ?? (need ? w.takenNow(count(need.taken, lang)) : w.capHint))}
            max={30}
          />
          <Line {...field('deadline', w.deadlineHint)} type="date" />
          <Line {...field('rank', w.rankHint)} numeric max={4} />
        </div>
        <Tick
          name="shows"
          label={w.shows}
          on={asked.shows === 'yes'}
          {...(meanwhile?.shows !== undefined && { hint: forms[lang].meanwhileToo })}
        />
        <button type="submit" class="button">
          {campaigns[lang].save}
        </button>
      </Form>
    </DeskLayout>
  )
}
