import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readNumber } from '../../../src/platform/vietnamese/index.ts'

test.each<[string, number]>([
  ['2', 2],
  ['0', 0],
  ['05', 5],
  ['1101', 1101],
  ['1.101', 1101],
  ['hai', 2],
  ['hai cái', 2],
  ['hai cai', 2],
  ['2 suất', 2],
  ['2suất', 2],
  ['cho mình 2 suất nhé', 2],
  ['cỡ 7', 7],
  ['số 3', 3],
  ['ngày mùng 5', 5],
  ['mười hai', 12],
  ['muoi hai', 12],
  ['mười lăm', 15],
  ['hai mươi mốt', 21],
  ['hai mươi tư', 24],
  ['hai lăm', 25],
  ['chục', 10],
  ['không, 2 thôi', 2],
  ['khong, 2 thoi', 2],
  ['một chục', 10],
  ['2 chục', 20],
  ['một trăm', 100],
  ['một trăm linh năm', 105],
  ['một trăm lẻ năm', 105],
  ['một trăm hai mươi', 120],
  ['một trăm hai', 120],
  ['năm', 5],
  ['nam', 5],
])('%j is %d', (text, number) => {
  expect(readNumber(text)).toBe(number)
})

test.each([
  '',
  'nhiều',
  'không',
  '1,5',
  '2 rưỡi',
  '-2',
  '2 hoặc 3',
  '2-3',
  'hai ba cái',
  'vài chục',
  'không 2',
  'bao nhiêu tiền một suất',
  'một suất bao nhiêu',
  'mấy cái',
  'hơn 10',
  '2 triệu',
  '500k',
  '2 củ',
  '007',
  '12A1',
  '20:15',
  '20/12',
  '50%',
  '½',
  '٢',
  '0912345678',
  'thieu 2 ao co 9',
  '99999999999999999',
  '9'.repeat(1_000_000),
])('%.20j is no number of things', (text) => {
  expect(readNumber(text)).toBeUndefined()
})

test('every count reads back, and no text makes anything but a whole number', () => {
  fc.assert(
    fc.property(fc.nat(999_999_999), (count) => {
      expect(readNumber(`${count} cái`)).toBe(count)
    }),
  )
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const read = readNumber(text)
      expect(read === undefined || (Number.isSafeInteger(read) && read >= 0)).toBe(true)
    }),
    { numRuns: 2_000 },
  )
})
