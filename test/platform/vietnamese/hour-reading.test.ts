import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  asDay,
  fold,
  formatTime,
  instantAt,
  readHour,
  type TimeOfDay,
} from '../../../src/platform/vietnamese/index.ts'

const clock = ({ hour, minute }: TimeOfDay): string =>
  formatTime(instantAt(asDay('2026-12-20'), { hour, minute }))

const READ: readonly (readonly [text: string, time: string])[] = [
  ['9h', '09:00'],
  ['9g', '09:00'],
  ['9 giờ', '09:00'],
  ['9h30', '09:30'],
  ['9h05', '09:05'],
  ['9:30', '09:30'],
  ['21:00', '21:00'],
  ['03:00', '03:00'],
  ['0h', '00:00'],
  ['12h', '12:00'],
  ['18h', '18:00'],
  ['8 giờ tối', '20:00'],
  ['8h tối', '20:00'],
  ['tám giờ tối', '20:00'],
  ['8 giờ sáng', '08:00'],
  ['9 sáng', '09:00'],
  ['3 rưỡi chiều', '15:30'],
  ['3 giờ rưỡi chiều', '15:30'],
  ['7 rưỡi', '07:30'],
  ['5 chiều', '17:00'],
  ['2h chiều', '14:00'],
  ['hai giờ chiều', '14:00'],
  ['12 giờ trưa', '12:00'],
  ['1 giờ trưa', '13:00'],
  ['11 giờ đêm', '23:00'],
  ['12 giờ đêm', '00:00'],
  ['2 giờ sáng', '02:00'],
  ['10 giờ 15 phút', '10:15'],
  ['9 giờ kém 15', '08:45'],
  ['8h kém 10', '07:50'],
  ['9am', '09:00'],
  ['9 pm', '21:00'],
  ['tối mai 7h', '19:00'],
  ['sáng thứ 7 lúc 9h', '09:00'],
  ['chiều 3h', '15:00'],
  ['20/12 9h', '09:00'],
  ['9h 2 người', '09:00'],
  ['mình ck lúc 9h sáng nay', '09:00'],
]

test.each(READ)('%j is %s', (text, time) => {
  expect(clock(readHour(text) as TimeOfDay)).toBe(time)
})

test.each(READ)('%j without marks is the same, or asked', (text, time) => {
  for (const typed of [fold(text), text.toUpperCase(), text.normalize('NFD')]) {
    const read = readHour(typed)!
    expect(('ambiguous' in read ? read.ambiguous : [read]).map(clock)).toContain(time)
  }
})

test.each<[string, string[]]>([
  ['3h', ['15:00', '03:00']],
  ['3 rưỡi', ['15:30', '03:30']],
  ['8-11h', ['08:00', '11:00']],
  ['8–11 giờ', ['08:00', '11:00']],
  ['8h-11h', ['08:00', '11:00']],
  ['từ 8 đến 11 giờ', ['08:00', '11:00']],
  ['8h hoặc 9h', ['08:00', '09:00']],
  ['8 gio toi den', ['20:00', '08:00']],
])('%j is asked back', (text, times) => {
  const read = readHour(text)
  expect(read && 'ambiguous' in read ? read.ambiguous.map(clock) : read).toEqual(times)
})

test.each([
  '',
  '9',
  'thứ 7',
  'tối nay',
  '500k',
  '24h',
  '25h',
  '9:60',
  '12A1',
  '20/12',
  '10.30',
  '2 giờ nữa',
  '8 giờ chiều đồng',
  '9'.repeat(1_000_000),
])('%.20j is no hour', (text) => {
  expect(readHour(text)).toBeUndefined()
})

test('every time that we show reads back', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }), (hour, minute) => {
      expect(readHour(clock({ hour, minute }))).toEqual({ hour, minute })
    }),
  )
})

test('any text gives times of a day, and never throws', () => {
  const words = READ.flatMap(([text]) => text.split(' '))
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(fc.constantFrom(...words), { maxLength: 6 }).map((said) => said.join(' ')),
  )
  fc.assert(
    fc.property(text, (said) => {
      const read = readHour(said)
      for (const { hour, minute } of read === undefined
        ? []
        : 'ambiguous' in read
          ? read.ambiguous
          : [read]) {
        expect(
          Number.isInteger(hour) &&
            hour >= 0 &&
            hour < 24 &&
            Number.isInteger(minute) &&
            minute >= 0 &&
            minute < 60,
        ).toBe(true)
      }
    }),
    { numRuns: 3_000 },
  )
})
