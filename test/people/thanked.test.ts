import { afterAll, beforeAll, expect, test } from 'vitest'
import { officer } from '../console/desk.ts'
import { knownAs } from '../support/known.ts'
import { type Person, type World, world } from '../support/world.ts'

/** Who is thanked by name on a campaign's page, and who brought friends. */
let it: World
beforeAll(async () => {
  it = await world({ env: { TRUSTED_PROXIES: '1' } })
})
afterAll(() => it.service.stop(5_000))

const page = async () =>
  (await (await it.service.web.request('/campaigns/tet-2027')).text()).replaceAll('\u00a0', ' ')
/** The names under “Cảm ơn”, with what is said of each. */
async function thanked(): Promise<string[]> {
  const [, list = ''] = /data-testid="thanked">(.*?)<\/section>/s.exec(await page()) ?? []
  return [...list.matchAll(/<li>(.*?)<\/li>/gs)].map(([, one]) => one!.replace(/<[^>]+>/g, ''))
}

/** Gives one present, however they came. */
async function gives(person: Person): Promise<void> {
  await person.presses(/^Góp (quà Tết|cho đợt này)$/)
  await person.presses(/^1 suất/)
  await person.presses('Lấy mã chuyển khoản')
  const code = person.heard.findLast(({ text }) => /^TLV\w{7}$/.test(text))!.text
  await it.bank.credits(300_000n, code)
  await person.hears(/Biên nhận số/)
}

async function shows(person: Person, name: string): Promise<void> {
  await person.says('hiện tên tôi')
  if (person.heard.at(-1)!.choices.some(({ label }) => label === 'Hiện tên tôi'))
    await person.presses('Hiện tên tôi')
  await person.says(name)
  await person.presses('Đúng rồi')
}

test('a donor is named under the name that she chose for it, and no more once she says so', async () => {
  const lan = it.person('Lan')
  await lan.says('/start')
  await gives(lan)
  expect(await thanked()).toEqual([])
  await shows(lan, 'Lan và Minh')
  expect(await thanked()).toEqual(['Lan và Minh'])

  // Another name for papers is not shown to everybody.
  await lan.says('dữ liệu của tôi')
  await lan.presses(/tên/)
  await lan.says('Nguyễn Thị Lan')
  await lan.presses('Đúng rồi')
  expect(await page()).not.toContain('Nguyễn Thị Lan')
  expect(await thanked()).toEqual(['Lan và Minh'])

  // The newest name holds, once.
  await shows(lan, 'Gia đình Lan')
  expect(await thanked()).toEqual(['Gia đình Lan'])
  await lan.says('ẩn danh')
  if (lan.heard.at(-1)!.choices.some(({ label }) => label === 'Giữ ẩn danh')) await lan.presses('Giữ ẩn danh')
  expect(await thanked()).toEqual([])
})

test('an officer takes a name off that fits no page of the fund; its bearer is told, and others cannot be', async () => {
  const mai = it.person('Mai')
  await mai.says('/start')
  await gives(mai)
  await shows(mai, 'Gọi số của tôi nhé')
  expect(await thanked()).toContain('Gọi số của tôi nhé')
  const contact = (await knownAs(it.db, 'web-chat', 'main', mai.secret)).contact
  const { at: manager } = await officer(it, 'campaign_manager')
  const campaign = await it.db.prisma.campaign.findFirstOrThrow({ where: { slug: 'tet-2027' } })
  const path = `/console/campaigns/${campaign.id}/names`
  expect((await manager.get(path)).text).toContain('Gọi số của tôi nhé')
  expect((await manager.post(path, { person: contact })).status).toBe(200)
  expect(await thanked()).not.toContain('Gọi số của tôi nhé')
  // She is asked something: it waits for her to be at rest, and then no longer.
  await mai.says('để sau')
  await mai.hears(/thôi nêu tên/)
  // Again, and for somebody who does not stand there: nothing.
  expect((await manager.post(path, { person: contact })).status).toBe(409)
  expect(await it.db.prisma.audit.count({ where: { act: 'person.unnamed' } })).toBe(1)
})

test('who only allowed it, and neither gave nor brought anybody, is not on the list', async () => {
  const hoa = it.person('Hoa')
  await hoa.says('/start')
  await shows(hoa, 'Hoa Ban Trắng')
  expect(await page()).not.toContain('Hoa Ban Trắng')
})

test('friends who gave by way of a link are counted in steps, and nobody learns who they are', async () => {
  const hoa = it.person('Hoa')
  await hoa.says('rủ bạn bè')
  if (hoa.heard.at(-1)!.choices.some(({ label }) => label.startsWith('Tết'))) await hoa.presses(/^Tết/)
  const [, start] = /\/chat\?start=(ru-\w{12})/.exec(hoa.heard.map(({ text }) => text).join('\n'))!
  await shows(hoa, 'Hoa Ban Trắng')

  const friends = ['Minh', 'Mai', 'Nam', 'Dung'].map((name) => it.person(name))
  for (const [n, friend] of friends.entries()) {
    const said = await friend.says(`/start ${start}`)
    expect(said.map(({ text }) => text).join('\n')).toContain('Có người rủ')
    expect(said.map(({ text }) => text).join('\n')).not.toContain('Hoa')
    // Following a link gives nothing.
    expect(await thanked()).toEqual(n < 3 ? [] : ['Hoa Ban Trắng · rủ từ 3 người cùng góp'])
    await gives(friend)
  }
  // Four gave; the next step is five.
  expect(await thanked()).toEqual(['Hoa Ban Trắng · rủ từ 3 người cùng góp'])
  const again = await hoa.says('rủ bạn bè')
  expect(again.map(({ text }) => text).join('\n')).toMatch(/từ 3 người/)
  expect(again.map(({ text }) => text).join('\n')).toContain(start)

  // Her own link, and one that nobody has, open the campaigns and count nothing.
  expect((await hoa.says(`/start ${start}`)).map(({ text }) => text).join()).toContain('của chính')
  expect((await hoa.says('/start ru-000000000000')).map(({ text }) => text).join()).toContain(
    'không còn dùng được',
  )
  const own = await it.db.prisma.invitation.findFirstOrThrow({ where: { code: start!.slice(3) } })
  expect(await it.db.prisma.invited.count({ where: { invitationId: own.id } })).toBe(4)

  // Who is erased is on no list, and neither is the link.
  await hoa.says('xoá tôi')
  await hoa.presses(/^Xóa/)
  await hoa.says('XÓA')
  await expect.poll(() => it.db.prisma.invitation.count({ where: { code: start!.slice(3) } })).toBe(0)
  expect(await it.db.prisma.invited.count({ where: { invitationId: own.id } })).toBe(0)
  expect(await thanked()).toEqual([])
})
