import type { KeptCampaign } from '../../campaigns/index.ts'
import type { KeptNeed } from '../../needs/index.ts'
import type { Frame } from '../../web/layout.tsx'
import { to } from '../../web/show.ts'
import { type Desk, DeskLayout, Form } from '../layout.tsx'
import { campaigns } from './words.ts'

/** What becomes of the campaign when its last open need is closed: said by whoever closes it, not by the service. */
export const REST = ['campaign', 'pot'] as const
export type Rest = (typeof REST)[number]

interface Props {
  readonly frame: Frame
  readonly desk: Desk
  readonly campaign: KeptCampaign
  readonly need: KeptNeed
}

/** Asks which of them is meant, before anything is closed. */
export function LastNeedPage({ frame, desk, campaign, need }: Props) {
  const { lang } = frame
  const w = campaigns[lang].need.last
  return (
    <DeskLayout frame={frame} title={w.title} desk={desk}>
      <h1>{w.title}</h1>
      <section class="card">
        <p>{w.what(campaign.title)}</p>
        <div class="buttons">
          {REST.map((rest) => (
            <Form key={rest} action={`/console/needs/${need.id}/close`} frame={frame} desk={desk}>
              <input type="hidden" name="rest" value={rest} />
              <button type="submit" class="button quiet">
                {w[rest]}
              </button>
            </Form>
          ))}
          <a class="button quiet" href={to(`/console/campaigns/${campaign.id}`, lang)}>
            {w.no}
          </a>
        </div>
      </section>
    </DeskLayout>
  )
}
