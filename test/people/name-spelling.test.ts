import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '../../src/platform/db.ts'
import { randomIds as ids } from '../../src/platform/ids.ts'
import { world } from '../giving/world.ts'
import { testDatabase } from '../support/database.ts'

/** Names on papers and in thanks are read by everybody. */
let db: Database
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

test('a name is a name: no pupil with a class, no link, no number to call or to pay to', async () => {
  const lan = await (await world(db)).person()
  const outcome = async (name: string) => (await lan.does('name.spelling', { name })).outcome
  expect(await outcome('Gia đình Lan và Minh')).toBe('as_typed')
  expect(await outcome('lan và minh')).toBe('could_be')
  for (const name of [
    'bao giờ có giấy',
    'Thôi không lấy nữa',
    'không cần ghi đâu',
    'cho mình biên nhận thôi',
    'có giấy khen không',
    'ẩn tên tôi đi',
    'khoản bị giữ riêng thì sao',
  ])
    expect(await outcome(name), name).toBe('no_name')
  for (const name of ['Thôi Văn Khoản', 'Lan', 'bé Na', 'một người bạn'])
    expect(await outcome(name), name).not.toBe('no_name')
  for (const name of [
    'Minh lớp 3A',
    'bé Na trường Tà Xùa',
    'Cháu Minh, Trường Tiểu học Số 1',
    'con trai tôi Trần Minh Quân 7 tuổi',
    'bé Trần Minh Quân',
    'con gái Nguyễn Bảo An',
  ])
    expect(await outcome(name), name).toBe('of_child')
  for (const name of [
    'Gia đình bé Na',
    'Lớp 3A',
    'Mẹ và con',
    'Hội phụ huynh lớp 3A',
    'Trường THPT Chu Văn An',
  ])
    expect(await outcome(name), name).not.toBe('of_child')
  for (const name of [
    'Minh ở evil.example',
    'https://evil.example/nop-tien',
    'STK 0123456789 BIDV',
    'gọi 0987 000 123',
  ])
    expect(await outcome(name), name).toBe('leads_out')
  // A house, a year and a company with a number in its name lead nowhere.
  for (const name of ['Khóa 1998–2001', 'Công ty 3 Sạch', 'Tổ dân phố số 12'])
    expect(await outcome(name), name).not.toBe('leads_out')
})

test('an authority and a fund, ours by any name too, are nobody’s own name; who works there, and who is called so, are', async () => {
  const lan = await (await world(db)).person()
  const outcome = async (name: string) => (await lan.does('name.spelling', { name })).outcome
  // By its name alone nobody would take it for one.
  const unit = { id: ids.uuid(), key: ids.uuid(), kind: 'department', name: 'Trung tâm Nắng Mai' }
  await db.prisma.unit.create({ data: { ...unit, shortName: 'Nắng Mai', place: 'Sơn La' } })
  for (const name of [
    'UBND tỉnh Sơn La',
    'uỷ ban nhân dân xã Tà Xùa',
    'Quỹ Bảo trợ trẻ em',
    'Sở Dân tộc và Tôn giáo',
    'Hội Chữ thập đỏ tỉnh',
    'Đảng ủy xã',
    'Công an tỉnh Sơn La',
    unit.name.toUpperCase(),
  ])
    expect(await outcome(name), name).toBe('official')
  for (const name of [
    'Công đoàn Sở Y tế',
    'Quý Vi',
    'Xa Thành Uy',
    'Quỹ lớp 12A1',
    'Gia đình Bộ và Sở',
    'Chi hội Chữ thập đỏ lớp 12A1',
  ])
    expect(await outcome(name), name).not.toBe('official')
})
