import fc from 'fast-check'
import { afterEach, describe, expect, test, vi } from 'vitest'
import {
  fold,
  formatMoney,
  type MoneyReading,
  moneyInWords,
  readMoney,
} from '../../../src/platform/vietnamese/index.ts'
import { LONGEST_ANSWER } from '../../../src/platform/vietnamese/tokens.ts'
import { GOLDEN } from './money-golden.ts'

const all = Object.values(GOLDEN).flat()
const amounts = ['thousands', 'millions', 'billions', 'figures', 'words', 'digit and word'].flatMap(
  (g) => GOLDEN[g]!,
)

function short(reading: MoneyReading): string {
  switch (reading.kind) {
    case 'amount':
      return `${reading.amount}`
    case 'ambiguous':
      return reading.choices.join(' ')
    default:
      return reading.kind
  }
}

describe.each(Object.keys(GOLDEN))('%s', (group) => {
  test.each(GOLDEN[group]!)('%j is %s', (text, expected) => {
    const reading = readMoney(text)
    expect(short(reading)).toBe(expected)
    expect(reading.kind).toBe(
      { 'asked back': 'ambiguous', phone: 'phone', unclear: 'unclear' }[group] ?? 'amount',
    )
  })
})

test('the golden list is long and says nothing twice', () => {
  expect(all.length).toBeGreaterThanOrEqual(200)
  expect(new Set(all.map(([text]) => text)).size).toBe(all.length)
})

describe('the same words in other clothes', () => {
  test.each(all)('%j upper-case, decomposed, with a direction mark', (text, expected) => {
    expect(short(readMoney(text.toUpperCase()))).toBe(expected)
    expect(short(readMoney(text.normalize('NFD')))).toBe(expected)
    expect(short(readMoney(`\u202E${text}\u202C`))).toBe(expected)
  })

  test.each(amounts)('%j with small talk around', (text, expected) => {
    // Who writes no marks writes none at all.
    const around = /[à-ỹ]/iu.test(text) ? 'mình góp … nhé ạ' : 'minh gop … nhe a'
    expect(short(readMoney(around.replace('…', text)))).toBe(expected)
  })

  test.each(amounts)('%j without marks is right or asked', (text, expected) => {
    const choices = short(readMoney(fold(text))).split(' ')
    expect(choices).toContain(expected)
  })

  test.each(amounts)('%j after a minus, or before a dollar, is no gift', (text) => {
    expect(readMoney(`-${text}`).kind === 'amount' && /\d/.test(text.charAt(0))).toBe(false)
    expect(readMoney(`${text} $`).kind).toBe('unclear')
  })
})

const vnd = fc.oneof(
  fc.bigInt(1_000n, 10n ** 12n),
  fc.bigInt(1n, 10n ** 9n).map((thousands) => thousands * 1_000n),
)

test('an amount that we show reads back as itself', () => {
  fc.assert(
    fc.property(vnd, (amount) => {
      expect(readMoney(formatMoney(amount))).toEqual({ kind: 'amount', amount })
      expect(readMoney(`${amount} đồng`)).toEqual({ kind: 'amount', amount })
      expect(readMoney(moneyInWords(amount))).toEqual({ kind: 'amount', amount })
    }),
    { numRuns: 2_000 },
  )
})

test('two different amounts are both offered, wherever they stand', () => {
  const thousands = fc.bigInt(2n, 999n)
  fc.assert(
    fc.property(
      thousands,
      thousands,
      fc.constantFrom(' hoặc ', ', ', ' - ', ' hay là ', '; '),
      (a, b, between) => {
        fc.pre(a !== b)
        const expected = { kind: 'ambiguous', choices: [a * 1_000n, b * 1_000n] }
        expect(readMoney(`góp ${a}k${between}${b}k`)).toEqual(expected)
      },
    ),
  )
})

describe('any text', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc
      .array(fc.constantFrom(...all.flatMap(([text]) => text.split(' '))), { maxLength: 8 })
      .map((ws) => ws.join(' ')),
  )

  test('is read or asked back, in range, and never throws', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const reading = readMoney(text)
        const read =
          reading.kind === 'amount' ? [reading.amount] : reading.kind === 'ambiguous' ? reading.choices : [1n]
        expect(read.length).toBeGreaterThan(0)
        expect(read.length).toBeLessThanOrEqual(4)
        expect(new Set(read).size).toBe(read.length)
        for (const amount of read) expect(amount > 0n && amount <= 10n ** 12n).toBe(true)
      }),
      { numRuns: 5_000 },
    )
  })

  test('an amount read from figures and units has no digit that was not typed, in no other order', () => {
    const piece = fc.constantFrom(
      ...'0123456789',
      '00',
      '000',
      '.',
      ',',
      ' ',
      '-',
      '/',
      'k',
      'tr',
      ' triệu',
      'đ',
      ' tỷ',
      'm',
      'x',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        const text = pieces.join('')
        const reading = readMoney(text)
        // In "triệu 2" the one is not typed.
        if (reading.kind !== 'amount' || /(?:^|[^\d ]) *triệu/.test(text)) return
        const typed = text.replace(/\D/g, '')
        const telling = `${reading.amount}`.replace(/0+$/, '')
        const inOrder = new RegExp([...telling].filter((digit) => digit !== '0').join('.*'))
        expect([text, reading.amount, inOrder.test(typed)]).toEqual([text, reading.amount, true])
      }),
      { numRuns: 20_000 },
    )
  })

  test('without a digit or a number word holds no money', () => {
    const words = fc.constantFrom(
      'mình',
      'góp',
      'nhé',
      'áo',
      'tuần',
      'các',
      'em',
      'ủng',
      'hộ',
      '🌸',
      'ạ',
      'bao',
      'giờ',
      'đồng',
      'k',
    )
    fc.assert(
      fc.property(fc.array(words, { maxLength: 10 }), (said) => {
        expect(readMoney(said.join(' '))).toEqual({ kind: 'unclear' })
      }),
    )
  })

  test('invisible characters inside change nothing', () => {
    const unseen = fc.constantFrom(
      '\u200B',
      '\u200D',
      '\u202E',
      '\u2066',
      '\uFEFF',
      '\u00AD',
      '\u0000',
      '\u{E0041}',
    )
    fc.assert(
      fc.property(fc.constantFrom(...all), unseen, fc.nat(), ([text, expected], hidden, seed) => {
        const at = seed % (text.length + 1)
        expect(short(readMoney(text.slice(0, at) + hidden + text.slice(at)))).toBe(expected)
      }),
    )
  })
})

describe('a huge text', () => {
  afterEach(() => vi.restoreAllMocks())

  test('is not read in part, because a part of a number is another number', () => {
    expect(readMoney(`${' '.repeat(LONGEST_ANSWER - 4)}500k`)).toEqual({ kind: 'amount', amount: 500_000n })
    expect(readMoney(`${' '.repeat(LONGEST_ANSWER - 3)}500k`)).toEqual({ kind: 'unclear' })
  })

  test('costs nothing: no string longer than an answer is ever worked on', () => {
    const spies = (['normalize', 'replace', 'matchAll', 'toLowerCase', 'split', 'trim'] as const).map(
      (name) => vi.spyOn(String.prototype, name),
    )
    const tests = vi.spyOn(RegExp.prototype, 'test')
    readMoney('9'.repeat(1_000_000))
    readMoney('1.000 '.repeat(200_000))
    const worked = spies.flatMap((spy) => spy.mock.contexts.map((context) => String(context).length))
    const tested = tests.mock.calls.map(([text]) => text.length)
    vi.restoreAllMocks()
    expect(Math.max(0, ...worked, ...tested)).toBeLessThanOrEqual(LONGEST_ANSWER)
  })
})
