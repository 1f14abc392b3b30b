import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { maskName } from '../../src/giving/index.ts'
import { saveUnit } from '../../src/organisers/index.ts'
import { randomIds as ids } from '../../src/platform/ids.ts'
import { everything, latin } from '../support/everything.ts'
import { type World, world } from '../support/world.ts'
import { officer, type Someone } from './desk.ts'

/** Lan has given 300.000 đ and has a receipt in her name. Chị Thu looks her up; Hoa is of another unit. */
let w: World
let thu: Someone
let hoa: Someone
let code = ''
const REF = 'FT26335KX7731'
beforeAll(async () => {
  w = await world({ env: { TRUSTED_PROXIES: '1' } })
  const root = await w.db.prisma.unit.findFirstOrThrow({ where: { parentId: null } })
  const other = await saveUnit(w.db.prisma, ids, {
    key: 'xa-khac',
    parentId: root.id,
    kind: 'commune',
    name: 'Xã khác',
    shortName: 'Xã khác',
    place: 'Xã khác',
    decision: null,
    hotline: null,
    refundDays: null,
    keptShare: null,
    invoices: false,
  })
  thu = await officer(w, 'coordinator')
  hoa = await officer(w, 'unit_officer', other)
  const lan = w.person('Lan')
  await lan.says('/start')
  await lan.presses('Góp quà Tết')
  await lan.presses(/^1 suất/)
  await lan.presses('Lấy mã chuyển khoản')
  code = lan.heard.findLast((message) => /^TLV\w{7}$/.test(message.text))!.text
  await w.bank.credits(300_000n, code, { ref: REF })
  await lan.hears(/Biên nhận số/)
  await lan.presses('Lấy giấy ghi nhận')
  await lan.says('Trần Họa Mi')
  await lan.presses('Đúng rồi')
  await lan.hears(/Giấy ghi nhận số/)
  await thu.at.get('/console/people')
  await hoa.at.get('/console/people')
}, 180_000)
afterAll(() => w.close())

const looks = async (who: Someone) =>
  (await w.db.prisma.audit.findMany({ where: { actor: who.id }, orderBy: { n: 'asc' } }))
    .filter(({ act }) => /^(people|person)\./.test(act))
    .map(({ act, object, detail }) => [act, object.split('/')[0], detail])

test('a name keeps its first letter alone', () => {
  expect(maskName('Trần Họa Mi')).toBe('T••• H••• M•••')
  expect(maskName('đặng ánh')).toBe('đ••• á•••')
  expect(maskName(' ')).toBe('')
})

test('without a reason nothing opens, and what was typed stays', async () => {
  for (const fields of [{ q: code }, { q: code, reason: 'other' }, { q: code, reason: 'x', why: 'y' }]) {
    const page = await thu.at.post('/console/people', fields)
    expect(page.status).toBe(422)
    expect(page.text).toContain(`value="${code}"`)
    expect(page.text).not.toMatch(/•••|Tết ấm/)
  }
  expect(await looks(thu)).toEqual([])
})

test('she is found by code, receipt and end of the bank’s reference, masked; each look is in the trail', async () => {
  const spaced = `${code.slice(0, 3)} ${code.slice(3, 7)} ${code.slice(7)}`.toLowerCase()
  for (const q of [code, spaced, 'TET27-000001', 'kx7731']) {
    const page = await thu.at.post('/console/people', { q, reason: 'money' })
    expect(page.status, q).toBe(200)
    expect(page.text).toContain('M•••')
    expect(page.text).not.toMatch(/Họa|Trần/)
    expect(page.text).toMatch(/300\.000.đ/)
    expect(page.text).toContain('TET27-000001')
    expect(page.text).toContain('trang chat')
  }
  expect(await looks(thu)).toEqual(
    Array.from({ length: 4 }, () => [
      ['people.searched', 'by', 'money 1'],
      ['person.seen', 'person', 'money'],
    ]).flat(),
  )
})

test('the name is another look; the words of a reason are sealed, and hers', async () => {
  const why = 'Chị ấy gọi điện hỏi giấy'
  const seen = await thu.at.post('/console/people', { q: code, reason: 'other', why })
  const path = /action="(\/console\/people\/[0-9a-f-]+)"/.exec(seen.text)![1]!
  const named = await thu.at.post(path, { reason: 'other', why, name: '1' })
  expect(named.text).toContain('Trần Họa Mi')
  expect((await looks(thu)).at(-1)).toEqual(['person.named', 'person', 'other'])
  expect(await everything(w.db)).not.toContain(latin(why))
  const note = await w.db.prisma.talkNote.findFirstOrThrow({ where: { kind: 'look' } })
  expect(path).toContain(note.contactId)

  // By its address alone the page asks first.
  const asked = await thu.at.get(path)
  expect(asked.text).toContain('Trước khi mở')
  expect(asked.text).not.toContain('•••')
  expect((await thu.at.post(path, { reason: '' })).status).toBe(422)
})

test('another unit’s people are not there, nobody is found by a name, and there is no list', async () => {
  for (const q of [code, 'TET27-000001', 'kx7731']) {
    const page = await hoa.at.post('/console/people', { q, reason: 'money' })
    expect(page.text).toContain('Không thấy ai')
  }
  const none = await thu.at.post('/console/people', { q: 'TET27-000999', reason: 'money' })
  expect(none.text).toContain('Không thấy ai')
  for (const q of ['Trần Họa Mi', 'Mi', 'web-chat', '1', '%', '0000'])
    expect((await thu.at.post('/console/people', { q, reason: 'money' })).text).toContain('Không thấy ai')
  expect((await thu.at.get('/console/people')).text).not.toMatch(/•••|TLV\w{7}(?!DX)/)
})

test('an ending that several share is chosen from; who was erased is not there', async () => {
  const minh = w.person('Minh')
  await minh.says('/start')
  await minh.presses('Góp quà Tết')
  await minh.presses(/^1 suất/)
  await minh.presses('Lấy mã chuyển khoản')
  const his = minh.heard.findLast((message) => /^TLV\w{7}$/.test(message.text))!.text
  await w.bank.credits(300_000n, his, { ref: 'FT26335AB7731' })
  await minh.hears(/Biên nhận số/)
  // Another of his, of the same sum, under another number with the same end.
  await w.bank.credits(300_000n, his, { ref: 'FT26335AC7731' })
  await vi.waitFor(async () => {
    const theirs = { credit: { bankRef: { endsWith: '7731' } }, contactId: { not: null } }
    expect(await w.db.prisma.donation.count({ where: theirs })).toBe(3)
  })
  const both = await thu.at.post('/console/people', { q: '7731', reason: 'money' })
  expect(both.text).toContain('Có nhiều người khớp')
  const paths = [...both.text.matchAll(/action="(\/console\/people\/[0-9a-f-]+)"/g)].map(([, path]) => path!)
  // Three gifts, two people: each is one row, and each gift has its second.
  expect(paths).toHaveLength(2)
  expect(new Set(paths).size).toBe(2)
  expect(both.text.match(/300\.000.đ · \d\d:\d\d:\d\d ngày/g)).toHaveLength(3)
  expect((await thu.at.post(paths[0]!, { reason: 'money' })).status).toBe(200)
  await minh.says('xoá tôi')
  await minh.presses('Xóa hết')
  await minh.says('XÓA')
  await expect
    .poll(async () => (await thu.at.post('/console/people', { q: his, reason: 'money' })).text, {
      timeout: 20_000,
    })
    .toContain('Không thấy ai')
}, 180_000)
