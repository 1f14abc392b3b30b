import fc from 'fast-check'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { capitalise, clean, fold } from '../../../src/platform/vietnamese/index.ts'

describe('fold', () => {
  test.each([
    ['hoà', 'hoa'],
    ['hòa', 'hoa'],
    ['hoa', 'hoa'],
    ['HÒA', 'hoa'],
    ['hoà'.normalize('NFD'), 'hoa'],
    ['Đường Nguyễn Đình Chiểu', 'duong nguyen dinh chieu'],
    ['ÐƯỜNG', 'duong'], // Eth, as old converters write Đ
    ['Tuyên Quang', 'tuyen quang'],
    ['Xã Tà Xùa', 'xa ta xua'],
    ['İstanbul', 'istanbul'],
    ['áo ấm, 5 chiếc', 'ao am, 5 chiec'],
  ])('%s is found as %s', (text, folded) => {
    expect(fold(text)).toBe(folded)
  })

  test('folding twice is folding once, whatever the spelling of the marks', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(fold(fold(text))).toBe(fold(text))
        expect(fold(text.normalize('NFD'))).toBe(fold(text.normalize('NFC')))
        expect(fold(text)).not.toMatch(/[đĐ]/)
      }),
    )
  })
})

describe('clean', () => {
  test.each([
    ['spaces', '  Lan \t  Anh\u00A0 ', 'Lan Anh'],
    ['decomposed letters', 'Nguyễn'.normalize('NFD'), 'Nguyễn'],
    ['direction marks', '\u202Elan\u202C \u2066x\u2069\u200F', 'lan x'],
    ['zero width', 'L\u200Ba\u200Dn\uFEFF', 'Lan'],
    ['filler letters', '\u3164\u115F', ''],
    ['soft hyphens and tags', 'La\u00ADn\u{E0041}', 'Lan'],
    ['controls', 'L\u0000a\u001Bn\u0085x', 'Lan\nx'],
    ['lone surrogates', 'a\uD83Cb', 'ab'],
    ['line breaks', 'a \r\n b\u2028c\n\n\n\nd', 'a\nb\nc\n\nd'],
    ['piled marks', `Z${'\u0336'.repeat(50)}algo`, `Z${'\u0336'.repeat(4)}algo`],
    ['what XML refuses', 'a\uFFFEb\uFFFF', 'ab'],
  ])('%s', (_, text, cleaned) => {
    expect(clean(text, 100)).toBe(cleaned)
  })

  test.each(['👨‍👩‍👧', '👩🏽‍🌾', '❤️', '🏳️‍🌈', '🇻🇳', '1️⃣', '🌸'])('leaves %s whole', (emoji) => {
    expect(clean(`a ${emoji}`, 3)).toBe(`a ${emoji}`)
  })

  test('keeps no joiner where there is no emoji', () => {
    expect(clean('a\u200Db 1\uFE0F x\uFE0F 👩\u200D', 20)).toBe('ab 1\uFE0F x 👩')
  })

  test('cuts between graphemes', () => {
    expect(clean('áo ấm', 4)).toBe('áo ấ')
    expect(clean('👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧', 2)).toBe('👨‍👩‍👧👨‍👩‍👧')
    expect(clean('a b', 2)).toBe('a')
    expect(clean('abc', 0)).toBe('')
  })

  test('any text comes out within the limit, well formed and visible; cleaning again changes nothing', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({
        unit: fc.constantFrom(
          '👩',
          '\u200D',
          '👧',
          '\uFE0F',
          'a',
          '\u0301',
          ' ',
          '\n',
          '\u202E',
          '🏽',
          '\uD800',
          '1',
        ),
      }),
    )
    const segmenter = new Intl.Segmenter('vi')
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 20 }), (raw, most) => {
        const once = clean(raw, most)
        expect([...segmenter.segment(once)].length).toBeLessThanOrEqual(most)
        expect(Buffer.from(once).toString()).toBe(once)
        expect(once.replaceAll('\n', '')).not.toMatch(
          /[\p{Cc}\u200B\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/u,
        )
        expect(clean(once, most)).toBe(once)
      }),
      { numRuns: 2_000 },
    )
  })

  describe('a megabyte', () => {
    afterEach(() => vi.restoreAllMocks())

    test('is cut before it is worked on', () => {
      const spies = (['normalize', 'replace', 'trim'] as const).map((name) =>
        vi.spyOn(String.prototype, name),
      )
      const cleaned = clean('ấ'.normalize('NFD').repeat(400_000), 80)
      const longest = Math.max(
        ...spies.flatMap((spy) => spy.mock.contexts.map((context) => String(context).length)),
      )
      vi.restoreAllMocks()
      expect(cleaned).toBe('ấ'.repeat(80))
      expect(longest).toBeLessThan(5_000)
    })
  })
})

test('a sentence begins with a capital, marked or not', () => {
  expect(capitalise('ông bà')).toBe('Ông bà')
  expect(capitalise('đồng')).toBe('Đồng')
  expect(capitalise('')).toBe('')
})
