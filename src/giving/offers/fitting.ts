import { type Campaign, campaignById, takesPledges } from '../../campaigns/index.ts'
import { findNeeds, readWish } from '../../needs/index.ts'
import type { Tx } from '../../platform/tx.ts'

/** So many needs are looked at: more of one thing are open in hardly any year. */
const LOOKED_AT = 30

export type Fit =
  /** This one asks for it, or nobody can tell what it is, or no campaign asks for it. */
  { readonly kind: 'here' | 'unclear' } | { readonly kind: 'elsewhere'; readonly campaign: Campaign }

/** Which open campaign asks for a thing, as its giver calls it: this one, or the one where it is needed most. */
export async function fitOf(tx: Tx, campaign: string, what: string, now: Date): Promise<Fit> {
  const { things, ...rest } = readWish(what)
  if (things.length === 0) return { kind: 'unclear' }
  // The thing alone: neither for whom nor how many of it makes it another campaign's.
  const wish = { ...rest, things, places: [], sex: undefined, ages: undefined, amount: undefined }
  const answer = await findNeeds(tx, wish, now, LOOKED_AT)
  if (answer.kind !== 'found') return { kind: 'unclear' }
  if (answer.needs.some((need) => need.campaignId === campaign)) return { kind: 'here' }
  const other = await campaignById(tx, answer.needs[0]!.campaignId)
  return other && takesPledges(other, now) ? { kind: 'elsewhere', campaign: other } : { kind: 'unclear' }
}
