import type { Tx } from '../../platform/tx.ts'
import type { Giving } from '../deps.ts'
import { bookReturn } from '../donations/returning.ts'
import { BY_HAND, updateDonation } from '../donations/store.ts'
import { type BankFeed, type BankMovement, NOT_DONG, type Unreadable } from './feed.ts'
import { type Booked, bookIncoming, judge, type Match, matchCodes, settleSent } from './notice.ts'
import { markSettled } from './quarantine-store.ts'
import { dismissed, holdAccount, lockNotice, lookAtNotice, type NoticeRef, settleNotice } from './store.ts'
import { hasTwin } from './twins.ts'

/** What an officer reads on the bank's statement, where the notice does not say it or says it wrongly. */
export interface Stated {
  readonly account?: string
  readonly amount?: bigint
  readonly at?: Date
  readonly bankRef?: string
}

/** What an officer decides about a notice that was set aside. */
export type Decision =
  /** Money for the pledge of this code; of money that went out: back to who gave it. */
  | { readonly kind: 'match'; readonly code: string; readonly stated: Stated }
  /** Money that came, and nobody knows from whom. */
  | { readonly kind: 'unknown'; readonly stated: Stated }
  /** No money of ours stands behind it. */
  | { readonly kind: 'dismiss'; readonly reason: string }

export type Settled = Booked | { readonly kind: 'dismissed' } | Refused

/** Nothing was done. `why` is for the officer. */
export interface Refused {
  readonly kind: 'refused'
  readonly why: string
}

const refused = (why: string): Refused => ({ kind: 'refused', why })

/**
 * Settles a notice that was set aside, by the same books as any other: the officer's word stands in the place of what the
 * notice lacks, and in the place of its memo.
 *
 * @param now by the database's clock
 */
export async function settleNoticeByHand(
  tx: Tx,
  giving: Giving,
  ref: NoticeRef,
  decision: Decision,
  now: Date,
): Promise<Settled> {
  const notice = await lockNotice(tx, giving.secret, ref, 'quarantined')
  if (notice?.state !== 'quarantined') return refused('no notice of this id is set aside')
  const settled =
    decision.kind === 'dismiss'
      ? await dismiss(tx, ref, decision.reason)
      : await book(tx, giving, ref, readOf(giving, ref, notice.body), decision, now)
  if (settled.kind !== 'refused') await markSettled(tx, ref)
  return settled
}

export interface SetAsideNotice {
  readonly body: Buffer
  readonly read: BankMovement | Unreadable
  /** Why it was set aside. */
  readonly reason: string
}

/** What a notice that was set aside says, for the officer who looks at it. Personal: it goes into no log. */
export async function readSetAside(
  tx: Tx,
  giving: Giving,
  ref: NoticeRef,
): Promise<SetAsideNotice | undefined> {
  const notice = await lookAtNotice(tx, giving.secret, ref)
  if (notice?.state !== 'quarantined') return undefined
  return { body: notice.body, read: readOf(giving, ref, notice.body), reason: notice.reason }
}

function readOf(giving: Giving, { provider }: NoticeRef, body: Buffer): ReturnType<BankFeed['read']> {
  const feed = giving.feeds.find((one) => one.provider === provider)
  return feed?.read(body) ?? { kind: 'unreadable', reason: `no bank feed is called "${provider}"` }
}

async function dismiss(tx: Tx, ref: NoticeRef, reason: string): Promise<Settled> {
  await settleNotice(tx, ref, 'ignored', { reason: dismissed(reason) })
  return { kind: 'dismissed' }
}

async function book(
  tx: Tx,
  giving: Giving,
  ref: NoticeRef,
  read: BankMovement | Unreadable,
  decision: Exclude<Decision, { kind: 'dismiss' }>,
  now: Date,
): Promise<Settled> {
  const code = decision.kind === 'match' ? decision.code : undefined
  const movement = stated(ref, read, decision.stated)
  if (movement.kind === 'refused') return movement
  const verdict = await judge(tx, movement, now)
  if ('reason' in verdict) return refused(verdict.reason)
  if (verdict.kind === 'out') {
    if (!code) return refused('the money went out: name what it sends back, or dismiss the notice')
    const sent = await bookReturn(tx, giving, verdict.account, { ...movement, memo: code }, now)
    if (!('reason' in sent)) return settleSent(tx, ref, sent)
    return refused(sent.kind === 'ignored' ? 'no donation on this account is named so' : sent.reason)
  }
  if (code === undefined) {
    const unknown = async (credit: string): Promise<Match> => ({
      kind: 'none',
      why: (await hasTwin(tx, credit, ref.provider)) ? 'possible_twin' : 'no_code',
    })
    return bookIncoming(tx, giving, ref, verdict, unknown, now)
  }
  // As with any other credit: the account before the pledge.
  await holdAccount(tx, verdict.account.id, 'together')
  const match = await matchCodes(tx, verdict.account, code)
  if (match.kind === 'none') return refused('no pledge on this account has this code')
  const booked = await bookIncoming(tx, giving, ref, verdict, async () => match, now)
  if (booked.kind === 'matched') await updateDonation(tx, booked.donation, { why: BY_HAND })
  return booked
}

/** The movement as the notice tells it, where the officer does not say otherwise. */
function stated(ref: NoticeRef, read: BankMovement | Unreadable, by: Stated): BankMovement | Refused {
  const accounts = by.account === undefined ? undefined : [by.account]
  if (read.kind === 'movement') {
    return {
      ...read,
      accounts: accounts ?? read.accounts,
      amount: by.amount ?? read.amount,
      at: by.at ?? read.at,
      bankRef: by.bankRef ?? read.bankRef,
    }
  }
  // Its number would be taken for đồng. What its bank makes of it comes as a credit of its own.
  if (read.reason === NOT_DONG.reason)
    return refused(
      'it is in another currency: write it down with the offer it is of, and dismiss this notice',
    )
  const { amount, at, bankRef } = by
  if (!accounts || amount === undefined || !at || bankRef === undefined) {
    return refused(
      'the notice cannot be read. Say what the bank’s statement says: --account, --amount, --at and --ref',
    )
  }
  const { providerId } = ref
  return { kind: 'movement', providerId, accounts, direction: 'in', amount, at, memo: '', bankRef }
}
