import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  answerBy,
  asDay,
  dayFrom,
  dayOf,
  daysBetween,
  formatDay,
  formatDayFull,
  formatDayTime,
  formatTime,
  instantAt,
  isDay,
  nextInstantWithin,
  partsOf,
  startOfDay,
  timeOf,
  weekday,
} from '../../../src/platform/vietnamese/index.ts'

const instants = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-01-01'), noInvalidDate: true })
const days = instants.map(dayOf)

describe('days', () => {
  test.each(['2026-02-30', '2026-13-01', '2026-1-5', '05/01/2027', '2027-01-05T00:00', '', 'mai'])(
    '%j is none',
    (text) => {
      expect(isDay(text)).toBe(false)
      expect(() => asDay(text)).toThrow(RangeError)
    },
  )

  test('exist or not', () => {
    expect(isDay('2028-02-29')).toBe(true)
    expect(isDay('2027-02-29')).toBe(false)
    expect(dayFrom(2027, 2, 29)).toBeUndefined()
    expect(dayFrom(2027, 12, 31)).toBe('2027-12-31')
    expect(dayFrom(2027, 0, 1)).toBeUndefined()
    expect(dayFrom(2027, 1.5, 1)).toBeUndefined()
  })

  test('add up, differ and sort', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -5_000, max: 5_000 }), (day, count) => {
        const other = addDays(day, count)
        expect(daysBetween(day, other)).toBe(count)
        expect(other > day).toBe(count > 0)
        expect(weekday(other)).toBe(((((weekday(day) - 1 + count) % 7) + 7) % 7) + 1)
        const { year, month, date } = partsOf(day)
        expect(dayFrom(year, month, date)).toBe(day)
      }),
    )
  })

  test('begin at midnight in Việt Nam', () => {
    expect(startOfDay(asDay('2026-12-21')).toISOString()).toBe('2026-12-20T17:00:00.000Z')
    expect(dayOf(new Date('2026-12-20T16:59:59.999Z'))).toBe('2026-12-20')
    expect(dayOf(new Date('2026-12-20T17:00:00Z'))).toBe('2026-12-21')
    fc.assert(
      fc.property(instants, (instant) => {
        const day = dayOf(instant)
        expect(startOfDay(day) <= instant && instant < startOfDay(addDays(day, 1))).toBe(true)
        const shown = instantAt(day, timeOf(instant)).getTime()
        expect(instant.getTime() - shown).toBeGreaterThanOrEqual(0)
        expect(instant.getTime() - shown).toBeLessThan(60_000)
      }),
    )
  })

  test('agree with the time zone that Node knows', () => {
    const node = new Intl.DateTimeFormat('sv-SE', {
      timeZone: 'Asia/Ho_Chi_Minh',
      dateStyle: 'short',
      timeStyle: 'short',
    })
    fc.assert(
      fc.property(instants, (instant) => {
        expect(`${dayOf(instant)} ${formatTime(instant)}`).toBe(node.format(instant))
      }),
    )
  })
})

describe('shown', () => {
  test.each([
    ['2026-11-23', 'thứ Hai 23/11', 'Monday 23 November'],
    ['2026-11-24', 'thứ Ba 24/11', 'Tuesday 24 November'],
    ['2026-11-25', 'thứ Tư 25/11', 'Wednesday 25 November'],
    ['2026-11-26', 'thứ Năm 26/11', 'Thursday 26 November'],
    ['2026-11-27', 'thứ Sáu 27/11', 'Friday 27 November'],
    ['2026-11-28', 'thứ Bảy 28/11', 'Saturday 28 November'],
    ['2026-11-29', 'Chủ nhật 29/11', 'Sunday 29 November'],
    ['2027-01-05', 'thứ Ba 05/01', 'Tuesday 5 January'],
  ])('%s is %s', (day, vi, en) => {
    expect(formatDay(asDay(day))).toBe(vi)
    expect(formatDay(asDay(day), 'en')).toBe(en)
  })

  test('with its year only when it is far away', () => {
    const today = asDay('2026-12-20')
    expect(formatDay(asDay('2027-01-30'), 'vi', today)).toBe('thứ Bảy 30/01')
    expect(formatDay(asDay('2027-12-20'), 'vi', today)).toBe('thứ Hai 20/12/2027')
    expect(formatDay(asDay('2025-12-20'), 'en', today)).toBe('Saturday 20 December 2025')
  })

  test('in full, and with the time', () => {
    const instant = new Date('2026-11-28T13:05:00Z')
    expect(formatDayFull(asDay('2026-11-28'))).toBe('28/11/2026')
    expect(formatDayFull(instant, 'en')).toBe('28 November 2026')
    expect(formatTime(instant)).toBe('20:05')
    expect(formatDayTime(instant)).toBe('20:05 thứ Bảy 28/11')
    expect(formatDayTime(instant, 'en')).toBe('20:05 Saturday 28 November')
    expect(formatDay(new Date('2026-11-28T17:00:00Z'))).toBe('Chủ nhật 29/11')
  })
})

describe('quiet hours', () => {
  const at = (time: string): Date => new Date(`2026-12-20T${time}+07:00`)

  test.each([
    ['07:59:59', '2026-12-20T08:00:00+07:00'],
    ['08:00:00', '2026-12-20T08:00:00+07:00'],
    ['20:59:59', '2026-12-20T20:59:59+07:00'],
    ['21:00:00', '2026-12-21T08:00:00+07:00'],
    ['23:30:00', '2026-12-21T08:00:00+07:00'],
    ['00:00:00', '2026-12-20T08:00:00+07:00'],
  ])('%s waits until %s', (time, then) => {
    expect(nextInstantWithin(8, 21, at(time))).toEqual(new Date(then))
  })

  test('never earlier, never more than a day later, always inside', () => {
    fc.assert(
      fc.property(
        instants,
        fc.integer({ min: 0, max: 23 }),
        fc.integer({ min: 1, max: 24 }),
        (instant, from, length) => {
          const to = Math.min(24, from + length)
          const then = nextInstantWithin(from, to, instant)
          expect(then >= instant && then.getTime() - instant.getTime() <= 24 * 3_600_000).toBe(true)
          expect(timeOf(then).hour >= from && timeOf(then).hour < to).toBe(true)
          expect(nextInstantWithin(from, to, then)).toEqual(then)
        },
      ),
    )
  })

  test.each([
    [21, 8],
    [8, 8],
    [-1, 8],
    [8, 25],
    [Number.NaN, 8],
  ])('there is no window from %s to %s', (from, to) => {
    expect(() => nextInstantWithin(from, to, at('12:00:00'))).toThrow(RangeError)
  })
})

test.each([
  ['2026-12-21T09:00', '2026-12-21T17:00'], // Monday
  ['2026-12-21T15:00', '2026-12-21T17:00'],
  ['2026-12-21T15:01', '2026-12-22T17:00'],
  ['2026-12-25T16:00', '2026-12-28T17:00'], // Friday afternoon
  ['2026-12-20T20:15', '2026-12-21T17:00'], // Sunday
  ['2026-12-31T15:30', '2027-01-04T17:00'], // New Year is a Friday
  ['2027-02-05T10:00', '2027-02-12T17:00'], // 29 tháng Chạp
])('who asks at %s has an answer by %s', (asked, by) => {
  expect(answerBy(new Date(`${asked}:00+07:00`))).toEqual(new Date(`${by}:00+07:00`))
})
