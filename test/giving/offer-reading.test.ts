import fc from 'fast-check'
import { expect, test } from 'vitest'
import { askedOf } from '../../src/giving/offers/counting-words.ts'
import { readOffer, readSizes } from '../../src/giving/offers/reading.ts'

/** What people say that they have, as they type it. */
test.each([
  ['tôi có 20 áo ấm muốn tặng', '20 áo ấm', 20],
  ['toi co 20 ao am muon tang', '20 ao am', 20],
  ['nhà mình có 10 áo khoác trẻ em muốn gửi', '10 áo khoác trẻ em', 10],
  ['nhóm thiện nguyện có 100 cái chăn', '100 cái chăn', 100],
  ['em có mấy bộ sách cũ muốn góp ạ', 'mấy bộ sách cũ', undefined],
  ['có 5 chiếc xe đạp cũ muốn tặng các em vùng cao nhé', '5 chiếc xe đạp cũ', 5],
  ['20 cái áo với 10 thùng sữa', '20 cái áo với 10 thùng sữa', 30],
  ['tôi có ít sữa muốn tặng', 'ít sữa', undefined],
  ['công ty TNHH Hoa Mai gửi 50 áo ấm', '50 áo ấm', 50],
  ['lớp 12A1 muốn tặng 50 áo ấm', '50 áo ấm', 50],
  ['góp 2 thùng mì tôm', '2 thùng mì tôm', 2],
  ['gửi quần áo được không', 'quần áo', undefined],
  ['I have 20 coats to give', '20 coats', 20],
  ['có 99999999 áo muốn tặng', '99999999 áo', undefined],
  ['góp hiện vật', undefined, undefined],
  ['gửi đồ', undefined, undefined],
])('%s', (said, what, count) => {
  expect(readOffer(said)).toMatchObject({ kind: 'goods', what, count })
})

test('whatever is typed is read in time, and a count is a count', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 600 }), (text) => {
      const { count } = readOffer(text)
      expect(count === undefined || (count > 0 && count <= 100_000)).toBe(true)
      const sizes = readSizes(text)
      expect(sizes === undefined || (sizes.count > 0 && sizes.count <= 100_000)).toBe(true)
    }),
  )
  const begun = performance.now()
  readOffer('có '.repeat(20_000))
  readSizes('cỡ 7 '.repeat(20_000))
  expect(performance.now() - begun).toBeLessThan(1_000)
})

test.each([
  ['tặng áo cũ', 'used'],
  ['có 5 chiếc xe đạp cũ muốn tặng', 'used'],
  ['tôi có 10 áo đã mặc', 'used'],
  ['20 áo ấm mới muốn tặng', 'new'],
  ['tôi có 3 chăn chưa dùng', 'new'],
  ['áo cũ và áo mới', undefined],
  ['tôi có 20 áo ấm muốn tặng', undefined],
  ['áo mới mặc một lần', undefined],
  ['20 used coats', 'used'],
])('whether it is worn: %s', (said, condition) => {
  expect(readOffer(said).condition).toBe(condition)
})

test.each([
  ['ít sữa', 'hộp'],
  ['mấy thùng sữa', 'thùng'],
  ['vài bộ sách cũ', 'bộ'],
  ['sách cũ', 'quyển'],
  ['vở viết', 'quyển'],
  ['dép quai hậu', 'đôi'],
  ['bao tay len', 'đôi'],
  ['áo ấm', 'chiếc'],
  ['gạo', 'cân'],
  ['quần áo', 'món'],
  ['áo ấm và sữa', 'món'],
  ['máy may', 'món'],
  ['20 cái áo với 10 thùng sữa', 'món'],
])('“%s” is counted by “%s”', (what, by) => expect(askedOf(what).by).toBe(by))

test('sizes are asked of what is worn, and whether it is worn of what is not eaten', () => {
  const [milk, coats, books] = ['sữa hộp', 'áo khoác', 'truyện tranh'].map(askedOf)
  expect([milk!.sized, coats!.sized, books!.sized]).toEqual([false, true, false])
  expect([milk!.edible, coats!.edible, books!.edible]).toEqual([true, false, false])
})
