import { type Approval, ask, audit, holdStaff, openApprovalOf, openApprovals } from '../organisers/index.ts'
import type { Database } from '../platform/db.ts'
import type { Ids } from '../platform/ids.ts'
import { databaseNow, type Tx } from '../platform/tx.ts'
import { type AccountForm, CHANGE_HOURS } from './account-change.ts'
import type { Account } from './campaign.ts'

/** An account as the desk lists it. */
export interface AccountHere extends Account {
  readonly state: 'proposed' | 'open'
  /** What receives on it now, and what did before. */
  readonly campaigns: readonly {
    readonly id: string
    readonly title: string
    readonly unitId: string
    readonly state: string
    /** It was closed, or its last day has passed. */
    readonly over: boolean
  }[]
  readonly formerly: readonly string[]
}

/** Accounts in use, and those that are proposed and wait for a person or a day; what was refused is not shown. */
export async function accountsOf(tx: Tx, units: Iterable<string>, now: Date): Promise<AccountHere[]> {
  const open = await openApprovals(tx, units, now)
  const asked = open.filter(({ kind }) => kind === 'account.open').map(({ facts }) => String(facts.account))
  const rows = await tx.bankAccount.findMany({
    where: {
      unitId: { in: [...units] },
      OR: [{ state: 'open' }, { id: { in: asked } }, { changes: { some: { state: 'waiting' } } }],
    },
    include: {
      campaigns: {
        select: { id: true, title: true, unitId: true, state: true, receivesUntil: true },
        orderBy: { opensAt: 'desc' },
      },
      formerOf: { include: { campaign: { select: { title: true } } } },
    },
    orderBy: [{ bankName: 'asc' }, { number: 'asc' }],
  })
  return rows.map(({ formerOf, state, campaigns, ...row }) => ({
    ...row,
    campaigns: campaigns.map(({ receivesUntil, ...one }) => ({
      ...one,
      over: one.state === 'closed' || receivesUntil <= now,
    })),
    state: state as AccountHere['state'],
    formerly: formerOf.map(({ campaign }) => campaign.title),
  }))
}

type Asked = { readonly kind: 'asked' | 'open' | 'known' | 'same' | 'not_there' }

/**
 * Proposes an account for a unit. Nothing uses it, and nobody is told of it, before two people and a day have passed.
 *
 * @returns `known` when it is in use already; `open` when it waits already, as somebody has typed it before
 */
export async function askForAccount(
  tx: Tx,
  ids: Ids,
  { unit, by, form }: { readonly unit: string; readonly by: string; readonly form: AccountForm },
  now: Date,
): Promise<Asked> {
  // What a second person is looking at must not become another thing.
  await holdStaff(tx)
  const { bin, number, bank: bankName, holder } = form
  const known = await tx.bankAccount.findUnique({ where: { bin_number: { bin, number } } })
  if (known?.state === 'open') return { kind: 'known' }
  if (known && (await isPending(tx, known.id, now))) return { kind: 'open' }
  const id = known?.id ?? ids.uuid()
  const data = { unitId: unit, bankName, holder }
  await tx.bankAccount.upsert({
    where: { id },
    create: { id, bin, number, ...data, state: 'proposed' },
    update: data,
  })
  const { kind } = await ask(
    tx,
    ids,
    { kind: 'account.open', object: `account/${id}`, facts: { account: id, unit }, unit, by },
    now,
  )
  return { kind }
}

const isPending = async (tx: Tx, account: string, now: Date): Promise<boolean> =>
  (await openApprovalOf(tx, 'account.open', `account/${account}`, now)) !== undefined ||
  (await tx.accountChange.count({ where: { toAccount: account, state: 'waiting' } })) > 0

/**
 * Asks that a campaign receive on another account.
 *
 * @param units in which the officer may: both the campaign and the account lie there
 */
export async function askForChange(
  tx: Tx,
  ids: Ids,
  asked: {
    readonly campaign: string
    readonly account: string
    readonly by: string
    readonly units: ReadonlySet<string>
  },
  now: Date,
): Promise<Asked> {
  await holdStaff(tx)
  const { campaign: id, account, by, units } = asked
  const campaign = await tx.campaign.findUnique({ where: { id } })
  const next = await tx.bankAccount.findUnique({ where: { id: account } })
  if (!campaign || !units.has(campaign.unitId)) return { kind: 'not_there' }
  if (next?.state !== 'open' || !units.has(next.unitId)) return { kind: 'not_there' }
  if (campaign.accountId === account) return { kind: 'same' }
  if ((await tx.accountChange.count({ where: { campaignId: id, state: 'waiting' } })) > 0)
    return { kind: 'open' }
  const facts = { campaign: id, from: campaign.accountId, to: account }
  const { kind } = await ask(
    tx,
    ids,
    { kind: 'campaign.account', object: `campaign/${id}`, facts, unit: campaign.unitId, by },
    now,
  )
  return { kind }
}

/** A day from now by the database's clock, which also says when it is over: no server's clock makes it shorter. */
async function waitsFrom(tx: Tx): Promise<{ readonly approvedAt: Date; readonly effectiveAt: Date }> {
  const now = await databaseNow(tx)
  return { approvedAt: now, effectiveAt: new Date(now.getTime() + CHANGE_HOURS * 3_600_000) }
}

/** A second person has approved another account for a campaign: it waits for a day. For an approval's table of kinds. */
export function changeWaits(ids: Ids) {
  return async (tx: Tx, { id, unit, facts }: Approval): Promise<'done' | 'stale'> => {
    const [campaign, from, to] = [String(facts.campaign), String(facts.from), String(facts.to)]
    const is = await tx.campaign.findUnique({ where: { id: campaign } })
    const next = await tx.bankAccount.findUnique({ where: { id: to } })
    const waits = await tx.accountChange.count({ where: { campaignId: campaign, state: 'waiting' } })
    if (is?.accountId !== from || next?.state !== 'open' || waits > 0) return 'stale'
    const row = { id: ids.uuid(), approvalId: id, unitId: unit, ...(await waitsFrom(tx)) }
    await tx.accountChange.create({
      data: { ...row, campaignId: campaign, fromAccount: from, toAccount: to },
    })
    return 'done'
  }
}

/** The same for an account that is new to a unit. */
export function openingWaits(ids: Ids) {
  return async (tx: Tx, { id, unit, facts }: Approval): Promise<'done' | 'stale'> => {
    const account = String(facts.account)
    const is = await tx.bankAccount.findUnique({ where: { id: account } })
    if (is?.state !== 'proposed' || is.unitId !== unit) return 'stale'
    const row = { id: ids.uuid(), approvalId: id, unitId: unit, ...(await waitsFrom(tx)) }
    await tx.accountChange.create({ data: { ...row, toAccount: account } })
    return 'done'
  }
}

/** A change that two people have approved and that waits for its day. */
export interface AccountChange {
  readonly id: string
  readonly unitId: string
  /** Title of the campaign; null when the account is new to its unit. */
  readonly campaign: string | null
  readonly from: Account | null
  readonly to: Account
  readonly askedBy: string
  readonly approvedBy: string | null
  readonly effectiveAt: Date
}

/** What waits in these units, the soonest first. */
export async function changesOf(tx: Tx, units: Iterable<string>): Promise<AccountChange[]> {
  const rows = await tx.accountChange.findMany({
    where: { state: 'waiting', unitId: { in: [...units] } },
    include: { from: true, to: true, campaign: { select: { title: true } }, approval: true },
    orderBy: [{ effectiveAt: 'asc' }, { id: 'asc' }],
  })
  return rows.map(({ id, unitId, campaign, from, to, approval, effectiveAt }) => ({
    id,
    unitId,
    campaign: campaign?.title ?? null,
    from,
    to,
    askedBy: approval.askedBy,
    approvedBy: approval.decidedBy,
    effectiveAt,
  }))
}

/** Of each of these changes, whatever became of it: to which account, and of which campaign; null: it is new to its unit. */
export async function changesById(
  tx: Tx,
  ids: readonly string[],
): Promise<Map<string, { readonly to: Account; readonly campaignId: string | null }>> {
  const rows = await tx.accountChange.findMany({ where: { id: { in: [...ids] } }, include: { to: true } })
  return new Map(rows.map(({ id, to, campaignId }) => [id, { to, campaignId }]))
}

/** Stops a change before its day. @returns false when there is none that waits in these units */
export async function stopChange(
  tx: Tx,
  { id, by, units }: { readonly id: string; readonly by: string; readonly units: Iterable<string> },
  now: Date,
): Promise<boolean> {
  const { count } = await tx.accountChange.updateMany({
    where: { id, state: 'waiting', unitId: { in: [...units] } },
    data: { state: 'stopped', stoppedBy: by, settledAt: now },
  })
  if (count === 0) return false
  await audit(tx, { actor: by, act: 'account.stopped', object: `account_change/${id}` }, now)
  return true
}

const AT_ONCE = 20

/** Makes the changes whose day has come by the database's clock, each once, whichever process is first. @returns how many */
export async function applyChanges(db: Database): Promise<number> {
  return db.transaction(async (tx) => {
    const now = await databaseNow(tx)
    const due = await tx.$queryRaw<{ id: string }[]>`
      SELECT id::text AS id FROM account_change WHERE state = 'waiting' AND effective_at <= ${now}::timestamptz
      ORDER BY effective_at, id LIMIT ${AT_ONCE} FOR UPDATE SKIP LOCKED`
    const told: [act: string, id: string][] = []
    for (const { id } of due) told.push([await applyOne(tx, id, now), id])
    // Last, since writing the trail holds a lock that everybody waits for.
    for (const [act, id] of told) await audit(tx, { actor: null, act, object: `account_change/${id}` }, now)
    return due.length
  })
}

async function applyOne(tx: Tx, id: string, now: Date): Promise<string> {
  const { campaignId, fromAccount, toAccount } = await tx.accountChange.findUniqueOrThrow({ where: { id } })
  const settle = (state: 'done' | 'stopped') =>
    tx.accountChange.update({ where: { id }, data: { state, settledAt: now } })
  if (campaignId === null || fromAccount === null) {
    await tx.bankAccount.update({ where: { id: toAccount }, data: { state: 'open' } })
    await settle('done')
    return 'account.opened'
  }
  const { count } = await tx.campaign.updateMany({
    where: { id: campaignId, accountId: fromAccount },
    data: { accountId: toAccount },
  })
  await settle(count === 1 ? 'done' : 'stopped')
  if (count === 0) return 'account.stopped'
  const campaignId_accountId = { campaignId, accountId: fromAccount }
  await tx.formerAccount.upsert({
    where: { campaignId_accountId },
    create: { ...campaignId_accountId, until: now },
    update: { until: now },
  })
  return 'account.changed'
}
