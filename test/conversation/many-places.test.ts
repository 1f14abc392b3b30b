import { afterAll, beforeAll, expect, test } from 'vitest'
import { LIMITS } from '../../src/engine/index.ts'
import { randomIds } from '../../src/platform/ids.ts'
import { type Person, type World, world } from '../support/world.ts'

let it: World
beforeAll(async () => {
  it = await world()
  const campaign = await it.db.prisma.campaign.findFirstOrThrow({ where: { slug: 'tet-2027' } })
  await it.db.prisma.need.deleteMany({ where: { communeId: { not: null } } })
  for (let n = 1; n <= 200; n++) {
    const commune = randomIds.uuid()
    await it.db.prisma.commune.create({
      data: { id: commune, key: `many-${n}`, name: `Xã vùng cao số ${n} (bản thử)`, province: 'Sơn La' },
    })
    await it.db.prisma.need.create({
      data: {
        id: randomIds.uuid(),
        key: `many-${n}`,
        campaignId: campaign.id,
        communeId: commune,
        package: 'warm-clothes',
        mode: n % 2 === 0 ? 'pooled' : 'exclusive',
        what: 'áo ấm cho các em tiểu học, cỡ 7 và cỡ 9, kèm mũ len, tất và chăn cho khu bán trú của trường',
        unitWord: n % 2 === 0 ? 'đồng' : 'áo',
        unitPrice: n % 2 === 0 ? 1n : 180_000n,
        cap: 1_000_000n,
        taken: 0n,
        takenBefore: 0n,
        rank: n,
        madeUp: true,
      },
    })
  }
})
afterAll(() => it.close())

const sessions = async () =>
  (await it.db.prisma.session.findMany({ select: { state: true } })).map(({ state }) =>
    Buffer.from(state).toString(),
  )
const longest = async () => Math.max(...(await sessions()).map((one) => one.length))

/** From the greeting: the places one by one, where words of one's own would bring the few that fit. */
async function lists(person: Person) {
  await person.says('/start')
  return person.presses('Xem nơi đang cần')
}

test('with two hundred places in need, Lan reads all of them page by page, chooses the last and gets her code', async () => {
  // Facts are looked at every two seconds.
  const hoa = it.person('Hoa')
  await expect
    .poll(async () => (await lists(hoa)).at(-1)!.text, { timeout: 20_000, interval: 300 })
    .toContain('3. Xã vùng cao số 5 (bản thử)')
  const lan = it.person('Lan')
  await lists(lan)
  const read = new Set<string>()
  for (let page = 1; ; page++) {
    const list = lan.heard.at(-1)!
    for (const { label } of list.choices) if (label.startsWith('Xã vùng cao')) read.add(label)
    expect(list.choices.length).toBeLessThanOrEqual(LIMITS.buttons)
    expect(list.text.split('\n').length).toBeLessThanOrEqual(LIMITS.lines)
    // Of the places of a list a session holds the ids alone, in what rests too.
    expect((await sessions()).join()).not.toContain('cho khu bán trú')
    if (!list.choices.some(({ label }) => label === 'Xem thêm')) break
    expect(page).toBeLessThanOrEqual(40)
    await lan.presses('Xem thêm')
  }
  expect(lan.heard.at(-1)!.text).toContain('Xã vùng cao số 199 (bản thử)')
  await lan.says('quay lại')
  await lan.presses('Trang trước')
  expect(lan.heard.at(-1)!.text).toContain('Xã vùng cao số 197 (bản thử)')
  await lan.presses('Khác')
  await lan.presses('Trang trước')
  expect(lan.heard.at(-1)!.text).toContain('Xã vùng cao số 191 (bản thử)')
  await lan.presses('Xem thêm')
  await lan.presses('Xem thêm')
  await lan.says('1')
  await lan.hears(/số 199.*Bạn góp mấy áo/s)
  await lan.says('2')
  await lan.presses('Lấy mã chuyển khoản')
  await lan.hears(/^TLV[0-9A-Z]{7}$/)

  const minh = it.person('Minh')
  await lists(minh)
  await minh.presses('Khác')
  await minh.presses('Việc nhiều người góp')
  await minh.presses('Xem thêm')
  expect(minh.heard.at(-1)!.text).toContain('1. Xã vùng cao số 8 (bản thử)')
  await minh.says('quay lại')
  await minh.presses('Trang trước')
  expect(minh.heard.at(-1)!.text).toContain('1. Xã vùng cao số 2 (bản thử)')
  await minh.says('quay lại')
  expect(minh.heard.at(-1)!.text).toMatch(/Bạn muốn xem gì khác/)
  expect(await longest()).toBeLessThan(LIMITS.session / 2)
})
