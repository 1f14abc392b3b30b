/** Vietnamese as people write it: text, money, numbers, days, names. Pure: no clock, no settings, no input or output. */
export { amountInside } from './amount-inside.ts'
export { namesPerson, schoolsIn, tellsOfChild } from './child.ts'
export {
  CURRENCY_CODES,
  currencyName,
  type ForeignSum,
  formatForeign,
  isCurrency,
  plainSum,
  shortForeign,
  sumOf,
} from './currencies.ts'
export { formatDay, formatDayFull, formatDayTime, formatTime, type Lang } from './date-format.ts'
export {
  addDays,
  asDay,
  columnOfDay,
  type Day,
  dayFrom,
  dayInColumn,
  daysBetween,
  isDay,
  partsOf,
  weekday,
} from './day.ts'
export { type DayReading, readDay } from './day-reading.ts'
export { changesEachTime, isEachTime, placesSaid, unitsInside } from './each-time.ts'
export { capitalise, clean, fold } from './fold.ts'
export { readForeign } from './foreign-money.ts'
export { type ForeignSaid, saysForeign } from './foreign-said.ts'
export { isWorkingDay, workingDayAfter, workingDayUntil } from './holidays.ts'
export { type HourReading, readHour } from './hour-reading.ts'
export { dayOfGift, readLater, readParts, withoutNamedDays } from './later.ts'
export { formatLunar, type LunarDay, tet, toLunar, toSolar } from './lunar.ts'
export { digits, formatMoney, moneyInWords, type Vnd } from './money.ts'
export { isAmountAlone, type MoneyReading, readMoney } from './money-reading.ts'
export {
  addMonths,
  asMonth,
  dayIn,
  formatMonth,
  isMonth,
  type Month,
  monthOf,
  monthsBetween,
} from './month.ts'
export { readMonthlyDay } from './monthly-day.ts'
export { readMonthlyGift } from './monthly-gift.ts'
export { monthsSaid, sumOfMonths } from './months-said.ts'
export { type NameReading, nameInCapitals, namesPupil, readDisplayName, sortKey } from './names.ts'
export { readNumber } from './number.ts'
export { NUMBER_WORDS } from './number-words.ts'
export { leadsOutside } from './outside.ts'
export { isPhoneAlone, readPhone } from './phone.ts'
export { REQUEST_NUMBER, readRequestNumber } from './request-number.ts'
export { readTaxCode } from './tax-code.ts'
export {
  afterTet,
  beforeTet,
  besideTet,
  isTet,
  mayStillAsk,
  nextToAsk,
  untilEvening,
} from './tet-days.ts'
export {
  answerBy,
  dayOf,
  endOfDay,
  instantAt,
  isByDay,
  nextByDay,
  nextInstantWithin,
  startOfDay,
  type TimeOfDay,
  timeOf,
} from './time.ts'
export { readYesNo } from './yes-no.ts'
