import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { importSeed } from '../../src/commands/seed.ts'
import { campaignFacts, packages, portionOf, standardOf } from '../../src/needs/index.ts'
import { randomIds as ids } from '../../src/platform/ids.ts'
import { type World, world } from '../support/world.ts'

/** What people are offered of needs of every package: whole things at their price, or parts that the fund has priced. */
let it: World
const KINDS = Object.keys(packages().packages)
beforeAll(async () => {
  it = await world()
  const { id: campaignId } = await it.db.prisma.campaign.findUniqueOrThrow({ where: { key: 'tet' } })
  const needs = await it.db.prisma.need.findMany({ where: { campaignId } })
  await it.db.prisma.need.updateMany({ where: { campaignId }, data: { state: 'closed' } })
  const { communeId } = needs.find(({ key }) => key === 'tet-ta-xua-coats-girls')!
  for (const [n, kind] of KINDS.entries()) {
    const of = { campaignId, communeId, package: kind, rank: n, cap: 10_000_000n }
    const what = { what: packages().packages[kind]!.vi, mode: 'pooled', unitWord: 'đồng', unitPrice: 1n }
    await it.db.prisma.need.create({
      data: { id: ids.uuid(), key: `of-${kind}`, ...of, ...what, portion: 150_000n },
    })
  }
  // What flows know of places is read every few seconds.
  await new Promise((resolve) => setTimeout(resolve, 6_000))
}, 60_000)
afterAll(() => it.close())

test.each(KINDS.filter((kind) => kind !== 'sponsorship'))(
  '%s is found by its name, and offered by the part',
  async (kind) => {
    const lan = it.person(kind)
    const { vi } = packages().packages[kind]!
    await lan.says(`chỗ nào cần ${vi}`)
    // It is one place, so it is gone on with at once.
    const said = lan.heard.at(-1)!
    const part = portionOf({ package: kind, item: null })
    expect(said.text.replaceAll('\u00a0', ' ')).toContain(`Một ${part.vi} khoảng 150.000 đ`)
    expect(said.choices.map(({ label }) => label.replaceAll('\u00a0', ' '))).toEqual([
      '1 · 150.000 đ',
      '2 · 300.000 đ',
    ])
    await lan.presses(/^2/)
    await lan.hears(/300\.000/)
    const pledge = await it.db.prisma.pledge.findFirstOrThrow({ orderBy: { createdAt: 'desc' } })
    expect(pledge.amount).toBe(300_000n)
  },
)

test('every package and thing is called in both languages, so that a sentence can be made of it', async () => {
  for (const [item, one] of Object.entries(packages().items))
    for (const lang of ['vi', 'en'] as const)
      expect(portionOf({ package: one.package, item })[lang], item).toMatch(/^\p{L}[^.]{1,30}$/u)
  const { places } = await campaignFacts(it.db.prisma, it.clock.now(), 'https://chungtay.example')
  for (const place of places as readonly { portion_of: string; portion_in_english: string }[])
    expect([place.portion_of, place.portion_in_english]).not.toContain('')
})

test('what a plan says of the cost is shown with its date, of needs that name that plan alone', async () => {
  expect(standardOf({ package: 'meals', source: '199/KH-UBND' })).toMatchObject({ amount: 30_000_000 })
  expect(standardOf({ package: 'meals', source: null })).toBeUndefined()
  expect(standardOf({ package: 'books', source: '199/KH-UBND' })).toBeUndefined()
  await it.db.prisma.need.updateMany({ where: { key: 'of-meals' }, data: { source: '199/KH-UBND' } })
  const page = async (lang: string) =>
    (await (await it.service.web.request(`/campaigns/tet-2027?lang=${lang}`)).text()).replaceAll(
      '\u00a0',
      ' ',
    )
  expect(await page('vi')).toContain(
    'Mức tính theo văn bản 199/KH-UBND (13/09/2019): 30.000.000 đ một trường một năm; mức này dùng đến hết 31/12/2025',
  )
  expect(await page('en')).toContain('One month of meals at school is about 150,000 đ')
})

test('a part is said of what many pay together, and is no more than all of it', async () => {
  const demo = readFileSync('prisma/seed/demo.yaml', 'utf8')
  const tries = (yaml: string) =>
    it.db
      .transaction((tx) => importSeed(tx, { ids, now: it.clock.now() }, yaml))
      .then(
        () => 'imported',
        (error) => String(error),
      )
  expect(await tries(demo.replace('portion: 60000', 'portion: 12000001'))).toMatch(
    /portion: what one part costs/,
  )
  expect(
    await tries(demo.replace('    unit_price: 180000\n', '    unit_price: 180000\n    portion: 5\n')),
  ).toMatch(/portion: what one part costs/)
})
