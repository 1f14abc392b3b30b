import { afterAll, beforeAll, expect, test } from 'vitest'
import { type World, world } from '../support/world.ts'

/** The public pages as many people look at them. */

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

const read = async (path: string) => (await w.service.web.request(path)).text()
const received = (html: string) => /data-testid="received".*?class="amount">([^<]*)</s.exec(html)?.[1]

test('what is needed now comes before how much money there is, and before how it travels', async () => {
  const page = await read('/campaigns/tet-2027')
  const at = (text: string) => page.indexOf(text)
  expect(at('data-testid="need"')).toBeGreaterThan(0)
  expect(at('data-testid="need"')).toBeLessThan(at('data-testid="received"'))
  expect(at('data-testid="received"')).toBeLessThan(at('class="journey"'))
  const front = await read('/')
  expect(front.indexOf('data-testid="campaign"')).toBeLessThan(front.indexOf('class="journey"'))
})

test('a receipt is promised to who is known to have given, and to nobody else', async () => {
  const [vi, en] = [await read('/'), await read('/?lang=en')]
  expect(vi).toContain('Khoản nào biết người góp thì có biên nhận đánh số.')
  expect(en).toContain('Where its giver is known, there is a numbered receipt.')
  for (const page of [vi, en]) expect(page).not.toMatch(/Bạn có biên nhận|You get a numbered receipt/)
})

test('money that a bank has told is on the page within five seconds, also for a crowd that asks at once', async () => {
  const lan = w.person('Lan')
  for (const say of ['/start', 'Góp quà Tết']) await lan.says(say)
  await lan.presses(/^2 suất/)
  await lan.presses('Lấy mã chuyển khoản')
  const code = lan.heard.map((message) => message.text).findLast((text) => /^TLV[0-9A-Z]{7}$/.test(text))
  const crowd = () =>
    Promise.all(Array.from({ length: 20 }, () => read('/campaigns/tet-2027').then(received)))
  expect(new Set(await crowd())).toEqual(new Set(['0\u00a0đ']))
  await w.bank.credits(600_000n, code!)
  await expect
    .poll(() => read('/campaigns/tet-2027').then(received), { timeout: 5_000 })
    .toBe('600.000\u00a0đ')
  expect(new Set(await crowd())).toEqual(new Set(['600.000\u00a0đ']))
  expect(await read('/')).toContain('600.000\u00a0đ')
})

test('a page weighs little: its words, two style sheets, and a picture that every phone has room for', async () => {
  for (const path of ['/', '/campaigns/tet-2027']) {
    const html = await read(path)
    expect(Buffer.byteLength(html)).toBeLessThan(40_000)
    for (const [, picture] of html.matchAll(/<img[^>]* src="([^"]+)"/g)) {
      const bytes = await (await w.service.web.request(picture!)).arrayBuffer()
      expect(bytes.byteLength).toBeLessThan(25_000)
    }
    expect([...html.matchAll(/<script/g)].length).toBe(1)
  }
})

test('places that wait for sponsors are told on both pages, also while no campaign is open, as the chat says it', async () => {
  const places = await w.db.prisma.campaign.findFirstOrThrow({ where: { eventKind: 'sponsorship' } })
  const waiting = await w.db.prisma.slot.count({ where: { state: 'open' } })
  expect(waiting).toBeGreaterThan(1)
  const page = await read(`/campaigns/${places.slug}`)
  expect(page).toContain(`${waiting} suất đang chờ người đỡ đầu`)
  expect(page).toContain('Đỡ đầu một suất')
  // There is no such list to open.
  expect(page).not.toContain('books.csv')
  expect(await read('/campaigns/tet-2027')).not.toMatch(/đỡ đầu|waiting/)

  await w.db.prisma.campaign.updateMany({
    where: { eventKind: { not: 'sponsorship' } },
    data: { state: 'closed' },
  })
  const front = await read('/')
  expect(front).toContain('Hiện chưa có đợt góp nào mở')
  expect(front).toContain(`${waiting} suất đang chờ người đỡ đầu`)
  const minh = w.person('Minh')
  // What is open it looks up every few seconds.
  const menu = async () => (await minh.says('menu')).map(({ text }) => text).join(' ')
  await expect
    .poll(menu, { timeout: 30_000, interval: 1_000 })
    .toContain('chưa có đợt góp nào đang mở, nhưng bạn có thể đỡ đầu')
  // Each of them is somebody's: that is told too.
  await w.db.prisma.slot.updateMany({ data: { state: 'sponsored' } })
  expect(await read('/')).toContain('Lúc này không có suất nào chờ người đỡ đầu')
})
