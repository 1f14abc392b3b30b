import type { HookRequest } from '../../platform/hook.ts'

/** A movement on one of our accounts, as a bank's messenger tells it. */
export interface BankMovement {
  readonly kind: 'movement'
  /** The messenger's own id, the same in every repeat. */
  readonly providerId: string
  /** The account, and the virtual account that stands for it, if any. */
  readonly accounts: readonly string[]
  readonly direction: 'in' | 'out'
  /** Whole đồng, above zero. */
  readonly amount: bigint
  readonly at: Date
  /** What the payer wrote, with what banks put around it. */
  readonly memo: string
  /** The bank's own reference. Null when the messenger has none. */
  readonly bankRef: string | null
}

/** Kept for a person. The reason is for them, in English, without anything from the body. */
export interface Unreadable {
  readonly kind: 'unreadable'
  readonly reason: string
}

/** Somebody who tells us what happens on our bank accounts. Adapters know their provider's quirks and nothing of pledges. */
export interface BankFeed {
  /** As in the path of its hook: `sepay`. */
  readonly provider: string
  /** Whether the body really comes from them, now. Compares in constant time; without a secret nobody does. */
  verify(headers: HookRequest['headers'], raw: Buffer, now: Date): boolean
  /** Never throws, whatever the body. */
  read(raw: Buffer): BankMovement | Unreadable
}

export const unreadable = (reason: string): Unreadable => ({ kind: 'unreadable', reason })

/**
 * Money in another currency is no đồng, whatever its number: a person looks at it. A messenger that says nothing of currencies means đồng.
 *
 * @param said what the messenger calls the currency of a movement
 */
export const isDong = (said: string | null | undefined): boolean =>
  said === null || said === undefined || /^\s*(?:vnd|vnđ|704|đ|₫|)\s*$/iu.test(said)

export const NOT_DONG = unreadable('in another currency than đồng')
