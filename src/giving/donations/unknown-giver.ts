import { type Campaign, campaignById, campaignsOfUnits, campaignsOn } from '../../campaigns/index.ts'
import { post, reverse } from '../../ledger/index.ts'
import { unknownDays } from '../../organisers/index.ts'
import type { Tx } from '../../platform/tx.ts'
import type { Giving } from '../deps.ts'
import { allocate, allocationsOf, type Donation, lockDonation, updateDonation } from './store.ts'

const DAY_MS = 86_400_000

/** `past`: somebody owns it, or it is gone. `elsewhere`: not one of `potsFor` (any more). */
type Pooled = 'pooled' | 'past' | 'too_soon' | 'elsewhere'

/** From when on money of which nobody knows who gave it may go into a common pot, by its unit's word. */
export async function pooledFrom(
  tx: Tx,
  { unitId, receivedAt }: Pick<Donation, 'unitId' | 'receivedAt'>,
): Promise<Date> {
  return new Date(receivedAt.getTime() + (await unknownDays(tx, unitId)) * DAY_MS)
}

/**
 * Into whose common pots it may go: of the campaigns that collect, or have collected, on its account, since that is what people
 * send money there for. On an account that none has, of those of its unit that are open.
 */
export async function potsFor(tx: Tx, { unitId, creditId }: Donation): Promise<Campaign[]> {
  const { accountId } = await tx.bankCredit.findUniqueOrThrow({ where: { id: creditId } })
  const there = (await campaignsOn(tx, accountId)).filter(({ state }) => state !== 'draft')
  if (there.length > 0) return there
  return (await campaignsOfUnits(tx, [unitId])).filter(({ state }) => state === 'open')
}

/**
 * The fund gives money of which nobody knows who gave it to a campaign's common pot, as from an unknown giver. It counts as
 * received, and has no receipt: there is nobody to whom it is one. Who turns up is given it as before (`giveOwner`).
 */
export async function poolUnknown(
  tx: Tx,
  giving: Giving,
  id: string,
  campaignId: string,
  now: Date,
): Promise<Pooled> {
  const donation = await lockDonation(tx, id)
  if (donation?.state !== 'unmatched') return 'past'
  if ((await pooledFrom(tx, donation)) > now) return 'too_soon'
  const campaign = (await potsFor(tx, donation)).find((one) => one.id === campaignId)
  if (!campaign) return 'elsewhere'
  const { amount, unitId: unit, creditId } = donation
  const { accountId: bank } = await tx.bankCredit.findUniqueOrThrow({ where: { id: creditId } })
  await allocate(tx, giving.ids, id, null, [{ target: 'pot', amount }], [], now)
  await post(tx, giving.ids, {
    kind: 'decision',
    key: keyOf(id),
    at: now,
    lines: [
      { account: { kind: 'suspense', unit, bank }, amount },
      { account: { kind: 'pot', unit: campaign.unit.id, campaign: campaign.id }, amount: -amount },
    ],
  })
  // Why nobody was found for it stays: who looks at it again wants to know.
  await updateDonation(tx, id, { campaignId: campaign.id, state: 'unknown_giver' })
  return 'pooled'
}

/**
 * Its giver has turned up: out of the pot, and nobody's for the moment in which it becomes theirs.
 *
 * @param donation locked by the caller
 */
export async function outOfPot(tx: Tx, giving: Giving, donation: Donation, now: Date): Promise<Donation> {
  const { id } = donation
  const was = (await allocationsOf(tx, [id])).get(id) ?? []
  await allocate(tx, giving.ids, id, null, [], was, now)
  await reverse(tx, giving.ids, keyOf(id), now)
  return updateDonation(tx, id, { campaignId: null, state: 'unmatched' })
}

/** What a pooled gift went to, for whoever is found to have given it and has promised nothing. */
export const potOf = async (tx: Tx, { state, campaignId }: Donation): Promise<Campaign | undefined> =>
  state === 'unknown_giver' && campaignId !== null ? campaignById(tx, campaignId) : undefined

const keyOf = (donation: string): string => `unknown-giver:${donation}`
