import { expect, test } from 'vitest'
import {
  isDateRunTogether,
  isOnlyDate,
  mayBeAsked,
  withoutOneUseCodes,
  wordsWithNumbers,
} from '../../src/engine/numbers.ts'

const hasAccount = (line: string) => wordsWithNumbers(line)?.some((word) => word.base === '#account') ?? false

test.each([
  '28-11-2026',
  '28.11.2026',
  '28 11 2026',
  '2026-11-28',
  '28-11-2026 20:15',
  'ngày 28-11-2026 nhé',
  '28.11.2026 đúng không',
  'từ 28-11-2026 đến 01-12-2026',
])('in %j there is a date and no account', (line) => {
  expect(hasAccount(line)).toBe(false)
})

test.each(['1234567890', '1903 5678 9012', '28-13-2026', '1903-28-11-2026', '28-11-2026 stk 1234567890'])(
  'in %j there may be an account',
  (line) => {
    expect(hasAccount(line)).toBe(true)
    expect(mayBeAsked(line)).toBe(true)
  },
)

test('a date alone is told from a date beside other numbers', () => {
  for (const line of ['28-11-2026', 'hôm 28.11.2026 ạ', '2026-11-28']) expect(isOnlyDate(line)).toBe(true)
  for (const line of ['500k 28-11-2026', '500k', 'hôm qua', '12 345 678'])
    expect(isOnlyDate(line)).toBe(false)
  expect(isDateRunTogether('28112026')).toBe(true)
  for (const line of ['12345678', '128112026', '28132026']) expect(isDateRunTogether(line)).toBe(false)
})

test.each(['R-0042', 'r0042', 'phản ánh R-0042 sao rồi', 'R – 0042'])('%j names a request', (line) => {
  expect(wordsWithNumbers(line)?.map(({ base }) => base)).toContain('#request')
})

test.each(['r 2000', 'TR-0042', 'R-12', 'R-0042A'])('%j names none', (line) => {
  expect(wordsWithNumbers(line)?.map(({ base }) => base) ?? []).not.toContain('#request')
})

test.each(['TLV8K3Q7DX', 'TLV 8K3Q 7DX', 'tlv8k3q7dx', 'TLV-8K3Q-7DX'])('%j may be a code', (line) => {
  expect(wordsWithNumbers(line)?.map(({ base }) => base)).toEqual(['#code'])
})

test.each(['gop 300k nhe', 'GOP 300K NHE', 'gửi 500k nhé', 'xin chao ban', 'nam 2027 nay'])(
  '%j is no code',
  (line) => {
    expect(wordsWithNumbers(line)).toBeUndefined()
  },
)

test.each([
  'CT-LINK-01ARZ3NDEKTSV4RRFFQ69G5FAV',
  'ct-link-01arz3ndektsv4rrffq69g5fav',
  'mã của mình: CT-LINK-01ARZ3NDEKTSV4RRFFQ69G5FAV nhé, ngày 28-11-2026',
  'link-01ARZ3NDEKTSV4RRFFQ69G5FAV',
  'CT-LINK-00000000000000000000000000',
])('%j holds a code that links channels, and is asked about whatever its digits are', (line) => {
  expect(wordsWithNumbers(line)?.map(({ base }) => base)).toEqual(['#link'])
  expect(mayBeAsked(line)).toBe(true)
})

test.each(['CT-LINK-01ARZ3', 'https://chungtay.example/link', 'blink-01ARZ3NDEKTSV4RRFFQ69G5FAV'])(
  '%j holds none',
  (line) => {
    expect(wordsWithNumbers(line)?.map(({ base }) => base) ?? []).not.toContain('#link')
  },
)

const SECRET = '01ARZ3NDEKTSV4RRFFQ69G5FAV'
test.each([
  `CT-LINK-${SECRET}`,
  `ct-link-${SECRET.toLowerCase()} nhé`,
  `/start link-${SECRET}`,
  `https://t.me/quy?start=link-${SECRET}`,
  `CT – LINK – ${SECRET}`,
  `đCT-LINK-${SECRET}`,
  `CT-LINK-${SECRET}FZ`,
  `CT-LINK-${SECRET.slice(0, 20)}`,
  `BAODONG ${SECRET}`,
  `BAODONG là ${SECRET}`,
  `mã ${SECRET}`,
  `${SECRET}.`,
])('in %j no code is left', (line) => {
  expect(withoutOneUseCodes(line)).not.toMatch(/[0-9A-Z]{16}/i)
})

test.each([13, 5, 16, 20, 25])(
  'a code that is split after %i letters, or into groups, is hidden whole',
  (cut) => {
    const halves = [SECRET.slice(0, cut), SECRET.slice(cut)] as const
    for (const between of [' ', '\n', ' - ', '. '])
      for (const line of ['CT-LINK-', 'ct link ', 'link-', 'BAODONG ', 'mã ', ''].map(
        (kind) => `${kind}${halves.join(between)} nhé`,
      )) {
        const shown = withoutOneUseCodes(line)
        for (const half of halves) if (half.length > 1) expect(shown).not.toContain(half)
        expect(shown).toMatch(/•••.* nhé$/s)
      }
    const groups = SECRET.replace(/.{5}(?=.)/g, '$& ')
    expect(withoutOneUseCodes(`mã: ${groups} nhé`)).toBe('mã: ••• nhé')
  },
)

test.each([
  `https://quy.example/c/${SECRET}`,
  'FT26335123456789 TLV8K3Q7DX',
  'link nhom zalo cua quy so 3 cho minh',
  'ck 300k ngay 20 thang 12 cho ma TLV 8K3Q 7DX',
  'goi 0912345678 hoac 0987654321 truoc 8h',
  'cho minh link nhom zalo nhe',
  'TLV 8K3Q 7DX',
  'FT26335123456789012345678',
  'nguyenthimaikhongcodauvietlien',
])('%j stays as it is', (line) => {
  expect(withoutOneUseCodes(line)).toBe(line)
})
