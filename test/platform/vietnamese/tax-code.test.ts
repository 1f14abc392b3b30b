import { expect, test } from 'vitest'
import { readTaxCode } from '../../../src/platform/vietnamese/index.ts'

test('a tax code is read as it is typed, with its branch, and a wrong digit is noticed', () => {
  for (const typed of ['0101234565', 'MST 0101234565', 'mã số thuế: 0101 234 565', '010.123.4565'])
    expect(readTaxCode(typed), typed).toBe('0101234565')
  for (const typed of ['0101234565-001', '0101234565001', '0101234565 – 001'])
    expect(readTaxCode(typed), typed).toBe('0101234565-001')
  for (const typed of [
    '',
    '0101234566',
    '1010234565',
    '0101234565-000',
    '0101234565-1',
    '0912345678',
    'không có',
  ])
    expect(readTaxCode(typed), typed).toBeUndefined()
})

test('of all last digits one alone is right', () => {
  const right = [...'0123456789'].filter((digit) => readTaxCode(`550012345${digit}`))
  expect(right).toEqual(['7'])
})
