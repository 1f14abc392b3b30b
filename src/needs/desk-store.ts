import type { Ids } from '../platform/ids.ts'
import type { Tx } from '../platform/tx.ts'
import { fold } from '../platform/vietnamese/index.ts'
import type { Need, NeedSheet } from './need.ts'
import type { Sex } from './packages.ts'
import type { Commune } from './places/registry.ts'

export interface KeptNeed extends NeedSheet {
  readonly id: string
  readonly key: string
  readonly campaignId: string
  readonly taken: bigint
  readonly state: 'open' | 'closed'
}

export async function keptNeed(tx: Tx, id: string): Promise<KeptNeed | undefined> {
  const row = await tx.need.findUnique({ where: { id } })
  if (!row) return undefined
  const { mode, sex, state } = row
  return { ...row, mode: mode as Need['mode'], sex: sex as Sex | null, state: state as KeptNeed['state'] }
}

/** The same, and nobody else changes or promises any of it until the transaction ends. */
export async function holdNeed(tx: Tx, id: string): Promise<KeptNeed | undefined> {
  await tx.$executeRaw`SELECT 1 FROM campaign WHERE id = (SELECT campaign_id FROM need WHERE id = ${id}::uuid) FOR NO KEY UPDATE`
  await tx.$executeRaw`SELECT 1 FROM need WHERE id = ${id}::uuid FOR NO KEY UPDATE`
  return keptNeed(tx, id)
}

const KEY_MOST = 60

/** Open from the first; it is offered once its campaign is. @returns its id */
export async function makeNeed(
  tx: Tx,
  ids: Ids,
  campaign: { readonly id: string; readonly slug: string },
  sheet: NeedSheet,
): Promise<string> {
  await holdNeeds(tx, campaign.id)
  const commune = sheet.communeId
    ? await tx.commune.findUniqueOrThrow({ where: { id: sheet.communeId }, select: { name: true } })
    : undefined
  const wanted = [campaign.slug, commune?.name ?? 'noi-can-nhat', sheet.package]
    .map((part) => fold(part).replace(/[^a-z0-9]+/g, '-'))
    .join('-')
    .slice(0, KEY_MOST)
    .replace(/^-+|-+$/g, '')
  const known = await tx.need.findMany({ where: { key: { startsWith: wanted } }, select: { key: true } })
  const taken = new Set(known.map(({ key }) => key))
  let key = wanted
  for (let n = 2; taken.has(key); n++) key = `${wanted}-${n}`
  const id = ids.uuid()
  if (sheet.shows) await showNoOther(tx, campaign.id, id)
  await tx.need.create({ data: { id, key, campaignId: campaign.id, ...sheet } })
  return id
}

/**
 * A later price changes no promise: each keeps the one it was made at. Where it is for stays what people promised for.
 *
 * @returns `below_taken` when more is taken of it than its new cap, `promised` when some is taken and it would be for another commune,
 *   also by who promises this moment; nothing is changed then
 */
export async function changeNeed(
  tx: Tx,
  need: KeptNeed,
  change: Partial<NeedSheet>,
): Promise<'changed' | 'below_taken' | 'promised'> {
  const { id, campaignId } = need
  const moves = change.communeId !== undefined && change.communeId !== need.communeId
  const most = moves ? 0n : (change.cap ?? need.cap)
  await holdNeeds(tx, campaignId)
  const { shows, ...rest } = change
  const { count } = await tx.need.updateMany({ where: { id, taken: { lte: most } }, data: rest })
  if (count !== 1) return moves ? 'promised' : 'below_taken'
  if (shows === undefined) return 'changed'
  if (shows) await showNoOther(tx, campaignId, id)
  await tx.need.update({ where: { id }, data: { shows } })
  return 'changed'
}

/** One after another, until the end of the transaction, are needs of a campaign made and changed: a key and the showing one are one's own. */
const holdNeeds = (tx: Tx, campaign: string) =>
  tx.$executeRaw`SELECT 1 FROM campaign WHERE id = ${campaign}::uuid FOR NO KEY UPDATE`

/** Before another one shows: the index need_one_shown looks at every row as it is written. */
const showNoOther = (tx: Tx, campaignId: string, id: string) =>
  tx.need.updateMany({ where: { campaignId, id: { not: id }, shows: true }, data: { shows: false } })

/** Opens or closes it. @returns false when it is so already */
export async function moveNeed(tx: Tx, id: string, state: KeptNeed['state']): Promise<boolean> {
  const from = state === 'open' ? 'closed' : 'open'
  const { count } = await tx.need.updateMany({ where: { id, state: from }, data: { state } })
  return count === 1
}

/** Where a need can be. `text` is how an officer reads and types it. */
export interface KeptCommune {
  readonly id: string
  readonly text: string
}

/** A commune as the desk shows it: as it is called today where it has a code. */
export async function keptCommune(tx: Tx, id: string): Promise<KeptCommune> {
  return kept(await tx.commune.findUniqueOrThrow({ where: { id } }))
}

/** Those that have no code because they are made up: they are found by their very name. */
export async function communesWithoutCode(tx: Tx): Promise<KeptCommune[]> {
  return (await tx.commune.findMany({ where: { code: null, intoCode: null } })).map(kept)
}

const kept = (row: { id: string; name: string; province: string }): KeptCommune => ({
  id: row.id,
  text: `${row.name}, ${row.province}`,
})

/** The row of a commune of today, made when a need is the first to be there. May be repeated. @returns its id */
export async function communeFor(tx: Tx, ids: Ids, { code, name, province }: Commune): Promise<string> {
  const row = await tx.commune.upsert({
    where: { code },
    create: { id: ids.uuid(), key: code, code, name, province: province.name },
    update: {},
  })
  return row.id
}
