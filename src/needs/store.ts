import { Prisma } from '../generated/prisma/client.ts'
import { StartError } from '../platform/data-dir.ts'
import type { Ids } from '../platform/ids.ts'
import type { Tx } from '../platform/tx.ts'
import type { Need, NeedSheet } from './need.ts'
import { communeOfCode } from './places/registry.ts'
import type { CommuneStatus } from './status.ts'

async function needsWhere(tx: Tx, condition: Prisma.Sql): Promise<Need[]> {
  const rows = await tx.$queryRaw<(Omit<Need, 'placeKind'> & { code: string | null })[]>`
    SELECT n.id::text AS id, n.key, n.campaign_id::text AS "campaignId", c.name AS place, c.code, n.mode, n.what, n.unit_word AS "unitWord",
      n.unit_price AS "unitPrice", n.portion, n.package, n.item, n.source, n.cap, n.taken, n.deadline, n.state, n.shows
    FROM need n LEFT JOIN commune c ON c.id = n.commune_id WHERE ${condition} ORDER BY n.rank, n.id`
  return rows.map(({ code, ...row }) => ({ ...row, placeKind: row.place === null ? null : kindOf(code) }))
}

/** What a commune is called before its name. One without a code was a commune, or is made up. */
export const kindOf = (code: string | null): string =>
  (code === null ? undefined : communeOfCode(code)?.kind) ?? 'xã'

export async function needById(tx: Tx, id: string): Promise<Need | undefined> {
  return (await needsWhere(tx, Prisma.sql`n.id = ${id}::uuid`))[0]
}

/** All needs of a campaign, in the order in which they are offered. */
export const needsOf = (tx: Tx, campaign: string): Promise<Need[]> =>
  needsWhere(tx, Prisma.sql`n.campaign_id = ${campaign}::uuid`)

/** What these are, and for where, by id: `áo ấm, Xã Tà Xùa`. */
export async function needNames(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.need.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, what: true, commune: { select: { name: true } } },
  })
  return new Map(rows.map(({ id, what, commune }) => [id, commune ? `${what}, ${commune.name}` : what]))
}

/** Where a commune lies. */
export interface Where {
  readonly province: string
  readonly oldDistrict?: string
  /** It is no commune any more: the one that it went into, `xã Suối Hai`. */
  readonly into?: string
}

/** Where the communes lie that a campaign's needs are for, by need. */
export async function whereOf(tx: Tx, campaign: string): Promise<Map<string, Where>> {
  const rows = await tx.need.findMany({
    where: { campaignId: campaign, communeId: { not: null } },
    select: { id: true, commune: { select: { province: true, oldDistrict: true, intoCode: true } } },
  })
  return new Map(
    rows.map(({ id, commune }) => {
      const { province, oldDistrict, intoCode } = commune!
      const into = intoCode === null ? undefined : communeOfCode(intoCode)
      return [
        id,
        {
          province,
          ...(oldDistrict ? { oldDistrict } : {}),
          ...(into ? { into: `${into.kind} ${into.name}` } : {}),
        },
      ]
    }),
  )
}

/** All needs of these campaigns, in the order in which they are offered. */
export const needsOfAll = (tx: Tx, campaigns: readonly string[]): Promise<Need[]> =>
  needsWhere(tx, Prisma.sql`n.campaign_id = ANY(${[...campaigns]}::uuid[])`)

/** Of what is taken of each need, the part whose money is not all here, or that is still to be brought. By claim_need_id_idx. */
export async function unpaidOf(tx: Tx, needs: readonly string[]): Promise<Map<string, bigint>> {
  const rows = await tx.$queryRaw<{ id: string; unpaid: bigint }[]>`
    SELECT id::text AS id, (brought_promised + coalesce((SELECT sum(quantity) FROM claim
      WHERE need_id = need.id AND state IN ('held', 'pledged', 'received')), 0))::bigint AS unpaid
    FROM need WHERE id = ANY(${[...needs]}::uuid[])`
  return new Map(rows.map(({ id, unpaid }) => [id, unpaid]))
}

interface Progress {
  /** Units, or đồng of a pooled need; with those from before. */
  readonly received: bigint
  /** The part of `received` that was given before this service counted: no money in its books stands behind it. */
  readonly before: bigint
  /** Promised, with a code, or to be brought; what is only held for some minutes is promised by nobody yet. */
  readonly pledged: bigint
  /** The parts of both that are things which people bring themselves: no money stands behind them. */
  readonly brought: bigint
  readonly broughtPromised: bigint
}

/** How far the needs of a campaign are. Units (or đồng): given for good, promised and not yet paid. */
export async function progressOf(tx: Tx, campaign: string): Promise<Map<string, Progress>> {
  const rows = await tx.$queryRaw<(Progress & { id: string })[]>`
    SELECT n.id::text AS id, n.taken_before AS before, n.brought, n.brought_promised AS "broughtPromised",
      (n.taken_before + n.from_pot + n.brought + coalesce(sum(c.quantity) FILTER (WHERE c.state IN ('allocated', 'delivered')), 0))::bigint AS received,
      (n.brought_promised + coalesce(sum(c.quantity) FILTER (WHERE c.state IN ('pledged', 'received')), 0))::bigint AS pledged
    FROM need n LEFT JOIN claim c ON c.need_id = n.id WHERE n.campaign_id = ${campaign}::uuid GROUP BY n.id`
  return new Map(rows.map(({ id, ...progress }) => [id, progress]))
}

interface CommuneInput {
  readonly key: string
  readonly code: string | null
  readonly name: string
  readonly province: string
  readonly oldDistrict: string | null
  readonly former: string | null
  readonly intoCode: string | null
  readonly source: string | null
  /** All that are known; the whole list replaces those that were known before. */
  readonly statuses: readonly StatusInput[]
}

/** A status as it is kept: moments for its days. */
interface StatusInput extends Omit<CommuneStatus, 'from' | 'until'> {
  readonly validFrom: Date
  readonly validUntil: Date | null
  readonly source: string | null
}

/** @returns its id */
export async function saveCommune(
  tx: Tx,
  ids: Ids,
  { key, statuses, ...rest }: CommuneInput,
): Promise<string> {
  // An officer may have chosen it at the desk before a file names it.
  const known = await tx.commune.findFirst({
    where: { OR: [{ key }, ...(rest.code === null ? [] : [{ code: rest.code }])] },
    select: { id: true },
  })
  const { id } = known
    ? await tx.commune.update({ where: { id: known.id }, data: { key, ...rest } })
    : await tx.commune.create({ data: { id: ids.uuid(), key, ...rest } })
  const kept: string[] = []
  for (const status of statuses) {
    const { words, validFrom } = status
    const row = await tx.communeStatus.upsert({
      where: { communeId_words_validFrom: { communeId: id, words, validFrom } },
      create: { id: ids.uuid(), communeId: id, ...status },
      update: status,
    })
    kept.push(row.id)
  }
  await tx.communeStatus.deleteMany({ where: { communeId: id, id: { notIn: kept } } })
  return id
}

interface NeedInput extends NeedSheet {
  readonly key: string
  readonly campaignId: string
  readonly takenBefore: bigint
  readonly madeUp: boolean
  readonly source: string | null
}

/**
 * Makes a need, or brings its description up to date. What is taken of it belongs to its claims, so `takenBefore` counts
 * at its making only.
 *
 * @throws StartError when the new cap is below what is taken already
 */
export async function saveNeed(tx: Tx, ids: Ids, need: NeedInput): Promise<string> {
  const { key, takenBefore, ...rest } = need
  const known = await tx.need.findUnique({ where: { key } })
  if (known && known.taken > need.cap) {
    throw new StartError(
      `need "${key}": cap ${need.cap} is below the ${known.taken} that are taken. Give it a cap of ${known.taken} or more.`,
    )
  }
  const row = await tx.need.upsert({
    where: { key },
    create: { id: ids.uuid(), key, ...rest, taken: takenBefore, takenBefore },
    update: rest,
  })
  return row.id
}
