import type { Odd } from '../../giving/index.ts'
import { dayOf } from '../../platform/vietnamese/index.ts'
import type { Frame } from '../../web/layout.tsx'
import { moment } from '../../web/show.ts'
import { Line, Pick, Tick } from '../fields.tsx'
import { type Desk, Form } from '../layout.tsx'
import { AGAINST, CORRECTIONS } from './deeds.ts'
import type { Returned } from './sheet.ts'
import { money } from './words.ts'

interface FormProps {
  frame: Frame
  desk: Desk
  odd: Odd
  /** What was typed, and could not be done. */
  asked: Readonly<Record<string, string>>
  fault: string | undefined
  /** What is wrong with a field. */
  beside: (field: string) => string | undefined
}

const actionOf = ({ donation }: Odd): string => `/console/money/${donation}/settle`

/** The money has left the account: that is noted. */
export function ReturnForm({ frame, desk, odd, asked, fault, beside }: FormProps) {
  const { lang } = frame
  const w = money[lang]
  const action = actionOf(odd)
  return (
    <details class="card" open={asked.do === 'return' || odd.wish === 'refund'}>
      <summary>{w.return}</summary>
      <Form action={action} frame={frame} desk={desk} class="fields">
        <p class="soft">{w.returnHint[odd.giver ?? 'nobody']}</p>
        <input type="hidden" name="do" value="return" />
        <div class="pair">
          <Line name="day" type="date" label={w.day} value={asked.day} fault={beside('day')} />
          <Line name="hour" type="time" label={w.hour} value={asked.hour} />
        </div>
        <Line name="ref" label={w.returnRef} value={asked.ref} fault={beside('ref')} max={60} />
        {odd.wish !== null && odd.wish !== 'refund' && (
          <Why
            name="against_return"
            frame={frame}
            value={asked.against_return}
            fault={beside('against_return')}
          />
        )}
        {fault === 'ref_phone' && <Tick name="as_stated" label={w.asStated} on={false} />}
        <button type="submit" class={odd.wish === 'refund' ? 'button' : 'button quiet'}>
          {w.returnPropose}
        </button>
      </Form>
    </details>
  )
}

/** What was noted of it is not as the statement has it. */
export function CorrectForm({
  frame,
  desk,
  odd,
  asked,
  fault,
  beside,
  returned,
}: FormProps & { returned: Returned }) {
  const { lang } = frame
  const w = money[lang]
  const action = actionOf(odd)
  return (
    <details class="card" open={asked.do === 'correct'}>
      <summary>{w.correct}</summary>
      <Form action={action} frame={frame} desk={desk} class="fields">
        <p class="soft">{w.correctHint}</p>
        <input type="hidden" name="do" value="correct" />
        <div class="pair">
          <Line
            name="day"
            type="date"
            label={w.day}
            value={asked.day ?? dayOf(returned.at)}
            fault={beside('day')}
          />
          <Line name="hour" type="time" label={w.hour} value={asked.hour ?? clockOf(returned.at)} />
        </div>
        <Line
          name="ref"
          label={w.returnRef}
          value={asked.ref ?? returned.ref ?? ''}
          fault={beside('ref')}
          max={60}
        />
        {fault === 'ref_phone' && <Tick name="as_stated" label={w.asStated} on={false} />}
        <Pick
          name="why"
          label={w.correctWhy}
          value={asked.why}
          fault={beside('why')}
          options={[['', w.choosePlain], ...CORRECTIONS.map((one) => [one, w.corrections[one]] as const)]}
        />
        <button type="submit" class="button quiet">
          {w.correctNow}
        </button>
      </Form>
    </details>
  )
}

/** When it went back, under which reference, and who has noted it. */
export function Sent({ returned, lang }: { returned: Returned; lang: Frame['lang'] }) {
  const w = money[lang]
  const { at, ref, by } = returned
  return (
    <>
      {moment(at, lang)}, {ref ?? w.noRef}
      <br />
      <span class="soft">{by ? w.notedBy(by.name, moment(by.at, lang), by.asker) : w.notedByBank}</span>
    </>
  )
}

/** `09:04`, in Việt Nam. */
const clockOf = (at: Date): string => new Date(at.getTime() + 7 * 3_600_000).toISOString().slice(11, 16)

interface WhyProps {
  frame: Frame
  name: string
  value: string | undefined
  fault: string | undefined
  /** Whatever is chosen beside it is not what the donor wishes. */
  always?: boolean
}

/** Why something else becomes of it than its donor wishes. */
export function Why({ frame, always, ...field }: WhyProps) {
  const w = money[frame.lang]
  return (
    <Pick
      {...field}
      label={w.against}
      hint={always ? w.againstAlways : w.againstHint}
      options={[
        ['', always ? w.choosePlain : w.asWished],
        ...AGAINST.map((one) => [one, w.reasons[one]] as const),
      ]}
    />
  )
}
