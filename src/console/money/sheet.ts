import { campaignById, campaignsOfUnits } from '../../campaigns/index.ts'
import {
  candidatesFor,
  creditById,
  type Donation,
  isTakenBackable,
  isUndecided,
  maskedName,
  missing,
  type Odd,
  oddMoney,
  receiptsFor,
  showCode,
} from '../../giving/index.ts'
import { approvalFrom } from '../../organisers/index.ts'
import type { Tx } from '../../platform/tx.ts'
import type { Parts } from '../room.ts'
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
  readonly why: 'similar_code' | 'same_amount'
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
  readonly pots: readonly { readonly id: string; readonly title: string; readonly own: boolean }[]
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
  const { memo, bankRef } = (await creditById(tx, giving.secret, creditId))!
  const choices: Choice[] = []
  const candidates = donation.state === 'unmatched' ? await candidatesFor(tx, giving, donation) : []
  for (const { pledge, why } of candidates) {
    choices.push({
      pledge: pledge.id,
      code: showCode(pledge.code),
      amount: pledge.amount,
      missing: missing(pledge),
      promisedAt: pledge.createdAt,
      campaign: (await campaignById(tx, pledge.campaignId))!.title,
      name: await maskedName(tx, giving.keys, pledge.contactId),
      why,
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
    mayUnmatch: await isTakenBackable(tx, donation),
    limit: await approvalFrom(tx, unitId),
    waits: await moneyWaits(tx, id, gate.clock.now()),
  }
}
