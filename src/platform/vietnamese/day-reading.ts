import { addDays, type Day, dayFrom, daysBetween, partsOf, weekday } from './day.ts'
import { fold } from './fold.ts'
import { toLunar, toSolar } from './lunar.ts'
import { addMonths, dayIn, monthOf as monthOfDay } from './month.ts'
import { readNumber } from './number.ts'
import { answerLine } from './tokens.ts'

/** One day, several to ask about (likeliest first; one alone is asked too), or nothing understood. */
export type DayReading = Day | { readonly ambiguous: readonly Day[] } | undefined

/** What a rule makes of its match; an `undefined` among the days is one that doesn't exist, such as 31/2. */
type Rule = readonly [
  pattern: RegExp,
  days: (match: readonly string[], today: Day, accented: boolean, when: When) => readonly (Day | undefined)[],
]

/** What somebody speaks of: what is still to come, or what they have done. */
type When = 'coming' | 'past'

/** A day without a year counts as just past for so long, and as next year's after that. */
const JUST_PAST_DAYS = 30
/** So long before Tết, "mùng 3" may be the third of the solar month or of Giêng. */
const TET_NEAR_DAYS = 30

const UNIT = '(?:một|mốt|hai|ba|bốn|tư|năm|lăm|sáu|bảy|bẩy|tám|chín)'
const TEENS = `(?:(?:hai|ba) )?(?:mười|mươi)(?: ${UNIT})?`
const NUMBER = `(\\d{1,2}|${TEENS}|${UNIT})`
const MONTH = `(?:tháng )(\\d{1,2}|${TEENS}|${UNIT}|giêng|chạp)`
const MUNG = '(?:mùng|mồng)'
const LUNAR = '( âm lịch| âm| al)?'
const LUNAR_MONTHS = new Map([
  ['giêng', 1],
  ['gieng', 1],
  ['chạp', 12],
  ['chap', 12],
])
/** English months by their first letters. */
const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const MONTH_NAME = `(${MONTHS.join('|')})[a-z]*`
const ENGLISH = 'monday tuesday wednesday thursday friday saturday sunday'.split(' ')

/** Every word with its marks or without any: "thứ" also matches thu, but never thư. */
function vn(source: string): RegExp {
  const both = source.replace(/[a-zà-ỹ]*[à-ỹ][a-zà-ỹ]*/gu, (word) => `(?:${word}|${fold(word)})`)
  return new RegExp(`(?<![\\p{L}\\d])(?:${both})(?![\\p{L}\\d])`, 'gu')
}

/** In this order: what a rule has read, the next ones don't see. */
const RULES: readonly Rule[] = [
  [vn('(\\d{4})-(\\d{1,2})-(\\d{1,2})'), ([, y, m, d]) => [dayFrom(Number(y), Number(m), Number(d))]],
  [
    vn(`(\\d{1,2})([/.-])(\\d{1,2})\\2(\\d{4}|\\d{2})${LUNAR}`),
    ([, d, , m, y, lunar]) => [
      dated(Number(d), Number(m), y!.length === 2 ? 2000 + Number(y) : Number(y), lunar),
    ],
  ],
  [
    vn(`${NUMBER} tháng (này|sau|tới)`),
    ([, d, which], today, accented) => {
      const said = inMonth(today, which === 'này' || which === 'nay' ? 0 : 1, count(d))
      // Without marks "thang sau" is next month or June.
      const june = which === 'sau' && !accented ? undated(today, count(d), 6, undefined) : undefined
      return june ? [said, june] : [said]
    },
  ],
  [
    vn(`${NUMBER} ${MONTH}(?: năm (\\d{4}))?${LUNAR}`),
    ([, d, name, y, suffix], today) => {
      const lunar = LUNAR_MONTHS.has(name!) ? 'lunar' : suffix
      return [
        y ? dated(count(d), monthOf(name), Number(y), lunar) : undated(today, count(d), monthOf(name), lunar),
      ]
    },
  ],
  [
    vn(`(\\d{1,2})[/.](\\d{1,2})${LUNAR}`),
    ([, d, m, lunar], today) => [undated(today, Number(d), Number(m), lunar)],
  ],
  [
    // "5-12" may also be the fifth to the twelfth; "20-12" cannot.
    vn('(\\d{1,2})-(\\d{1,2})'),
    ([, d, m], today) => [
      Number(d) > Number(m) ? undated(today, Number(d), Number(m), undefined) : undefined,
    ],
  ],
  [
    vn(`(\\d{1,2})(?:st|nd|rd|th)?(?: of)? ${MONTH_NAME}`),
    ([, d, name], today) => [undated(today, Number(d), MONTHS.indexOf(name!) + 1, undefined)],
  ],
  [
    vn(`${MONTH_NAME} (\\d{1,2})(?:st|nd|rd|th)?`),
    ([, name, d], today) => [undated(today, Number(d), MONTHS.indexOf(name!) + 1, undefined)],
  ],
  [
    vn('cuối tháng(?: (này|sau|tới))?'),
    ([, which], today) => [
      dayIn(addMonths(monthOfDay(today), which && which !== 'này' && which !== 'nay' ? 1 : 0), 31),
    ],
  ],
  [vn('cuối năm(?: nay)?'), (_, today) => [dayFrom(partsOf(today).year, 12, 31)]],
  [
    vn(`rằm(?: ${MONTH})?`),
    ([, m], today) => [m ? undated(today, 15, monthOf(m), 'lunar') : comingLunar(today, 15)],
  ],
  [vn('ông công ông táo|(?:tết|cúng) ông (?:công|táo)'), (_, today) => [undated(today, 23, 12, 'lunar')]],
  [vn('trung thu'), (_, today) => [undated(today, 15, 8, 'lunar')]],
  [vn(`giao thừa|30 tết`), (_, today) => [nearest(today, (year) => eveOfTet(year))]],
  [vn('(2[3-9]) tết'), ([, d], today) => [undated(today, Number(d), 12, 'lunar')]],
  [vn(`${MUNG} ${NUMBER} tết`), ([, d], today) => [undated(today, count(d), 1, 'lunar')]],
  [vn(`(?:${MUNG}|ngày) ${NUMBER}(?: âm lịch| âm| al)`), ([, d], today) => [comingLunar(today, count(d))]],
  [vn(`(?:ngày )?${MUNG} ${NUMBER}`), ([, d], today, _, when) => mung(today, count(d), when)],
  [
    vn(`${NUMBER} (ngày|hôm|tuần) nữa`),
    ([, n, unit], today) => [addDays(today, count(n) * (/^t/.test(unit!) ? 7 : 1))],
  ],
  [vn('in (\\d{1,2}) days?'), ([, n], today) => [addDays(today, Number(n))]],
  [
    vn(`${NUMBER} (?:ngày|hôm|bữa) trước|(\\d{1,2}) days? ago`),
    ([, n, m], today) => [addDays(today, -count(n ?? m))],
  ],
  // Some day to come, or one of the next two.
  [vn('mai mốt'), (_, today) => [addDays(today, 1), addDays(today, 2)]],
  [vn(`ngày (\\d{1,2}|${TEENS})`), ([, d], today, _, when) => [dateOfMonth(today, count(d), when)]],
  [
    vn(
      '(?:thứ ?(hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|t([2-7])|chủ nhật|chúa nhật|cn)(?: (tuần này|tuần sau|tuần tới|tuần trước|này|tới|sau))?',
    ),
    ([, name, digit, which], today, _, when) => onWeekday(today, weekdayNumber(name ?? digit), which, when),
  ],
  [
    vn('cuối tuần(?: (này|sau|tới))?'),
    ([, which], today) => {
      const weekend = (week: string): readonly Day[] =>
        [6, 7].flatMap((day) => onWeekday(today, day, week, 'coming'))
      if (which !== undefined && fold(which) !== 'nay') return weekend('tuần sau')
      const left = weekend('tuần này').filter((day) => day >= today)
      // Said on a Saturday or Sunday, it may be the next one.
      return which === undefined && weekday(today) >= 6 ? [...left, ...weekend('tuần sau')] : left
    },
  ],
  [
    vn(`(next |this )?(${ENGLISH.join('|')})`),
    ([, which, name], today, _, when) =>
      onWeekday(today, ENGLISH.indexOf(name!) + 1, which === 'next ' ? 'sau' : undefined, when),
  ],
  [vn('(?:hôm|bữa|sáng|trưa|chiều|tối|đêm) nay|bây giờ|today|tonight'), (_, today) => [today]],
  [/^nay$/gu, (_, today) => [today]],
  [vn('mai|tomorrow'), (_, today) => [addDays(today, 1)]],
  // Without marks "mot" is mostly one: only "ngay mot", or the word alone, is a day.
  [vn('(?:ngày|bữa) mốt'), (_, today) => [addDays(today, 2)]],
  [/(?<!\p{L})mốt(?!\p{L})|^mot$/gu, (_, today) => [addDays(today, 2)]],
  [vn('(?:ngày|bữa) kia'), (_, today) => [addDays(today, 2)]],
  [vn('(?:ngày|bữa) kìa'), (_, today) => [addDays(today, 3)]],
  [vn('(?:hôm|bữa|sáng|trưa|chiều|tối|đêm) qua|yesterday'), (_, today) => [addDays(today, -1)]],
  [vn('hôm kia'), (_, today) => [addDays(today, -2)]],
]

/** A day that comes again is no one day: the next of them is asked back. */
const NOT_ONE_DAY =
  /(?<!\p{L})(?:hằng|hàng|hang|mỗi|moi|every|each) (?:tháng|thang|tuần|tuan|month|week)(?!\p{L})/u

/** Before a day: "trước thứ 7", "không phải mai" name the day, but not as the answer. */
const NOT_THAT_DAY =
  /(?<!\p{L})(?:không|khong|ko|đừng|trừ|chưa|(?:trước|truoc|sau)(?: ngày| ngay)?\s*$)(?!\p{L})/u

/**
 * Reads a day as people say it, from the day on which they say it.
 *
 *     readDay('mai', '2026-12-20')               // '2026-12-21'
 *     readDay('thứ 7 tuần sau', '2026-11-25')    // '2026-12-05'   weeks begin on Monday
 *     readDay('5/1', '2026-12-20')               // '2027-01-05'   the nearest one, at most 30 days back
 *     readDay('ngày 5', '2026-12-20')            // '2027-01-05'   the coming one
 *     readDay('mùng 3 Tết', '2026-12-20')        // '2027-02-08'   lunar, as with "âm lịch", rằm, Giêng, Chạp
 *     readDay('ngày mùng 5', '2026-12-20')       // '2027-01-05'   otherwise mùng is the solar day of the month …
 *     readDay('mùng 3', '2027-01-28')            // { ambiguous: ['2027-02-08', '2027-02-03'] }   … but near Tết we ask
 *     readDay('thứ 7', '2026-11-28')             // { ambiguous: ['2026-11-28', '2026-12-05'] }   said on a Saturday
 *     readDay('để xem', '2026-12-20')            // undefined
 *     readDay('thứ 7', '2026-12-21', 'past')     // '2026-12-19'   of what somebody has done: the last one
 *     readDay('mai', '2026-12-21', 'past')       // undefined      and never a day that has not been
 *
 * @returns also days in the past ("hôm qua"). Never throws.
 */
export function readDay(text: string, today: Day, when: When = 'coming'): DayReading {
  let line = answerLine(text)
  if (line === undefined) return undefined
  const whole = line
  const accented = /[à-ỹ]/u.test(whole)
  const days: (Day | undefined)[] = []
  let first = whole.length
  for (const [pattern, read] of RULES) {
    line = line.replace(pattern, (...match: unknown[]) => {
      days.push(...read(match.slice(0, -2) as string[], today, accented, when))
      first = Math.min(first, match.at(-2) as number)
      return '·'.repeat((match[0] as string).length)
    })
  }
  if (days.includes(undefined)) return undefined
  if (when === 'past' && (days as Day[]).some((day) => day > today)) return undefined
  const distinct = [...new Set(days as Day[])]
  if (distinct.length === 1 && !NOT_ONE_DAY.test(whole) && !NOT_THAT_DAY.test(whole.slice(0, first)))
    return distinct[0]
  return distinct.length === 0 ? undefined : { ambiguous: distinct }
}

const monthOf = (name: string | undefined): number => LUNAR_MONTHS.get(name ?? '') ?? count(name)
const count = (words: string | undefined): number => readNumber(words ?? '') ?? 0
const weekdayNumber = (name: string | undefined): number =>
  name === undefined
    ? 7
    : /\d/.test(name)
      ? Number(name) - 1
      : ['hai', 'ba', 'tu', 'nam', 'sau', 'bay'].indexOf(fold(name)) + 1

function dated(date: number, month: number, year: number, lunar: string | undefined): Day | undefined {
  return lunar ? toSolar({ year, month, day: date }) : dayFrom(year, month, date)
}

function undated(today: Day, date: number, month: number, lunar: string | undefined): Day | undefined {
  return nearest(today, (year) => dated(date, month, year, lunar))
}

/** Of one day in every year: the coming one, unless this year's is just past. */
function nearest(today: Day, inYear: (year: number) => Day | undefined): Day | undefined {
  const { year } = partsOf(today)
  const days = [year - 1, year, year + 1].map(inYear).filter((day) => day !== undefined)
  return days.find((day) => daysBetween(day, today) <= JUST_PAST_DAYS)
}

function eveOfTet(year: number): Day | undefined {
  const tet = toSolar({ year, month: 1, day: 1 })
  return tet && addDays(tet, -1)
}

function inMonth(today: Day, later: number, date: number): Day | undefined {
  const { year, month } = partsOf(today)
  const index = month - 1 + later
  return dayFrom(year + Math.floor(index / 12), (index % 12) + 1, date)
}

function dateOfMonth(today: Day, date: number, when: When): Day | undefined {
  if (when === 'coming') return coming(today, (day) => partsOf(day).date === date)
  const here = inMonth(today, 0, date)
  return here && here <= today ? here : inMonth(today, -1, date)
}

const comingLunar = (today: Day, date: number): Day | undefined =>
  coming(today, (day) => toLunar(day)?.day === date)

function coming(today: Day, fits: (day: Day) => boolean): Day | undefined {
  // Long enough for a 30th lunar day after a row of short months.
  for (let ahead = 0; ahead <= 120; ahead += 1) {
    const day = addDays(today, ahead)
    if (fits(day)) return day
  }
  return undefined
}

function mung(today: Day, date: number, when: When): readonly (Day | undefined)[] {
  const solarDay = date <= 10 ? dateOfMonth(today, date, when) : undefined
  const tetDay = undated(today, date, 1, 'lunar')
  const ahead = tetDay ? daysBetween(today, tetDay) : -1
  const away = when === 'past' ? -ahead : ahead
  return solarDay && tetDay && away >= 0 && away <= TET_NEAR_DAYS ? [tetDay, solarDay] : [solarDay]
}

/** `which` is what is said behind the weekday: "này", "tới", "sau", alone or with "tuần". */
function onWeekday(today: Day, wanted: number, which: string | undefined, when: When): readonly Day[] {
  const thisWeek = addDays(today, wanted - weekday(today))
  if (when === 'past' && which === undefined) {
    if (thisWeek === today) return [today, addDays(today, -7)]
    return [thisWeek < today ? thisWeek : addDays(thisWeek, -7)]
  }
  const soonest = thisWeek < today ? addDays(thisWeek, 7) : thisWeek
  const afterToday = soonest === today ? addDays(today, 7) : soonest
  switch (which && fold(which)) {
    case 'tuan nay':
      return [thisWeek]
    case 'tuan truoc':
      return [addDays(thisWeek, -7)]
    case 'tuan sau':
    case 'tuan toi':
      return [addDays(thisWeek, 7)]
    case 'nay':
      return [soonest]
    case 'sau':
      // "thứ 7 sau": the coming one, or the one in the week after.
      return [afterToday, addDays(afterToday, 7)]
  }
  if (which === 'tới') return [afterToday]
  return soonest === today ? [today, afterToday] : [soonest]
}
