import {
  type Campaign,
  OCCASIONS,
  type Occasion,
  publicCampaigns,
  takesPledges,
  windowFor,
} from '../../campaigns/index.ts'
import type { Next } from '../../people/index.ts'
import type { Tx } from '../../platform/tx.ts'
import { dayOf } from '../../platform/vietnamese/index.ts'

/** By which name people allow it: one for each occasion. */
export const PURPOSE_OF: Readonly<Record<Occasion, Next>> = {
  'children-month': 'next_children_month',
  'new-school-year': 'next_new_school_year',
  'mid-autumn': 'next_mid_autumn',
  winter: 'next_winter',
  tet: 'next_tet',
}

export const isOccasion = (event: string): event is Occasion =>
  (OCCASIONS as readonly string[]).includes(event)

/** An occasion for which a campaign is open: by which name people wait for it, and in which of its years it is. */
export interface Open {
  readonly purpose: Next
  readonly year: number
  readonly campaign: Campaign
}

/** Of all campaigns that take promises now, those of an occasion. */
export async function openOccasions(tx: Tx, now: Date): Promise<Open[]> {
  return (await publicCampaigns(tx)).flatMap((campaign) => {
    const window = windowFor(campaign.eventKind, dayOf(campaign.opensAt))
    if (!window || !isOccasion(campaign.eventKind) || !takesPledges(campaign, now)) return []
    return [{ purpose: PURPOSE_OF[campaign.eventKind], year: window.year, campaign }]
  })
}
