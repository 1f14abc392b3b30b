import { expect, test } from 'vitest'
import { giftSaid } from '../../src/engine/gift-said.ts'
import { wordsOf } from '../../src/engine/hears.ts'

const words = (...texts: string[]) => texts.map(wordsOf)
const givers = [{ flow: 'tet', before: words('góp', 'góp thêm', 'ủng hộ'), units: words('suất', 'phần quà') }]
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
