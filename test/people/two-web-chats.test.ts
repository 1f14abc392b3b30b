import { afterAll, beforeAll, expect, test } from 'vitest'
import { decodeSession } from '../../src/engine/index.ts'
import { KEYS } from '../support/known.ts'
import type { World } from '../support/world.ts'
import { type TwoChannels, twoChannels } from './two-channels.ts'

let on: TwoChannels
let it: World
beforeAll(async () => {
  on = await twoChannels()
  it = on.it
})
afterAll(() => on.close())

async function sessionOf(contact: string) {
  const { state } = await it.db.prisma.session.findUniqueOrThrow({ where: { contactId: contact } })
  return decodeSession((await KEYS.of(it.db.prisma, contact))!.open('session', state).toString())
}

/** As if it had been opened then, and something last said there. */
async function used(address: string, opened: string, last: string) {
  await it.db.prisma.address.update({ where: { id: address }, data: { createdAt: new Date(opened) } })
  await it.db.prisma.outbox.updateMany({ where: { addressId: address }, data: { createdAt: new Date(last) } })
}

test('two web chats are told apart by day and hour, and no id is said', async () => {
  const [old, young] = [it.person('Lan'), it.person('Lan')]
  await old.says('chào')
  await young.says('chào')
  await old.says('liên kết')
  const code = (await old.hears(/^CT-LINK-/)).text
  const [first, second] = [(await on.knownOf(old)).address, (await on.knownOf(young)).address]
  await used(first, '2026-11-20T13:15:00Z', '2026-11-21T02:05:00Z')
  await used(second, '2026-11-25T17:30:00Z', '2026-11-26T01:00:00Z')
  const FIRST = 'trang chat của Quỹ (mở 20:15 thứ Sáu 20/11, tin cuối 09:05 thứ Bảy 21/11)'
  const opened = 'trang chat của Quỹ (mở 00:30 thứ Năm 26/11'
  await young.says(code)
  expect((await young.hears(/Chính bạn vừa lấy mã/)).text).toContain(`Mã này lấy ở ${FIRST}.`)
  await young.presses('Đúng là tôi')
  const asked = (await old.hears(/Có phải bạn vừa dán mã không/)).text
  expect(asked).toContain(`vừa được dán ở ${opened}, tin cuối `)
  await old.presses('Nối')
  expect((await old.hears(/Đã nối với/)).text).toContain(`Đã nối với ${opened}, tin cuối `)
  expect((await young.hears(/Đã nối với/)).text).toContain(
    'Đã nối với trang chat của Quỹ (mở 20:15 thứ Sáu 20/11, tin cuối ',
  )
  const here = await young.says('nhắn tôi ở đây')
  expect(here.map(({ text }) => text).join()).toContain(`ở đây, trên ${opened}).`)
  await old.says('tách kênh')
  const which = (await old.hears(/đang là một/)).text
  expect(which).toMatch(
    /^Hai kênh của bạn, kênh này và trang chat của Quỹ \(mở 00:30 thứ Năm 26\/11, tin cuối /,
  )
  expect(which.length).toBeLessThanOrEqual(320)
  await old.presses('Giữ như bây giờ')
  const all = [...old.heard, ...young.heard].map(({ text }) => text).join('\n')
  for (const id of [first, second, (await on.knownOf(old)).contact]) expect(all).not.toContain(id)
}, 60_000)

test('a phone and a web chat need no hours', async () => {
  const [phone, web] = [on.app('hoa'), it.person('Hoa')]
  await phone.chat.says('liên kết')
  await web.says((await phone.hears(/^CT-LINK-/)).text)
  expect((await web.hears(/Chính bạn vừa lấy mã/)).text).toContain('Mã này lấy ở kênh thử.')
}, 60_000)

test('taken apart, both talks begin afresh: neither is asked what the other was asked, and a child stays one on both', async () => {
  const [lan, minh] = [it.person('Lan'), it.person('Minh')]
  await lan.says('chào')
  await minh.says('em 10 tuổi')
  expect(await sessionOf(await on.contactOf(minh))).toMatchObject({ young: true })
  await on.joins(lan, minh)
  const kept = await on.contactOf(lan)
  const joined = await sessionOf(kept)
  expect(joined.young).toBe(true)
  await minh.says('phản ánh')
  expect((await sessionOf(kept)).stack.map(({ flow }) => flow)).toContain('concern')
  await on.parts(lan, minh)
  const apart = await on.contactOf(minh)
  expect(await sessionOf(apart)).toMatchObject({ young: true, stack: [] })
  const stays = await sessionOf(kept)
  expect(stays.young).toBe(true)
  expect(JSON.stringify(stays.stack) + JSON.stringify(stays.parked ?? [])).not.toContain('concern')
  // Its waits count on: what was done once is not done already when it is done again.
  expect(stays.wait).toBeGreaterThan(joined.wait)
}, 60_000)

test('whom a person of the fund has stays with her when the two are taken apart', async () => {
  const [lan, minh] = [it.person('Lan'), it.person('Minh')]
  await lan.says('chào')
  await minh.says('chào')
  await on.joins(lan, minh)
  const kept = await on.contactOf(lan)
  await lan.says('gặp người')
  expect((await sessionOf(kept)).waits).toBe('person')
  // He has them taken apart.
  await it.db.prisma.link.updateMany({ where: { state: 'joined' }, data: { state: 'parting' } })
  await lan.hears(/Đã tách khỏi/)
  expect((await sessionOf(kept)).waits).toBe('person')
}, 60_000)
