import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { byUrgency, campaignById } from '../../src/campaigns/index.ts'
import { randomIds as ids } from '../../src/platform/ids.ts'
import { type Person, type World, world } from '../support/world.ts'

/** Warm clothes are collected beside Tết, with a voice of their own, and are needed sooner. */

let w: World
let tet: Awaited<ReturnType<typeof campaignOf>>
let winter: typeof tet
const campaignOf = (slug: string) => w.db.prisma.campaign.findUniqueOrThrow({ where: { slug } })
const day = 86_400_000

beforeAll(async () => {
  w = await world()
  const first = await w.db.prisma.campaign.findFirstOrThrow()
  const { id: _, ...rest } = first
  const id = ids.uuid()
  const sooner = new Date(w.clock.now().getTime() + 3 * day)
  await w.db.prisma.campaign.create({
    data: {
      ...rest,
      id,
      key: 'am',
      slug: 'do-am-2027',
      title: 'Đồ ấm 2027',
      what: 'áo ấm, mũ, tất',
      forWhom: 'trẻ em 3–10 tuổi',
      eventKind: 'winter',
      flow: 'winter',
      codePrefix: 'DAM',
      receiptSeries: 'DA27',
      giftBy: sooner,
      receivesUntil: new Date(sooner.getTime() + day),
    },
  })
  const coat = {
    campaignId: id,
    package: 'warm-clothes',
    mode: 'exclusive',
    unitWord: 'áo',
    unitPrice: 180_000n,
  }
  const commune = await w.db.prisma.commune.findFirstOrThrow({ where: { key: 'hn-ba-vi' } })
  await w.db.prisma.need.createMany({
    data: [
      { ...coat, id: ids.uuid(), key: 'am-all', what: 'áo ấm', cap: 40n, shows: true, rank: 1 },
      { ...coat, id: ids.uuid(), key: 'am-bv', what: 'áo ấm', cap: 9n, rank: 2, communeId: commune.id },
    ],
  })
  ;[tet, winter] = [await campaignOf(first.slug), await campaignOf('do-am-2027')]
  await known('/start do-am-2027', /Mùa đông này, trẻ em 3–10 tuổi/)
}, 120_000)
afterAll(() => w.close())

/** What this process knows of campaigns is a few seconds old: somebody new asks until it knows. @returns who heard it */
async function known(says: string, wanted: RegExp): Promise<Person> {
  let person = w.person('Hoa')
  const asks = async () => {
    person = w.person('Hoa')
    await person.says(says)
    expect(said(person)).toMatch(wanted)
  }
  await vi.waitFor(asks, { timeout: 15_000, interval: 300 })
  return person
}
const last = () => w.db.prisma.pledge.findFirstOrThrow({ orderBy: { createdAt: 'desc' } })
const labels = (person: Person) => person.heard.at(-1)!.choices.map(({ label }) => label)
const said = (person: Person) => person.heard.map(({ text }) => text).join('\n')
const close = async (id: string, state: 'open' | 'closed') =>
  w.db.prisma.campaign.update({
    where: { id },
    data: { state, closedAt: state === 'closed' ? w.clock.now() : null },
  })

test('a link to the less urgent one means that one, from greeting to code', async () => {
  const now = w.clock.now()
  const both = [(await campaignById(w.db.prisma, tet.id))!, (await campaignById(w.db.prisma, winter.id))!]
  expect(both.sort(byUrgency(now))[0]!.slug).toBe('do-am-2027')
  const front = await (await w.service.web.request('/')).text()
  expect(front.indexOf('Đồ ấm 2027')).toBeLessThan(front.indexOf('Tết ấm 2027'))
  const lan = w.person('Lan')
  await lan.says(`/start ${tet.slug}`)
  expect(said(lan)).toContain('Tết đang về từng nhà')
  await lan.presses('Góp quà Tết')
  await lan.presses(/^1 suất/)
  expect(said(lan)).toContain('1 suất quà Tết, 300.000')
  expect(await last()).toMatchObject({ campaignId: tet.id, amount: 300_000n })
  await lan.presses('Lấy mã chuyển khoản')
  expect((await last()).code).toMatch(/^TLV/)
  // More of it is of it, too.
  await lan.says('500k')
  await lan.presses('Góp thêm')
  expect(await last()).toMatchObject({ campaignId: tet.id, amount: 500_000n })
})

test('the home talk names both, the more urgent first; its button, an amount and the other one mean what they say', async () => {
  const minh = w.person('Minh')
  await minh.says('/start')
  expect(said(minh)).toMatch(/Đồ ấm 2027 gần hạn nhất[\s\S]*Quỹ còn mở: Tết ấm 2027/)
  await minh.says('2 áo')
  expect(said(minh)).toContain('2 áo cho Đồ ấm 2027, 360.000')
  expect(await last()).toMatchObject({ campaignId: winter.id, amount: 360_000n })
  await minh.presses('Đợt khác')
  await minh.presses('Tết ấm 2027')
  expect(await last()).toMatchObject({ campaignId: tet.id, amount: 360_000n })
  expect(said(minh)).toMatch(/1 suất quà Tết, còn 60\.000/)
})

test('a place that is named belongs to its campaign', async () => {
  const hoa = w.person('Hoa')
  await hoa.says('góp 600k cho Ngọc Chiến')
  const pledge = await last()
  expect(pledge).toMatchObject({ campaignId: tet.id, amount: 600_000n })
  expect((await w.db.prisma.need.findUniqueOrThrow({ where: { id: pledge.needId! } })).campaignId).toBe(
    tet.id,
  )
  await hoa.presses('Để sau')
  await hoa.says('2 áo cho Ba Vì')
  expect(await last()).toMatchObject({ campaignId: winter.id, amount: 360_000n })
})

test('where something is needed: the places of all, those of the more urgent one first, and each gives to its own', async () => {
  const mai = w.person('Mai')
  await mai.says('/start')
  await mai.presses('Xem nơi đang cần')
  const list = mai.heard.at(-1)!
  const names = list.choices.map(({ label }) => label)
  expect(names[0]).toContain('Ba Vì')
  const need = await w.db.prisma.need.findUniqueOrThrow({ where: { key: 'tet-ta-xua-coats-girls' } })
  await mai.presses(names.find((name) => name.startsWith('Tà Xùa'))!)
  await mai.says('1')
  expect(await last()).toMatchObject({ campaignId: tet.id, needId: need.id })
  await mai.presses('Để sau')
})

test('an old button of one that was closed gives to no other: it says so, with its last day, and what is open', async () => {
  const lan = w.person('Lan')
  await lan.says('/start do-am-2027')
  await lan.presses('Góp đồ ấm')
  const before = await w.db.prisma.pledge.count()
  await close(winter.id, 'closed')
  await lan.presses(/^1 · 180/)
  expect(said(lan)).toContain('Đợt Đồ ấm 2027 đã khép')
  const minh = await known('/start do-am-2027', /đã khép ngày \d\d\/\d\d\/\d{4}/)
  const today = new Date(w.clock.now().getTime() + 7 * 3_600_000).toISOString().slice(0, 10)
  expect(said(minh)).toContain(`đã khép ngày ${today.split('-').reverse().join('/')}`)
  expect(said(minh)).toContain('Quỹ đang mở: Tết ấm 2027')
  expect(labels(minh)).toContain('Góp đợt đang mở')
  expect(await w.db.prisma.pledge.count()).toBe(before)
  // So does a link to one of its places.
  await minh.says('/start am-bv')
  expect(minh.heard.at(-2)!.text).toContain('Đợt Đồ ấm 2027 đã khép')
  await minh.presses('Góp đợt đang mở')
  expect(said(minh)).toContain('Hiện Quỹ đang mở đợt Tết ấm 2027')
  await close(winter.id, 'open')
})

test('a link to a closed need says that it takes no more, and leads on', async () => {
  const hoa = await known('/start do-am-2027', /Mùa đông này, trẻ em 3–10 tuổi/)
  await w.db.prisma.need.update({ where: { key: 'am-bv' }, data: { state: 'closed' } })
  await hoa.says('/start am-bv')
  expect(hoa.heard.at(-1)!.text).toContain('Nơi này hiện không nhận thêm nữa, cảm ơn bạn')
  await hoa.presses('Để Quỹ chọn nơi')
  await hoa.presses(/^1 · 180/)
  expect(await last()).toMatchObject({ campaignId: winter.id, amount: 180_000n })
})

test('one that has no need is given to as a whole: its common pot', async () => {
  await w.db.prisma.need.updateMany({ where: { campaignId: winter.id }, data: { state: 'closed' } })
  const mai = await known('/start do-am-2027', /Quỹ gộp phần của mọi người/)
  await mai.presses('Góp chung')
  await mai.presses(/^200/)
  expect(await last()).toMatchObject({ campaignId: winter.id, needId: null, amount: 200_000n })
  expect(said(mai)).toContain('góp chung trong Đồ ấm 2027')
  // It is asked for by its name alone: what has gifts to give comes before it, and is not called the nearest.
  const lan = await known('/start', /Tết ấm 2027: áo ấm/)
  await lan.says('300k')
  expect(await last()).toMatchObject({ campaignId: tet.id, amount: 300_000n })
})
