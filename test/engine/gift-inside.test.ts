import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { giftInside, namelessSaid } from '../../src/engine/gift-inside.ts'
import { giftSaid } from '../../src/engine/gift-said.ts'
import { wordsOf } from '../../src/engine/hears.ts'
import { saidOf } from '../../src/engine/said.ts'
import { readYaml } from '../../src/engine/source.ts'
import { readWords } from '../../src/engine/words.ts'

const words = (...texts: string[]) => texts.map(wordsOf)
const givers = [
  {
    flow: 'tet',
    before: words('góp', 'ủng hộ'),
    units: words('suất', 'phần quà'),
    gives: words('góp', 'tặng', 'gửi', 'gởi', 'dành'),
    doubts: words('cần', 'không', 'rồi', 'hôm qua'),
    toward: words('cho'),
  },
]
const listed = saidOf(
  ['vi', 'en'].map((lang) => {
    const root = readYaml(readFileSync(`flows/common/${lang}.yaml`, 'utf8'), () => {})!
    return readWords(root, 'common', () => {}).said
  }),
)

test.each([
  'thương tụi nhỏ quá, cho ngoại gởi 2 trăm nghe',
  'lớp 12A1 góp 2 triệu',
  'góp bữa trưa 200k',
  'góp một trăm bạc',
  'cho các cháu 500 nghìn',
  'mình cho các em 300 nghìn nhé',
  'cho con góp 300k với ạ',
  'tặng các bé 3 phần quà',
])('%j gives', (line) => {
  expect(giftInside(givers, listed, line)).toBe('tet')
})

test.each([
  'hàng xóm cho các con 2 triệu',
  'gửi tiền cho con tôi 500k',
  'dành 500k cho mẹ',
  'cho tôi 500k',
  'góp 500k rồi',
  'hôm qua góp 500k',
  'nhà em cần 2 triệu, ai góp giúp',
  'góp 500k thì sao?',
  'góp quà',
  'em xin 300k cho con',
  'tặng các bé 3 quyển sách',
  `góp 500k ${'a '.repeat(60)}`,
])('%j gives nothing', (line) => {
  expect(giftInside(givers, listed, line)).toBeUndefined()
})

test.each([
  ['góp ẩn danh 500k', 'tet'],
  ['góp 500k giấu tên nhé', 'tet'],
  ['góp ẩn danh được không', undefined],
  ['góp 500k', undefined],
])('%j, where nobody is named', (line, flow) => {
  expect(namelessSaid(givers, listed, line)).toBe(flow)
})

test.each([
  ['cho 5 củ', 'tet'],
  ['cho 3 suất', 'tet'],
  ['lấy 3 suất', 'tet'],
  ['lấy 500k', undefined],
  ['nhận 500k', undefined],
])('%j: money is given, units are taken too', (line, flow) => {
  expect(giftSaid(givers, listed, line)?.flow).toBe(flow)
})
