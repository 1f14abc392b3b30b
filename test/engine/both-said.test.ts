import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { bothSaid, giftAndNext, goodsSaid } from '../../src/engine/both-said.ts'
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
    gives: words('góp', 'tặng', 'gửi', 'gởi', 'dành', 'chuyển'),
    doubts: words('cần', 'không', 'rồi', 'hôm qua', 'tuần sau', 'nhà em', 'mới'),
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
  ['góp 500k và 10 áo ấm', 500_000n, 'góp 500k', '10 áo ấm'],
  ['500 nghìn với 5 thùng sữa', 500_000n, '500 nghìn', '5 thùng sữa'],
  ['gửi 10 áo và chuyển 300k', 300_000n, 'chuyển 300k', '10 áo'],
  ['góp 500k và thêm 10 áo mới nhé', 500_000n, 'góp 500k', '10 áo mới'],
  ['ủng hộ 1 triệu + ít quần áo cũ nhé', 1_000_000n, 'ủng hộ 1 triệu', 'ít quần áo cũ'],
  ['góp 500k, tặng quần áo cũ', 500_000n, 'góp 500k', 'quần áo cũ'],
  ['gop 500k va 10 ao am', 500_000n, 'gop 500k', '10 ao am'],
  ['góp 500k và 10 cái áo khoác cho Tà Xùa', 500_000n, 'góp 500k cho Tà Xùa', '10 cái áo khoác'],
  ['góp 500k cho Tà Xùa và 10 áo', 500_000n, 'góp 500k cho Tà Xùa', '10 áo'],
  ['tuần sau góp 500k và 10 áo', 500_000n, 'tuần sau góp 500k', '10 áo'],
  ['500k and 10 coats', 500_000n, '500k', '10 coats'],
])('%j is money and things', (line, amount, money, goods) => {
  expect(bothSaid(givers, listed, line)).toEqual({ flow: 'tet', amount, money, goods })
})

test.each([
  ['góp 2 suất và 10 áo', 2, 'góp 2 suất', '10 áo'],
  ['10 áo ấm với 3 suất nhé', 3, '3 suất nhé', '10 áo ấm'],
])('%j is units and things', (line, units, money, goods) => {
  expect(bothSaid(givers, listed, line)).toEqual({ flow: 'tet', units, money, goods })
})

test.each([
  'góp 500k',
  '10 áo ấm',
  'góp 500k và 2 suất',
  'góp 300k tiền áo với 200k tiền sữa',
  'góp 500k mua áo ấm và sữa',
  'góp 500k với bạn mình',
  'hôm qua góp 500k và 10 áo',
  'góp 500k và 10 áo rồi',
  'nhà em cần 500k và 10 áo',
  'em xin 500k và 2 thùng mì cho con',
  'góp 500k và 10 áo được tính sao?',
  'nhà có 500k và 10 áo ấm',
  `góp 500k và 10 áo ${'a '.repeat(60)}`,
])('%j is not', (line) => {
  expect(bothSaid(givers, listed, line)).toBeUndefined()
})

test.each([
  ['và 10 áo ấm nữa', '10 áo ấm'],
  ['à 12 áo', '12 áo'],
  ['mình có 5 bộ quần áo cũ', '5 bộ quần áo cũ'],
  ['3 cái chăn', '3 cái chăn'],
  ['thêm 2 thùng sữa cho Tà Xùa nhé', '2 thùng sữa'],
  ['và ít sách vở cũ', 'ít sách vở cũ'],
  ['với quần áo cũ', 'quần áo cũ'],
  ['and 10 coats too', '10 coats'],
])('%j is things', (line, goods) => {
  expect(goodsSaid(givers, listed, line)).toBe(goods)
})

test.each([
  '500k',
  '5 suất',
  '10 áo 500k',
  'mua 2 áo',
  'nhà em cần 10 áo',
  '10 áo bao nhiêu tiền',
  'áo ấm cho bé gái',
  'áo',
  '10 áo à?',
  'em xin 5 áo cho con',
])('%j gives no things', (line) => {
  expect(goodsSaid(givers, listed, line)).toBeUndefined()
})

const monthly = (half: string) => (half.includes('mỗi tháng') ? 'monthly' : undefined)

test.each([
  ['góp 500k và mỗi tháng 200k', 500_000n, 'góp 500k', 'mỗi tháng 200k'],
  ['mỗi tháng 200k và góp ngay 1 triệu', 1_000_000n, 'góp ngay 1 triệu', 'mỗi tháng 200k'],
])('%j is money once, and money each month', (line, amount, money, after) => {
  expect(giftAndNext(givers, listed, line, monthly)).toEqual({
    flow: 'tet',
    amount,
    money,
    next: 'monthly',
    after,
  })
})

test.each([
  'góp 500k mỗi tháng',
  'góp 500k và 200k',
  'góp 500k và 10 áo',
  'góp 500k và mỗi tháng 200k được không?',
])('%j is not', (line) => {
  expect(giftAndNext(givers, listed, line, monthly)).toBeUndefined()
})
