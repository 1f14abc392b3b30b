import { createHash } from 'node:crypto'
import {
  type Account,
  accountsNumbered,
  type Campaign,
  campaignById,
  campaignsOn,
} from '../../campaigns/index.ts'
import { type LedgerAccount, post } from '../../ledger/index.ts'
import { failpoint } from '../../platform/failpoint.ts'
import type { Tx } from '../../platform/tx.ts'
import type { Giving } from '../deps.ts'
import { issueReceipt, tellDonor } from '../donations/owning.ts'
import { receiveForPledge } from '../donations/receiving.ts'
import { bookReturn, lookAtReturnsAgain, refsIn, type Sent } from '../donations/returning.ts'
import { type Donation, insertDonation } from '../donations/store.ts'
import { joinNamed } from '../pledges/joining.ts'
import type { Pledge } from '../pledges/pledge.ts'
import { lockPledge, pledgesWithCodes } from '../pledges/store.ts'
import { findCodes } from '../transfer/reference-code.ts'
import type { BankFeed, BankMovement } from './feed.ts'
import {
  bookCredit,
  holdAccount,
  insertNotice,
  lockNotice,
  type NoticeRef,
  normalRef,
  noticeId,
  outgoing,
  outgoingFor,
  settleNotice,
  toldBefore,
} from './store.ts'
import { hasTwin } from './twins.ts'
import { tellUnsorted } from './unsorted.ts'

/**
 * Keeps what a bank's messenger said, before anything of it is believed. The caller has verified it. A repeat is kept
 * once, and answered like the first.
 */
export async function receiveNotice(tx: Tx, giving: Giving, feed: BankFeed, raw: Buffer): Promise<NoticeRef> {
  const read = feed.read(raw)
  const providerId =
    read.kind === 'movement' ? read.providerId : `sha256:${createHash('sha256').update(raw).digest('hex')}`
  const ref = { provider: feed.provider, providerId }
  if (await insertNotice(tx, giving.secret, ref, raw)) giving.bell.bank(noticeId(ref))
  else if (read.kind === 'movement') await keepBeside(tx, giving, feed, ref, read, raw)
  return ref
}

/**
 * A messenger that gives one number to two movements is wrong, or was put right: what it says the second time is kept
 * beside the first for a person, and not booked.
 */
async function keepBeside(
  tx: Tx,
  { secret }: Giving,
  feed: BankFeed,
  ref: NoticeRef,
  said: BankMovement,
  raw: Buffer,
): Promise<void> {
  const before = await lockNotice(tx, secret, ref, 'any')
  const known = before && before.body.length > 0 ? feed.read(before.body) : undefined
  if (known?.kind !== 'movement' || factsOf(known) === factsOf(said)) return
  const digest = createHash('sha256').update(factsOf(said)).digest('hex').slice(0, 16)
  const beside = { ...ref, providerId: `${ref.providerId}#${digest}` }
  if (await insertNotice(tx, secret, beside, raw)) await settleNotice(tx, beside, 'quarantined', NUMBER_AGAIN)
}

const NUMBER_AGAIN = { reason: 'its number is that of another notice, which says something else' }

const factsOf = ({ accounts, direction, amount, bankRef }: BankMovement): string =>
  JSON.stringify([[...accounts].sort(), direction, String(amount), bankRef])

export type Booked =
  /** There is no such notice, or it was dealt with before. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'ignored' | 'quarantined'; readonly reason: string }
  /** Another messenger told of it before. */
  | { readonly kind: 'known'; readonly credit: string }
  | { readonly kind: 'matched' | 'unmatched' | 'returned'; readonly donation: string }

/**
 * Books a notice: the credit, its way through the ledger, the donation, the receipt, and word to the donor, all in this
 * one transaction. May be repeated. Nothing in a body makes it throw.
 *
 * @param now by the database's clock
 */
export async function bookNotice(tx: Tx, giving: Giving, ref: NoticeRef, now: Date): Promise<Booked> {
  const notice = await lockNotice(tx, giving.secret, ref)
  if (notice?.state !== 'new') return { kind: 'nothing' }
  const feed = giving.feeds.find((one) => one.provider === ref.provider)
  if (!feed) throw new Error(`no bank feed is called "${ref.provider}". Give the service its settings again.`)

  const verdict = await judge(tx, feed.read(notice.body), now)
  if (verdict.kind === 'out') return settleReturn(tx, giving, ref, verdict, now)
  if (verdict.kind !== 'credit') {
    await settleNotice(tx, ref, verdict.kind, { reason: verdict.reason })
    return verdict
  }
  const { account, movement } = verdict
  const match = async (credit: string): Promise<Match> =>
    (await hasTwin(tx, credit, ref.provider))
      ? { kind: 'none', why: 'possible_twin' }
      : matchCodes(tx, account, movement.memo, { giving, ...movement })
  return bookIncoming(tx, giving, ref, verdict, match, now)
}

/**
 * Books money that came in: the credit, unless another messenger told of it, and what it is for.
 *
 * @param match what it is for, asked once it is known that the credit is new
 */
export async function bookIncoming(
  tx: Tx,
  giving: Giving,
  ref: NoticeRef,
  { account, movement }: Moved,
  match: (credit: string) => Promise<Match>,
  now: Date,
): Promise<Booked> {
  await holdAccount(tx, account.id, 'together')
  const credit = await bookCredit(tx, giving.ids, giving.secret, account.id, movement)
  if (!credit.fresh && (await toldBefore(tx, credit.id, ref))) {
    const reason = 'its reference is that of another transfer'
    await settleNotice(tx, ref, 'quarantined', { reason })
    return { kind: 'quarantined', reason }
  }
  await settleNotice(tx, ref, 'booked', { creditId: credit.id })
  if (!credit.fresh) return { kind: 'known', credit: credit.id }
  return bookDonation(tx, giving, { account, movement, credit: credit.id }, await match(credit.id), now)
}

/** A movement on one of our accounts. */
interface Moved {
  readonly account: Account
  readonly movement: BankMovement
}

type Judged =
  | ({ readonly kind: 'credit' } & Moved)
  | ({ readonly kind: 'out' } & Moved)
  | { readonly kind: 'ignored' | 'quarantined'; readonly reason: string }

const DAY_MS = 86_400_000

export async function judge(tx: Tx, read: ReturnType<BankFeed['read']>, now: Date): Promise<Judged> {
  if (read.kind === 'unreadable') return { kind: 'quarantined', reason: read.reason }
  const accounts = await accountsNumbered(tx, read.accounts)
  const kind = read.direction === 'out' ? 'out' : 'credit'
  if (kind === 'out' && accounts.length !== 1) return { kind: 'ignored', reason: 'outgoing' }
  if (accounts.length !== 1) {
    return {
      kind: 'quarantined',
      reason: accounts.length === 0 ? 'unknown account' : 'several accounts have this number',
    }
  }
  // Whether money came in time is decided by this date, so a wrong one is not believed.
  if (read.at.getTime() > now.getTime() + DAY_MS)
    return { kind: 'quarantined', reason: 'dated in the future' }
  return { kind, account: accounts[0]!, movement: read }
}

/** An outgoing movement: it sends a donation back, is nothing of ours, or waits for a person. */
async function settleReturn(
  tx: Tx,
  giving: Giving,
  ref: NoticeRef,
  { account, movement }: Moved,
  now: Date,
): Promise<Booked> {
  const sent = await bookReturn(tx, giving, account, movement, now)
  if ('reason' in sent) {
    const { kind, reason } = sent
    const kept = kind === 'ignored' ? outgoing(giving.markKey, account.id, refsIn(movement)) : reason
    await settleNotice(tx, ref, kind, { reason: 'code' in sent ? outgoingFor(sent.code) : kept })
    return { kind, reason }
  }
  return settleSent(tx, ref, sent)
}

/** The notice told of this donation's return. */
export async function settleSent(
  tx: Tx,
  ref: NoticeRef,
  { kind, donation: { id, creditId } }: Extract<Sent, { donation: Donation }>,
): Promise<Booked> {
  await settleNotice(tx, ref, 'booked', { reason: 'returned', creditId })
  return kind === 'known' ? { kind: 'known', credit: creditId } : { kind: 'returned', donation: id }
}

export type Match =
  | { readonly kind: 'pledge'; readonly pledge: Pledge; readonly campaign: Campaign }
  | { readonly kind: 'none'; readonly why: 'possible_twin' | 'no_code' | 'unknown_code' | 'several_codes' }

/**
 * By the code in a memo, and only if one single pledge on this account has it: never by the amount.
 *
 * @param incoming money that may be for two promises of one person at once, where their sums fit it (`joinNamed`)
 */
export async function matchCodes(
  tx: Tx,
  account: Account,
  text: string,
  incoming?: { readonly giving: Giving; readonly amount: bigint; readonly at: Date },
): Promise<Match> {
  const prefixes = new Set((await campaignsOn(tx, account.id)).map((campaign) => campaign.codePrefix))
  const codes = [...prefixes].flatMap((prefix) => findCodes(text, prefix))
  if (codes.length === 0) return { kind: 'none', why: 'no_code' }
  const pledges = await pledgesWithCodes(tx, account.id, codes)
  const [first, second, ...more] = pledges
  if (!first) return { kind: 'none', why: 'unknown_code' }
  const locked = (await lockPledge(tx, first.id))!
  const both =
    second && incoming && more.length === 0
      ? await joinNamed(tx, incoming.giving, locked, second.id, { money: incoming.amount, now: incoming.at })
      : undefined
  if (second && !both) return { kind: 'none', why: 'several_codes' }
  const pledge = both ?? locked
  return { kind: 'pledge', pledge, campaign: (await campaignById(tx, pledge.campaignId))! }
}

async function bookDonation(
  tx: Tx,
  giving: Giving,
  { account, movement, credit }: { account: Account; movement: BankMovement; credit: string },
  match: Match,
  now: Date,
): Promise<Booked> {
  const { amount, at } = movement
  const donation: Donation = {
    id: giving.ids.uuid(),
    creditId: credit,
    unitId: account.unitId,
    campaignId: null,
    contactId: null,
    pledgeId: null,
    amount,
    receivedAt: at,
    state: 'unmatched',
    why: match.kind === 'none' ? match.why : null,
    wish: null,
    returnedAt: null,
    returnKey: null,
    likeId: null,
  }
  await insertDonation(tx, donation)
  const code = match.kind === 'pledge' ? match.pledge.code : undefined
  await lookAtReturnsAgain(tx, giving, account.id, { code, ref: normalRef(movement.bankRef) })
  const bank: LedgerAccount = { kind: 'bank', unit: account.unitId, bank: account.id }
  const [kind, key] = ['credit', `credit:${credit}`] as const
  const from = { account: bank, amount }
  if (match.kind === 'none') {
    const lines = [from, { account: { ...bank, kind: 'suspense' as const }, amount: -amount }]
    await post(tx, giving.ids, { kind, key, at, lines })
    if (match.why === 'several_codes' || match.why === 'unknown_code' || match.why === 'no_code')
      await tellUnsorted(tx, giving, { account, memo: movement.memo, donation: donation.id })
    return { kind: 'unmatched', donation: donation.id }
  }
  const { pledge, campaign } = match
  const received = await receiveForPledge(tx, giving, { donation, from, kind, key }, pledge, campaign)
  const told = { amount, at, bankRef: normalRef(movement.bankRef) }
  await tellDonor(tx, giving, await issueReceipt(tx, giving, received, told, account, now))
  failpoint('booking.before_commit')
  return { kind: 'matched', donation: donation.id }
}
