import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { exactOption, nearOption } from '../../src/engine/answers.ts'
import { clash, contains, fits, wordsOf } from '../../src/engine/hears.ts'
import { type Heeds, listener } from '../../src/engine/listener.ts'
import type { Hears } from '../../src/engine/words.ts'
import { fold } from '../../src/platform/vietnamese/index.ts'
import { effortOf } from '../support/effort.ts'

describe('accents', () => {
  test('one that is written must be right; one that is left out may be any', () => {
    const hears = (said: string, phrase: string) => fits(wordsOf(said), 0, wordsOf(phrase))
    expect(hears('dừng', 'dừng')).toBe('exact')
    expect(hears('dung', 'dừng')).toBe('unaccented')
    expect(hears('đung', 'đúng')).toBeUndefined()
    expect(hears('đúng', 'dừng')).toBeUndefined()
    expect(hears('đung', 'dừng')).toBeUndefined()
    expect(hears('dùng', 'dừng')).toBeUndefined()
    expect(hears('dưng', 'dừng')).toBeUndefined()
    expect(hears('DỪNG', 'dừng')).toBe('exact')
    expect(hears('dừng', 'dung')).toBeUndefined()
    expect(hears('hoà bình', 'hòa bình')).toBe('exact')
    expect(hears('huy', 'huỷ')).toBe('unaccented')
    expect(hears('hủy', 'huỷ')).toBe('exact')
    expect(hears('quà tet', 'quà tết')).toBe('unaccented')
    expect(hears('qua tết', 'quá tết')).toBe('unaccented')
    expect(hears('qúa tết', 'quá tết')).toBe('exact')
  })

  test('bases are what folding gives', () => {
    const letters =
      'aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵđbcghklmnpqrstvx0159'
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...letters, ' '), maxLength: 30 }), (text) => {
        const words = wordsOf(text.normalize(text.length % 2 ? 'NFD' : 'NFC'))
        const folded = fold(text).trim().replace(/ +/g, ' ')
        expect(words.map((word) => word.base).join(' ')).toBe(folded.replace(/([a-z])\1+(?= |$)/g, '$1'))
      }),
    )
  })

  test('letters that stand twice in haste, or only look otherwise, are the same word', () => {
    const hears = (said: string, phrase: string) => fits(wordsOf(said), 0, wordsOf(phrase))
    expect(hears('bé bị đánhhh', 'bé bị đánh')).toBe('exact')
    expect(hears('cứuu với', 'cứu với')).toBe('exact')
    expect(hears('𝐛𝐞 𝐛𝐢 𝐝𝐚𝐧𝐡', 'bé bị đánh')).toBe('unaccented')
    expect(hears('ＤỪＮＧ', 'dừng')).toBe('exact')
    expect(hears('50000', '50')).toBeUndefined()
    expect(hears('call', 'call')).toBe('exact')
  })

  test('whatever is written hears itself, and is heard without accents', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), (text) => {
        const words = wordsOf(text)
        expect(fits(words, 0, words)).toBe('exact')
        expect(contains(words, words)).toBe(true)
      }),
    )
  })

  test('a clash is the same message', () => {
    expect(clash(wordsOf('quà Tết'), wordsOf('qua tet'))).toBe(true)
    expect(clash(wordsOf('dừng'), wordsOf('đúng'))).toBe(false)
    expect(clash(wordsOf('quà'), wordsOf('quà tết'))).toBe(false)
  })
})

const hears = (some: Partial<Hears>): Hears => ({
  line: 1,
  whole: [],
  has: [],
  all_of: [],
  first: [],
  except: [],
  builtIn: {},
  ...some,
})
const flow = (name: string, some: Partial<Hears>, urgent = false): Heeds => ({
  flow: name,
  urgent,
  hears: [hears(some)],
})

describe('the listener', () => {
  const ear = listener(
    [
      flow('tet', { whole: ['tết'], has: ['góp quà', 'góp quà tết cho em'] }),
      flow('trung-thu', { has: ['góp quà trung thu'] }),
      flow('both', {
        all_of: [
          ['áo', 'chăn'],
          ['lạnh', 'rét'],
        ],
      }),
      flow('danger', { has: ['xâm hại'], all_of: [['bị đánh'], ['bé', 'em']] }, true),
    ],
    [hears({ builtIn: { menu: ['menu'], back: ['quay lại'], en: ['english'], help: ['?'] } })],
  )
  const none = () => false

  test('whole messages', () => {
    const lead = (text: string) => ear.whole(wordsOf(text), text)?.lead
    expect(lead('TẾT!')).toEqual({ kind: 'flow', flow: 'tet' })
    expect(lead('tet nhé')).toEqual({ kind: 'flow', flow: 'tet' })
    expect(lead('tết này')).toBeUndefined()
    expect(lead('menu')).toEqual({ kind: 'flow', flow: 'menu' })
    expect(lead('quay lai a')).toEqual({ kind: 'back' })
    expect(lead('English')).toEqual({ kind: 'language', lang: 'en' })
    expect(lead('?')).toEqual({ kind: 'flow', flow: 'help' })
    expect(lead('??')).toBeUndefined()
    expect(lead('nhé')).toBeUndefined()
    for (const said of [
      'em tết',
      'tết chị ơi',
      'dạ tết bác ạ',
      'tet co nhe',
      'tết shop ơi',
      'con tết cô chú nha',
    ])
      expect(lead(said), said).toEqual({ kind: 'flow', flow: 'tet' })
    expect(lead('chị ơi')).toBeUndefined()
    expect(lead('tết cho chị')).toBeUndefined()
    expect(lead('')).toBeUndefined()
  })

  test('the longest phrase inside, of a flow that is not under way', () => {
    expect(ear.has(wordsOf('mình muốn góp quà trung thu'), none)).toBe('trung-thu')
    expect(ear.has(wordsOf('cho mình gop qua nhe'), none)).toBe('tet')
    expect(ear.has(wordsOf('mình muốn góp quà trung thu'), (one) => one === 'trung-thu')).toBe('tet')
    expect(ear.has(wordsOf('góp ý quà'), none)).toBeUndefined()
    expect(ear.has(wordsOf('trời rét quá, các em thiếu áo'), none)).toBe('both')
    expect(ear.has(wordsOf('trời rét quá'), none)).toBeUndefined()
    expect(ear.has(wordsOf('trời rét, thiếu áo'), () => true)).toBeUndefined()
  })

  test('urgent words by themselves', () => {
    expect(ear.urgent(wordsOf('Em BỊ ĐÁNH rồi'), 'Em BỊ ĐÁNH rồi')).toBe('danger')
    expect(ear.urgent(wordsOf('bị đánh'), 'bị đánh')).toBeUndefined()
    expect(ear.urgent(wordsOf('tre bi xam hai'), 'tre bi xam hai')).toBe('danger')
    expect(ear.has(wordsOf('xâm hại'), none)).toBeUndefined()
  })

  test('a long message is looked through once', () => {
    const long = wordsOf('góp bị đánh áo '.repeat(600))
    const effort = effortOf(() => {
      ear.has(long, none)
      ear.urgent(long, 'góp bị đánh áo '.repeat(600))
    })
    expect(effort).toBeLessThan(1_000)
  })
})

describe('room in a phrase', () => {
  const hearing = (phrase: string, except: string[] = []) => {
    const { urgent } = listener([flow('danger', { has: [phrase], except }, true)], [])
    return (text: string) => urgent(wordsOf(text), text) !== undefined
  }

  test('a star stands for up to five words', () => {
    const hit = hearing('bị * đánh')
    for (const said of ['bị đánh', 'bị bố đánh', 'em bi cha duong danh', 'bị anh trai của bạn tôi đánh'])
      expect(hit(said), said).toBe(true)
    for (const said of ['đánh bị', 'bị bố', 'bị một hai ba bốn năm sáu đánh', 'bị bố đành'])
      expect(hit(said), said).toBe(false)
  })

  test('one of several words, at the beginning too', () => {
    const hit = hearing('bố|mẹ * đánh|đập con|cháu')
    for (const said of ['mẹ đánh con', 'sao bo say dap chau']) expect(hit(said), said).toBe(true)
    expect(hit('bố đánh mẹ cháu')).toBe(false)
  })

  test('the first fit is not the only one', () => {
    expect(hearing('bị * đánh con')('bị đánh rồi đánh con')).toBe(true)
  })

  test('"!" asks for the accents', () => {
    const hit = hearing('bị tát!')
    expect(hit('bị tát')).toBe(true)
    expect(hit('bi tát')).toBe(true)
    expect(hit('bị tat')).toBe(false)
  })

  test('except: as it is written, and only there', () => {
    const hit = hearing('bị * đánh', ['đánh máy', 'danh may'])
    expect(hit('bị lỗi đánh máy')).toBe(false)
    expect(hit('bi loi danh may')).toBe(false)
    expect(hit('bị lỗi đanh may')).toBe(false)
    expect(hit('bị lỗi đánh may')).toBe(true)
    expect(hit('bị lỗi đánh máy rồi bị đánh')).toBe(true)
  })
})

describe('options', () => {
  const of = (...labels: string[]) => labels.map((label) => ({ label }))
  const exact = (labels: string[], text: string, numbers: 'places' | 'labels' = 'places') =>
    exactOption(of(...labels), text, wordsOf(text), numbers)?.label
  const near = (labels: string[], text: string) => nearOption(of(...labels), wordsOf(text))?.label

  test('by number: what a label counts comes before its place', () => {
    const counted = ['1 · 180.000 đ', '5 · 900.000 đ', 'Số khác']
    expect(exact(counted, '5')).toBe('5 · 900.000 đ')
    expect(exact(counted, '1')).toBe('1 · 180.000 đ')
    expect(exact(counted, '2')).toBeUndefined()
    expect(exact(counted, 'khong, 5 thoi')).toBe('5 · 900.000 đ')
    expect(exact(counted, 'không 5')).toBeUndefined()
    expect(exact(counted, '3')).toBe('Số khác')
    expect(exact(counted, '3', 'labels')).toBeUndefined()
    expect(exact(['Góp', 'Xem', '200.000 đ'], '2')).toBe('Xem')
    expect(exact(['Góp', 'Xem'], '#2.')).toBe('Xem')
    expect(exact(['Góp', 'Xem'], 'chọn 1')).toBe('Góp')
    expect(exact(['Góp', 'Xem'], '0')).toBeUndefined()
    expect(exact(['Góp', 'Xem'], '12')).toBeUndefined()
    expect(exact(['5 áo', '5 quần'], '5')).toBeUndefined()
  })

  test('by label', () => {
    expect(exact(['Góp quà Tết', 'Xem nơi'], 'GOP QUA TET')).toBe('Góp quà Tết')
    expect(exact(['Đúng', 'Dừng'], 'dung')).toBeUndefined()
    expect(exact(['Đúng', 'Dừng'], 'dừng')).toBe('Dừng')
    expect(exact(['👍', '👎'], '👍')).toBe('👍')
  })

  test('by a part that only one has', () => {
    expect(near(['Lấy mã chuyển khoản', 'Chọn xã', 'Thôi'], 'lấy mã')).toBe('Lấy mã chuyển khoản')
    expect(near(['Lấy mã chuyển khoản', 'Chọn xã'], 'cho mình chọn xã với')).toBe('Chọn xã')
    expect(near(['Thôi phần này', 'Thôi nhận tin'], 'thôi')).toBeUndefined()
    expect(near(['Đã mặc, còn tốt', 'Mới'], 'mới')).toBe('Mới')
    expect(near(['Đã mặc, còn tốt', 'Mới'], 'mình mới chuyển tiền xong')).toBeUndefined()
    expect(near(['Hủy', 'Để sau'], 'đừng hủy')).toBeUndefined()
    expect(near(['Đồng ý', 'Không hủy'], 'hủy')).toBeUndefined()
    expect(near(['Ghi tên', 'Không ghi tên'], 'không')).toBe('Không ghi tên')
    expect(near(['Góp', 'Xem'], '1')).toBeUndefined()
    expect(near(['Góp', 'Xem'], '')).toBeUndefined()
  })
})
