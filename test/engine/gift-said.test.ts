import { expect, test } from 'vitest'
import { giftSaid, towardSaid } from '../../src/engine/gift-said.ts'
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
