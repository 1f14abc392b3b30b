import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { heardText, splitText, withButtons } from '../../src/channels/text.ts'

const bare = (text: string) => text.replace(/\s+/g, '')
const letters = (text: string) => [...new Intl.Segmenter('vi').segment(text)].map(({ segment }) => segment)

describe('what was written', () => {
  test.each([
    ['stays', ' Góp 500k nhé\n  (của mẹ) ', ' Góp 500k nhé\n  (của mẹ) '],
    ['loses direction marks', '\u202emenu\u202c', 'menu'],
    ['loses what has no width', 'me\u200bn\u00adu\ufeff', 'menu'],
    ['loses nulls and halves of letters', 'me\u0000nu\ud800', 'menu'],
    ['keeps emoji whole', 'cảm ơn 👨‍👩‍👧 ❤️', 'cảm ơn 👨‍👩‍👧 ❤️'],
    [
      'loses its middle where nobody reads on',
      `b${'a'.repeat(1_000_000)}c`,
      `b${'a'.repeat(3071)} … ${'a'.repeat(1020)}c`,
    ],
  ])('%s', (_, text, kept) => {
    expect(heardText(text)).toBe(kept)
  })
})

describe('splitting', () => {
  test.each([
    ['nothing', '', 10, ['']],
    ['what fits stays as it is', ' hai  ba\n', 10, [' hai  ba\n']],
    ['at a paragraph before a line', 'Một\n\nhai\nba bốn năm', 12, ['Một\n\nhai', 'ba bốn năm']],
    ['at a line before a sentence', 'Một. Hai\nba. Bốn năm sáu', 12, ['Một. Hai', 'ba. Bốn năm', 'sáu']],
    ['at a sentence before a word', 'Một hai. Ba bốn năm', 14, ['Một hai.', 'Ba bốn năm']],
    ['behind a closing quote', '“Một hai.” Ba bốn năm', 14, ['“Một hai.”', 'Ba bốn năm']],
    [
      'no sentence that leaves the piece half empty',
      'Ừ. Mình đang xem giúp bạn',
      20,
      ['Ừ. Mình đang xem', 'giúp bạn'],
    ],
    ['inside a word without end', 'ààààààà', 3, ['ààà', 'ààà', 'à']],
    [
      'never between a letter and its marks',
      'e\u0302\u0301e\u0302\u0301',
      4,
      ['e\u0302\u0301', 'e\u0302\u0301'],
    ],
    ['never inside a family', '👨‍👩‍👧👨‍👩‍👧', 9, ['👨‍👩‍👧', '👨‍👩‍👧']],
    ['a pair of surrogates stays whole where the letter itself is too long', '👨‍👩‍👧', 4, ['👨‍', '👩‍', '👧']],
    ['what is nothing but space is no piece', `${' '.repeat(30)}một`, 10, ['một']],
  ])('%s', (_, text, limit, pieces) => {
    expect(splitText(text, limit)).toEqual(pieces)
  })

  // Words with the marks, joiners, flags and line ends that break a careless cut.
  const unit = fc.constantFrom(
    ...[
      'a',
      'ơ',
      'ế',
      'e\u0302\u0301',
      'Đ',
      '.',
      '!',
      '…',
      '”',
      ' ',
      '  ',
      '\n',
      '\n\n',
      '\r\n',
      '\u00a0',
      '\t',
      '\ufeff',
    ],
    ...['👍🏽', '👨‍👩‍👧', '🇻🇳', '\u0301', '\u200d', ' \u0301', '\ud800', '1', '-'],
  )
  const texts = fc
    .array(fc.oneof({ weight: 9, arbitrary: unit }, fc.string({ unit: 'binary' })), { maxLength: 200 })
    .map((all) => all.join(''))

  test('loses no letter, keeps the limit, and cuts no letter in two', () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 2, max: 60 }), (text, limit) => {
        const pieces = splitText(text, limit)
        expect(bare(pieces.join(''))).toBe(bare(text))
        for (const piece of pieces) expect(piece.length).toBeLessThanOrEqual(limit)
        if (pieces.length > 1) for (const piece of pieces) expect(piece.trim()).not.toBe('')
        if (letters(text).every((letter) => letter.length <= limit)) {
          // Each piece is found where whole letters begin and end.
          const starts = new Set([0])
          let end = 0
          for (const letter of letters(text)) {
            end += letter.length
            starts.add(end)
          }
          let at = 0
          for (const piece of pieces) {
            while (!(starts.has(at) && text.startsWith(piece, at))) {
              expect(text[at]).toMatch(/^\s$/)
              at += 1
            }
            at += piece.length
            expect(starts.has(at)).toBe(true)
          }
        }
      }),
      { numRuns: 2_000 },
    )
  })
})

describe('options', () => {
  const choices = ['Góp', 'Xem', 'Hỏi'].map((label) => ({ id: label, label }))

  test('that cannot be buttons are listed by the number that answers them', () => {
    expect(withButtons('Bạn muốn gì?', choices, (_, place) => place !== 1)).toEqual({
      text: 'Bạn muốn gì?\n2. Xem',
      buttons: [choices[0], choices[2]],
    })
    const none = () => false
    expect(withButtons('Bạn muốn gì?', choices, none).text).toBe('Bạn muốn gì?\n1. Góp\n2. Xem\n3. Hỏi')
    expect(withButtons('', choices.slice(0, 1), none).text).toBe('1. Góp')
    expect(withButtons('Chào', [], none).text).toBe('Chào')
  })
})
