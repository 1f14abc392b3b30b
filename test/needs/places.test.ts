import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { type Place, placesIn } from '../../src/needs/places/finding.ts'
import { communeOfCode, registry, type Unit } from '../../src/needs/places/registry.ts'
import { communeSaid, communesNamed } from '../../src/needs/places/resolving.ts'
import { fold } from '../../src/platform/vietnamese/index.ts'

/** Hà Nội, Sơn La, An Giang (with the old Kiên Giang) and Đắk Lắk: where the documents of the seeds come from. */
const OF_SEEDS = new Set(['01', '14', '91', '66'])
const ofSeeds = registry().units.filter(
  ({ level, communes }) =>
    (level === 'commune' || level === 'former-commune') &&
    communes.some(({ province }) => OF_SEEDS.has(province.code)),
)
const bigNames = new Set(
  registry()
    .units.filter(({ level }) => level === 'province' || level === 'former-province')
    .map(({ name }) => fold(name)),
)

/** As it is typed on a phone that writes no marks. */
const bare = (text: string) => fold(text)
const finds = (text: string, { communes }: Unit): boolean => {
  const found = new Set(placesIn(text).flatMap((place) => place.communes))
  return communes.every(({ code }) => found.has(code))
}
const short = ({ kind, name, match, around, from, to }: Place, text: string) =>
  [kind, name, match, text.slice(from, to), ...(around ? ['around'] : [])].join('|')
const said = (text: string) => placesIn(text).map((place) => short(place, text))

test('34 provinces, 3,321 communes, and every old unit is in communes that exist', () => {
  const { provinces, communes, units } = registry()
  expect(provinces).toHaveLength(34)
  expect(new Set(provinces.flatMap(({ former }) => former)).size).toBe(63)
  expect(new Set(communes.map(({ code }) => code)).size).toBe(3321)
  expect(communes.filter(({ kind }) => kind === 'xã')).toHaveLength(2621)
  expect(communes.filter(({ kind }) => kind === 'phường')).toHaveLength(687)
  const former = units.filter(({ level }) => level === 'former-commune')
  expect(former).toHaveLength(10_803)
  const wrong: Unit[] = []
  for (const unit of units) {
    const known = unit.communes.every((commune) => commune && communeOfCode(commune.code) === commune)
    if (!known || unit.communes.length === 0 || unit.name !== unit.name.normalize('NFC')) wrong.push(unit)
  }
  expect(wrong).toEqual([])
  expect(units.filter(({ level }) => level === 'former-district')).toHaveLength(
    new Set(former.map(({ province, district }) => `${province} ${district}`)).size + 5,
  )
})

test('what went to several communes, or may have, is never taken for exact', () => {
  const former = registry().units.filter(({ level }) => level === 'former-commune')
  const wrong: string[] = []
  for (const { how, communes, name } of former) {
    if (communes.length > 1 && how !== 'split') wrong.push(name)
    if (how === 'exact' && fold(communes[0]!.name) !== fold(name)) wrong.push(name)
  }
  expect(wrong).toEqual([])
  const count = (how: string) => former.filter((unit) => unit.how === how).length
  expect({ exact: count('exact'), merged: count('merged'), split: count('split') }).toEqual({
    exact: 131,
    merged: 9629,
    split: 1043,
  })
  // A name that several units have is as sure as the least sure of them.
  const [mentioned] = placesIn('xã Chiềng Bôm')
  expect(mentioned).toMatchObject({ kind: 'former-commune', how: 'split', communes: ['03721', '03784'] })
})

test('every commune of the provinces of the seeds is found, by new and old name, with marks and without', () => {
  expect(ofSeeds.length).toBeGreaterThan(1800)
  const lost: string[] = []
  for (const unit of ofSeeds) {
    const { kind, name } = unit
    // Without a title: names of several words that are no province's, and no day of the week.
    const alone = name.includes(' ') && !bigNames.has(fold(name)) && name !== 'Thứ Ba'
    const texts = [
      `áo ấm cho các em ở ${kind} ${name} nhé`,
      // "phuong lang" is also an old commune, Phương Lang.
      ...(name === 'Láng' ? [] : [bare(`ao am cho cac em o ${kind} ${name}`)]),
      ...(alone ? [`góp 2 áo ở ${name.toLowerCase()}`, bare(`gop 2 ao o ${name}`)] : []),
    ]
    lost.push(...texts.filter((text) => !finds(text, unit)))
  }
  expect(lost).toEqual([])
})

test('and with one letter wrong, behind a title', () => {
  const random = seeded(20261130)
  let tried = 0
  const lost: string[] = []
  for (const unit of ofSeeds) {
    const { kind, name } = unit
    if (/\d/.test(name) || name.replace(/\P{L}/gu, '').length < 5) continue
    for (const text of [
      `cho ${kind} ${misspelt(name, random)}`,
      `cho ${bare(kind)} ${misspelt(bare(name), random)}`,
    ]) {
      // Another name that is typed right is better than this one misspelt.
      const found = placesIn(text)
      if (found.some(({ match, from, to }) => match !== 'near' && from === 4 && to === text.length)) continue
      tried++
      if (!finds(text, unit)) lost.push(`${text} (${name})`)
    }
  }
  expect(tried).toBeGreaterThan(2_500)
  // Those that are lost became words of every day ("xã va tin" of Vạn Tín), or another name and a word behind it.
  expect(lost.length / tried, lost.join('\n')).toBeLessThan(0.015)
})

test('the communes of the seed files are found as their documents write them', () => {
  const { communes } = parse(readFileSync('prisma/seed/demo.yaml', 'utf8')) as {
    communes: { key: string; name: string; province: string; old_district: string }[]
  }
  expect(communes.filter(({ key }) => key.startsWith('hn-'))).toHaveLength(14)
  for (const { name, province, old_district } of communes) {
    const text = `xã ${name.replace(' (bản thử)', '')}, huyện ${old_district}, ${province}`
    const places = placesIn(text)
    expect(places[0]?.provinces, text).toHaveLength(1)
    expect(places[0]?.communes, text).toHaveLength(1)
    expect(
      places.slice(1).every(({ around }) => around),
      text,
    ).toBe(true)
  }
})

test('a donor names one place, and what is around it makes the name narrower', () => {
  expect(said('áo ấm cho bé gái ở Tà Xùa, Sơn La')).toEqual([
    'commune|Tà Xùa|accented|Tà Xùa',
    'province|Sơn La|accented|Sơn La|around',
  ])
  expect(said('ao am cho be gai tieu hoc o son la')).toEqual(['province|Sơn La|plain|son la'])
  expect(said('xa ta xuaa')).toEqual(['commune|Tà Xùa|near|xa ta xuaa'])
  expect(said('Tạ Xua').filter((place) => place.includes('Tà Xùa'))).toEqual([])
  expect(said('Tân Lập, Mộc Châu, Sơn La')).toEqual([
    'former-commune|Tân Lập|accented|Tân Lập',
    'former-district|Mộc Châu|accented|Mộc Châu|around',
    'province|Sơn La|accented|Sơn La|around',
  ])
  expect(placesIn('Tân Lập')[0]?.communes.length).toBeGreaterThan(3)
  expect(said('h. Giang Thành, Kiên Giang')).toEqual([
    'former-district|Giang Thành|accented|h. Giang Thành',
    'former-province|Kiên Giang|accented|Kiên Giang|around',
  ])
  // A district that had become a town, and one that is spelled in two ways.
  expect(said('huyện mộc châu')).toEqual(['former-district|Mộc Châu|accented|huyện mộc châu'])
  expect(said('huyện Mù Cang Chải')).toEqual(['former-district|Mù Căng Chải|accented|huyện Mù Cang Chải'])
  expect(placesIn('Kiên Giang')[0]?.provinces).toEqual(['91'])
  expect(placesIn('xã Lũng Táo')[0]?.provinces).toEqual(['08'])
  for (const [text, province] of [
    ['HN', '01'],
    ['gửi về hn', '01'],
    ['tphcm', '79'],
    ['TP.HCM', '79'],
    ['sài gòn', '79'],
    ['đắc lắc', '66'],
    ['sonla', '14'],
    ['Hoà Bình', '25'],
    ['Hòa Bình', '25'],
    ['xe dap cho hoc sinh thanh hoa', '38'],
    ['áo ấm ở Sơm La', '14'],
    ['hoc bong cho em gai MDrak', '66'],
  ] as const)
    expect(placesIn(text)[0]?.provinces, text).toEqual([province])
})

test('who chooses a commune by its name is asked back unless it can only be one', () => {
  const chosen = (typed: string) => {
    const { choices, sure } = communesNamed(typed)
    return [
      sure,
      ...choices.map(({ commune, by }) => `${communeSaid(commune)}${by ? ` by ${by.kind} ${by.name}` : ''}`),
    ]
  }
  expect(chosen('Tà Xùa')).toEqual([true, 'xã Tà Xùa, Sơn La'])
  expect(chosen('hang dong, bac yen')).toEqual([true, 'xã Tà Xùa, Sơn La by xã Háng Đồng'])
  expect(chosen('Ia Mơ')).toEqual([true, 'xã Ia Mơ, Gia Lai'])
  // The only successor that is known of a commune that may have been cut.
  expect(chosen('Minh Quang, Ba Vì')).toEqual([false, 'xã Ba Vì, Hà Nội by xã Minh Quang'])
  expect(chosen('xã Chiềng Bôm')).toHaveLength(3)
  expect(chosen('Ngọc Chienn')).toEqual([false, 'xã Ngọc Chiến, Sơn La'])
  expect(chosen('Tân Lập')[0]).toBe(false)
  expect(chosen('Tân Lập, Mộc Châu')).toEqual([true, 'xã Tân Yên, Sơn La by xã Tân Lập'])
  for (const nothing of ['Sơn La', 'không biết', '']) expect(chosen(nothing), nothing).toEqual([false])
})

test('words of every day and names of people are no places', () => {
  for (const text of [
    'Hoa',
    'Sơn',
    'An',
    'Tân',
    'Minh',
    'Lan',
    'Yên',
    'Ba',
    'áo ấm cho bé gái',
    'ao am cho be gai',
    'chúc các em bình an và thành công',
    'chuc cac em binh an va thanh cong',
    'chị Minh Quang gửi nhé',
    'Nguyễn Văn An',
    'công ty Minh Hòa',
    'xã hội chung tay',
    'xã nào cũng được',
    'tỉnh nào gần nhất',
    'hn mình bận',
    'thứ ba mình gửi',
    'quan tâm các em',
    'đóng tiền ở đâu',
    'dong tien o dau',
  ])
    expect(said(text), text).toEqual([])
})

test('what donors write in the transcripts names a place only where it does', () => {
  const lines = new Set(
    readdirSync('test/transcripts', { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.chat'))
      .toSorted()
      .flatMap((file) => readFileSync(`test/transcripts/${file}`, 'utf8').split('\n'))
      .map((line) => /^(?:Lan|Minh|Hoa|chị Thu): ([^[/].*)$/.exec(line)?.[1])
      .filter((line) => line !== undefined),
  )
  expect(lines.size).toBeGreaterThan(150)
  const named =
    /t[àa] x[ùu]a|co m[ạa]|ng[ọo]c chi[ếe]n|s[ơo]n la|x[íi]m v[àa]ng|m[ồo] d[ềe]|h[áa]ng đ?d?[ồo]ng|m[ùu] cang|ba v[ìi]|moc chau|mộc châu|m[ưu][ờo]ng l|đ?d?i[ệe]n bi[êe]n|c[ầa]u gi[ấa]y|b[ắa]c y[êe]n/i
  const wrong = [...lines]
    .flatMap((line) => [line, bare(line)])
    .filter((line) => !named.test(line) && placesIn(line).length > 0)
  expect(wrong).toEqual([])
})

/** Numbers that look random and are the same in every run. */
function seeded(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
    return (state >> 8) % below
  }
}

/** One letter left out, put in, changed, or swapped with the next, in a word of several letters. */
function misspelt(name: string, random: (below: number) => number): string {
  const LETTERS = 'abcdeghiklmnopqrstuvxy'
  const places = [...name.matchAll(/\p{L}(?=\p{L})|(?<=\p{L})\p{L}/gu)].map(({ index }) => index)
  const at = places[random(places.length)]!
  const letter = LETTERS[random(LETTERS.length)]!
  const next = name[at + 1]
  switch (random(4)) {
    case 0:
      return name.slice(0, at) + name.slice(at + 1)
    case 1:
      return name.slice(0, at) + letter + name.slice(at)
    case 2:
      return name.slice(0, at) + letter + name.slice(at + 1)
    default:
      return next && /\p{L}/u.test(next) && next !== name[at]
        ? name.slice(0, at) + next + name[at] + name.slice(at + 2)
        : name.slice(0, at) + letter + name.slice(at)
  }
}
