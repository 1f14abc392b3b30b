import { campaignById, campaignsOfUnits } from '../../campaigns/index.ts'
import {
  candidatesFor,
  creditById,
  type Donation,
  isOwnerless,
  isTakenBackable,
  isUndecided,
  maskedName,
  missing,
  type Odd,
  oddMoney,
  pooledFrom,
  potsFor,
  receiptsFor,
  refOfReturn,
  showCode,
} from '../../giving/index.ts'
import { approvalById, approvalFrom, type Gate, lastAct, officerNames } from '../../organisers/index.ts'
import type { Tx } from '../../platform/tx.ts'
import type { Parts } from '../room.ts'
import { moneyObject } from './kinds.ts'
import { moneyWaits } from './waiting.ts'

/** Whose it may be. */
export interface Choice {
  readonly pledge: string
  readonly code: string
  readonly amount: bigint
  readonly missing: bigint
  readonly promisedAt: Date
  readonly campaign: string
  /** `L•••`; null when they have given none. */
  readonly name: string | null
  readonly why: 'similar_code' | 'same_amount' | 'other_account'
  readonly removed: boolean
  readonly claimed: boolean
}

interface Named {
  readonly id: string
  readonly title: string
}

/** How it was sent back, and who noted that: nobody where the bank told it. */
export interface Returned {
  readonly at: Date
  readonly ref: string | null
  readonly by: { readonly name: string; readonly at: Date; readonly asker: string | undefined } | undefined
}

/** All that an officer needs to settle one sum. */
export interface Sheet {
  readonly odd: Odd
  /** Null: its giver was erased. */
  readonly memo: string | null
  readonly bankRef: string | null
  /** Of who owns it. */
  readonly receipt: string | undefined
  readonly choices: readonly Choice[]
  /** Into whose common pots it may go; its own first. Empty: nothing is to be decided. */
  readonly pots: readonly (Named & { readonly own: boolean })[]
  /** Nobody is found who gave it: into whose common pots it may go then, and from when on. Undefined: it is no such money. */
  readonly unknown:
    | { readonly from: Date; readonly ready: boolean; readonly pots: readonly Named[] }
    | undefined
  /** It was sent back. */
  readonly returned: Returned | undefined
  /** A person said whose it is, and may take that back. */
  readonly mayUnmatch: boolean
  /** From this sum on it takes two. */
  readonly limit: bigint
  /** Something is proposed for it already. */
  readonly waits: boolean
}

export async function sheetOf(
  tx: Tx,
  { giving, gate }: Pick<Parts, 'giving' | 'gate'>,
  donation: Donation,
): Promise<Sheet> {
  const { id, creditId, unitId, campaignId } = donation
  const now = gate.clock.now()
  const { memo, bankRef } = (await creditById(tx, giving.secret, creditId))!
  const choices: Choice[] = []
  const candidates = isOwnerless(donation) ? await candidatesFor(tx, giving, donation) : []
  for (const { pledge, why, removed, claimed } of candidates) {
    choices.push({
      pledge: pledge.id,
      code: showCode(pledge.code),
      amount: pledge.amount,
      missing: missing(pledge),
      promisedAt: pledge.createdAt,
      campaign: (await campaignById(tx, pledge.campaignId))!.title,
      name: await maskedName(tx, giving.keys, pledge.contactId),
      why,
      removed,
      claimed,
    })
  }
  const own = campaignId !== null && (await isUndecided(tx, donation)) && (await campaignById(tx, campaignId))
  const others = own ? await campaignsOfUnits(tx, [own.unit.id]) : []
  const pots = own
    ? [own, ...others.filter((one) => one.id !== own.id && one.state === 'open')].map((one) => ({
        id: one.id,
        title: one.title,
        own: one.id === own.id,
      }))
    : []
  return {
    odd: (await oddMoney(tx, id))!,
    memo,
    bankRef,
    receipt: (await receiptsFor(tx, [id])).get(id)?.number,
    choices,
    pots,
    unknown: donation.state === 'unmatched' ? await unknownOf(tx, donation, now) : undefined,
    returned: donation.state === 'returned' ? await returnedOf(tx, gate, donation) : undefined,
    mayUnmatch: await isTakenBackable(tx, donation),
    limit: await approvalFrom(tx, unitId),
    waits: await moneyWaits(tx, id, now),
  }
}

async function returnedOf(
  tx: Tx,
  { keys }: Pick<Gate, 'keys'>,
  donation: Donation,
): Promise<Returned | undefined> {
  if (!donation.returnedAt) return undefined
  const noted = await lastAct(tx, 'money.returned', moneyObject(donation.id))
  const [, approval] = /approval\/(\S+)/.exec(noted?.detail ?? '') ?? []
  const asked = approval === undefined ? undefined : await approvalById(tx, approval)
  const names = await officerNames(
    tx,
    keys,
    [noted?.actor, asked?.askedBy].filter((id) => id != null),
  )
  const name = noted?.actor && names.get(noted.actor)
  return {
    at: donation.returnedAt,
    ref: refOfReturn(donation),
    by: name ? { name, at: noted.at, asker: asked && names.get(asked.askedBy) } : undefined,
  }
}

/** After its days, the common pots that may have what nobody is known to have given. */
async function unknownOf(tx: Tx, donation: Donation, now: Date): Promise<Sheet['unknown']> {
  const from = await pooledFrom(tx, donation)
  return { from, ready: from <= now, pots: await potsFor(tx, donation) }
}
