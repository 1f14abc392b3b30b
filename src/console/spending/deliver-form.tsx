import { type BoughtLine, MISSING, RECEIVERS } from '../../spending/index.ts'
import { count, money } from '../../web/show.ts'
import { campaigns } from '../campaigns/words.ts'
import { Line, Pick } from '../fields.tsx'
import { named } from '../forms/named.ts'
import { choiceSaid } from '../forms/place.ts'
import { Form } from '../layout.tsx'
import type { OneProps } from './one-page.tsx'
import { spending } from './words.ts'

/** What is still on the way, a form each: so many of it came. */
export function DeliverForm({
  frame,
  desk,
  purchase,
  lines,
  asked = {},
  faults = {},
  choices = [],
  today,
}: OneProps & { lines: readonly BoughtLine[] }) {
  const { lang } = frame
  const w = spending[lang]
  const { delivering: form } = w
  return (
    <section>
      <h2>{w.deliver}</h2>
      {lines.map((line) => {
        // What was typed is of one of these forms.
        const mine = asked.line === line.id
        const left = line.quantity - line.delivered
        const shown = line.pooled ? money(left, lang) : count(left, lang)
        const field = (name: keyof typeof form & string, first: string, hint?: string) => ({
          name,
          label: form[name],
          value: mine ? asked[name] : first,
          fault: mine ? faults[name] : undefined,
          hint,
        })
        return (
          <Form
            key={line.id}
            action={`/console/spending/${purchase.id}/deliver`}
            frame={frame}
            desk={desk}
            class="card fields"
          >
            <h3>{named(line)}</h3>
            <input type="hidden" name="line" value={line.id} />
            {line.communeId === null && (
              <div class="two">
                <Line {...field('commune', '', form.communeHint)} max={120} />
                {mine && choices.length > 0 && (
                  <Pick
                    {...field('place', '')}
                    options={[
                      ['', campaigns[lang].need.choose],
                      ...choices.map((one) => [one.commune.code, choiceSaid(lang, one)] as const),
                    ]}
                  />
                )}
              </div>
            )}
            <div class="two">
              <Line {...field('sent', shown)} numeric max={20} />
              <Line {...field('quantity', shown)} numeric max={20} />
              <Line {...field('day', today)} type="date" />
              <Pick
                {...field('receiver', '')}
                options={[['', '–'], ...RECEIVERS.map((one) => [one, w.receivers[one]] as const)]}
              />
            </div>
            <Pick
              {...field('missing', '')}
              options={[['', form.allCame], ...MISSING.map((one) => [one, w.missing[one]] as const)]}
            />
            <Line {...field('note', '', form.noteHint)} max={160} />
            <button type="submit" class="button">
              {w.save}
            </button>
          </Form>
        )
      })}
    </section>
  )
}
