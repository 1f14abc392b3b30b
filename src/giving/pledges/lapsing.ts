import { campaignById } from '../../campaigns/index.ts'
import { claimOf, isLive, setClaim } from '../../needs/index.ts'
import type { Tx } from '../../platform/tx.ts'
import type { Giving } from '../deps.ts'
import { reallocate } from '../donations/allocating.ts'
import { forNeed, type Pledge } from './pledge.ts'
import { type Doing, lockOwn } from './pledging.ts'
import { takeBackReminders } from './reminders.ts'
import { lockLapsing, updatePledge } from './store.ts'

/**
 * Gives back the places of promises whose time is up, at most `limit` of them. What is paid already keeps the whole units
 * that it pays for; the rest of it goes to the common pot.
 *
 * @param now by the database's clock, so that a server with a wrong one takes nobody's place away
 * @returns how many lapsed
 */
export async function lapseDue(tx: Tx, giving: Giving, now: Date, limit = 40): Promise<number> {
  const due = await lockLapsing(tx, now, limit)
  for (const pledge of due) await lapse(tx, giving, pledge, now)
  return due.length
}

/**
 * Its donor leaves what they have not sent: what has come keeps the whole units that it pays for, as where its time is up.
 *
 * @returns undefined when nothing of it has come, or nothing is missing
 */
export async function leaveRest(giving: Giving, doing: Doing, id: string): Promise<Pledge | undefined> {
  const pledge = await lockOwn(doing, id)
  if (pledge?.state !== 'part_paid') return undefined
  await lapse(doing.tx, giving, pledge, doing.now)
  return updatePledge(doing.tx, { ...pledge, state: 'lapsed' }, { withdrawnAt: doing.now })
}

async function lapse(tx: Tx, giving: Giving, pledge: Pledge, now: Date): Promise<void> {
  const { ids } = giving
  const lapsed = await updatePledge(tx, pledge, { state: 'lapsed' })
  await takeBackReminders(tx, giving, pledge)
  const claim = await claimOf(tx, pledge.id)
  if (!claim || !isLive(claim.state)) return
  const paid = pledge.received < forNeed(pledge) ? pledge.received / pledge.unitPrice : pledge.quantity
  const left =
    paid > 0n
      ? ({ quantity: paid, state: 'allocated' } as const)
      : ({ quantity: claim.quantity, state: 'lapsed' } as const)
  const wanted = { pledge: pledge.id, need: claim.need, ...left, reason: 'lapsed', now }
  const set = await setClaim(tx, ids, wanted, { claim })
  if (set.kind !== 'set' || set.history === undefined || pledge.received === 0n) return
  const campaign = (await campaignById(tx, pledge.campaignId))!
  const why = { kind: 'claim', key: `claim:${set.history}`, at: now }
  await reallocate(tx, ids, { pledge: lapsed, campaign, claim: set.claim }, why)
}
