import { ALARMS, ALWAYS, type OfficerAlarm } from '../../organisers/index.ts'
import type { Frame } from '../../web/layout.tsx'
import { moment } from '../../web/show.ts'
import { type Desk, DeskLayout, Form, Top } from '../layout.tsx'
import { channelIn } from '../talks/beside.tsx'
import { alarmWords } from './words.ts'

interface Props {
  frame: Frame
  desk: Desk
  alarm: OfficerAlarm | undefined
  /** Channels of the chat that is woken. */
  channels: readonly string[]
  /** Just made, shown this once. */
  code?: string | undefined
  said?: 'kept' | 'ended' | undefined
}

export function AlarmsPage({ frame, desk, alarm, channels, code, said }: Props) {
  const { lang } = frame
  const w = alarmWords[lang]
  return (
    <DeskLayout frame={frame} title={w.title} desk={desk}>
      <Top title={w.title} lead={w.intro} good={said && w[said]} />
      <section class="card">
        <h2>{w.here}</h2>
        <p>{w.hereText}</p>
        <p data-needs-script="">{w.noScript}</p>
        <p hidden data-ring="">
          <button type="button" class="button quiet" data-on={w.ring} data-off={w.quiet}>
            {w.ring}
          </button>{' '}
          <span class="soft" data-ringing={w.ringing} role="status" />
        </p>
      </section>
      <section class="card">
        <h2>{w.chat}</h2>
        <p>{w.chatText}</p>
        <p>
          <strong>
            {alarm
              ? w.on(channels.map((one) => channelIn(one, lang)).join(', '), moment(alarm.since, lang))
              : w.off}
          </strong>
        </p>
        {code && <Code code={code} lang={lang} />}
        <Form action="/console/alarms/code" frame={frame} desk={desk}>
          <button type="submit" class={code || alarm ? 'button quiet' : 'button'}>
            {code || alarm ? w.again : w.get}
          </button>
        </Form>
        {alarm && (
          <>
            <Form action="/console/alarms/kinds" frame={frame} desk={desk} class="stack">
              <fieldset>
                <legend>{w.which}</legend>
                {ALARMS.map((kind) => (
                  <label key={kind} class="check">
                    <input
                      type="checkbox"
                      name={kind}
                      checked={alarm.kinds.includes(kind)}
                      disabled={ALWAYS.includes(kind)}
                    />{' '}
                    {w.kinds[kind]}
                  </label>
                ))}
              </fieldset>
              <button type="submit" class="button quiet">
                {w.keep}
              </button>
            </Form>
            <Form action="/console/alarms/end" frame={frame} desk={desk}>
              <button type="submit" class="button quiet">
                {w.end}
              </button>
            </Form>
          </>
        )}
      </section>
    </DeskLayout>
  )
}

function Code({ code, lang }: { code: string; lang: Frame['lang'] }) {
  const w = alarmWords[lang]
  return (
    <div class="notice">
      <p>{w.code}</p>
      <p>
        <code class="key">{code}</code>{' '}
        <button type="button" class="button quiet" data-copy={code} data-copied={w.copied}>
          <span data-copy-word="">{w.copy}</span>
        </button>
      </p>
      <p class="soft">{w.codeNote}</p>
    </div>
  )
}
