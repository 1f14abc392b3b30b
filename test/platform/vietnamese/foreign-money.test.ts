import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  CURRENCY_CODES,
  formatForeign,
  plainSum,
  readForeign,
  readMoney,
  shortForeign,
  sumOf,
} from '../../../src/platform/vietnamese/index.ts'

const said = (text: string) => {
  const { currency, amount } = readForeign(text)
  return [amount, currency].filter(Boolean).join(' ')
}

test.each([
  ['mình muốn góp 100 đô', '100 USD'],
  ['góp 100 đô la', '100 USD'],
  ['gop 100 do', '100 USD'],
  ['gop 100 do la my', '100 USD'],
  ['100 dola', '100 USD'],
  ['100$', '100 USD'],
  ['$100', '100 USD'],
  ['US$ 1,250.50', '1250.5 USD'],
  ['A$50', '50 AUD'],
  ['usd 200', '200 USD'],
  ['200usd', '200 USD'],
  ['một trăm đô', '100 USD'],
  ['một trăm năm mươi đô Úc', '150 AUD'],
  ['hai trăm euro', '200 EUR'],
  ['I want to send 50 euros from abroad', '50 EUR'],
  ['50€', '50 EUR'],
  ['1 nghìn đô', '1000 USD'],
  ['2k usd', '2000 USD'],
  ['3 man yên', '30000 JPY'],
  ['100 ringgit', '100 MYR'],
  ['20 rúp', '20 RUB'],
  ['10 kíp Lào', '10 LAK'],
  ['-5 đô', 'USD'],
  ['30.000 yên', '30000 JPY'],
  ['30000 yen nhat', '30000 JPY'],
  ['1 triệu won', '1000000 KRW'],
  ['500 đô sing', '500 SGD'],
  ['100 đô Hồng Kông', '100 HKD'],
  ['20 bảng Anh', '20 GBP'],
  ['£20', '20 GBP'],
  ['1.500 đô', '1500 USD'],
  ['1.50 usd', '1.5 USD'],
  ['euro', 'EUR'],
  ['đô Úc', 'AUD'],
  ['200', '200'],
  ['chừng 200 thôi', '200'],
  ['100 đô hoặc 50 euro', ''],
  ['100 đô hay 200 đô', 'USD'],
  ['nhiều lắm', ''],
])('%s', (text, meant) => {
  expect(said(text)).toBe(meant)
  // Whatever it is, it is no đồng.
  if (/[A-Z]{3}$/.test(meant)) expect(readMoney(text).kind).not.toBe('amount')
})

test('an amount goes through its plain form and back, and is never đồng', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...CURRENCY_CODES),
      fc.bigInt({ min: 1n, max: 1_000_000_000_000n }),
      (currency, minor) => {
        const sum = { currency, minor }
        expect(sumOf(plainSum(sum), currency)).toEqual(sum)
        for (const lang of ['vi', 'en'] as const) {
          expect(formatForeign(sum, lang)).not.toMatch(/đồng|₫|VND/)
          if (minor < 1_000_000_000n)
            expect(sumOf(readForeign(shortForeign(sum, 'vi')).amount!, currency)).toEqual(sum)
        }
      },
    ),
  )
})

test('less than a cent, nothing and too much are no amounts', () => {
  for (const wrong of ['0', '0.00', '1.005', '-5', '', '1e3', '99999999999999'])
    expect(sumOf(wrong, 'USD'), wrong).toBeUndefined()
  expect(sumOf('0.5', 'JPY')).toBeUndefined()
  expect(sumOf('1.500', 'USD')).toEqual({ currency: 'USD', minor: 150n })
})
