import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  nameInCapitals,
  namesPupil,
  readDisplayName,
  sortKey,
} from '../../../src/platform/vietnamese/index.ts'

describe('a display name', () => {
  test.each([
    ['Lan', 'Lan'],
    ['  Gia đình   bé Na 🌸', 'Gia đình bé Na'],
    ['Gia đình Lan và Minh', 'Gia đình Lan và Minh'],
    ['Lớp 12A1', 'Lớp 12A1'],
    ['N.T.Lan', 'N.T.Lan'],
    ['Công ty TNHH A.B.C', 'Công ty TNHH A.B.C'],
    ['Gia đình Lan'.normalize('NFD'), 'Gia đình Lan'],
    ['Lan\nvà Minh', 'Lan và Minh'],
    ['\u202EnaL\u200B', 'naL'],
    ['👩‍👧 Hoa ❤️', 'Hoa'],
    ['Hoa 🇻🇳', 'Hoa'],
    ['lan', 'lan'], // the donor's own spelling
    ['ấ'.repeat(80), 'ấ'.repeat(80)],
  ])('%.30j is %.30j', (text, name) => {
    expect(readDisplayName(text)).toEqual({ kind: 'name', name })
  })

  test.each([
    ['', 'empty'],
    ['🌸🌸', 'empty'],
    ['123', 'empty'],
    ['\u3164', 'empty'],
    ['…', 'empty'],
    ['ấ'.repeat(81), 'too_long'],
    ['a'.repeat(1_000_000), 'too_long'],
    ['Lan https://vd.vn', 'link'],
    ['www.vidu', 'link'],
    ['Mua ở shop-abc.com nhé', 'link'],
    ['vidu.vn', 'link'],
    ['lan@vidu', 'link'],
    ['@lan', 'link'],
    ['Minh 0912345678', 'phone'],
    ['Minh 0912 345 678', 'phone'],
  ])('%.30j is refused: %s', (text, reason) => {
    expect(readDisplayName(text)).toEqual({ kind: 'refused', reason })
  })

  test('whatever is kept is short, visible, on one line, and is kept again as it is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' })), (text) => {
        const read = readDisplayName(text)
        if (read.kind === 'refused') return
        expect(read.name).not.toMatch(
          /[\p{Cc}\p{Cs}\u200B\u202A-\u202E\u2066-\u2069]|\p{Extended_Pictographic}/u,
        )
        expect([...new Intl.Segmenter('vi').segment(read.name)].length).toBeLessThanOrEqual(80)
        expect(readDisplayName(read.name)).toEqual(read)
      }),
      { numRuns: 2_000 },
    )
  })
})

describe('the order of people', () => {
  const sorted = (names: string[]): string[] => [...names].sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1))

  test('goes by the given name, then by the words before it', () => {
    // Đ comes after every D.
    const order = [
      'Hoa',
      'Bé Hoa',
      'Gia đình Hoa',
      'Cô Lan',
      'Dì Lan',
      'Đội Lan',
      'Minh',
      'Chị Thu',
      'Đội Thu',
    ]
    expect(sorted([...order].reverse())).toEqual(order)
  })

  test('knows the letters of Vietnamese', () => {
    const letters = [...'aăâbcdđeêghiklmnoôơpqrstuưvxy']
    expect(sorted([...letters].reverse())).toEqual(letters)
    expect(sorted(['ăn', 'ân', 'az', 'an'])).toEqual(['an', 'az', 'ăn', 'ân'])
  })

  test('knows the tones, after the letters', () => {
    expect(sorted(['lạn', 'lán', 'lãn', 'lản', 'làn', 'lan', 'lang'])).toEqual([
      'lan',
      'làn',
      'lản',
      'lãn',
      'lán',
      'lạn',
      'lang',
    ])
  })

  test('agrees with the collator on single words, but for where a tone is written', () => {
    const collator = new Intl.Collator('vi')
    const letters = [...'aàảãáạăằâầbdđeèêếghiìkoòôồơờrstuùưừvxyỳ']
    const word = fc
      .array(fc.constantFrom(...letters), { minLength: 1, maxLength: 5 })
      .map((chosen) => chosen.join(''))
    const TONES = /[\u0300\u0301\u0303\u0309\u0323]/gu
    const tonesOf = (text: string): string[] => text.normalize('NFD').match(TONES) ?? []
    const untoned = (text: string): string => text.normalize('NFD').replace(TONES, '').normalize('NFC')
    const oneTone = (text: string): boolean => tonesOf(text).length <= 1
    // The collator weighs tones place by place. Where a syllable's tone is written is spelling (hoà, hòa), not order:
    // the same letters are compared with the tone on the first of them.
    const compared = (a: string, b: string): number =>
      untoned(a) === untoned(b)
        ? collator.compare(`a${tonesOf(a).join('')}`, `a${tonesOf(b).join('')}`)
        : collator.compare(a, b)
    fc.assert(
      fc.property(word.filter(oneTone), word.filter(oneTone), (a, b) => {
        const ours = sortKey(a) < sortKey(b) ? -1 : sortKey(a) > sortKey(b) ? 1 : 0
        expect([a, b, ours]).toEqual([a, b, Math.sign(compared(a, b))])
      }),
      {
        numRuns: 2_000,
        examples: [
          ['ồa', 'ôả'],
          ['hoà', 'hòa'],
        ],
      },
    )
  })

  test('is the same for both spellings and for capitals', () => {
    expect(sortKey('GIA ĐÌNH HOÀ')).toBe(sortKey('gia  đình hòa'))
  })
})

test('a name without capitals, as it is mostly written', () => {
  const written = {
    lan: 'Lan',
    'gia đình lan và minh': 'Gia đình Lan và Minh',
    'gia dinh lan va minh': 'Gia dinh Lan va Minh',
    'gia đình anh minh và chị thu': 'Gia đình anh Minh và chị Thu',
    'vợ chồng lan, minh': 'Vợ chồng Lan, Minh',
    'nguyễn anh minh': 'Nguyễn Anh Minh',
    'nguyễn gia minh': 'Nguyễn Gia Minh',
    'gia đình chị': 'Gia đình Chị',
    'lớp 12a1': 'Lớp 12A1',
    "lan and minh's family": "Lan and Minh's family",
    'đỗ ánh': 'Đỗ Ánh',
  }
  for (const [typed, capitals] of Object.entries(written)) expect(nameInCapitals(typed)).toBe(capitals)
  for (const kept of ['Lan', 'bé Na', 'GIA ĐÌNH LAN', 'iPhone', '123'])
    expect(nameInCapitals(kept)).toBeUndefined()
})

test('a name with a class is a pupil who can be found; a class, a family, a teacher is not', () => {
  const pupils = [
    'Lan lớp 3A',
    'Lan 3A',
    'lan lop 3a',
    'Bé Lan, lớp 2',
    'Lớp 3A Lan',
    'Gia đình bé Lan lớp 2B',
  ]
  for (const name of pupils) expect(namesPupil(name), name).toBe(true)
  const others = [
    'Lan',
    'Lớp 12A1',
    'Tập thể lớp 3A',
    'Phụ huynh lớp 3A',
    'Cô Lan lớp 3A',
    'Lan và Minh',
    'Công ty 3S',
  ]
  for (const name of others) expect(namesPupil(name), name).toBe(false)
})
