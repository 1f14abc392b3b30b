import { type AccountChange, maskNumber } from '../../campaigns/index.ts'
import type { Frame } from '../../web/layout.tsx'
import { moment, to } from '../../web/show.ts'
import { type Desk, Form } from '../layout.tsx'
import { accounts as words } from './words.ts'

interface BandProps {
  frame: Frame
  desk: Desk
  changes: readonly AccountChange[]
  /** Units in which this officer may stop one. */
  mayStop: ReadonlySet<string>
}

/** Changes that come within a day, where nobody overlooks them. */
export function ChangeBand({ frame, desk, changes, mayStop }: BandProps) {
  const { lang } = frame
  const w = words[lang]
  return (
    <>
      {changes.map((change) => {
        const { id, unitId, campaign, from, to: next, effectiveAt } = change
        const short = (account: typeof next) => w.short(account.bankName, maskNumber(account.number))
        return (
          <section key={id} class="change-band" role="alert">
            <h2 class="change-title">{campaign === null ? w.bandOpening : w.bandChange(campaign)}</h2>
            <p>
              {from && `${short(from)} → `}
              <strong>{short(next)}</strong>, {next.holder}
            </p>
            <p>
              {w.comes(moment(effectiveAt, lang))} {mayStop.has(unitId) ? w.mayStop : w.tellThem}
            </p>
            {mayStop.has(unitId) ? (
              <Form action={`/console/accounts/${id}/stop`} frame={frame} desk={desk}>
                <button type="submit" class="button">
                  {w.stop}
                </button>
              </Form>
            ) : (
              <p>
                <a href={to('/console/accounts', lang)}>{w.title}</a>
              </p>
            )}
          </section>
        )
      })}
    </>
  )
}
