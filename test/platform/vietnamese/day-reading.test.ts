import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  asDay,
  fold,
  formatDay,
  formatDayFull,
  isDay,
  readDay,
} from '../../../src/platform/vietnamese/index.ts'

// A Sunday; Tết is on 2027-02-06.
const today = asDay('2026-12-20')

const READ: readonly (readonly [text: string, day: string])[] = [
  ['hôm nay', '2026-12-20'],
  ['tối nay', '2026-12-20'],
  ['mai', '2026-12-21'],
  ['ngày mai', '2026-12-21'],
  ['sáng mai', '2026-12-21'],
  ['mai được không', '2026-12-21'],
  ['mốt', '2026-12-22'],
  ['ngày mốt', '2026-12-22'],
  ['ngày kia', '2026-12-22'],
  ['hôm qua', '2026-12-19'],
  ['hôm kia', '2026-12-18'],
  ['thứ 2', '2026-12-21'],
  ['thứ hai', '2026-12-21'],
  ['thứ 7', '2026-12-26'],
  ['thứ bảy', '2026-12-26'],
  ['T7', '2026-12-26'],
  ['thứ 7 sáng', '2026-12-26'],
  ['thứ 7 tới', '2026-12-26'],
  ['chủ nhật tuần sau', '2026-12-27'],
  ['thứ bảy tuần sau', '2026-12-26'],
  ['thứ 3 tuần tới', '2026-12-22'],
  ['5/1', '2027-01-05'],
  ['05/01', '2027-01-05'],
  ['5.1', '2027-01-05'],
  ['05/01/2027', '2027-01-05'],
  ['5/1/27', '2027-01-05'],
  ['5-1-2027', '2027-01-05'],
  ['2027-01-05', '2027-01-05'],
  ['18/12', '2026-12-18'],
  ['20/12', '2026-12-20'],
  ['1/6', '2027-06-01'],
  ['ngày 5/1 nhé', '2027-01-05'],
  ['ngày 5', '2027-01-05'],
  ['ngày 20', '2026-12-20'],
  ['ngày 31', '2026-12-31'],
  ['ngày mười lăm', '2027-01-15'],
  ['ngày hai mươi mốt', '2026-12-21'],
  ['mùng 5', '2027-01-05'],
  ['ngày mùng 5', '2027-01-05'],
  ['mồng năm', '2027-01-05'],
  ['5 tháng 1', '2027-01-05'],
  ['ngày 5 tháng 1 năm 2028', '2028-01-05'],
  ['mùng năm tháng sáu', '2027-06-05'],
  ['5 tháng sáu', '2027-06-05'],
  ['ngày 25 tháng này', '2026-12-25'],
  ['ngày 31 tháng sau', '2027-01-31'],
  ['3 ngày nữa', '2026-12-23'],
  ['hai tuần nữa', '2027-01-03'],
  ['mùng 1 Tết', '2027-02-06'],
  ['mùng 3 Tết', '2027-02-08'],
  ['28 Tết', '2027-02-04'],
  ['30 Tết', '2027-02-05'],
  ['giao thừa', '2027-02-05'],
  ['23 tháng Chạp', '2027-01-30'],
  ['rằm', '2026-12-23'],
  ['rằm tháng Giêng', '2027-02-20'],
  ['rằm tháng 8', '2027-09-15'],
  ['Trung thu', '2027-09-15'],
  ['15/8 âm lịch', '2027-09-15'],
  ['mùng 5 âm', '2027-01-12'],
  ['10/3/2027 âm', '2027-04-16'],
  ['thứ 7 26/12', '2026-12-26'],
  ['9h sáng thứ 7', '2026-12-26'],
  ['2 suất ngày mai', '2026-12-21'],
]

test.each(READ)('%j is %s', (text, day) => {
  expect(readDay(text, today)).toBe(day)
})

test.each(READ.filter(([text]) => text !== 'mốt'))('%j without marks is the same, or asked', (text, day) => {
  for (const typed of [fold(text), text.toUpperCase(), text.normalize('NFD')]) {
    const read = readDay(typed, today)
    expect(typeof read === 'object' ? read.ambiguous : [read]).toContain(day)
  }
})

test.each<[string, string[]]>([
  ['chủ nhật', ['2026-12-20', '2026-12-27']],
  ['thứ 7 sau', ['2026-12-26', '2027-01-02']],
  ['cuối tuần', ['2026-12-20', '2026-12-26', '2026-12-27']],
  ['cuối tuần sau', ['2026-12-26', '2026-12-27']],
  ['5 thang sau', ['2027-01-05', '2027-06-05']],
  ['25/12 hoặc 26/12', ['2026-12-25', '2026-12-26']],
  ['thứ 6 26/12', ['2026-12-26', '2026-12-25']],
  ['trước 25/12', ['2026-12-25']],
  ['sau ngày 25/12', ['2026-12-25']],
  ['không phải mai', ['2026-12-21']],
  ['mai mốt', ['2026-12-21', '2026-12-22']],
])('%j is asked back', (text, days) => {
  expect(readDay(text, today)).toEqual({ ambiguous: days })
})

test.each([
  '',
  'để xem',
  '5',
  '31/2',
  '30/02/2027',
  '13/13',
  '0/5',
  'ngày 32',
  'thứ 8',
  'tuần sau',
  'trước Tết',
  '30/12/2026 âm', // the year Bính Ngọ has no 30th of Chạp
  '8-11h',
  '8h30',
  'mãi',
  'mot suat ao',
  'một suất',
  '500k',
  '9'.repeat(1_000_000),
])('%.20j is no day', (text) => {
  expect(readDay(text, today)).toBeUndefined()
})

describe('it depends on the day it is said', () => {
  test('a weekday on that weekday', () => {
    const saturday = asDay('2026-11-28')
    expect(readDay('thứ 7', saturday)).toEqual({ ambiguous: ['2026-11-28', '2026-12-05'] })
    expect(readDay('thứ 7 này', saturday)).toBe('2026-11-28')
    expect(readDay('thứ 7 tới', saturday)).toBe('2026-12-05')
    expect(readDay('thứ 7 tuần này', asDay('2026-11-29'))).toBe('2026-11-28')
    expect(readDay('thứ 7 tuần sau', asDay('2026-11-25'))).toBe('2026-12-05')
  })

  test('mùng in the month before Tết', () => {
    expect(readDay('mùng 3', asDay('2027-01-08'))).toBe('2027-02-03')
    expect(readDay('mùng 3', asDay('2027-01-09'))).toEqual({ ambiguous: ['2027-02-08', '2027-02-03'] })
    expect(readDay('mùng 3 Tết', asDay('2027-02-10'))).toBe('2027-02-08') // two days ago
    expect(readDay('mùng 3', asDay('2027-02-10'))).toBe('2027-03-03')
  })

  test('a date without a year: the coming one, unless it is just past', () => {
    expect(readDay('20/11', asDay('2026-12-20'))).toBe('2026-11-20')
    expect(readDay('19/11', asDay('2026-12-20'))).toBe('2027-11-19')
    expect(readDay('29/2', asDay('2028-01-01'))).toBe('2028-02-29')
    expect(readDay('29/2', today)).toBeUndefined()
    expect(readDay('ngày 31', asDay('2027-01-31'))).toBe('2027-01-31')
    expect(readDay('ngày 31', asDay('2027-02-01'))).toBe('2027-03-31')
  })
})

test('what somebody has done was on a day that has been', () => {
  const monday = asDay('2026-12-21')
  const past = (text: string) => readDay(text, monday, 'past')
  expect(past('hôm qua 9h 500k')).toBe('2026-12-20')
  expect(past('toi qua')).toBe('2026-12-20')
  expect(past('thứ 7')).toBe('2026-12-19')
  expect(past('thứ 7 tuần trước')).toBe('2026-12-19')
  expect(past('thứ 2')).toEqual({ ambiguous: ['2026-12-21', '2026-12-14'] })
  expect(past('ngày 5')).toBe('2026-12-05')
  expect(past('ngày 25')).toBe('2026-11-25')
  expect(past('friday')).toBe('2026-12-18')
  expect(past('mai')).toBeUndefined()
  expect(past('30/12')).toBeUndefined()
  // Just after Tết, mùng 3 is that of Tết, or that of the solar month.
  expect(readDay('mùng 3', asDay('2027-02-10'), 'past')).toEqual({ ambiguous: ['2027-02-08', '2027-02-03'] })
})

test('what we show of a near day reads back as that day', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -25, max: 300 }),
      fc.constantFrom('2026-12-20', '2028-02-29', '2027-02-06'),
      (away, from) => {
        const now = asDay(from)
        const day = addDays(now, away)
        expect(readDay(formatDayFull(day), now)).toBe(day)
        if (away > 7) expect(readDay(formatDay(day).replace(/^.* /, ''), now)).toBe(day)
      },
    ),
  )
})

test('any text gives days that exist, and never throws', () => {
  const words = READ.flatMap(([text]) => text.split(' '))
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(fc.constantFrom(...words), { maxLength: 6 }).map((said) => said.join(' ')),
  )
  fc.assert(
    fc.property(text, (said) => {
      const read = readDay(said, today)
      const days = typeof read === 'object' ? read.ambiguous : read === undefined ? [] : [read]
      expect(days.every(isDay)).toBe(true)
      expect(new Set(days).size).toBe(days.length)
    }),
    { numRuns: 3_000 },
  )
})
