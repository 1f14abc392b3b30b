import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readYesNo } from '../../../src/platform/vietnamese/index.ts'

const YES =
  'ừ|Ừ|u|uh|ừm|ờ|ok|OK|oke|okê|okkkk|ừừừ|đúng|đúng rồi|dung roi|Dạ đúng rồi ạ|vâng|vang a|dạ|da|dạ vâng|có|co|có ạ|chuẩn|chuẩn rồi|phải|được|dc|đồng ý|dong y|chính xác|yes|y|yeah|👍|👍🏽|ok 👍|ok ❤️|ok bạn nhé|OK.|ok!!!'
const NO =
  'không|Không ạ|khong|ko|k|kh|hong|hông|hem|sai|sai rồi|thôi|thoi|no|nope|chưa|nhầm rồi|không phải|khong phai|ko phải|không đúng|chưa đúng|ko dc|không đồng ý|dạ không|dạ thôi ạ|không có|không cần|👎|❌|không nhé 👎'
const NEITHER =
  '||   |có không|có không?|đúng không|được ko|ừ thôi|thôi được|không, đúng rồi|ok?|có 2 áo|không biết|để xem|cô|cỡ|đã|dừng|đừng|1|❤️|🌸|👍👎|ok 👎|constructor|có chỗ nào cần áo ấm ko'

test.each(YES.split('|'))('%j is yes', (text) => {
  expect(readYesNo(text)).toBe(true)
  expect(readYesNo(text.normalize('NFD'))).toBe(true)
  expect(readYesNo(` ${text.toUpperCase()} `)).toBe(true)
})

test.each(NO.split('|'))('%j is no', (text) => {
  expect(readYesNo(text)).toBe(false)
  expect(readYesNo(text.normalize('NFD'))).toBe(false)
  expect(readYesNo(` ${text.toUpperCase()} `)).toBe(false)
})

test.each(NEITHER.split('|'))('%j is neither', (text) => {
  expect(readYesNo(text)).toBeUndefined()
})

test('yes and no in one answer are never decided for the donor', () => {
  const yes = fc.constantFrom(...YES.split('|').filter((text) => !/^d[aạ]|👍/iu.test(text)))
  const no = fc.constantFrom(...NO.split('|'))
  fc.assert(
    fc.property(yes, no, fc.constantFrom(', ', '. ', ' … '), (a, b, between) => {
      expect(readYesNo(a + between + b)).toBeUndefined()
      expect(readYesNo(b + between + a)).toBeUndefined()
    }),
  )
})

test('any other text is neither', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 8 }), (text) => {
      expect(readYesNo(`bao giờ ${text}`)).toBeUndefined()
    }),
  )
  expect(readYesNo('ok '.repeat(300_000))).toBeUndefined()
})
