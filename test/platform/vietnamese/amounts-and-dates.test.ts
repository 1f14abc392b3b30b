import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import {
  asDay,
  type DayReading,
  fold,
  type HourReading,
  readDay,
  readHour,
  readMoney,
  readMonthlyDay,
} from '../../../src/platform/vietnamese/index.ts'

const PART = ['amounts', 'days', 'past', 'hours', 'monthly'] as const
type Part = (typeof PART)[number]
type Forms = Readonly<Record<string, string>>

const { today, ...parts } = parse(
  readFileSync(new URL('../../fixtures/amounts-and-dates.yaml', import.meta.url), 'utf8'),
  { schema: 'failsafe' },
) as Record<Part, Forms> & { today: string }
const TODAY = asDay(today)

const READ: Readonly<Record<Part, (text: string) => string>> = {
  amounts: money,
  days: (text) => day(readDay(text, TODAY)),
  past: (text) => day(readDay(text, TODAY, 'past')),
  hours: (text) => hour(readHour(text)),
  monthly: (text) => String(readMonthlyDay(text) ?? 'ask'),
}

function money(text: string): string {
  const reading = readMoney(text)
  return reading.kind === 'amount' ? `${reading.amount}` : 'ask'
}
const day = (reading: DayReading): string => (typeof reading === 'string' ? reading : 'ask')
function hour(reading: HourReading): string {
  if (reading === undefined || 'ambiguous' in reading) return 'ask'
  return [reading.hour, reading.minute].map((n) => String(n).padStart(2, '0')).join(':')
}

const entries = (part: Part): readonly (readonly [string, string])[] => Object.entries(parts[part])

describe.each(PART)('%s as people type them', (part) => {
  test.each(entries(part))('%s: %s', (form, meant) => {
    expect(READ[part](form)).toBe(meant)
  })

  test.each(entries(part))('%s, without marks, is never another than %s', (form, meant) => {
    expect([meant, 'ask']).toContain(READ[part](fold(form)))
  })
})

test('there are at least two hundred of them', () => {
  expect(entries('amounts').length).toBeGreaterThanOrEqual(120)
  expect(PART.slice(1).flatMap(entries).length).toBeGreaterThanOrEqual(80)
})

test('how many are read rather than asked back', () => {
  const share = (part: Part) => {
    const meant = entries(part).filter(([, value]) => value !== 'ask')
    return `${meant.filter(([form, value]) => READ[part](form) === value).length}/${meant.length}`
  }
  expect(Object.fromEntries(PART.map((part) => [part, share(part)]))).toMatchInlineSnapshot(`
    {
      "amounts": "90/90",
      "days": "64/64",
      "hours": "15/15",
      "monthly": "13/13",
      "past": "13/13",
    }
  `)
})

// Words of talk in which no number is, neither in digits nor in words.
const WORD = fc.constantFrom(
  ...'góp gửi ủng hộ cho các em nhỏ vùng cao nhé ạ mình muốn giúp áo ấm sữa bánh chào bạn cảm ơn tiền nghìn ngàn triệu tỷ đồng k đ tr củ lít rưỡi bao nhiêu cũng được nhiều ít usd đô hằng tháng lần'.split(
    ' ',
  ),
)

test('what has no number in it is no sum', () => {
  fc.assert(
    fc.property(fc.array(WORD, { minLength: 1, maxLength: 8 }), (words) => {
      const text = words.join(' ')
      // "nghìn rưỡi", "triệu rưỡi": the one is left out, and half is a number.
      fc.pre(!/(nghìn|ngàn|triệu|tỷ|củ) rưỡi/.test(text))
      expect(readMoney(text).kind).not.toBe('amount')
    }),
  )
})

test('a telephone number is no sum, however it is parted, alone or beside a sum’s words', () => {
  const parted = fc.constantFrom([4, 3, 3], [3, 3, 4], [2, 2, 2, 2, 2], [10], [4, 6], [5, 5])
  fc.assert(
    fc.property(
      fc.constantFrom('3', '5', '7', '8', '9'),
      fc.integer({ min: 0, max: 99_999_999 }),
      parted,
      fc.constantFrom('', ' ', '.', '-'),
      fc.constantFrom('0', '+84', '84'),
      fc.constantFrom('', 'sđt ', 'số mình là ', 'zalo ', 'gọi mình '),
      (head, rest, sizes, gap, country, before) => {
        const digits = `0${head}${String(rest).padStart(8, '0')}`
        const starts = sizes.map((_, n) => sizes.slice(0, n).reduce((sum, size) => sum + size, 0))
        const groups = sizes.map((size, n) => digits.slice(starts[n], starts[n]! + size))
        const number = country === '0' ? groups.join(gap) : `${country}${groups.join(gap).slice(1)}`
        expect(readMoney(before + number).kind).not.toBe('amount')
      },
    ),
    { numRuns: 500 },
  )
})
