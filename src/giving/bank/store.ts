import { createHmac } from 'node:crypto'
import { Prisma } from '../../generated/prisma/client.ts'
import type { Ids } from '../../platform/ids.ts'
import type { Secret } from '../../platform/secret.ts'
import type { Tx } from '../../platform/tx.ts'
import { OWNERLESS } from '../donations/store.ts'
import type { BankMovement } from './feed.ts'

export interface NoticeRef {
  readonly provider: string
  readonly providerId: string
}

/** A notice in one word, for a queue. */
export const noticeId = ({ provider, providerId }: NoticeRef): string => `${provider}/${providerId}`

export function noticeRef(id: string): NoticeRef {
  const cut = id.indexOf('/')
  return { provider: id.slice(0, cut), providerId: id.slice(cut + 1) }
}

type NoticeState = 'new' | 'booked' | 'ignored' | 'quarantined'

interface Notice extends NoticeRef {
  readonly body: Buffer
  readonly state: NoticeState
  readonly attempts: number
  /** Why it was ignored or set aside; empty otherwise. */
  readonly reason: string
}

/** After so many tries, a notice that cannot be booked waits for a person. */
const TRIES = 20

const context = ({ provider, providerId }: NoticeRef) => `bank_notice/${provider}/${providerId}`

/** @returns false when it is there already: the first one stands */
export async function insertNotice(
  tx: Tx,
  secret: Secret,
  ref: NoticeRef,
  body: Uint8Array,
): Promise<boolean> {
  const { provider, providerId } = ref
  const { count } = await tx.bankNotice.createMany({
    data: [{ provider, providerId, body: new Uint8Array(secret.wrap(body, context(ref))) }],
    skipDuplicates: true,
  })
  return count === 1
}

/** Locks a notice until the transaction ends. Its body is opened while it is in this state: new, or set aside. */
export const lockNotice = (
  tx: Tx,
  secret: Secret,
  ref: NoticeRef,
  opened: 'new' | 'quarantined' | 'any' = 'new',
): Promise<Notice | undefined> => noticeOf(tx, secret, ref, opened, Prisma.sql`FOR UPDATE`)

/** One that was set aside, opened to be read. Nobody waits for who only looks, nor passes over what they look at. */
export const lookAtNotice = (tx: Tx, secret: Secret, ref: NoticeRef): Promise<Notice | undefined> =>
  noticeOf(tx, secret, ref, 'quarantined', Prisma.empty)

async function noticeOf(
  tx: Tx,
  secret: Secret,
  ref: NoticeRef,
  opened: NoticeState | 'any',
  lock: Prisma.Sql,
): Promise<Notice | undefined> {
  const { provider, providerId } = ref
  const rows = await tx.$queryRaw<(Omit<Notice, 'body' | keyof NoticeRef> & { body: Uint8Array })[]>`
    SELECT body, state, attempts, coalesce(reason, '') AS reason FROM bank_notice
    WHERE provider = ${provider} AND provider_id = ${providerId} ${lock}`
  const row = rows[0]
  if (!row) return undefined
  const opens = opened === 'any' ? row.body.length > 0 : row.state === opened
  const body = opens ? secret.unwrap(row.body, context(ref)) : Buffer.alloc(0)
  return { ...row, provider, providerId, body }
}

export async function settleNotice(
  tx: Tx,
  { provider, providerId }: NoticeRef,
  state: NoticeState,
  about: { readonly reason?: string; readonly creditId?: string },
): Promise<void> {
  await tx.bankNotice.update({
    where: { provider_providerId: { provider, providerId } },
    data: { state, ...about },
  })
}

/**
 * Money that comes and money that goes back, told at the same moment by two workers, must not miss each other: whoever books
 * what comes holds the account together with others, whoever looks for what went back holds it alone. Taken before any lock
 * on a pledge or a donation, until the transaction ends.
 */
export async function holdAccount(tx: Tx, account: string, how: 'together' | 'alone'): Promise<void> {
  if (how === 'alone') await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${account}, 0))`
  else await tx.$executeRaw`SELECT pg_advisory_xact_lock_shared(hashtextextended(${account}, 0))`
}

/**
 * Why a movement that names no gift is ignored, told so that it is found when a gift comes after all that it is about: one of a
 * reference that it names. Never by its amount: a fund that pays 600 families looks at none of it again for 1,000 gifts of as
 * much. References are told by a mark: a memo's words are nobody's to read.
 *
 * @param key of this installation (`Giving.markKey`): most words of memos are in a short list, which finds a mark without one
 */
export function outgoing(key: Buffer, account: string, refs: readonly string[]): string {
  const marks = refs.slice(0, REFS_MOST).map((ref) => markOf(key, account, ref))
  return `outgoing${marks.length > 0 ? `${NAMING}${marks.join(' ')}` : ''}`
}

/** Why an officer says that nothing comes of a notice. Their words follow, and go with its body. */
export const dismissed = (words: string): string => `${DISMISSED}: ${words}`

export const DISMISSED = 'dismissed'
const REFS_MOST = 20
export const NAMING = ' naming '
export const markOf = (key: Buffer, account: string, ref: string): string =>
  createHmac('sha256', key).update(`${account} ${ref}`).digest('hex').slice(0, 16)

/** The same of one that names a promise for which nothing has come. */
export const outgoingFor = (code: string): string => `outgoing for ${code}, whose gift is not in the books`

/**
 * What was put aside for one of these reasons, or names this reference of a credit, is new again, as far back as bodies are kept.
 *
 * Here the account is held before the notice, elsewhere the notice before the account: so what somebody has in hand is
 * passed over. It is an officer's word about it, which waits for the account and then sees the money that came.
 */
export async function reopen(
  tx: Tx,
  key: Buffer,
  reasons: readonly string[],
  credit: { readonly account: string; readonly ref: string | null },
): Promise<NoticeRef[]> {
  const mark = credit.ref === null ? null : `%${markOf(key, credit.account, credit.ref)}%`
  return tx.$queryRaw<NoticeRef[]>`
    UPDATE bank_notice SET state = 'new', attempts = 0
    WHERE (provider, provider_id) IN (
      SELECT provider, provider_id FROM bank_notice WHERE state IN ('ignored', 'quarantined') AND length(body) > 0
        AND (split_part(reason, ${NAMING}, 1) = ANY(${[...reasons]}::text[]) OR split_part(reason, ${NAMING}, 2) LIKE ${mark}::text)
      FOR UPDATE SKIP LOCKED)
    RETURNING provider, provider_id AS "providerId"`
}

/**
 * Notices that wait to be booked, oldest first. One that has failed waits longer each time: 10 s, 40 s, 90 s … after it
 * came, so that an hour of trouble with the database puts nothing aside.
 */
export const unbookedNotices = (tx: Tx, limit: number): Promise<NoticeRef[]> =>
  tx.$queryRaw<NoticeRef[]>`
    SELECT provider, provider_id AS "providerId" FROM bank_notice
    WHERE state = 'new' AND received_at <= now() - attempts * attempts * interval '10 seconds'
    ORDER BY received_at LIMIT ${limit}`

/** A try failed. The last one puts the notice aside for a person, with the error's name. @returns whether it did */
export async function noticeFailed(
  tx: Tx,
  { provider, providerId }: NoticeRef,
  error: string,
): Promise<boolean> {
  const rows = await tx.$queryRaw<{ state: NoticeState }[]>`
    UPDATE bank_notice SET attempts = attempts + 1, reason = ${error},
      state = CASE WHEN attempts + 1 >= ${TRIES}::int THEN 'quarantined' ELSE state END
    WHERE provider = ${provider} AND provider_id = ${providerId} AND state = 'new' RETURNING state`
  return rows[0]?.state === 'quarantined'
}

/** One movement on one of our accounts, once, whoever told us of it. */
export interface Credit {
  readonly id: string
  readonly accountId: string
  readonly amount: bigint
  readonly at: Date
  readonly bankRef: string | null
  /** Null: its giver was erased. */
  readonly memo: string | null
}

/** Letters and digits: one bank's reference is spelled differently by different messengers. Null when nothing is left. */
export function normalRef(reference: string | null): string | null {
  return (
    reference
      ?.normalize('NFKC')
      .toUpperCase()
      .replace(/[^A-Z0-9]/g, '')
      .slice(0, 100) || null
  )
}

/**
 * Books a movement once: with a bank reference, whoever tells of it and however often. Without one nothing is thought
 * the same, and a person decides.
 *
 * @returns `fresh: false` with the credit that was there before
 */
export async function bookCredit(
  tx: Tx,
  ids: Ids,
  secret: Secret,
  account: string,
  movement: BankMovement,
): Promise<{ readonly id: string; readonly fresh: boolean }> {
  const id = ids.uuid()
  const { direction, amount, at } = movement
  const bankRef = normalRef(movement.bankRef)
  const naturalKey = bankRef === null ? null : `${account}:${direction}:${bankRef}:${amount}`
  const memo = new Uint8Array(secret.wrap(Buffer.from(movement.memo), `bank_credit/${id}`))
  const { count } = await tx.bankCredit.createMany({
    data: [{ id, accountId: account, amount, at, bankRef, memo, naturalKey }],
    skipDuplicates: true,
  })
  if (count === 1) return { id, fresh: true }
  const known = await tx.bankCredit.findUniqueOrThrow({
    where: { naturalKey: naturalKey! },
    select: { id: true },
  })
  return { id: known.id, fresh: false }
}

export async function creditById(tx: Tx, secret: Secret, id: string): Promise<Credit | undefined> {
  const row = await tx.bankCredit.findUnique({ where: { id } })
  if (!row) return undefined
  const { accountId, amount, at, bankRef } = row
  return { id, accountId, amount, at, bankRef, memo: memoOf(secret, row) }
}

const memoOf = (secret: Secret, { id, memo }: { readonly id: string; readonly memo: Uint8Array }) =>
  memo.length === 0 ? null : secret.unwrap(memo, `bank_credit/${id}`).toString()

/**
 * Whether this messenger has told of the credit before, under another id. Banks use short references again, so that may be two
 * transfers, and nobody but a person can tell.
 */
export async function toldBefore(
  tx: Tx,
  credit: string,
  { provider, providerId }: NoticeRef,
): Promise<boolean> {
  const before = await tx.bankNotice.count({
    where: { creditId: credit, provider, providerId: { not: providerId }, state: 'booked', reason: null },
  })
  return before > 0
}

export interface Unclaimed {
  readonly credit: Credit
  readonly donation: string
}

/** Credits on these accounts that nobody is known to have sent, of exactly this amount, within the window. */
export async function unclaimedCredits(
  tx: Tx,
  secret: Secret,
  accounts: readonly string[],
  amounts: readonly bigint[],
  from: Date,
  to: Date,
  limit: number,
): Promise<Unclaimed[]> {
  const rows = await tx.bankCredit.findMany({
    where: {
      accountId: { in: [...accounts] },
      amount: { in: [...amounts] },
      at: { gte: from, lte: to },
      donations: {
        some: { state: { in: [...OWNERLESS] } },
        // What was taken back from somebody is offered to nobody by its sum and hour: whose it is, a person says.
        none: { state: 'mistaken' },
      },
    },
    include: { donations: { where: { state: { in: [...OWNERLESS] } }, select: { id: true } } },
    orderBy: { at: 'desc' },
    take: limit,
  })
  return rows.map(({ donations, ...row }) => ({
    credit: { ...row, memo: memoOf(secret, row) },
    donation: donations[0]!.id,
  }))
}
