import { isForPlaces, publicCampaigns, takesPledges } from '../../campaigns/index.ts'
import { Prisma } from '../../generated/prisma/client.ts'
import type { Tx } from '../../platform/tx.ts'
import { dayOf, fold } from '../../platform/vietnamese/index.ts'
import { heldToTheLast } from '../held.ts'
import type { Need } from '../need.ts'
import { type Ages, packages, type Sex } from '../packages.ts'
import type { CommuneStatus } from '../status.ts'
import { kindOf } from '../store.ts'
import { communesOf } from './where.ts'
import type { Place, Thing, Wish } from './wish.ts'

/** A need as the search finds it. */
export interface FoundNeed extends Need {
  readonly package: string
  readonly item: string | null
  readonly sex: Sex | null
  readonly ages: Ages | null
  /** Where it lies; of one for wherever it is needed most, where its fund is. */
  readonly province: string
  readonly rank: number
}

/** What must be true of a need. */
export interface Query {
  /** Ids of campaigns that take promises. */
  readonly campaigns: readonly string[]
  readonly thing?: Thing | undefined
  /** The thing's item is only named in what they say they need: “bộ vở, bút và sách”. */
  readonly named?: boolean
  readonly sex?: Sex | undefined
  readonly ages?: Ages | undefined
  /** Any of these; undefined: anywhere. */
  readonly places?: readonly Land[] | undefined
  readonly amount?: bigint | undefined
  readonly first?: Wish['first']
  /** These, of which nothing is left (held.ts), and not those that take more. */
  readonly among?: readonly string[]
}

/** A place as rows have it. */
export interface Land {
  /** Ids; undefined: all of its provinces. */
  readonly communes?: readonly string[] | undefined
  /** Where a fund's needs for wherever it is needed most are for this place too: it is a whole province. */
  readonly provinces: readonly string[]
}

/** Days below which a need comes after the others: a gift that is promised today would come too late. */
export const SOON_DAYS = 3

/**
 * Those that fit, best first: those for the sex that was said, then by the nearest deadline that is not too near, then what
 * lacks least.
 *
 * @param soon the first moment at which a deadline is far enough away (SOON_DAYS)
 */
export async function needsThatFit(
  tx: Tx,
  query: Query,
  { now, soon }: { readonly now: Date; readonly soon: Date },
  limit: number,
): Promise<FoundNeed[]> {
  const { campaigns, thing, sex, ages, places, amount, first, among } = query
  const is: Prisma.Sql[] = [among ? Prisma.sql`n.id = ANY(${[...among]}::uuid[])` : takesMore(campaigns, now)]
  if (thing) is.push(Prisma.sql`n.package = ${thing.package}`)
  if (thing?.item)
    is.push(
      query.named
        ? Prisma.sql`n.item IS DISTINCT FROM ${thing.item} AND n.what ~* ${wordsOfItem(thing.item)}`
        : Prisma.sql`n.item = ${thing.item}`,
    )
  if (sex) is.push(Prisma.sql`(n.sex IS NULL OR n.sex = ${sex})`)
  if (ages)
    is.push(Prisma.sql`(n.age_from IS NULL OR (n.age_from <= ${ages.to} AND n.age_to >= ${ages.from}))`)
  if (places) is.push(inside(places))
  if (amount !== undefined) is.push(Prisma.sql`(n.mode = 'pooled' OR n.unit_price <= ${amount}::bigint)`)
  if (first === 'needed-most') is.push(Prisma.sql`n.commune_id IS NULL`)
  const fits = Prisma.join(is, ' AND ')
  const lack = Prisma.sql`(n.cap - n.taken) * n.unit_price`
  // Who said a sex is told of those for both only after them.
  const sexes = sex ? [Prisma.sql`n.sex = ${sex}`, Prisma.sql`n.sex IS NULL`] : [Prisma.sql`true`]
  const days =
    first === 'lacks-most'
      ? [Prisma.sql`true`]
      : [
          Prisma.sql`n.deadline >= ${soon}::timestamptz`,
          Prisma.sql`n.deadline IS NULL`,
          Prisma.sql`n.deadline < ${soon}::timestamptz`,
        ]
  const by =
    first === 'lacks-most' ? Prisma.sql`${lack} DESC, n.rank` : Prisma.sql`n.deadline, ${lack}, n.rank`
  // Step by step, so that each is read off an index and only its first are sorted; all steps in one question.
  const steps = sexes.flatMap((ofSex) => days.map((ofDay) => [ofSex, ofDay] as const))
  const parts = steps.map(
    ([ofSex, ofDay], step) => Prisma.sql`SELECT ${step}::int AS step, row_number() OVER () AS place, id FROM (
      SELECT n.id FROM need n WHERE ${fits} AND ${ofSex} AND ${ofDay} ORDER BY ${by} LIMIT ${limit}) AS one`,
  )
  const all = Prisma.join(parts, ' UNION ALL ')
  return rows(tx, Prisma.sql`SELECT id FROM (${all}) AS steps ORDER BY step, place LIMIT ${limit}`)
}

/** A regular expression for the words of an item, with their marks and each by itself. */
const wordsOfItem = (item: string): string =>
  `(^|[ ,(/])(${packages().items[item]!.words.vi.join('|')})($|[ ,.)/])`

/** Ids of campaigns whose needs are looked among: those that take promises. Sponsored places are found elsewhere. */
export async function openCampaigns(tx: Tx, now: Date): Promise<string[]> {
  const all = await publicCampaigns(tx)
  return all.filter((one) => takesPledges(one, now) && !isForPlaces(one)).map(({ id }) => id)
}

/** A need of one of these campaigns that takes promises: `isOpen`, and something is left. */
const takesMore = (campaigns: readonly string[], now: Date): Prisma.Sql =>
  Prisma.sql`n.state = 'open' AND n.taken < n.cap AND n.campaign_id = ANY(${[...campaigns]}::uuid[])
    AND (n.commune_id IS NULL OR n.deadline IS NULL OR n.deadline > ${now}::timestamptz)`

/** A need by its key, if it takes promises, or will when nobody holds the last of it any more. */
export async function openNeedByKey(
  tx: Tx,
  key: string,
  now: Date,
): Promise<{ readonly need: FoundNeed; readonly heldFor?: number } | undefined> {
  const campaigns = await openCampaigns(tx, now)
  const open = Prisma.sql`SELECT n.id FROM need n WHERE n.key = ${key}`
  const [need] = await rows(tx, Prisma.sql`${open} AND ${takesMore(campaigns, now)}`)
  if (need) return { need }
  const [full] = await rows(tx, Prisma.sql`${open} AND n.campaign_id = ANY(${campaigns}::uuid[])`)
  const heldFor = full && (await heldToTheLast(tx, { needs: [full.id] }, now)).get(full.id)
  return heldFor === undefined ? undefined : { need: full!, heldFor }
}

/** What decisions say of the communes of these needs, by the needs' keys. */
export async function statusesOf(
  tx: Tx,
  keys: readonly string[],
): Promise<ReadonlyMap<string, readonly CommuneStatus[]>> {
  const found = await tx.need.findMany({
    where: { key: { in: [...keys] }, commune: { statuses: { some: {} } } },
    select: { key: true, commune: { select: { statuses: true } } },
  })
  return new Map(
    found.map(({ key, commune }) => [
      key,
      commune!.statuses.map(({ words, area, decision, validFrom, validUntil }) => ({
        words,
        area: area as CommuneStatus['area'],
        decision,
        from: dayOf(validFrom),
        until: validUntil && dayOf(validUntil),
      })),
    ]),
  )
}

/**
 * The address of the campaign that has, or had, such a need; undefined: there is none that anybody was shown. Of sponsored places
 * none is: how many there are, and where, could be counted.
 */
export async function campaignOfKey(tx: Tx, key: string): Promise<string | undefined> {
  const found = await tx.need.findFirst({
    where: { key, campaign: { state: { not: 'draft' }, eventKind: { not: 'sponsorship' } } },
    select: { campaign: { select: { slug: true } } },
  })
  return found?.campaign.slug
}

/** Needs by their ids, in the order of these. */
async function rows(tx: Tx, ids: Prisma.Sql): Promise<FoundNeed[]> {
  const found = await tx.$queryRaw<Row[]>`
    WITH best AS MATERIALIZED (SELECT id, row_number() OVER () AS place FROM (${ids}) AS chosen)
    SELECT n.id::text AS id, n.key, n.campaign_id::text AS "campaignId", c.name AS place, c.code, n.mode, n.what,
      n.unit_word AS "unitWord", n.unit_price AS "unitPrice", n.portion, n.source, n.cap, n.taken, n.deadline, n.state, n.shows, n.package, n.item,
      n.sex, n.age_from AS "ageFrom", n.age_to AS "ageTo", n.rank, coalesce(c.province, u.place) AS province
    FROM best JOIN need n ON n.id = best.id LEFT JOIN commune c ON c.id = n.commune_id
      JOIN campaign a ON a.id = n.campaign_id JOIN unit u ON u.id = a.unit_id
    ORDER BY best.place`
  return found.map(({ ageFrom, ageTo, code, ...row }) => ({
    ...row,
    placeKind: row.place === null ? null : kindOf(code),
    ages: ageFrom === null ? null : { from: ageFrom, to: ageTo! },
  }))
}

type Row = Omit<FoundNeed, 'ages' | 'placeKind'> & {
  readonly code: string | null
  readonly ageFrom: number | null
  readonly ageTo: number | null
}

export interface OpenKind {
  readonly package: string
  readonly province: string
  readonly sex: Sex | null
}

/** Which kinds of need are open where, and for whom; what most needs are for comes first. */
export async function openKinds(tx: Tx, campaigns: readonly string[], now: Date): Promise<OpenKind[]> {
  return tx.$queryRaw<OpenKind[]>`
    SELECT n.package, coalesce(c.province, u.place) AS province, n.sex
    FROM need n LEFT JOIN commune c ON c.id = n.commune_id
      JOIN campaign a ON a.id = n.campaign_id JOIN unit u ON u.id = a.unit_id
    WHERE ${takesMore(campaigns, now)} GROUP BY 1, 2, 3 ORDER BY count(*) DESC, 1, 2`
}

/** A need for wherever it is needed most lies where its fund is. */
function inside(places: readonly Land[]): Prisma.Sql {
  const communes = [...new Set(places.flatMap((place) => place.communes ?? []))]
  const whole = [...new Set(places.flatMap((place) => (place.communes ? [] : place.provinces)))]
  const provinces = [...new Set(places.flatMap((place) => place.provinces))]
  const ways: Prisma.Sql[] = []
  if (communes.length > 0) ways.push(Prisma.sql`n.commune_id = ANY(${communes}::uuid[])`)
  if (whole.length > 0)
    ways.push(
      Prisma.sql`n.commune_id = ANY(ARRAY(SELECT id FROM commune WHERE province = ANY(${whole}::text[])))`,
    )
  if (provinces.length > 0)
    ways.push(Prisma.sql`(n.commune_id IS NULL AND n.campaign_id = ANY(ARRAY(
      SELECT a.id FROM campaign a JOIN unit u ON u.id = a.unit_id WHERE u.place = ANY(${provinces}::text[]))))`)
  return ways.length === 0 ? Prisma.sql`false` : Prisma.sql`(${Prisma.join(ways, ' OR ')})`
}

/** What rows there are of each of these places: the communes that needs are kept for, and those that went into them. */
export async function landsOf(tx: Tx, places: readonly Place[]): Promise<Land[]> {
  const codes = places.flatMap(({ communes }) => communes ?? [])
  const provinces = places.flatMap((place) => (place.communes ? place.provinces : []))
  // One that nobody gave a code is told by its name.
  const rows =
    codes.length === 0
      ? []
      : await tx.$queryRaw<CommuneRow[]>`
          SELECT id::text AS id, coalesce(code, into_code) AS code, name, province FROM commune
          WHERE province = ANY(${provinces}::text[]) AND coalesce(code, into_code, ${codes[0]}) = ANY(${codes}::text[])`
  return places.map(({ communes, provinces, whole }) => {
    const wide = whole ? provinces : []
    if (communes === undefined) return { provinces: wide }
    const known = new Set(communes)
    const names = new Set(communesOf(communes).map(({ name, province }) => `${fold(name)}, ${province.name}`))
    const isMeant = ({ code, name, province }: CommuneRow) =>
      provinces.includes(province) &&
      (code === null ? names.has(`${fold(plainly(name))}, ${province}`) : known.has(code))
    return { communes: rows.filter(isMeant).map(({ id }) => id), provinces: wide }
  })
}

interface CommuneRow {
  readonly id: string
  readonly code: string | null
  readonly name: string
  readonly province: string
}

/** Without what stands in brackets behind it, and without its kind. */
const plainly = (name: string): string =>
  name
    .replace(/\(.*?\)/g, '')
    .replace(/^(?:xã|phường|đặc khu|thị trấn)\s+/i, '')
    .trim()
