import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '../../src/platform/db.ts'
import { booksOf } from '../../src/reports/books.ts'
import { voucherData } from '../../src/reports/voucher.ts'
import { deliveriesOf, purchaseById } from '../../src/spending/index.ts'
import { world } from '../giving/world.ts'
import { testDatabase } from '../support/database.ts'
import { shop } from './shop.ts'

/** What everybody reads of what was bought and brought: the voucher’s page, and the books. */

let db: Database
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

/** Tà Xùa needs coats, and Minh has given forty. */
async function withCoats() {
  const w = await world(db)
  const minh = await w.person()
  const coats = await w.addNeed({
    what: 'áo ấm cho bé gái 6–10 tuổi',
    unitWord: 'áo',
    unitPrice: 180_000n,
    cap: 60n,
    place: 'Tà Xùa',
  })
  await w.bank.credits(7_200_000n, (await minh.pledges({ need: coats, units: 40 })).code)
  const s = await shop(w)
  const gets = async (quantity: bigint) => {
    const bought = await s.buys(quantity, 180_000n, { need: coats })
    expect(bought.kind).toBe('done')
    return 'id' in bought ? bought.id : ''
  }
  const voucher = async (id: string) =>
    voucherData(
      (await purchaseById(db.prisma, id))!,
      await deliveriesOf(db.prisma, [id]),
      { title: 'Tết ấm', slug: 'tet' },
      'vi',
    )
  const books = async () =>
    (await booksOf(db.prisma, w.campaign))
      .filter(({ voucher }) => voucher !== null)
      .map(({ what, need, place, quantity, unit }) => [what, need, place, quantity, unit])
  return { ...s, coats, gets, voucher, books }
}

test('a need that is written anew, or moved, changes nothing of what was bought for it', async () => {
  const { coats, gets, voucher, books, ...s } = await withCoats()
  const id = await gets(20n)
  await s.brings(id, 20n)
  const was = [await voucher(id), await books()]
  expect(was).toMatchObject([
    { lines: [{ what: 'áo ấm cho bé gái 6–10 tuổi', place: 'Tà Xùa', unit: 'áo' }] },
    [
      ['bought', 'áo ấm cho bé gái 6–10 tuổi', 'Tà Xùa', 20n, 'áo'],
      ['delivered', 'áo ấm cho bé gái 6–10 tuổi', 'Tà Xùa', 20n, 'áo'],
    ],
  ])
  await db.prisma.need.update({
    where: { id: coats },
    data: { what: 'gói bánh kẹo', unitWord: 'gói', communeId: null },
  })
  expect([await voucher(id), await books()]).toEqual(was)
})

test('of few things the commune stands on no line: not where they were bought, not beside what came with many', async () => {
  const { gets, voucher, books, ...s } = await withCoats()
  const few = await gets(4n)
  expect((await voucher(few)).lines).toMatchObject([{ place: null, around: 'một xã của Sơn La' }])
  const many = await gets(23n)
  await s.brings(many, 20n)
  expect((await voucher(many)).lines).toMatchObject([{ place: 'Tà Xùa', deliveries: [{ place: 'Tà Xùa' }] }])
  await s.brings(many, 3n)
  expect((await voucher(many)).lines).toMatchObject([
    { place: null, deliveries: [{ place: null }, { place: null }] },
  ])
  expect((await books()).map(([what, , place]) => [what, place])).toEqual([
    ['bought', null],
    ['bought', null],
    ['delivered', null],
    ['delivered', null],
  ])
})

test('why things are missing is read by everybody once a second person has read it', async () => {
  const { gets, voucher, ...s } = await withCoats()
  const id = await gets(20n)
  const came = await s.brings(id, 18n, { sent: 20n })
  const missing = async () => (await voucher(id)).lines[0]!.deliveries.map((one) => one.missing)
  expect(await missing()).toEqual([null])
  await s.confirm(came.kind === 'recorded' ? came.id : '')
  expect(await missing()).toEqual(['một phần hỏng dọc đường'])
})
