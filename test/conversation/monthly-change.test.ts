import { afterAll, beforeAll, expect, test } from 'vitest'
import { type World, world } from '../support/world.ts'

/** Another sum for what somebody gives each month, in their own words: never a second gift beside it. */

let w: World
beforeAll(async () => {
  w = await world()
  await w.db.prisma.campaign.updateMany({
    where: { eventKind: 'tet' },
    data: { receivesUntil: new Date(Date.now() + 500 * 86_400_000) },
  })
}, 120_000)
afterAll(() => w.close())

const sums = async () =>
  (await w.db.prisma.sponsorship.findMany({ orderBy: { createdAt: 'asc' } })).map(({ monthly }) => monthly)

test('“đổi thành 150k mỗi tháng” is the gift that is there; which one, where there are two', async () => {
  const lan = w.person('Lan')
  const begins = async (sum: string) => {
    await lan.says(`góp chung ${sum} mỗi tháng`)
    await lan.says('ngày 5')
    await lan.says('đúng rồi')
    await lan.says('menu')
  }
  await begins('200k')
  await lan.says('đổi thành 150k mỗi tháng')
  await lan.hears(/Từ giờ là 150\.000/)
  await lan.says('tăng lên 300k/tháng nhé')
  await lan.hears(/Từ giờ là 300\.000/)
  expect(await sums()).toEqual([300_000n])
  await begins('500k')
  await lan.says('giảm xuống còn 100k mỗi tháng')
  await lan.hears(/đang có mấy phần góp hằng tháng/)
  await lan.says('2')
  await lan.hears(/Từ giờ là 100\.000/)
  expect(await sums()).toEqual(expect.arrayContaining([100_000n]))
  expect(await sums()).toHaveLength(2)
})

test('who gives nothing each month is asked whether to begin', async () => {
  const minh = w.person('Minh')
  await minh.says('đổi thành 150k mỗi tháng')
  await minh.hears(/chưa có phần góp hằng tháng nào để đổi/)
  await minh.presses('Bắt đầu góp')
  await minh.hears(/nhắc ngày nào hằng tháng/)
})
