import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { afterLeads, giftSaid, isShortNumber, nameBehind, towardSaid } from '../../src/engine/gift-said.ts'
import { wordsOf } from '../../src/engine/hears.ts'
import { givesNothing } from '../../src/engine/no-gift.ts'
import { saidOf } from '../../src/engine/said.ts'
import { readYaml } from '../../src/engine/source.ts'
import { readWords } from '../../src/engine/words.ts'

const words = (...texts: string[]) => texts.map(wordsOf)
const givers = [
  {
    flow: 'tet',
    before: words('góp', 'góp thêm', 'ủng hộ'),
    units: words('suất', 'phần quà'),
    gives: words('tặng', 'gửi', 'chuyển', 'xin góp', 'can i give'),
    doubts: words('cần', 'không', 'hôm qua'),
    toward: words('cho', 'ở', 'về', 'to'),
  },
]
const said = (line: string) => giftSaid(givers, listed, line)

const listed = saidOf(
  ['vi', 'en'].map((lang) => {
    const root = readYaml(readFileSync(`flows/common/${lang}.yaml`, 'utf8'), () => {})!
    return readWords(root, 'common', () => {}).said
  }),
)

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
  ['xin góp 300k cho Mồ Dề', '300k', 'Mồ Dề'],
  ['góp 500k cho co ma', '500k', 'co ma'],
  ['gop 300k cho hoi an', '300k', 'hoi an'],
  ['2 suất cho Nậm Giải nha bạn', '2 suất', 'Nậm Giải'],
  ['2 suất cho các bạn', '2 suất', 'các bạn'],
  ['góp 300k cho minh tan', '300k', 'minh tan'],
  ['góp 300k cho Con Cuông', '300k', 'Con Cuông'],
  ['gửi 300k về cho Tà Xùa đi, cảm ơn quỹ', '300k', 'Tà Xùa'],
  ['góp 300k cho xã Tà Xùa huyện Bắc Yên', '300k', 'xã Tà Xùa huyện Bắc Yên'],
  ['2 suất cho các bé vùng cao', '2 suất', 'các bé vùng cao'],
  ['góp 300k cho em nhỏ', '300k', 'em nhỏ'],
  ['góp 300k cho Tà Xùa được không?', '300k', 'Tà Xùa'],
  ['can I give 300k to Ta Xua?', '300k', 'Ta Xua'],
  ['góp 300k cho Tà Xùa được ko ạ', '300k', 'Tà Xùa'],
  ['mình góp cho Háng Đồng 200k nhé', '200k', 'Háng Đồng'],
  ['ủng hộ cho Tà Xùa 2 áo', '2 áo', 'Tà Xùa'],
  ['góp cho xã Ba Vì 1 triệu rưỡi', '1 triệu rưỡi', 'xã Ba Vì'],
  ['300k cho nơi nào đang cần nhất', '300k', 'nơi nào đang cần nhất'],
])('%j is a gift for a place', (line, gift, toward) => {
  expect(towardSaid(givers, listed, line)).toEqual({ flow: 'tet', gift, toward })
})

test.each(['góp 300k cho Tà Xùa rồi', 'góp cho Tà Xùa', 'mẹ cho 300k', '300k cho', 'mượn 300k cho em trai'])(
  '%j is no gift for a place',
  (line) => {
    expect(towardSaid(givers, listed, line)).toBeUndefined()
  },
)

test.each([
  'xin 2 áo cho con em',
  'cho em xin 2 áo cho con',
  'em xin 300k cho con',
  'xin tiền 300k cho con',
  'xin 300k cho Tà Xùa',
  'chuyển 300k cho tôi',
  'chuyen 300k cho toi',
  '500k cho tôi xin lại',
  '300k cho vay',
  '300k cho mượn',
  '2 cho hỏi',
  '2 cho hoi',
  'mai 20h cho hỏi',
  'mai 20h cho Tà Xùa',
  'góp 300k cho Tà Xùa không?',
  'góp 300k cho Tà Xùa không',
  'góp 300k cho Tà Xùa?',
  'góp 300k cho http://evil.vn/x',
  'góp 300k cho evil.vn',
  'góp 300k cho 0912345678',
  'góp 300k cho con em',
  'góp 300k cho vui',
  'mẹ cho 300k',
  'chuyển cho tôi 500k',
  'gửi cho mẹ 500k',
  'góp cho con em 300k',
  'góp 300k cho một hai ba bốn năm sáu',
])('%j names no gift for a place', (line) => {
  expect(towardSaid(givers, listed, line)).toBeUndefined()
})

test('a place that is known may have a name like any word', () => {
  const known = () => words('Con Cuông')
  expect(towardSaid(givers, listed, 'góp 300k cho con cuông', known)?.toward).toBe('con cuông')
  expect(towardSaid(givers, listed, 'góp 300k cho các cháu ở con cuong', known)?.toward).toBe(
    'các cháu ở con cuong',
  )
  expect(towardSaid(givers, listed, '1 áo cho bé 7 tuổi ở Con Cuông', known)?.toward).toBe('Con Cuông')
  expect(towardSaid(givers, listed, '1 áo cho bé 7 tuổi ở Tà Xùa', known)).toBeUndefined()
  const far = 'xã Con Cuông huyện Con Cuông tỉnh Nghệ An'
  expect(towardSaid(givers, listed, `góp 300k cho ${far}`, known)?.toward).toBe(far)
  expect(towardSaid(givers, listed, 'góp 300k cho con cuông không', known)).toBeUndefined()
})

const nothing = (line: string) => givesNothing(line, words('cho', 'ở'), listed)

test.each([
  'em xin 300k cho con',
  'chuyển 300k cho tôi',
  '300k cho con',
  '300k cho mẹ tôi',
  '500k cho tôi xin lại',
  '500k hoàn lại giúp mình',
  'cho vay 300k',
  'góp 300k cho Tà Xùa không?',
  'chuyển cho tôi 500k',
  'gửi cho mẹ 300k',
  'chuyển 300k cho tôi được không',
  'xin 300k cho con được không',
])('%j gives nothing', (line) => {
  expect(nothing(line)).toBe(true)
})

test.each([
  '300k',
  'góp 300k',
  'cho mình xin 1 suất',
  'cho tôi góp 300k',
  'góp 300k cho mình xin stk',
  'chuyển 300k cho em nhé',
  '500k được không?',
  'cho tôi 2 suất',
  'góp 300k cho Tà Xùa được không?',
  'xin chào, mình góp 300k cho các em',
  'em xin ủng hộ 300k cho các cháu',
])('%j may give', (line) => {
  expect(nothing(line)).toBe(false)
})

const leads = words('cho', 'muốn', 'đổi', 'thành', 'lại').flat()

test.each([
  ['đổi thành 500k', '500k'],
  ['doi thanh 500k', '500k'],
  ['cho mình đổi 500k nhé', '500k'],
  ['đổi thành 500k thôi được không ạ', '500k'],
  ['mình muốn đổi lại thành 2 suất', '2 suất'],
])('%j leads to %j', (line, rest) => {
  expect(afterLeads(line, leads, listed)).toBe(rest)
})

test.each(['500k', 'mình 500k', 'không đổi 500k', 'chuyển 500k rồi', 'đổi thành', ''])(
  '%j leads to nothing',
  (line) => {
    expect(afterLeads(line, leads, listed)).toBeUndefined()
  },
)

test('two or three digits alone may be an amount; fewer are counted, more are the end of something', () => {
  for (const line of ['500', '50', '500 nhé', 'em 300 ạ']) expect(isShortNumber(line)).toBe(true)
  for (const line of ['5', '7731', '500 rồi', '12/12', 'mã 500', '']) expect(isShortNumber(line)).toBe(false)
})

test.each([
  ['ghi là Công ty Minh Hoa', 'Công ty Minh Hoa'],
  ['ghi tên Lan và Minh', 'Lan và Minh'],
  ['bạn ghi giúp mình là “Lan” nhé', 'Lan'],
  ['tên mình là Lan', 'Lan'],
  ['please write Lan', 'Lan'],
  ['Lan và Minh', 'Lan và Minh'],
  ['Gia đình tên lửa', 'Gia đình tên lửa'],
  ['ghi tên', ''],
])('%j names %j', (line, name) => {
  expect(nameBehind(line, listed)).toBe(name)
})
