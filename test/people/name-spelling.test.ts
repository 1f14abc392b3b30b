import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '../../src/platform/db.ts'
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
  for (const name of ['Minh lớp 3A', 'bé Na trường Tà Xùa', 'Cháu Minh, Trường Tiểu học Số 1'])
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
