import type { Lang } from './date-format.ts'

/** By ISO 4217: how many digits stand behind the point, and how people say it. */
const CURRENCIES = {
  USD: { digits: 2, vi: 'đô la Mỹ', en: 'US dollars' },
  EUR: { digits: 2, vi: 'euro', en: 'euros' },
  AUD: { digits: 2, vi: 'đô la Úc', en: 'Australian dollars' },
  CAD: { digits: 2, vi: 'đô la Canada', en: 'Canadian dollars' },
  GBP: { digits: 2, vi: 'bảng Anh', en: 'British pounds' },
  JPY: { digits: 0, vi: 'yên Nhật', en: 'yen' },
  KRW: { digits: 0, vi: 'won Hàn Quốc', en: 'won' },
  TWD: { digits: 2, vi: 'đô la Đài Loan', en: 'Taiwan dollars' },
  SGD: { digits: 2, vi: 'đô la Singapore', en: 'Singapore dollars' },
  HKD: { digits: 2, vi: 'đô la Hồng Kông', en: 'Hong Kong dollars' },
  NZD: { digits: 2, vi: 'đô la New Zealand', en: 'New Zealand dollars' },
  CHF: { digits: 2, vi: 'franc Thụy Sĩ', en: 'Swiss francs' },
  CNY: { digits: 2, vi: 'nhân dân tệ', en: 'yuan' },
  THB: { digits: 2, vi: 'baht Thái', en: 'baht' },
  CZK: { digits: 2, vi: 'koruna Séc', en: 'Czech koruna' },
  MYR: { digits: 2, vi: 'ringgit Malaysia', en: 'Malaysian ringgit' },
  LAK: { digits: 2, vi: 'kíp Lào', en: 'Lao kip' },
  RUB: { digits: 2, vi: 'rúp Nga', en: 'Russian roubles' },
  PLN: { digits: 2, vi: 'zloty Ba Lan', en: 'zloty' },
  SEK: { digits: 2, vi: 'krona Thụy Điển', en: 'Swedish kronor' },
  NOK: { digits: 2, vi: 'krone Na Uy', en: 'Norwegian kroner' },
  DKK: { digits: 2, vi: 'krone Đan Mạch', en: 'Danish kroner' },
} as const satisfies Record<string, { readonly digits: number } & Readonly<Record<Lang, string>>>

/** A currency other than đồng in which money comes to us. */
export type Currency = keyof typeof CURRENCIES
export const CURRENCY_CODES = Object.keys(CURRENCIES) as readonly Currency[]
export const isCurrency = (text: string): text is Currency => Object.hasOwn(CURRENCIES, text)

export const currencyName = (currency: Currency, lang: Lang): string => CURRENCIES[currency][lang]

/** In the smallest pieces of its currency, cents or yen: never đồng. */
export interface ForeignSum {
  readonly currency: Currency
  readonly minor: bigint
}

/** Above it, somebody held a key down. */
const MOST = 1_000_000_000_000n

/**
 * An amount without its currency, as records and files have it: `1250.5`.
 *
 *     plainSum({ currency: 'USD', minor: 125_050n })  // '1250.50'
 *     plainSum({ currency: 'JPY', minor: 30_000n })   // '30000'
 */
export function plainSum({ currency, minor }: ForeignSum): string {
  const { digits } = CURRENCIES[currency]
  if (digits === 0) return `${minor}`
  const written = `${minor}`.padStart(digits + 1, '0')
  const fraction = written.slice(-digits)
  return /^0+$/.test(fraction) ? written.slice(0, -digits) : `${written.slice(0, -digits)}.${fraction}`
}

/** The other way round; undefined for what is no such amount: nothing, less than a cent, or absurdly much. */
export function sumOf(plain: string, currency: Currency): ForeignSum | undefined {
  const [, whole, fraction = ''] = /^(\d{1,13})(?:\.(\d{1,3}))?$/.exec(plain) ?? []
  const { digits } = CURRENCIES[currency]
  if (whole === undefined || /[1-9]/.test(fraction.slice(digits))) return undefined
  const minor = BigInt(whole + fraction.slice(0, digits).padEnd(digits, '0'))
  return minor > 0n && minor <= MOST ? { currency, minor } : undefined
}

/**
 * As people read it.
 *
 *     formatForeign({ currency: 'USD', minor: 125_050n }, 'vi')  // '1.250,50 đô la Mỹ'
 *     formatForeign({ currency: 'EUR', minor: 5_000n }, 'en')    // '50 euros'
 */
export const formatForeign = (sum: ForeignSum, lang: Lang): string =>
  `${grouped(plainSum(sum), lang)} ${currencyName(sum.currency, lang)}`

/** The same with the currency's code, for lists and books: `1.250,50 USD`. */
export const shortForeign = (sum: ForeignSum, lang: Lang): string =>
  `${grouped(plainSum(sum), lang)} ${sum.currency}`

function grouped(plain: string, lang: Lang): string {
  const [whole, fraction] = plain.split('.') as [string, string?]
  const [mark, point] = lang === 'vi' ? ['.', ','] : [',', '.']
  const written = whole.replace(/\B(?=(\d{3})+$)/g, mark)
  return fraction === undefined ? written : `${written}${point}${fraction}`
}
