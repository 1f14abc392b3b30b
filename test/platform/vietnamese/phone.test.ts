import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readPhone } from '../../../src/platform/vietnamese/index.ts'

test.each([
  ['0912345678', '+84912345678'],
  ['+84912345678', '+84912345678'],
  ['84912345678', '+84912345678'],
  ['+84 (0) 912 345 678', '+84912345678'],
  ['0912 345 678', '+84912345678'],
  ['0912.345.678', '+84912345678'],
  ['091-234-5678', '+84912345678'],
  ['(091) 234 5678', '+84912345678'],
  ['sđt mình 0912345678 nhé', '+84912345678'],
  ['sđt: 0912345678.', '+84912345678'],
  ['0312345678', '+84312345678'],
  ['0512345678', '+84512345678'],
  ['0712345678', '+84712345678'],
  ['0812345678', '+84812345678'],
  ['0912345678, 0912 345 678', '+84912345678'],
  ['024 3825 1234', '+842438251234'],
  ['02123851234', '+842123851234'],
  // The mobile prefixes of before September 2018.
  ['01201234567', '+84701234567'],
  ['01234567890', '+84834567890'],
  ['01681234567', '+84381234567'],
  ['01991234567', '+84591234567'],
])('%j is %s', (text, phone) => {
  expect(readPhone(text)).toBe(phone)
})

test.each([
  '',
  '12345',
  '0112345678',
  '0612345678',
  '091234567',
  '09123456789',
  '01111234567',
  '0912345678 hoặc 0987654321',
  '+1 415 555 2671',
  '1234567890',
  '10912345678',
  '0912345678a',
  '500k',
  '٠٩١٢٣٤٥٦٧٨',
  `${'x'.repeat(1_000_000)} 0912345678`,
])('%.30j is none', (text) => {
  expect(readPhone(text)).toBeUndefined()
})

test('any grouping of a mobile number is read', () => {
  const rest = fc.stringMatching(/^[0-9]{8}$/)
  fc.assert(
    fc.property(
      fc.constantFrom('3', '5', '7', '8', '9'),
      rest,
      fc.array(fc.constantFrom('', ' ', '.', '-'), { minLength: 9, maxLength: 9 }),
      (first, digits, gaps) => {
        const grouped = [...(first + digits)].map((digit, index) => gaps[index]! + digit).join('')
        expect(readPhone(`0${grouped}`)).toBe(`+84${first}${digits}`)
        expect(readPhone(`+84${grouped}`)).toBe(`+84${first}${digits}`)
      },
    ),
  )
})
