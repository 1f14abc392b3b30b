import {
  accountById,
  formerAccounts,
  type KeptCampaign,
  type Lack,
  lacking,
  marksTaken,
  usualAccounts,
} from '../../campaigns/index.ts'
import { needsOf } from '../../needs/index.ts'
import type { UnitTree } from '../../organisers/index.ts'
import type { Tx } from '../../platform/tx.ts'
import { lineOf } from './line.ts'

/** What stands before a campaign's opening, looked at in the transaction that opens it. */
export interface Readiness {
  readonly lacks: readonly Lack[]
  /** Whether it opens on an account that its unit has collected on: any other takes a second person. */
  readonly usual: boolean
}

/** What a second person is asked about: the campaign with this account. With another one it is asked anew. */
export const openingOf = ({ id, accountId }: Pick<KeptCampaign, 'id' | 'accountId'>): string =>
  `campaign/${id}/account/${accountId}`

/** @param how.pot whether it may open without a need, for the common pot alone */
export async function readiness(
  tx: Tx,
  campaign: KeptCampaign,
  how: {
    readonly pot: boolean
    readonly tree: UnitTree
    readonly flows: readonly string[]
    readonly now: Date
  },
): Promise<Readiness> {
  const { pot, tree, flows, now } = how
  const line = lineOf(campaign.unitId, tree)
  const taken = await marksTaken(tx, campaign, campaign.id)
  // What was open keeps its letters and its series, whoever shares them: donors hold codes and receipts.
  const draft = campaign.state === 'draft'
  const lacks = lacking(campaign, {
    accountUnit: (await accountById(tx, campaign.accountId)).unitId,
    line,
    former: (await formerAccounts(tx)).has(campaign.accountId),
    shares: { prefix: draft && taken.prefix !== undefined, series: draft && taken.series !== undefined },
    flows,
    openNeeds: (await needsOf(tx, campaign.id)).filter(({ state }) => state === 'open').length,
    pot,
    now,
  })
  const usual = await usualAccounts(tx, campaign.unitId, line)
  return { lacks, usual: usual.some(({ id }) => id === campaign.accountId) }
}
