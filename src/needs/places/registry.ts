import { readFileSync } from 'node:fs'

/**
 * How an old unit became new ones.
 *
 * - `exact`: the same land, and the same name
 * - `merged`: whole, together with others
 * - `split`: its land went to several, or nobody can be sure that it did not: a person must say which one is meant
 */
export type How = 'exact' | 'merged' | 'split'

export type PlaceKind = 'province' | 'commune' | 'former-commune' | 'former-district' | 'former-province'

/** One of the 34 provinces and cities since 1 July 2025. */
interface Province {
  readonly code: string
  readonly kind: 'tỉnh' | 'thành phố'
  readonly name: string
  /** Names of the old ones that it was made of. */
  readonly former: readonly string[]
}

/** One of the 3,321 communes, wards and special zones since 1 July 2025. */
export interface Commune {
  /** Official, of five digits. */
  readonly code: string
  readonly kind: 'xã' | 'phường' | 'đặc khu'
  readonly name: string
  readonly province: Province
}

/** Anything that has a name on the map, today's or one that people, papers and seeds still use. */
export interface Unit {
  readonly level: PlaceKind
  /** `xã`, `thị trấn`, `huyện`, `tỉnh` …, as it stands before the name. */
  readonly kind: string
  readonly name: string
  /** Of an old commune: `huyện Bắc Yên`. */
  readonly district?: string
  /** Where it lies, or lay: of an old unit the old province. */
  readonly province: string
  readonly how: How
  /** Where its land is today; of a split one those that are known. */
  readonly communes: readonly Commune[]
}

interface Registry {
  readonly provinces: readonly Province[]
  readonly communes: readonly Commune[]
  readonly byCode: ReadonlyMap<string, Commune>
  /** Everything with a name, the wider first. */
  readonly units: readonly Unit[]
}

let read: Registry | undefined

/** All places, read from prisma/seed/places once, when they are asked for first (some 30 ms). */
export function registry(): Registry {
  read ??= load()
  return read
}

/** The commune that has a code today. */
export const communeOfCode = (code: string): Commune | undefined => registry().byCode.get(code)

/** From the root of the project in src/ and in dist/ alike. */
const FOLDER = new URL('../../../prisma/seed/places/', import.meta.url)

function load(): Registry {
  const provinces = table('provinces').map(
    ([code, kind, name, former]): Province => ({
      code: code!,
      kind: kind as Province['kind'],
      name: name!,
      former: former!.split(','),
    }),
  )
  const provinceOf = new Map(provinces.map((one) => [one.code, one]))
  const communes = table('communes').map(
    ([code, province, kind, name]): Commune => ({
      code: code!,
      kind: kind as Commune['kind'],
      name: name!,
      province: provinceOf.get(province!)!,
    }),
  )
  const byCode = new Map(communes.map((one) => [one.code, one]))
  const inProvince = grouped(communes, ({ province }) => province)
  const former = formerCommunes(byCode)
  return {
    provinces,
    communes,
    byCode,
    units: [
      ...provinces.map((one): Unit => {
        const how = one.former.length === 1 ? 'exact' : 'merged'
        const { kind, name } = one
        return { level: 'province', kind, name, province: name, how, communes: inProvince.get(one)! }
      }),
      ...formerProvinces(provinces, former),
      ...communes.map((one): Unit => {
        const { kind, name, province } = one
        return { level: 'commune', kind, name, province: province.name, how: 'exact', communes: [one] }
      }),
      ...formerDistricts(former),
      // An island district without communes stands among them under no name.
      ...former.filter(({ name }) => name !== ''),
    ],
  }
}

function grouped<T, K>(all: readonly T[], by: (one: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>()
  for (const one of all) {
    const key = by(one)
    const group = groups.get(key)
    if (group) group.push(one)
    else groups.set(key, [one])
  }
  return groups
}

/** Cells of a file, without its head. */
function table(name: string): string[][] {
  const lines = readFileSync(new URL(`${name}.tsv`, FOLDER), 'utf8').split('\n')
  return lines
    .filter((line) => line !== '' && !line.startsWith('#'))
    .slice(1)
    .map((line) => line.split('\t'))
}

const KINDS = /^(thành phố|thị xã|thị trấn|đặc khu|phường|huyện|quận|xã) (.+)$/

function formerCommunes(byCode: ReadonlyMap<string, Commune>): Unit[] {
  let province = ''
  let district = ''
  return table('former').map(([inProvince, inDistrict, commune, how, codes]): Unit => {
    province = inProvince || province
    district = inDistrict || district
    const [, kind = '', name = ''] = KINDS.exec(commune!) ?? []
    return {
      level: 'former-commune',
      kind,
      name,
      district,
      province,
      how: how as How,
      communes: codes!.split(',').map((code) => byCode.get(code)!),
    }
  })
}

/** A district is exact when its land and that of its communes' successors is the same. */
function formerDistricts(former: readonly Unit[]): Unit[] {
  const districts = [...grouped(former, ({ province, district }) => `${province}|${district}`).values()]
  // How many districts each commune of today has land of.
  const shares = new Map<Commune, number>()
  const inside = districts.map((units) => communesOf(units))
  for (const communes of inside)
    for (const commune of communes) shares.set(commune, (shares.get(commune) ?? 0) + 1)
  return districts.map((units, n): Unit => {
    const [{ province, district }] = units as [Unit]
    const [, kind = '', name = ''] = KINDS.exec(district!) ?? []
    const communes = inside[n]!
    const alone = communes.every((commune) => shares.get(commune) === 1)
    const how = units.some((unit) => unit.how === 'split') ? 'split' : alone ? 'exact' : 'merged'
    return { level: 'former-district', kind, name, province, how, communes }
  })
}

/** Old provinces whose name no province of today has. */
function formerProvinces(provinces: readonly Province[], former: readonly Unit[]): Unit[] {
  const today = new Set(provinces.map(({ name }) => name))
  return [...grouped(former, ({ province }) => province)]
    .filter(([name]) => !today.has(name))
    .map(([name, units]): Unit => {
      const communes = communesOf(units)
      return { level: 'former-province', kind: 'tỉnh', name, province: name, how: 'merged', communes }
    })
}

const communesOf = (units: readonly Unit[]): Commune[] => {
  const all = new Set<Commune>()
  for (const { communes } of units) for (const commune of communes) all.add(commune)
  return [...all]
}
