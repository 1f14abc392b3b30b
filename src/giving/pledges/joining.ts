import { claimOf, isOpen, lockInOrder, needsOf, setClaim } from '../../needs/index.ts'
import type { Tx } from '../../platform/tx.ts'
import type { Giving } from '../deps.ts'
import { type Pledge, standsAt } from './pledge.ts'
import { takeBackReminders } from './reminders.ts'
import { lockPartOf, lockSumBeside, updatePledge } from './store.ts'

/**
 * Money is about to be booked for a promise that pays for another as well, and then they are one. Either that was parted from it,
 * after its code was shown: all that came is as much as both, or more. Or she has promised twice and sent both in one transfer: what
 * is beyond this promise is to the đồng what the other waits for. What is for two places stays two: one transfer cannot be for both;
 * but whoever has sent all of it is not asked for the other.
 *
 * @param pledge locked by the caller
 */
export async function joinAgain(
  tx: Tx,
  giving: Giving,
  pledge: Pledge,
  money: bigint,
  now: Date,
): Promise<Pledge> {
  const beyond = pledge.received + money - pledge.amount
  if (beyond <= 0n || !standsAt(pledge, now)) return pledge
  const part = (await lockPartOf(tx, pledge.id)) ?? (await asPart(tx, pledge, beyond, now))
  if (!part || beyond < part.amount) return pledge
  await takeBackReminders(tx, giving, part)
  return (await asOne(tx, giving, pledge, part, now)) ?? pledge
}

/**
 * Money has come whose memo has the codes of two promises: where it is to the đồng what both wait for, and both can be one, they are.
 *
 * @param pledge locked by the caller
 * @returns undefined where they stay two
 */
export async function joinNamed(
  tx: Tx,
  giving: Giving,
  pledge: Pledge,
  other: string,
  { money, now }: { readonly money: bigint; readonly now: Date },
): Promise<Pledge | undefined> {
  const beyond = pledge.received + money - pledge.amount
  if (beyond <= 0n || pledge.monthly || !standsAt(pledge, now)) return undefined
  const part = await lockSumBeside(tx, pledge, beyond, now, other)
  const joined = part && (await asOne(tx, giving, pledge, part, now))
  if (!joined) return undefined
  await takeBackReminders(tx, giving, part)
  await partOf(tx, joined, { ...part, state: 'cancelled' })
  return joined
}

/** @returns undefined where one is for another place, or its place is closed by now: nothing was changed */
async function asOne(
  tx: Tx,
  giving: Giving,
  pledge: Pledge,
  part: Pledge,
  now: Date,
): Promise<Pledge | undefined> {
  if (part.needId !== null && pledge.needId !== null && part.needId !== pledge.needId) return undefined
  if (!(await moveUnits(tx, giving, pledge, part, now))) return undefined
  // It was no promise of its own.
  await updatePledge(tx, part, { state: 'cancelled', promisedAt: null })
  const { needId, unitPrice } = pledge.needId === null ? part : pledge
  const quantity = pledge.quantity + part.quantity
  return updatePledge(tx, pledge, { amount: pledge.amount + part.amount, quantity, needId, unitPrice })
}

/** Another promise of the same person that such a sum is meant for: from now on a part of this one, as if parted from it. */
async function asPart(tx: Tx, pledge: Pledge, sum: bigint, now: Date): Promise<Pledge | undefined> {
  const other = await lockSumBeside(tx, pledge, sum, now)
  return other && partOf(tx, pledge, other)
}

async function partOf(tx: Tx, pledge: Pledge, other: Pledge): Promise<Pledge> {
  // The code that she used may be that of the later part.
  if (pledge.partOf === other.id) await updatePledge(tx, pledge, { partOf: null })
  return updatePledge(tx, other, { partOf: pledge.id })
}

/** The place of a part goes to the promise. Not where its need is closed by now: no place is taken there any more. */
async function moveUnits(tx: Tx, giving: Giving, pledge: Pledge, part: Pledge, now: Date): Promise<boolean> {
  const [claim, other] = [await claimOf(tx, pledge.id), await claimOf(tx, part.id)]
  if (!other || part.quantity === 0n) return true
  const { need } = other
  await lockInOrder(tx, [need])
  const still = (await needsOf(tx, pledge.campaignId)).find((one) => one.id === need)
  if (!still || !isOpen(still, now)) return false
  const reason = { reason: 'money for both parts', now }
  const given = { pledge: part.id, need, quantity: other.quantity, state: 'released', ...reason } as const
  await setClaim(tx, giving.ids, given, { claim: other })
  const state = claim?.need === need ? claim.state : 'pledged'
  const wanted = { pledge: pledge.id, need, quantity: pledge.quantity + part.quantity, state, ...reason }
  const set = await setClaim(tx, giving.ids, wanted, { claim })
  if (set.kind !== 'set') throw new Error(`need ${need} had room for both parts, and has not: ${set.kind}`)
  return true
}
