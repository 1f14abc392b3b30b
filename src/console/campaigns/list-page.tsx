import { type Campaign, endedAt } from '../../campaigns/index.ts'
import type { Need } from '../../needs/index.ts'
import type { Frame } from '../../web/layout.tsx'
import { unitOrOwn } from '../../web/pages/parts.tsx'
import { count, day, to } from '../../web/show.ts'
import type { Lang } from '../../web/words.ts'
import { type Desk, DeskLayout } from '../layout.tsx'
import { campaigns } from './words.ts'

interface ListProps {
  frame: Frame
  desk: Desk
  listed: readonly { readonly campaign: Campaign; readonly shown: Need | undefined }[]
  now: Date
}

export function ListPage({ frame, desk, listed, now }: ListProps) {
  const { lang } = frame
  const w = campaigns[lang]
  return (
    <DeskLayout frame={frame} title={w.title} desk={desk}>
      <div>
        <h1>{w.title}</h1>
        <p class="soft">{w.lead}</p>
        {desk.can('campaigns.manage') && (
          <p>
            <a class="button" href={to('/console/campaigns/new', lang)}>
              {w.make}
            </a>
          </p>
        )}
      </div>
      {listed.length === 0 && <p class="soft">{w.none}</p>}
      <ul class="rows">
        {listed.map(({ campaign, shown }) => (
          <li key={campaign.id} class="card">
            <p class="tags">
              <StateTags campaign={campaign} now={now} lang={lang} />
              <span class="soft">{campaign.unit.name}</span>
            </p>
            <h3>
              <a class="whole" href={to(`/console/campaigns/${campaign.id}`, lang)}>
                {campaign.title}
              </a>
            </h3>
            <p class="soft">
              {w.runs(
                day(campaign.opensAt, lang),
                day(endedAt(campaign, now) ?? campaign.receivesUntil, lang),
              )}
              {shown &&
                ` · ${w.taken(count(shown.taken, lang), count(shown.cap, lang), unitOrOwn(lang, shown.unitWord, shown.cap))}`}
            </p>
          </li>
        ))}
      </ul>
    </DeskLayout>
  )
}

/** What state a campaign is in, and what the calendar makes of that. */
export function StateTags({ campaign, now, lang }: { campaign: Campaign; now: Date; lang: Lang }) {
  const w = campaigns[lang]
  const open = campaign.state === 'open'
  // Nobody has closed it, and nobody can give to it any more: to call that open would be half of the truth.
  if (open && now >= campaign.receivesUntil)
    return <span class="tag">{w.over(day(campaign.receivesUntil, lang))}</span>
  return (
    <>
      <span class={open ? 'tag good' : 'tag'}>
        {campaign.closedAt ? w.closedOn(day(campaign.closedAt, lang)) : w.state[campaign.state]}
      </span>
      {open && now < campaign.opensAt && <span class="tag">{w.notYet}</span>}
    </>
  )
}
