import type { KeptCampaign } from '../../campaigns/index.ts'
import type { AwaitedMoney } from '../../giving/index.ts'
import type { Frame } from '../../web/layout.tsx'
import { count, money, to } from '../../web/show.ts'
import { type Desk, DeskLayout, Form } from '../layout.tsx'
import { campaigns } from './words.ts'

interface Props {
  readonly frame: Frame
  readonly desk: Desk
  readonly campaign: KeptCampaign
  readonly awaited: AwaitedMoney
  /** Needs of it that are open. */
  readonly needs: number
}

/** What follows when a campaign is closed, before it is. */
export function ClosePage({ frame, desk, campaign, awaited, needs }: Props) {
  const { lang } = frame
  const w = campaigns[lang].closing
  const { open, held, sum } = awaited
  return (
    <DeskLayout frame={frame} title={w.title(campaign.title)} desk={desk}>
      <h1>{w.title(campaign.title)}</h1>
      <section class="card">
        <ul class="facts">
          <li>{open > 0 ? w.awaited(count(BigInt(open), lang), money(sum, lang)) : w.nobody}</li>
          {held > 0 && <li>{w.choosing(count(BigInt(held), lang))}</li>}
          <li>{w.public(count(BigInt(needs), lang))}</li>
          <li>{w.again}</li>
        </ul>
        <div class="buttons">
          <Form action={`/console/campaigns/${campaign.id}/close`} frame={frame} desk={desk}>
            <input type="hidden" name="sure" value="yes" />
            <button type="submit" class="button">
              {w.yes}
            </button>
          </Form>
          <a class="button quiet" href={to(`/console/campaigns/${campaign.id}`, lang)}>
            {w.no}
          </a>
        </div>
      </section>
    </DeskLayout>
  )
}
