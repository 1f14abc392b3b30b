import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readStory } from '../../src/commands/story-shape.ts'
import { faultsOfSpending } from '../../src/spending/index.ts'
import { officer } from '../console/desk.ts'
import { type World, world } from '../support/world.ts'

/** What whoever starts the program on nothing finds: gifts that became something. */
let it: World
beforeAll(async () => {
  it = await world({ seed: 'story' })
})
afterAll(() => it.close())

const page = async (path: string) =>
  (await (await it.service.web.request(path)).text()).replaceAll('\u00a0', ' ')
const said = (html: string) => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')
const linesOf = async (slug: string) =>
  (await page(`/campaigns/${slug}/books.csv`)).trim().split(/\r?\n/).slice(1)
const sumOf = (lines: readonly string[], what: string) =>
  lines
    .map((line) => line.split(';'))
    .filter((cells) => cells[1] === what)
    .reduce((sum, cells) => sum + BigInt(cells[7]!), 0n)

test('the books prove themselves, and say the same as the pages', async () => {
  expect(await faultsOfSpending(it.db.prisma)).toEqual([])
  const past = await linesOf('den-truong')
  const [received, bought, arrived, confirmed] = ['nhận', 'mua', 'đến nơi', 'xác nhận'].map((what) =>
    sumOf(past, what),
  )
  expect([received, bought, arrived, confirmed]).toEqual([14_240_000n, 14_120_000n, 13_694_000n, 13_694_000n])
  const shown = said(await page('/campaigns/den-truong'))
  for (const sum of ['14.240.000 đ', '14.120.000 đ', '13.694.000 đ', '30 cặp, 38 bộ', 'PC-02/ĐT'])
    expect(shown).toContain(sum)
  // What people promised is no more than what came: no promise of the story is left open.
  expect(await it.db.prisma.pledge.count({ where: { state: { not: 'fulfilled' } } })).toBe(0)
})

test('the front page says what became of gifts, of the campaign that is over and of the open one', async () => {
  const front = said(await page('/'))
  expect(front).toContain('Đã mua 30 cặp, 40 bộ. Đã đến 30 cặp, 38 bộ.')
  expect(front).toContain('Đã mua 14 áo. Đã đến 8 áo.')
  const english = said(await page('/?lang=en'))
  expect(english).toContain('Bought: 30 bags, 40 sets. Delivered: 30 bags, 38 sets.')
})

test('a voucher tells why fewer came, givers are thanked by given name, and a certificate can be checked', async () => {
  const html = await page('/campaigns/den-truong')
  const vouchers = [...html.matchAll(/href="(\/vouchers\/[^"?]+)/g)].map(([, path]) => path!)
  expect(vouchers).toHaveLength(3)
  const papers = (await Promise.all(vouchers.map(page))).map(said).join()
  expect(papers).toContain('một phần hỏng dọc đường')
  const [, list = ''] = /data-testid="thanked">(.*?)<\/section>/s.exec(html) ?? []
  const names = [...list.matchAll(/<li>(.*?)<\/li>/gs)].map(([, one]) => said(one!).trim())
  expect(names).toEqual(['Hoa', 'Gia đình Lan', 'Anh Minh'])
  const year = String((await it.clock.now()).getFullYear()).slice(2)
  const checked = said(await page(`/check?q=GN-DT${year}-000001`))
  expect(checked).toContain('GN-DT')
  expect(checked).not.toContain('Gia đình Lan')
})

test('nobody of the story is written to, and the desk is for the first who comes', async () => {
  expect(await it.db.prisma.todo.count()).toBe(0)
  expect(await it.db.prisma.outbox.count()).toBe(0)
  // Receipts are numbered on from those of the story.
  const lan = it.person('Lan')
  await lan.says('/start')
  await lan.presses('Góp quà Tết')
  await lan.presses(/^1 suất/)
  await lan.presses('Lấy mã chuyển khoản')
  await lan.presses('Giả lập chuyển khoản')
  await lan.hears(/TET\d\d-000003/)
  const { at } = await officer(it, 'administrator')
  for (const path of ['/console', '/console/spending']) expect((await at.get(path)).status, path).toBe(200)
})

test('the story is of the file: what it cannot pay for is refused as a whole', () => {
  const yaml = readFileSync('prisma/seed/demo-story.yaml', 'utf8')
  expect(readStory(yaml).purchases).toHaveLength(4)
  expect(() => readStory(yaml.replace('missing: broken', 'missing: lost'))).toThrow(/purchases\.1\.brought/)
})
