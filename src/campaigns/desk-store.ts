import type { Ids } from '../platform/ids.ts'
import type { Tx } from '../platform/tx.ts'
import { fold } from '../platform/vietnamese/index.ts'
import { isForPlaces } from './campaign.ts'
import { type MarksTaken, takeMarks } from './opening-store.ts'

/** What an officer writes down of a campaign. Days are whole ones in Việt Nam: the first moment of `opensAt`, the last of others. */
export interface CampaignSheet {
  readonly unitId: string
  readonly accountId: string
  readonly title: string
  readonly purpose: string
  readonly what: string
  readonly forWhom: string
  /** The plan or decision by which it collects. */
  readonly legalBasis: string | null
  readonly eventKind: string
  readonly flow: string
  readonly receiptSeries: string
  readonly codePrefix: string
  readonly minAmount: bigint
  readonly mostUnpaid: bigint
  readonly holdMinutes: number
  readonly pledgeDays: number
  readonly opensAt: Date
  readonly giftBy: Date
  readonly receivesUntil: Date
  readonly distributeBy: Date
}

export interface KeptCampaign extends CampaignSheet {
  readonly id: string
  readonly slug: string
  /** A draft was never open: nobody has promised it anything, and no account or code of it is known outside. */
  readonly state: 'draft' | 'open' | 'closed'
}

export async function keptCampaign(tx: Tx, id: string): Promise<KeptCampaign | undefined> {
  const row = await tx.campaign.findUnique({ where: { id } })
  return row ? { ...row, state: row.state as KeptCampaign['state'] } : undefined
}

/** The same, and nobody else changes, opens or closes it until the transaction ends. */
export async function holdCampaign(tx: Tx, id: string): Promise<KeptCampaign | undefined> {
  await tx.$executeRaw`SELECT 1 FROM campaign WHERE id = ${id}::uuid FOR UPDATE`
  return keptCampaign(tx, id)
}

const SLUG_MOST = 48

/**
 * A draft, under an address made of its title.
 *
 * @returns its id; or, and nothing was made, which campaigns have its letters or its series already
 */
export async function makeCampaign(
  tx: Tx,
  ids: Ids,
  sheet: CampaignSheet,
  demo: boolean,
): Promise<{ readonly id: string } | { readonly taken: MarksTaken }> {
  const others = await takeMarks(tx, sheet, undefined)
  if (others) return { taken: others }
  const wanted = slugOf(sheet.title)
  // An address is also what a deep link carries, and there it may not be a need's.
  const taken = new Set([
    ...(await tx.campaign.findMany({ select: { slug: true, key: true } })).flatMap(({ slug, key }) => [
      slug,
      key,
    ]),
    ...(await tx.need.findMany({ where: { key: { startsWith: wanted } }, select: { key: true } })).map(
      ({ key }) => key,
    ),
  ])
  let slug = wanted
  for (let n = 2; taken.has(slug); n++) slug = `${wanted}-${n}`
  const id = ids.uuid()
  await tx.campaign.create({ data: { id, key: slug, slug, state: 'draft', demo, ...sheet } })
  return { id }
}

/**
 * `Tết ấm 2027` → `tet-am-2027`: letters, digits and hyphens, as Telegram's deep links want them.
 */
function slugOf(title: string): string {
  const plain = fold(title)
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, SLUG_MOST)
  return plain.replace(/^-+|-+$/g, '') || 'dot-gop'
}

/**
 * @param state as it was read: what was opened meanwhile is not changed as a draft
 * @returns `past` when it was opened or closed meanwhile; `places` when it was opened, or has sponsored places, and would become one
 *   for places or stop being one (the database refuses that too); or which campaigns have the letters or the series that it would have
 */
export async function changeCampaign(
  tx: Tx,
  { id, state, eventKind }: Pick<KeptCampaign, 'id' | 'state' | 'eventKind'>,
  change: CampaignSheet,
): Promise<'changed' | 'past' | 'places' | { readonly taken: MarksTaken }> {
  const draft = state === 'draft'
  if (isForPlaces({ eventKind }) !== isForPlaces(change) && (!draft || (await hasPlaces(tx, id))))
    return 'places'
  const others = draft ? await takeMarks(tx, change, id) : undefined
  if (others) return { taken: others }
  // Whatever a draft shared before, it does not any more.
  const data = draft ? { ...change, ownMarks: true } : change
  const { count } = await tx.campaign.updateMany({ where: { id, state }, data })
  return count === 1 ? 'changed' : 'past'
}

/** Whether children's places belong to it. */
const hasPlaces = async (tx: Tx, id: string): Promise<boolean> =>
  (await tx.slot.count({ where: { need: { campaignId: id } } })) > 0

/** Opens or closes it. @returns false when it is so already */
export async function moveCampaign(
  tx: Tx,
  id: string,
  state: 'open' | 'closed',
  now: Date,
): Promise<boolean> {
  const from = state === 'open' ? ['draft', 'closed'] : ['open']
  const { count } = await tx.campaign.updateMany({
    where: { id, state: { in: from } },
    data: { state, closedAt: state === 'closed' ? now : null },
  })
  return count === 1
}
