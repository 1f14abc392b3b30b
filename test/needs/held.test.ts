import { afterAll, beforeAll, expect, test } from 'vitest'
import { heldToTheLast } from '../../src/needs/held.ts'
import { campaignFacts } from '../../src/needs/index.ts'
import { type World, world } from '../support/world.ts'

/** A need whose last pieces somebody holds while choosing: it is not none, and it is not there yet. */
let w: World
beforeAll(async () => {
  w = await world()
  const minh = w.person('Minh')
  expect(texts(await minh.says('góp 13 áo cho Tà Xùa'))).toContain('13 áo ấm')
})
afterAll(() => w.close())

const COATS = 'tet-ta-xua-coats-girls'
const texts = (messages: readonly { text: string }[]) => messages.map(({ text }) => text).join('\n')
const labels = (messages: readonly { choices: readonly { label: string }[] }[]) =>
  messages.flatMap(({ choices }) => choices.map(({ label }) => label))
const page = async (path: string) => (await w.service.web.request(path)).text()
const HELD = /đang có người giữ hết\. Khoảng 15 phút nữa/

test('Lan searches for it: she hears when it may be free, and may wait for it', async () => {
  const lan = w.person('Lan')
  const heard = await lan.says('áo ấm cho bé gái ở Tà Xùa')
  expect(texts(heard)).toMatch(HELD)
  expect(texts(heard)).not.toContain('chưa có nơi nào báo cần')
  expect(labels(heard)).toContain('Nhắn tôi khi có')
})

test('so does who names the place with a gift, though Tà Xùa needs other things too, and who follows a link', async () => {
  const hoa = w.person('Hoa')
  expect(texts(await hoa.says('góp 2 áo cho Tà Xùa'))).toMatch(HELD)
  const other = w.person('who has a link')
  expect(texts(await other.says(`/start ${COATS}`))).toMatch(HELD)
  await other.presses('Nhắn tôi khi có')
  expect(await w.db.prisma.wish.count()).toBe(1)
})

test('the pages say it, and offer no gift there', async () => {
  const found = await page(`/needs?q=${encodeURIComponent('áo ấm cho bé gái ở Tà Xùa')}`)
  expect(found).toContain('Đang có người giữ hết phần này')
  expect(found).toMatch(/data-testid="held"[\s\S]*khoảng \d+ phút nữa mới biết còn hay không/)
  const linked = await page(`/needs/${COATS}`)
  expect(linked).toContain('Đang có người giữ hết phần này')
  expect(linked).not.toContain('đã khép hoặc đã đủ')
  expect(linked).not.toContain(`/chat?start=${COATS}`)
})

test('once it is promised there is none; once it is let go there is some', async () => {
  const { id } = await w.db.prisma.need.findUniqueOrThrow({ where: { key: COATS } })
  const held = async () => [...(await heldToTheLast(w.db.prisma, { needs: [id] }, w.clock.now())).keys()]
  expect(await held()).toEqual([id])
  await w.db.prisma.claim.updateMany({ where: { needId: id, state: 'held' }, data: { state: 'pledged' } })
  expect(await held()).toEqual([])
  expect(texts(await w.person('late').says('áo ấm cho bé gái ở Tà Xùa'))).toContain('chưa có nơi nào báo cần')
  expect(await page(`/needs/${COATS}`)).toContain('đã khép hoặc đã đủ')
})

test('all gifts of the campaign: while the last are held, flows know for how long', async () => {
  const { id, taken } = await w.db.prisma.need.findUniqueOrThrow({ where: { key: 'tet-where-needed' } })
  const told = async () => {
    const { campaigns } = await campaignFacts(w.db.prisma, w.clock.now(), 'https://chungtay.example')
    const [tet] = campaigns as unknown as { left: number; held_minutes: number | null }[]
    return tet
  }
  expect(await told()).toMatchObject({ held_minutes: null })
  await w.person('first').says('góp 2 suất quà tết')
  await w.db.prisma.need.update({ where: { id }, data: { cap: taken + 2n } })
  expect(await told()).toMatchObject({ left: 0, held_minutes: 15 })
  await w.db.prisma.need.update({ where: { id }, data: { cap: 600n } })
})

test('what is for wherever it is needed most can be taken from the list of a search', async () => {
  const lan = w.person('of the list')
  await lan.says('nơi nào cần quà tết ở sơn la')
  expect(texts(await lan.presses('Nơi cần nhất'))).toContain('Bạn muốn góp bao nhiêu suất?')
})

test('things where they are needed most are those of a commune, where no other need has them', async () => {
  expect(texts(await w.person('most').says('áo ấm cho nơi cần nhất'))).not.toContain(
    'chưa có nơi nào báo cần',
  )
})
