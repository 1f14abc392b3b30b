import {
  type Day,
  dayOf,
  digits,
  formatDay,
  formatDayFull,
  formatDayTime,
  formatLunar,
  formatMoney,
  formatTime,
  isDay,
  moneyInWords,
  toLunar,
} from '../platform/vietnamese/index.ts'
import type { Form } from './forms.ts'
import type { Lang, Value, Values } from './types.ts'

/** How a placeholder may ask for its value. Without one, the value's own type decides. */
export const FORMATS = [
  'digits',
  'words',
  'code',
  'day',
  'date',
  'time',
  'day_time',
  'lunar',
  'join',
  'plural',
  'text',
] as const
export type Format = (typeof FORMATS)[number]

/** In which language a value is shown, and what that language calls yes and no. */
export interface Tongue {
  readonly lang: Lang
  readonly yes: string
  readonly no: string
  /** How the person is spoken to. */
  readonly form?: Form | undefined
  /** A day that is far from this one is shown with its year. */
  readonly today?: Day
}

/**
 * A value as people read it.
 *
 *     show(300_000n, undefined, [], { lang: 'vi', yes: 'có', no: 'không' })         // '300.000\u00A0đ'
 *     show(300_000n, 'digits', [], { lang: 'vi', yes: 'có', no: 'không' })          // '300000'
 *     show('TLV8K3Q7DX', 'code', [], { lang: 'vi', yes: 'có', no: 'không' })        // 'TLV 8K3Q 7DX'
 *     show('2027-01-30', 'lunar', [], { lang: 'vi', yes: 'có', no: 'không' })      // 'thứ Bảy 30/01 (23 tháng Chạp)'
 *     show(2, 'plural', ['unit', 'units'], { lang: 'en', yes: 'yes', no: 'no' })    // '2 units'
 *
 * @returns '' for what has no value. Never throws.
 */
export function show(
  value: Value,
  format: Format | undefined,
  args: readonly string[],
  tongue: Tongue,
): string {
  if (value === null || value === undefined) return ''
  switch (format) {
    case undefined:
      return plain(value, tongue)
    case 'text':
      return typeof value === 'string' ? value : plain(value, tongue)
    case 'digits':
      return typeof value === 'bigint'
        ? digits(value)
        : typeof value === 'number'
          ? `${value}`
          : plain(value, tongue)
    case 'words':
      return typeof value === 'bigint' ? spoken(value, tongue) : plain(value, tongue)
    case 'code':
      return typeof value === 'string' ? grouped(value) : plain(value, tongue)
    case 'day':
      return dated(value) ? formatDay(value, tongue.lang, tongue.today) : plain(value, tongue)
    case 'date':
      return dated(value) ? formatDayFull(value, tongue.lang) : plain(value, tongue)
    case 'time':
      return value instanceof Date ? formatTime(value) : plain(value, tongue)
    case 'day_time':
      return value instanceof Date ? formatDayTime(value, tongue.lang, tongue.today) : plain(value, tongue)
    case 'lunar':
      return dated(value) ? withLunar(value, tongue) : plain(value, tongue)
    case 'join':
      return Array.isArray(value) ? value.map((item) => plain(item, tongue)).join(', ') : plain(value, tongue)
    case 'plural':
      return `${plain(value, tongue)} ${Number(value) === 1 ? (args[0] ?? '') : (args[1] ?? args[0] ?? '')}`.trimEnd()
  }
}

function plain(value: Value, tongue: Tongue): string {
  switch (typeof value) {
    case 'string':
      return isDay(value) ? formatDay(value, tongue.lang, tongue.today) : value
    case 'bigint':
      return formatMoney(value, tongue.lang)
    case 'number':
      return number(value, tongue.lang)
    case 'boolean':
      return value ? tongue.yes : tongue.no
  }
  if (value === null) return ''
  if (value instanceof Date) return timeSaid(value, tongue)
  if (Array.isArray(value)) return value.map((item) => plain(item, tongue)).join(', ')
  const { name } = value as Values
  return typeof name === 'string' ? name : ''
}

/** An hour alone is one of today: told a day later, it has its day. */
const timeSaid = (at: Date, { lang, today }: Tongue): string =>
  today === undefined || dayOf(at) === today ? formatTime(at) : formatDayTime(at, lang, today)

const dated = (value: Value): value is Day | Date =>
  value instanceof Date || (typeof value === 'string' && isDay(value))

/** thứ Bảy 30/01 (23 tháng Chạp): around Tết and Trung thu people count by the moon. */
function withLunar(value: Day | Date, tongue: Tongue): string {
  const day = value instanceof Date ? dayOf(value) : value
  const lunar = toLunar(day)
  const solar = formatDay(value, tongue.lang, tongue.today)
  return lunar ? `${solar} (${formatLunar(lunar, tongue.lang)})` : solar
}

/** 1.284 and 0,5 in Vietnamese; 1,284 and 0.5 in English. */
function number(value: number, lang: Lang): string {
  const [whole, fraction] = String(value).split('.')
  const [group, point] = lang === 'vi' ? ['.', ','] : [',', '.']
  const grouped = whole!.replace(/\B(?=(\d{3})+$)/g, group!)
  return fraction === undefined ? grouped : `${grouped}${point}${fraction}`
}

/** TLV 8K3Q 7DX: prefix, then fours, so that it can be read out. */
function grouped(code: string): string {
  return code.length === 10 ? `${code.slice(0, 3)} ${code.slice(3, 7)} ${code.slice(7)}` : code
}

/** Inside a sentence: small first letter, and none of the "chẵn" of receipts. English counts millions. */
function spoken(amount: bigint, tongue: Tongue): string {
  if (tongue.lang === 'vi') {
    const words = moneyInWords(amount)
    return words.charAt(0).toLowerCase() + words.slice(1).replace(/ chẵn$/, '')
  }
  const [unit, name] = amount >= 1_000_000n ? [1_000_000n, 'million'] : [1_000n, 'thousand']
  if (amount < unit || (amount * 100n) % unit !== 0n) return `${number(Number(amount), 'en')} đồng`
  return `${number(Number((amount * 100n) / unit) / 100, 'en')} ${name} đồng`
}
