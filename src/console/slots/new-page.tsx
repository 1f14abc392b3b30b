import { type Choice, SEXES } from '../../needs/index.ts'
import { to } from '../../web/show.ts'
import { campaigns as campaignWords } from '../campaigns/words.ts'
import { Line, Pick } from '../fields.tsx'
import { type Faults, faultIn, heardIn, type Typed } from '../forms/faults.ts'
import { choiceSaid } from '../forms/place.ts'
import { forms } from '../forms/words.ts'
import { DeskLayout, Form, Notice } from '../layout.tsx'
import type { SlotField } from './form.ts'
import type { Page } from './list-page.tsx'
import { slots } from './words.ts'

export function NewSlotsPage(
  props: Page & {
    campaigns: readonly { readonly id: string; readonly title: string }[]
    /** What the commune's name can mean, when that must be asked back. */
    choices?: readonly Choice[] | undefined
    asked: Typed<SlotField>
    faults?: Faults<SlotField>
  },
) {
  const { frame, desk, campaigns, choices = [], asked, faults } = props
  const { lang } = frame
  const w = slots[lang]
  const { need } = campaignWords[lang]
  const field = (name: SlotField, hint?: string) => ({
    name,
    label: w.form[name],
    value: asked[name],
    fault: faultIn(lang, faults?.[name]),
    hint,
  })
  return (
    <DeskLayout frame={frame} title={w.add} desk={desk}>
      <div>
        <p>
          <a href={to('/console/slots', lang)}>← {w.back}</a>
        </p>
        <h1>{w.add}</h1>
        <p class="soft">{campaigns.length === 0 ? w.none : w.lead}</p>
      </div>
      {faults && <Notice bad>{forms[lang].first}</Notice>}
      {campaigns.length > 0 && (
        <Form action="/console/slots/new" frame={frame} desk={desk} class="card fields">
          <Pick {...field('campaign')} options={campaigns.map(({ id, title }) => [id, title] as const)} />
          <div class="pair">
            <Line {...field('province')} max={40} />
            <Line {...field('commune', w.form.communeHint)} max={120} />
            {choices.length > 0 && (
              <Pick
                {...field('place')}
                options={[
                  ['', need.choose],
                  ...choices.map((one) => [one.commune.code, choiceSaid(lang, one)] as const),
                ]}
              />
            )}
            <Pick {...field('sex')} options={SEXES.map((one) => [one, need.sexes[one]] as const)} />
            <Line {...field('age_from')} numeric max={2} />
            <Line {...field('age_to')} numeric max={2} />
            <Line {...field('monthly', heardIn(lang, asked.monthly))} max={30} />
            <Line {...field('until', w.form.untilHint)} max={7} />
            <Line {...field('count')} numeric max={2} />
          </div>
          <Line {...field('what', w.form.whatHint)} max={80} />
          <button type="submit" class="button">
            {w.save}
          </button>
        </Form>
      )}
    </DeskLayout>
  )
}
