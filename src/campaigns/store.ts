import { Prisma } from '../generated/prisma/client.ts'
import type { Ids } from '../platform/ids.ts'
import type { Tx } from '../platform/tx.ts'
import type { Account, Campaign, Fund } from './campaign.ts'

/** With its unit and account in one query: every action on a pledge asks for it. */
async function campaignsWhere(tx: Tx, condition: Prisma.Sql): Promise<Campaign[]> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT c.id::text AS id, c.key, c.slug, c.event_kind AS "eventKind", c.flow, c.title, c.purpose, c.what, c.for_whom AS "forWhom", c.state,
      c.receipt_series AS "receiptSeries", c.code_prefix AS "codePrefix", c.min_amount AS "minAmount",
      c.most_unpaid AS "mostUnpaid",
      c.hold_minutes AS "holdMinutes", c.pledge_days AS "pledgeDays", c.opens_at AS "opensAt",
      c.receives_until AS "receivesUntil", c.gift_by AS "giftBy", c.distribute_by AS "distributeBy",
      c.distribute_was AS "distributeWas", c.distribute_late AS "distributeLate",
      c.closed_at AS "closedAt", c.demo,
      u.id::text AS "unitId", u.name AS "unitName", u.short_name AS "shortName", u.place, u.decision, u.hotline,
      u.refund_days AS "refundDays", u.kept_share AS "keptShare", u.invoices,
      a.id::text AS "accountId", a.unit_id::text AS "holderId", a.bin, a.bank_name AS "bankName", a.number, a.holder,
      ARRAY(SELECT f.account_id::text FROM former_account f WHERE f.campaign_id = c.id) AS "formerAccounts"
    FROM campaign c JOIN unit u ON u.id = c.unit_id JOIN bank_account a ON a.id = c.account_id
    WHERE ${condition} ORDER BY c.opens_at DESC, c.id`
  return rows.map(fromRow)
}

type Row = Omit<Campaign, 'unit' | 'account'> &
  Omit<Fund, 'id' | 'name'> &
  Omit<Account, 'id' | 'unitId'> & { unitId: string; unitName: string; accountId: string; holderId: string }

function fromRow(row: Row): Campaign {
  const { unitId, unitName, shortName, place, decision, hotline, refundDays, keptShare, invoices, ...more } =
    row
  const { accountId, holderId, ...rest } = more
  const { bin, bankName, number, holder, ...campaign } = rest
  return {
    ...campaign,
    unit: {
      id: unitId,
      name: unitName,
      shortName,
      place,
      decision,
      hotline,
      refundDays,
      keptShare,
      invoices,
    },
    account: { id: accountId, unitId: holderId, bin, bankName, number, holder },
  }
}

export async function campaignById(tx: Tx, id: string): Promise<Campaign | undefined> {
  return (await campaignsWhere(tx, Prisma.sql`c.id = ${id}::uuid`))[0]
}

/** All that were ever shown to the public, running or over; newest first. */
export const publicCampaigns = (tx: Tx): Promise<Campaign[]> =>
  campaignsWhere(tx, Prisma.sql`c.state <> 'draft'`)

/** Campaigns that receive on this account, or did before theirs was changed; over ones too. */
export const campaignsOn = (tx: Tx, account: string): Promise<Campaign[]> =>
  campaignsWhere(
    tx,
    Prisma.sql`(c.account_id = ${account}::uuid
      OR c.id IN (SELECT campaign_id FROM former_account WHERE account_id = ${account}::uuid))`,
  )

/** All campaigns of these units, those that nobody outside has seen yet too; newest first. */
export const campaignsOfUnits = (tx: Tx, units: Iterable<string>): Promise<Campaign[]> =>
  campaignsWhere(tx, Prisma.sql`c.unit_id = ANY(${[...units]}::uuid[])`)

/** Bank accounts of these units, not those that are only proposed. */
export async function accountsOfUnits(tx: Tx, units: Iterable<string>): Promise<Account[]> {
  return tx.bankAccount.findMany({
    where: { unitId: { in: [...units] }, state: 'open' },
    orderBy: [{ bankName: 'asc' }, { number: 'asc' }],
  })
}

/** Our accounts with one of these numbers, not those that are only proposed. Two banks may have given out the same one. */
export function accountsNumbered(tx: Tx, numbers: readonly string[]): Promise<Account[]> {
  return tx.bankAccount.findMany({ where: { number: { in: [...numbers] }, state: 'open' } })
}

/** Numbers that texts of the fund may show: its bank accounts, not those that are only proposed, and the telephones of its units. */
export async function ownNumbers(tx: Tx): Promise<string[]> {
  const rows = await tx.$queryRaw<{ number: string }[]>`
    SELECT number FROM bank_account WHERE state = 'open' UNION SELECT hotline FROM unit WHERE hotline IS NOT NULL`
  return rows.map(({ number }) => number)
}

export const accountById = (tx: Tx, id: string): Promise<Account> =>
  tx.bankAccount.findUniqueOrThrow({ where: { id } })

type AccountInput = Omit<Account, 'id'>

/** @returns its id */
export async function saveAccount(tx: Tx, ids: Ids, account: AccountInput): Promise<string> {
  const { bin, number, ...rest } = account
  const row = await tx.bankAccount.upsert({
    where: { bin_number: { bin, number } },
    create: { id: ids.uuid(), ...account },
    // Whoever runs the server answers for what is in the file, also for an account that waited at the desk.
    update: { ...rest, state: 'open' },
  })
  return row.id
}

interface CampaignInput
  extends Omit<
    Campaign,
    'id' | 'state' | 'closedAt' | 'unit' | 'account' | 'formerAccounts' | 'distributeWas' | 'distributeLate'
  > {
  readonly unitId: string
  readonly accountId: string
}

/** Makes a campaign, or brings it up to date. Whether it is open is decided elsewhere, once it exists. */
export async function saveCampaign(tx: Tx, ids: Ids, campaign: CampaignInput): Promise<string> {
  const { key, distributeBy, ...rest } = campaign
  const known = await tx.campaign.findUnique({ where: { key }, select: { distributeLate: true } })
  // What the desk has put off stays so, whatever the file still says.
  const day = known?.distributeLate ? {} : { distributeBy }
  const row = await tx.campaign.upsert({
    where: { key },
    create: { id: ids.uuid(), ...campaign },
    update: { ...rest, ...day },
  })
  return row.id
}

/** On which account an open or closed campaign of this key receives, and its occasion; undefined when there is none, or only a draft. */
export async function openedOfKey(
  tx: Tx,
  key: string,
): Promise<{ readonly account: Account; readonly eventKind: string } | undefined> {
  const row = await tx.campaign.findUnique({ where: { key }, include: { account: true } })
  return row && row.state !== 'draft' ? row : undefined
}

/** The day that an anchor of a seed file came to at its first import; `make` is asked once, ever. */
export async function seedAnchor(tx: Tx, name: string, make: () => string): Promise<string> {
  const known = await tx.seedAnchor.findUnique({ where: { name } })
  if (known) return known.day.toISOString().slice(0, 10)
  const day = make()
  await tx.seedAnchor.create({ data: { name, day: new Date(`${day}T00:00:00Z`) } })
  return day
}

/** What campaigns are called, drafts too, by id. */
export async function campaignTitles(tx: Tx): Promise<Map<string, string>> {
  const rows = await tx.campaign.findMany({ select: { id: true, title: true } })
  return new Map(rows.map(({ id, title }) => [id, title]))
}
