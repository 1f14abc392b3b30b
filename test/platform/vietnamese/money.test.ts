import { expect, test } from 'vitest'
import { digits, formatMoney, moneyInWords, type Vnd } from '../../../src/platform/vietnamese/index.ts'

test.each([
  [0n, '0\u00A0đ', '0', 'Không đồng'],
  [500n, '500\u00A0đ', '500', 'Năm trăm đồng'],
  [1_000n, '1.000\u00A0đ', '1000', 'Một nghìn đồng chẵn'],
  [2_300n, '2.300\u00A0đ', '2300', 'Hai nghìn ba trăm đồng'],
  [21_000n, '21.000\u00A0đ', '21000', 'Hai mươi mốt nghìn đồng chẵn'],
  [24_000n, '24.000\u00A0đ', '24000', 'Hai mươi tư nghìn đồng chẵn'],
  [105_000n, '105.000\u00A0đ', '105000', 'Một trăm linh năm nghìn đồng chẵn'],
  [300_000n, '300.000\u00A0đ', '300000', 'Ba trăm nghìn đồng chẵn'],
  [291_500n, '291.500\u00A0đ', '291500', 'Hai trăm chín mươi mốt nghìn năm trăm đồng'],
  [1_005_000n, '1.005.000\u00A0đ', '1005000', 'Một triệu không trăm linh năm nghìn đồng chẵn'],
  [1_010_000n, '1.010.000\u00A0đ', '1010000', 'Một triệu không trăm mười nghìn đồng chẵn'],
  [15_000_000n, '15.000.000\u00A0đ', '15000000', 'Mười lăm triệu đồng chẵn'],
  [
    1_526_400_000n,
    '1.526.400.000\u00A0đ',
    '1526400000',
    'Một tỷ năm trăm hai mươi sáu triệu bốn trăm nghìn đồng chẵn',
  ],
  [10n ** 12n, '1.000.000.000.000\u00A0đ', '1000000000000', 'Một nghìn tỷ đồng chẵn'],
])('%s is shown, copied and written out', (amount, shown, copied, written) => {
  expect(formatMoney(amount)).toBe(shown)
  expect(digits(amount)).toBe(copied)
  expect(moneyInWords(amount)).toBe(written)
  expect(moneyInWords(amount)).toBe(moneyInWords(amount).normalize('NFC'))
})

test('an amount is a bigint, and a bigint is an amount', () => {
  const amount: Vnd = 300_000n
  const sum: Vnd = amount + 200_000n
  expect(formatMoney(sum)).toBe('500.000\u00A0đ')
})
