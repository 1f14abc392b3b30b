import { type KeptCampaign, keptCampaign } from '../../campaigns/index.ts'
import { isUuid } from '../../platform/ids.ts'
import type { Tx } from '../../platform/tx.ts'
import type { Signed } from '../desk.tsx'

/** The campaign of a page's address. @returns undefined where there is none, or it is of a unit that the officer may not see */
export async function campaignWithin(
  tx: Tx,
  id: string | undefined,
  { units }: Pick<Signed, 'units'>,
): Promise<KeptCampaign | undefined> {
  const campaign = id !== undefined && isUuid(id) ? await keptCampaign(tx, id) : undefined
  return campaign && units.has(campaign.unitId) ? campaign : undefined
}
