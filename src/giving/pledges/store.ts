import { Prisma } from '../../generated/prisma/client.ts'
import type { Tx } from '../../platform/tx.ts'
import type { Day } from '../../platform/vietnamese/index.ts'
import type { BehalfKind } from '../behalf/behalf.ts'
import { mayBecome, type Pledge, type PledgeState, STANDING } from './pledge.ts'

type Row = Awaited<ReturnType<typeof rowOf>>
const rowOf = (tx: Tx, id: string) => tx.pledge.findUniqueOrThrow({ where: { id } })
const fromRow = (row: Row): Pledge => ({
  ...row,
  state: row.state as PledgeState,
  behalf: row.behalf as BehalfKind | null,
})

export async function pledgeById(tx: Tx, id: string): Promise<Pledge | undefined> {
  const row = await tx.pledge.findUnique({ where: { id } })
  return row ? fromRow(row) : undefined
}

export async function pledgeByCode(tx: Tx, code: string): Promise<Pledge | undefined> {
  const row = await tx.pledge.findUnique({ where: { code } })
  return row ? fromRow(row) : undefined
}

/** What this doing of an action made before, if it was done before. */
export async function pledgeMadeBy(tx: Tx, actionKey: string): Promise<Pledge | undefined> {
  const row = await tx.pledge.findUnique({ where: { actionKey } })
  return row ? fromRow(row) : undefined
}

/**
 * Locks a pledge until the transaction ends: money, the donor and the clock take turns. Whoever also needs a lock on a
 * need takes this one first.
 */
export async function lockPledge(tx: Tx, id: string): Promise<Pledge | undefined> {
  const rows = await tx.$queryRaw<Pledge[]>`SELECT ${COLUMNS} FROM pledge WHERE id = ${id}::uuid FOR UPDATE`
  return rows[0]
}

const COLUMNS = Prisma.sql`id::text AS id, code, contact_id::text AS "contactId", campaign_id::text AS "campaignId",
  need_id::text AS "needId", amount, quantity, unit_price AS "unitPrice", received, state, until, monthly,
  snoozes, part_of::text AS "partOf", promised_at AS "promisedAt", withdrawn_at AS "withdrawnAt", behalf, behalf_body AS "behalfBody",
  beside_body AS "besideBody", created_at AS "createdAt"`

/** The newest part of it whose money is awaited, locked; its first part is locked before it. */
export async function lockPartOf(tx: Tx, id: string): Promise<Pledge | undefined> {
  const rows = await tx.$queryRaw<Pledge[]>`
    SELECT ${COLUMNS} FROM pledge WHERE part_of = ${id}::uuid AND state = 'open' AND received = 0
    ORDER BY id DESC LIMIT 1 FOR UPDATE`
  return rows[0]
}

/**
 * Another promise of the same person and campaign that waits for just this sum, locked. None that somebody else has in hand: money
 * for it may be coming by its own code, and two transfers never wait for each other. None in another's name: that has its own paper.
 *
 * @param named this one, or none
 */
export async function lockSumBeside(
  tx: Tx,
  { id, contactId, campaignId, needId, unitPrice, behalf }: Pledge,
  sum: bigint,
  now: Date,
  named: string | null = null,
): Promise<Pledge | undefined> {
  if (behalf) return undefined
  const rows = await tx.$queryRaw<Pledge[]>`
    SELECT ${COLUMNS} FROM pledge WHERE contact_id = ${contactId}::uuid AND campaign_id = ${campaignId}::uuid
      AND id <> ${id}::uuid AND (${named}::uuid IS NULL OR id = ${named}::uuid)
      AND NOT monthly AND state = 'open' AND received = 0 AND amount = ${sum}::bigint
      AND until >= ${now}::timestamptz AND behalf IS NULL
      AND (need_id IS DISTINCT FROM ${needId}::uuid OR unit_price = ${unitPrice}::bigint)
    ORDER BY need_id IS NOT DISTINCT FROM ${needId}::uuid DESC, id LIMIT 1 FOR UPDATE SKIP LOCKED`
  return rows[0]
}

/** The newest part that was parted from it, whatever became of it. */
export async function lastPartOf(tx: Tx, id: string): Promise<Pledge | undefined> {
  const row = await tx.pledge.findFirst({ where: { partOf: id }, orderBy: { id: 'desc' } })
  return row ? fromRow(row) : undefined
}

/**
 * Pledges whose time is up, locked. Those that somebody else has in hand are left out. In the order of their needs: two
 * sweeps, and a donor who moves from one need to another, take needs in the same order and never wait in a ring.
 */
export async function lockLapsing(tx: Tx, now: Date, limit: number): Promise<Pledge[]> {
  return tx.$queryRaw<Pledge[]>`
    SELECT ${COLUMNS} FROM pledge
    WHERE state = ANY(${[...STANDING]}::text[]) AND until < ${now}::timestamptz
    ORDER BY need_id, id LIMIT ${limit} FOR UPDATE SKIP LOCKED`
}

/**
 * Makes new promises of one person, and money that comes late for several of them, take turns until their transactions end: each
 * sees what the one before it took. Whoever also locks a pledge takes that first.
 */
export async function holdPromisesOf(tx: Tx, contact: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`promises:${contact}`}, 0))`
}

/** How many promises of one person are still to be kept, beside those of places that they sponsor. */
export const standingOf = (tx: Tx, contact: string): Promise<number> =>
  tx.pledge.count({ where: { contactId: contact, state: { in: [...STANDING] }, monthly: false } })

/** Promises to a campaign whose money has not come, or not all of it. */
export interface AwaitedMoney {
  /** With a transfer code. */
  readonly open: number
  /** Half way: a place is held while somebody chooses. */
  readonly held: number
  /** Đồng that those with a code have not sent yet. */
  readonly sum: bigint
}

export async function awaitedIn(tx: Tx, campaign: string): Promise<AwaitedMoney> {
  const [row] = await tx.$queryRaw<AwaitedMoney[]>`
    SELECT (count(*) FILTER (WHERE state <> 'held'))::int AS open, (count(*) FILTER (WHERE state = 'held'))::int AS held,
      coalesce(sum(greatest(amount - received, 0)) FILTER (WHERE state <> 'held'), 0)::bigint AS sum
    FROM pledge WHERE campaign_id = ${campaign}::uuid AND state = ANY(${[...STANDING]}::text[])`
  return row!
}

/**
 * Đồng of needs that a person's promises to a campaign keep from others although the money has not come.
 *
 * @param but this pledge, which is about to change
 */
export async function keptUnpaid(tx: Tx, contact: string, campaign: string, but: string): Promise<bigint> {
  const [row] = await tx.$queryRaw<{ sum: bigint }[]>`
    SELECT coalesce(sum(greatest(quantity * unit_price - received, 0)), 0)::bigint AS sum FROM pledge
    WHERE contact_id = ${contact}::uuid AND campaign_id = ${campaign}::uuid AND id <> ${but}::uuid
      AND state = ANY(${[...STANDING]}::text[])`
  return row!.sum
}

/**
 * What a person promised and has not paid, or paid since `paidSince`; newest first.
 *
 * @param monthly with those of places that they sponsor, which have a list of their own
 */
export async function pledgesOf(
  tx: Tx,
  contact: string,
  paidSince: Date,
  limit: number,
  monthly = false,
): Promise<Pledge[]> {
  const rows = await tx.pledge.findMany({
    where: {
      contactId: contact,
      ...(monthly ? {} : { monthly: false }),
      OR: [{ state: { in: [...STANDING] } }, { state: 'fulfilled', createdAt: { gt: paidSince } }],
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit,
  })
  return rows.map(fromRow)
}

/** A campaign that receives on an account, or did before theirs was changed. */
const onAccount = (account: string) => ({
  OR: [{ accountId: account }, { formerAccounts: { some: { accountId: account } } }],
})
const ON_ACCOUNT = (account: string) =>
  Prisma.sql`(c.account_id = ${account}::uuid
    OR c.id IN (SELECT campaign_id FROM former_account WHERE account_id = ${account}::uuid))`

/** Pledges of a campaign on this bank account that have one of these codes. */
export async function pledgesWithCodes(tx: Tx, account: string, codes: readonly string[]): Promise<Pledge[]> {
  if (codes.length === 0) return []
  const rows = await tx.pledge.findMany({
    where: { code: { in: [...codes] }, campaign: onAccount(account) },
    orderBy: { id: 'asc' },
  })
  return rows.map(fromRow)
}

/** Pledges that have one of these codes, on whatever account. */
export async function pledgesCoded(tx: Tx, codes: readonly string[]): Promise<Pledge[]> {
  if (codes.length === 0) return []
  const rows = await tx.pledge.findMany({ where: { code: { in: [...codes] } }, orderBy: { id: 'asc' } })
  return rows.map(fromRow)
}

/** Promises on a bank account that expect exactly this amount. */
export async function pledgesExpecting(
  tx: Tx,
  account: string,
  amount: bigint,
  contact?: string,
): Promise<Pledge[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT p.id::text AS id FROM pledge p JOIN campaign c ON c.id = p.campaign_id
    WHERE ${ON_ACCOUNT(account)} AND p.state IN ('open', 'part_paid') AND p.amount - p.received = ${amount}::bigint
      AND (${contact ?? null}::uuid IS NULL OR p.contact_id = ${contact ?? null}::uuid)
    ORDER BY p.created_at DESC LIMIT 20`
  const pledges = await tx.pledge.findMany({ where: { id: { in: rows.map((row) => row.id) } } })
  return pledges.map(fromRow)
}

/** Everything of a person on a bank account that money may still be meant for. */
export async function standingOn(tx: Tx, account: string, contact: string): Promise<Pledge[]> {
  const rows = await tx.pledge.findMany({
    where: { contactId: contact, campaign: onAccount(account), state: { in: ['open', 'part_paid'] } },
  })
  return rows.map(fromRow)
}

/** @returns false when the code is taken: make another */
export async function insertPledge(tx: Tx, pledge: Pledge, actionKey: string): Promise<boolean> {
  const { count } = await tx.pledge.createMany({ data: [{ ...pledge, actionKey }], skipDuplicates: true })
  return count === 1
}

/**
 * Writes what has become of a locked pledge.
 *
 * @throws when it may not become that: a rule was forgotten
 */
export async function updatePledge(tx: Tx, was: Pledge, change: Partial<Pledge>): Promise<Pledge> {
  const becomes = change.state ?? was.state
  if (!mayBecome(was.state, becomes))
    throw new Error(`pledge ${was.id} is ${was.state} and cannot become ${becomes}`)
  return fromRow(await tx.pledge.update({ where: { id: was.id }, data: change }))
}

/**
 * Notes that a donor is reminded of a promise today, behind whoever books money for it at this moment.
 *
 * @returns false when there is nothing to remind of: money has come, it is over, or it was said today
 */
export async function noteReminded(tx: Tx, id: string, day: Day): Promise<boolean> {
  const noted = await tx.$executeRaw`UPDATE pledge SET reminded_on = ${day}::date
    WHERE id = ${id}::uuid AND state = 'open' AND received = 0 AND reminded_on IS DISTINCT FROM ${day}::date`
  return noted === 1
}

/** Pledges on a bank account whose code is like one of these patterns. */
export async function pledgesLike(tx: Tx, account: string, patterns: readonly string[]): Promise<Pledge[]> {
  if (patterns.length === 0) return []
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT p.id::text AS id FROM pledge p JOIN campaign c ON c.id = p.campaign_id
    WHERE ${ON_ACCOUNT(account)} AND p.code LIKE ANY(${[...patterns]}::text[]) LIMIT 20`
  const pledges = await tx.pledge.findMany({ where: { id: { in: rows.map((row) => row.id) } } })
  return pledges.map(fromRow)
}

/** Promises of theirs that stand, beside sponsorships, oldest first: locks are taken in one order. */
export async function standingPledges(tx: Tx, contact: string): Promise<string[]> {
  const rows = await tx.pledge.findMany({
    where: { contactId: contact, state: { in: [...STANDING] }, monthly: false },
    orderBy: [{ needId: 'asc' }, { id: 'asc' }],
    select: { id: true },
  })
  return rows.map((row) => row.id)
}

/** How many of these there are. */
export const countPromises = (tx: Tx, contact: string): Promise<number> =>
  tx.pledge.count({
    where: { contactId: contact, OR: [{ promisedAt: { not: null } }, { received: { gt: 0 } }] },
  })

/** Everything that somebody ever promised, oldest first. */
export async function allPledgesOf(tx: Tx, contact: string): Promise<Pledge[]> {
  const rows = await tx.pledge.findMany({
    where: { contactId: contact },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  })
  return rows.map(fromRow)
}

/** Of each of these people the promise that was made last and still waits, for their last tap or for money. */
export async function standingPromises(
  tx: Tx,
  contacts: readonly string[],
): Promise<ReadonlyMap<string, Pledge>> {
  const rows = await tx.pledge.findMany({
    where: { contactId: { in: [...contacts] }, state: { in: [...STANDING] } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  })
  return new Map(rows.map((row) => [row.contactId, fromRow(row)]))
}

/**
 * The units to whose campaigns each of these people ever promised something, or gave it without a promise. Who did neither is not in
 * it. What was given to somebody by mistake makes them nobody's donor.
 */
export async function unitsOfContacts(
  tx: Tx,
  contacts: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const rows = await tx.$queryRaw<{ contact: string; units: string[] }[]>`
    SELECT t.contact_id::text AS contact, array_agg(DISTINCT c.unit_id::text) AS units FROM (
      SELECT contact_id, campaign_id FROM pledge WHERE contact_id = ANY(${[...contacts]}::uuid[])
      UNION SELECT contact_id, campaign_id FROM donation
        WHERE contact_id = ANY(${[...contacts]}::uuid[]) AND pledge_id IS NULL AND state <> 'mistaken'
    ) t JOIN campaign c ON c.id = t.campaign_id GROUP BY 1`
  return new Map(rows.map(({ contact, units }) => [contact, new Set(units)]))
}
