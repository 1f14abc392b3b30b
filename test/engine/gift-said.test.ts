import { expect, test } from 'vitest'
import { afterLeads, giftSaid, isShortNumber, towardSaid } from '../../src/engine/gift-said.ts'
import { wordsOf } from '../../src/engine/hears.ts'

const words = (...texts: string[]) => texts.map(wordsOf)
const givers = [
  {
    flow: 'tet',
    before: words('góp', 'góp thêm', 'ủng hộ'),
    units: words('suất', 'phần quà'),
    gives: words('tặng'),
    toward: words('cho', 'ở'),
  },
]
const said = (line: string) => giftSaid(givers, line)

test.each(['500k', '500k nhé', '1 triệu rưỡi', '1 trieu ruoi', '1.500.000đ', 'em 200k ạ'])(
  '%j is money alone',
  (line) => {
    expect(said(line)).toEqual({ flow: 'tet', bare: true })
  },
)

test.each([
  'góp 500k',
  'gop 300k',
  'gop 1 trieu ruoi',
  'mình góp 500k nhé',
  'ủng hộ 2tr ạ',
  'góp thêm 1 suất',
  '2 suat',
  'hai suất',
  '3 phần quà',
])('%j is a gift', (line) => {
  expect(said(line)).toEqual({ flow: 'tet', bare: false })
})

test.each([
  '',
  '!!!',
  'nhé',
  'góp',
  '500',
  '0912345678',
  'chuyển 500k rồi',
  'mình ck 500k hôm qua',
  '500k rồi',
  '500k hay 1tr',
  'không góp 2 suất',
  'hủy 2 suất',
  'mấy suất',
  '0 suất',
  'góp ý 500k',
])('%j is no gift', (line) => {
  expect(said(line)).toBeUndefined()
})

test.each([
  ['góp 300k cho Tà Xùa', '300k', 'Tà Xùa'],
  ['2 áo cho Tà Xùa ạ', '2 áo', 'Tà Xùa'],
  ['cho mình góp 300k ở ta xua nhé', '300k', 'ta xua'],
  ['tang 1 suat cho Mo De', '1 suat', 'Mo De'],
])('%j is a gift for a place', (line, gift, toward) => {
  expect(towardSaid(givers, line)).toEqual({ flow: 'tet', gift, toward })
})

test.each(['góp 300k cho Tà Xùa rồi', 'góp cho Tà Xùa', 'mẹ cho 300k', '300k cho', 'mượn 300k cho em trai'])(
  '%j is no gift for a place',
  (line) => {
    expect(towardSaid(givers, line)).toBeUndefined()
  },
)

const leads = words('cho', 'muốn', 'đổi', 'thành', 'lại').flat()

test.each([
  ['đổi thành 500k', '500k'],
  ['doi thanh 500k', '500k'],
  ['cho mình đổi 500k nhé', '500k nhé'],
  ['mình muốn đổi lại thành 2 suất', '2 suất'],
])('%j leads to %j', (line, rest) => {
  expect(afterLeads(line, leads)).toBe(rest)
})

test.each(['500k', 'mình 500k', 'không đổi 500k', 'chuyển 500k rồi', 'đổi thành', ''])(
  '%j leads to nothing',
  (line) => {
    expect(afterLeads(line, leads)).toBeUndefined()
  },
)

test('two or three digits alone may be an amount; fewer are counted, more are the end of something', () => {
  for (const line of ['500', '50', '500 nhé', 'em 300 ạ']) expect(isShortNumber(line)).toBe(true)
  for (const line of ['5', '7731', '500 rồi', '12/12', 'mã 500', '']) expect(isShortNumber(line)).toBe(false)
})
