import { readFileSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { importSeed } from '../../src/commands/seed.ts'
import { campaignFacts, factsOfFlows, needsOf } from '../../src/needs/index.ts'
import type { Database } from '../../src/platform/db.ts'
import { randomIds as ids } from '../../src/platform/ids.ts'
import type { Tx } from '../../src/platform/tx.ts'
import { readText } from '../../src/running/start.ts'
import { testDatabase } from '../support/database.ts'

const demo = readFileSync('prisma/seed/demo.yaml', 'utf8')
const start = new Date('2026-11-22T03:00:00Z')

interface Facts {
  fund: unknown
  campaigns: unknown[]
  today: unknown
  answer_by: unknown
}

let db: Database
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

/** Runs in a transaction of which nothing stays. */
async function tried<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  let result: T | undefined
  const undo = new Error('undo')
  await db
    .transaction(async (tx) => {
      result = await work(tx)
      throw undo
    })
    .catch((error) => {
      if (error !== undo) throw error
    })
  return result as T
}
const everything = async (tx: Tx) => ({
  units: await tx.unit.findMany({ orderBy: { key: 'asc' } }),
  accounts: await tx.bankAccount.findMany(),
  communes: await tx.commune.findMany({ orderBy: { key: 'asc' }, include: { statuses: true } }),
  campaigns: await tx.campaign.findMany(),
  needs: await tx.need.findMany({ orderBy: { key: 'asc' } }),
})

let left: unknown
afterEach(async () => {
  left = await db.prisma.unit.count()
  expect(left).toBe(0)
})

test('the demo world: a fund, its Tết campaign with real days, and needs', async () => {
  await tried(async (tx) => {
    await importSeed(tx, { ids, now: start }, demo)
    const [campaign] = await tx.campaign.findMany({
      include: { unit: { include: { parent: true } }, account: true },
    })
    expect(campaign).toMatchObject({
      slug: 'tet-2027',
      title: 'Tết ấm 2027',
      receiptSeries: 'TET27',
      demo: true,
      giftBy: new Date('2027-01-30T16:59:59.999Z'),
      receivesUntil: new Date('2027-01-31T16:59:59.999Z'),
      opensAt: new Date('2026-11-01T17:00:00Z'),
      unit: { key: 'quy-son-la', parent: { key: 'so-y-te' } },
      account: { holder: 'QUỸ BẢO TRỢ TRẺ EM TỈNH SƠN LA (BẢN THỬ)' },
    })
    const needs = await needsOf(tx, campaign!.id)
    expect(needs[0]).toMatchObject({
      place: null,
      unitWord: 'suất',
      unitPrice: 300_000n,
      cap: 600n,
      taken: 412n,
      shows: true,
    })
    expect(needs.filter((need) => need.shows)).toHaveLength(1)
    expect(await tx.commune.findUnique({ where: { key: 'hn-ba-vi' } })).toMatchObject({
      source: '3874/KH-LĐTB&XH',
    })
  })
})

test('the same file twice changes nothing, not even a year later', async () => {
  await tried(async (tx) => {
    await importSeed(tx, { ids, now: start }, demo)
    const before = await everything(tx)
    await importSeed(tx, { ids, now: start }, demo)
    await importSeed(tx, { ids, now: new Date('2027-11-22T03:00:00Z') }, demo)
    expect(await everything(tx)).toEqual(before)
  })
})

test('a commune has the code of today, or says which one it went into; a wrong code is refused by its line', async () => {
  await tried(async (tx) => {
    await importSeed(tx, { ids, now: start }, demo)
    const [ofHaNoi] = await tx.commune.findMany({
      where: { key: 'hn-khanh-thuong' },
      include: { statuses: true },
    })
    expect(ofHaNoi).toMatchObject({ code: null, intoCode: '09700' })
    expect(ofHaNoi!.statuses).toMatchObject([
      { area: 'II', validUntil: new Date('2025-06-30T16:59:59.999Z'), source: '3874/KH-LĐTB&XH' },
    ])
    const before = await tx.communeStatus.findMany({ orderBy: { id: 'asc' } })
    await importSeed(tx, { ids, now: start }, demo)
    expect(await tx.communeStatus.findMany({ orderBy: { id: 'asc' } })).toEqual(before)
    const faults = async (from: string, to: string) =>
      importSeed(tx, { ids, now: start }, demo.replace(from, to)).then(
        () => '',
        ({ message }: Error) => message,
      )
    expect(await faults("code: '03868'", "code: '99999'")).toMatch(
      /line \d+, communes\.0\.code: no commune has the code 99999 since 1 July 2025/,
    )
    expect(await faults("code: '03868'", "code: '03862'")).toMatch(
      /communes\.0\.code: 03862 is xã Xím Vàng, Sơn La, and not Tà Xùa/,
    )
    expect(await faults("into: '09694'", "into: '00000'")).toMatch(
      /communes\.5\.into: no commune has the code/,
    )
  })
})

test('what a fund has not said of itself, nobody says for it', async () => {
  await tried(async (tx) => {
    const silent = demo.replace(/^ {4}(kept_share|invoices): .*\n/gm, '')
    await importSeed(tx, { ids, now: start }, silent)
    const facts = (await campaignFacts(tx, start, 'https://chungtay.example')) as unknown as Facts
    expect(facts.fund).toMatchObject({ kept_share: null, invoices: false })
  })
})

test('a fund says from which sum on two settle odd money; a file that does not say leaves it', async () => {
  await tried(async (tx) => {
    const limit = async () => (await tx.unit.findUniqueOrThrow({ where: { key: 'quy-son-la' } })).approvalFrom
    await importSeed(tx, { ids, now: start }, demo)
    expect(await limit()).toBe(20_000_000n)
    await importSeed(
      tx,
      { ids, now: start },
      demo.replace('    kept_share: 0', '    kept_share: 0\n    approval_from: 5000000'),
    )
    expect(await limit()).toBe(5_000_000n)
    await importSeed(tx, { ids, now: start }, demo)
    expect(await limit()).toBe(5_000_000n)
  })
})

test('a fund says after how many days money of an unknown giver may go to a common pot, within bounds', async () => {
  await tried(async (tx) => {
    const days = async () => (await tx.unit.findUniqueOrThrow({ where: { key: 'quy-son-la' } })).unknownDays
    const says = (n: number) =>
      importSeed(
        tx,
        { ids, now: start },
        demo.replace('    kept_share: 0', `    kept_share: 0\n    unknown_days: ${n}`),
      )
    await importSeed(tx, { ids, now: start }, demo)
    expect(await days()).toBe(30)
    await says(60)
    expect(await days()).toBe(60)
    await importSeed(tx, { ids, now: start }, demo)
    expect(await days()).toBe(60)
    await expect(says(0)).rejects.toThrow('unknown_days')
  })
})

test('a corrected file corrects words and caps, and never what is taken', async () => {
  await tried(async (tx) => {
    await importSeed(tx, { ids, now: start }, demo)
    await tx.need.update({ where: { key: 'tet-where-needed' }, data: { taken: 500n } })
    await importSeed(
      tx,
      { ids, now: start },
      demo
        .replace('cap: 600', 'cap: 700')
        .replace('taken_at_start: 412', 'taken_at_start: 0')
        .replace('title: Tết ấm', 'title: Tết vui'),
    )
    expect(await tx.need.findUnique({ where: { key: 'tet-where-needed' } })).toMatchObject({
      cap: 700n,
      taken: 500n,
      takenBefore: 412n,
    })
    expect(await tx.campaign.findFirst()).toMatchObject({ title: 'Tết vui 2027' })
    await expect(importSeed(tx, { ids, now: start }, demo.replace('cap: 600', 'cap: 450'))).rejects.toThrow(
      /cap 450 is below the 500 that are taken/,
    )
  })
})

test.each([
  ['2026-11-22T03:00:00Z', 'tet-2027'],
  ['2027-01-09T03:00:00Z', 'tet-2027'],
  ['2027-01-09T17:00:00Z', 'tet-2028'],
])('started at %s, the next Tết that leaves time for gifts is of %s', async (now, slug) => {
  await tried(async (tx) => {
    await importSeed(tx, { ids, now: new Date(now) }, demo)
    expect((await tx.campaign.findFirstOrThrow()).slug).toBe(slug)
  })
})

test.each([
  [
    'a stray name',
    ['account: tet-am', 'account: tet-xx'],
    /campaigns\.0\.account: there is no "tet-xx" under accounts\. Add it there, or correct the name\./,
  ],
  ['a misspelt field', ['hold_minutes: 15', 'hold_minute: 15'], /campaigns\.0.*hold_minute/s],
  ['a number that lost its quotes', ["bin: '000000'", 'bin: 000000'], /accounts\.0\.bin/],
  ['money with a fraction', ['unit_price: 300000', 'unit_price: 300000.5'], /needs\.0\.unit_price/],
  [
    'more taken than there is',
    ['taken_at_start: 412', 'taken_at_start: 601'],
    /needs\.0\.taken_at_start: 601 is more than the cap 600/,
  ],
  ['a day that does not exist', ['opens: start-20d', 'opens: 2027-02-30'], /2027-02-30/],
  ['an anchor that is not there', ['gift_by: tet-7d', 'gift_by: noel-7d'], /there is no anchor "noel"/],
  [
    'days in disorder',
    ['distribute_by: tet+14d', 'distribute_by: tet-20d'],
    /campaigns\.0: its days must come in the order/,
  ],
  [
    'a parent that is not there',
    ['parent: so-y-te', 'parent: so-y-tee'],
    /units\.1\.parent: "so-y-tee" does not stand above it/,
  ],
  ['no price', ['unit_price: 300000', ''], /line \d+, needs\.0\.unit_price: is missing\./],
  ['nothing to give', ['cap: 600', 'cap: 0'], /line \d+, needs\.0\.cap: must be more than 0\.\nCorrect this/],
  [
    'more than all',
    ['kept_share: 0', 'kept_share: 101'],
    /line \d+, units\.\d\.kept_share: must be a percentage/,
  ],
  [
    'a share in words',
    ['kept_share: 0', 'kept_share: không'],
    /units\.\d\.kept_share: must be a whole number/,
  ],
  ['a number in quotes', ['cap: 600', "cap: '600'"], /needs\.0\.cap: must be a whole number, without quotes/],
  [
    'a fund that says no decision',
    ['decision: 00/QĐ-UBND (bản thử)', ''],
    /line \d+, units\.\d\.decision: is missing/,
  ],
  ['something that is no YAML', ['units:', 'units: ['], /./],
])(
  'a file with %s is refused with its place and what to do, and nothing is imported',
  async (_, [from, to], message) => {
    expect(demo.includes(from!)).toBe(true)
    await expect(
      db.transaction((tx) => importSeed(tx, { ids, now: start }, demo.replace(from!, to!))),
    ).rejects.toThrow(message)
  },
)

test('a file that is not there is named, with what to do', () => {
  expect(() => readText('/nowhere/fund.yaml', 'the seed file')).toThrow(
    'the seed file /nowhere/fund.yaml cannot be read (ENOENT). Correct the path',
  )
})

test('places of a seed file get their numbers once; what describes one never changes, its school year may go on', async () => {
  await tried(async (tx) => {
    const first = await importSeed(tx, { ids, now: start }, demo)
    const again = await importSeed(tx, { ids, now: start }, demo)
    expect([first.slots, again.slots]).toEqual([4, 4])
    const slots = async () => tx.slot.findMany({ orderBy: { number: 'asc' } })
    expect((await slots()).map(({ letters, number }) => `${letters}-${number}`)).toEqual([
      'SL-1',
      'SL-2',
      'SL-3',
      'SL-4',
    ])
    await importSeed(
      tx,
      { ids, now: start },
      demo.replaceAll('year_ends: start+180d', 'year_ends: start+360d'),
    )
    expect(new Set((await slots()).map(({ untilMonth }) => untilMonth))).toEqual(new Set(['2027-11']))
    const other = demo.replace("sex: female, ages: '6–8'", "sex: male, ages: '6–8'")
    await expect(importSeed(tx, { ids, now: start }, other)).rejects.toThrow(
      /slots\.0: the place "dd-1" is another child's/,
    )
  })
})

test.each([
  [
    'an age band that points at a child',
    "female, ages: '6–8'",
    "female, ages: '6–7'",
    /slots\.0\.ages: write at least two years/,
  ],
  ['places of an appeal', 'campaign: do-dau', 'campaign: tet', /slots\.0\.campaign: "tet" is an appeal/],
  ['a hyphen in the band', "female, ages: '6–8'", "female, ages: '6-8'", /an age band with a long dash/],
])('a file with %s is refused', async (_, right, wrong, why) => {
  await tried(async (tx) => {
    await expect(importSeed(tx, { ids, now: start }, demo.replace(right, wrong))).rejects.toThrow(why)
  })
})

test('what flows may say of the fund and its campaign', async () => {
  await tried(async (tx) => {
    await importSeed(tx, { ids, now: start }, demo)
    const site = 'https://chungtay.example'
    const facts = (await campaignFacts(tx, new Date('2026-12-20T13:15:00Z'), site)) as unknown as Facts
    expect(facts.fund).toEqual({
      name: 'Quỹ Bảo trợ trẻ em tỉnh Sơn La (bản thử)',
      short: 'Quỹ',
      decision: '00/QĐ-UBND (bản thử)',
      hotline: '0000 000 000 (số giả)',
      refund_days: '3–5',
      kept_share: 0,
      next: null,
      next_opens: null,
      sponsoring: true,
      invoices: true,
      place: 'Sơn La',
      page: site,
    })
    expect(facts.today).toBe('2026-12-20')
    expect(facts.answer_by).toBeInstanceOf(Date)
    expect(facts.campaigns).toHaveLength(1)
    expect(facts.campaigns[0]).toMatchObject({
      slug: 'tet-2027',
      flow: 'tet',
      unit: 'suất',
      unit_price: 300_000n,
      cap: 600,
      received: 412,
      places: 9,
      left: 188,
      ends: '2027-01-31',
      gift_by: '2027-01-30',
      distribute_by: '2027-02-20',
      late: false,
      ended: false,
      hold_days: 7,
      min: 2_000n,
      what: 'áo ấm, sữa, bánh',
      for_whom: 'trẻ em vùng cao Sơn La',
      account: {
        number: '1234567890',
        holder: 'QUỸ BẢO TRỢ TRẺ EM TỈNH SƠN LA (BẢN THỬ)',
        bank: 'Ngân hàng Thử (bản thử)',
      },
      page: `${site}/campaigns/tet-2027`,
    })
    // Nothing is there that the check of flows does not know, and nothing that it knows is missing.
    factsOfFlows.shape.campaigns.element.strict().parse(facts.campaigns[0])
    factsOfFlows.shape.fund.strict().parse({ ...(facts.fund as object), answer_by: new Date() })
    const at = async (now: string) =>
      ((await campaignFacts(tx, new Date(now), site)) as unknown as Facts).campaigns[0]
    expect(await at('2027-01-31T03:00:00Z')).toMatchObject({ late: true, ended: false })
    expect(await at('2027-02-01T03:00:00Z')).toMatchObject({ late: true, ended: true })
  })
})

test('what is of the demo is refused in a file for real money', async () => {
  const real = demo.replace('demo: true', 'demo: false')
  const work = db.transaction((tx) => importSeed(tx, { ids, now: start }, real))
  await expect(work).rejects.toThrow(
    /units\.\d+\.name: "Quỹ Bảo trợ trẻ em tỉnh Sơn La \(bản thử\)" is of the demo/,
  )
  await expect(work).rejects.toThrow(/needs\.0\.made_up: is invented\. Write what is real/)
})

test('two campaigns of a file have letters and series of their own', async () => {
  const fund = readFileSync('test/fixtures/fund.yaml', 'utf8')
  const [first] = /^ {2}- key: tet\n[\s\S]*?\n\n/m.exec(fund)!
  const second = first
    .replace('key: tet', 'key: warm')
    .replace('slug: tet-{tet.year}', 'slug: warm')
    .replace(/^ *shows:.*\n/m, '')
  const twice = fund.replace(first, `${first.trimEnd()}\n${second}`)
  const tries = (yaml: string) => tried((tx) => importSeed(tx, { ids, now: start }, yaml))
  await expect(tries(twice)).rejects.toThrow(/campaigns\.1\.code_prefix: "Tết ấm 2027" has it already/)
  await expect(tries(twice)).rejects.toThrow(/campaigns\.1\.receipt_series: "Tết ấm 2027" has it already/)
  const own = second.replace('TLV', 'DAM').replace('TET{tet.yy}', 'DA27')
  expect(await tries(fund.replace(first, `${first.trimEnd()}\n${own}`))).toMatchObject({ campaigns: 2 })
  // Those that shared theirs before no two could go on, and the same file is imported again.
  await tried(async (tx) => {
    await importSeed(tx, { ids, now: start }, fund.replace(first, `${first.trimEnd()}\n${own}`))
    await tx.campaign.update({ where: { key: 'warm' }, data: { ownMarks: false } })
    expect(await importSeed(tx, { ids, now: start }, twice)).toMatchObject({ campaigns: 2 })
  })
})

test('the empty template is refused until it is filled in, and then imported', async () => {
  const empty = readFileSync('prisma/seed/fund.example.yaml', 'utf8')
  await expect(db.transaction((tx) => importSeed(tx, { ids, now: start }, empty))).rejects.toThrow(
    /units\.0\.name: must not be empty/,
  )
  const filled = [
    ["bin: ''", "bin: '970436'"],
    ["number: ''", "number: '9990001112223'"],
    ["key: ''", 'key: commune-a'],
    ["commune: ''", 'commune: commune-a'],
    ["opens: ''", 'opens: 2026-12-01'],
    ["gift_by: ''", 'gift_by: 2027-01-30'],
    ["receives_until: ''", 'receives_until: 2027-01-31'],
    ["distribute_by: ''", 'distribute_by: 2027-02-20'],
    ["deadline: ''", 'deadline: 2027-01-15'],
    ["slug: ''", 'slug: tet-2027'],
    ["code_prefix: ''", 'code_prefix: TLV'],
    ['cap: 0', 'cap: 10'],
    ['unit_price: 0', 'unit_price: 300000'],
  ].reduce((text, [from, to]) => text.replaceAll(from!, to!), empty)
  const seeded = await tried((tx) => importSeed(tx, { ids, now: start }, filled.replaceAll(": ''", ': Điền')))
  expect(seeded).toMatchObject({ units: 1, campaigns: 1, needs: 2 })
})

test('of a need the package, its thing and the ages must be such as packages.yaml has', async () => {
  const bad = demo
    .replace('    item: coat\n    sex: female\n', '    item: lunch\n')
    .replace('    package: health\n', '    package: helth\n    age_to: 4\n')
  const faults = await tried((tx) => importSeed(tx, { ids, now: start }, bad)).catch((error) => String(error))
  expect(faults).toMatch(/line \d+, needs\.1\.item: "lunch" is no thing of warm-clothes/)
  expect(faults).toMatch(/package: there is no "helth" in prisma\/seed\/packages\.yaml\. There are: meals, /)
  expect(faults).toContain('age_from: age_from and age_to are both there or neither')
  await tried(async (tx) => {
    await importSeed(tx, { ids, now: start }, demo)
    const coats = await tx.need.findUniqueOrThrow({ where: { key: 'tet-ta-xua-coats-girls' } })
    expect(coats).toMatchObject({ item: 'coat', sex: 'female', ageFrom: 6, ageTo: 10 })
  })
})
