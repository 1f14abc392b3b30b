import { type KeptCampaign, keepTextChange } from '../../campaigns/index.ts'
import { ask, openApprovalOf, wasApproved } from '../../organisers/index.ts'
import type { Ids } from '../../platform/ids.ts'
import type { Tx } from '../../platform/tx.ts'

/** What a campaign says to everybody, and a need. */
export const CAMPAIGN_TEXTS = ['title', 'purpose', 'what', 'forWhom'] as const
export const NEED_TEXTS = ['what', 'unitWord'] as const

/** `asked`: a second person is asked for the new words; `waiting`: others are being asked for already, and these are not kept. */
export type Asked = 'asked' | 'waiting'

/**
 * Where two people opened a campaign, its words and those of its needs change only when a second person approves. Whether it is open or
 * closed at the moment makes no difference: who could close it, write it anew and open it again would need nobody.
 *
 * @param what.now as it is, held by the caller
 * @param what.sheet as it is to be
 * @returns what changes at once, and whether anything of it waits
 */
export async function textsByTwo<T extends object, F extends keyof T & string>(
  tx: Tx,
  { ids, by, at }: { readonly ids: Ids; readonly by: string; readonly at: Date },
  what: {
    readonly campaign: Pick<KeptCampaign, 'id' | 'unitId' | 'state'>
    /** Undefined: the campaign itself. */
    readonly need?: string
    readonly now: T
    readonly sheet: T
    readonly texts: readonly F[]
  },
): Promise<{ readonly sheet: T; readonly asked?: Asked }> {
  const { campaign, need, now, sheet, texts } = what
  const changed = texts.filter((name) => now[name] !== sheet[name])
  const free = campaign.state === 'draft' || changed.length === 0
  if (free || !(await wasApproved(tx, 'campaign.open', `campaign/${campaign.id}/`))) return { sheet }
  const of = (from: T) => Object.fromEntries(changed.map((name) => [name, String(from[name])]))
  const left = { ...sheet, ...Object.fromEntries(changed.map((name) => [name, now[name]])) }
  const [kind, object] = ['campaign.texts', need ? `need/${need}` : `campaign/${campaign.id}`]
  if (await openApprovalOf(tx, kind, object, at)) return { sheet: left, asked: 'waiting' }
  const kept = { campaignId: campaign.id, needId: need ?? null, was: of(now), becomes: of(sheet) }
  const change = await keepTextChange(tx, ids, kept, at)
  await ask(tx, ids, { kind, object, facts: { change }, unit: campaign.unitId, by }, at)
  return { sheet: left, asked: 'asked' }
}
