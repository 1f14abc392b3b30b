import { asDay, formatDayFull, formatMoney, type Lang } from '../platform/vietnamese/index.ts'
import type { CertificateFacts } from './certificate.ts'

/** The part of a certificate that tells what somebody did. */
export type Deed = Pick<CertificateFacts, 'kind' | 'what' | 'outcome'>

/** Things that were sent, and what of them has reached a commune. No count of children, and no school. */
export interface GoodsGiven {
  /** `áo ấm`, in the fund's words. */
  readonly name: string
  /** What is counted, where that is not the name itself: `áo`. */
  readonly counted: string
  readonly sent: number
  readonly arrived: { readonly count: number; readonly commune: string; readonly day: string } | null
}

export interface RidesGiven {
  readonly trips: number
  /** Whole hours. */
  readonly hours: number
}

/** A company that goes along with schools for a year or more. Their names are nobody's list. */
export interface SchoolsSupported {
  readonly schools: number
  /** Whole đồng for each school and year. */
  readonly yearly: bigint
}

const WORDS = {
  vi: {
    arrived: (what: string, commune: string, day: string) => `${what} đã đến ${commune} ngày ${day}`,
    rides: (trips: number, hours: number) => `${trips} chuyến, ${hours} giờ đưa hàng đến với các em`,
    schools: (n: number, each: string) => `${n} trường, ${each} mỗi trường một năm`,
  },
  en: {
    arrived: (what: string, commune: string, day: string) => `${what} reached ${commune} on ${day}`,
    rides: (trips: number, hours: number) =>
      `${trips} ${trips === 1 ? 'trip' : 'trips'} and ${hours} ${hours === 1 ? 'hour' : 'hours'} of bringing gifts to the children`,
    schools: (n: number, each: string) =>
      `${n} ${n === 1 ? 'school' : 'schools'}, with ${each} for each school and year`,
  },
} as const

/** “10 áo ấm”; “9 áo đã đến xã Tà Xùa ngày 02/12/2026”. */
export function goodsDeed({ name, counted, sent, arrived }: GoodsGiven, lang: Lang): Deed {
  const outcome =
    arrived &&
    WORDS[lang].arrived(
      `${arrived.count} ${counted}`,
      arrived.commune,
      formatDayFull(asDay(arrived.day), lang),
    )
  return { kind: 'goods', what: `${sent} ${name}`, outcome }
}

/** “6 chuyến, 21 giờ đưa hàng đến với các em”. */
export const ridesDeed = ({ trips, hours }: RidesGiven, lang: Lang): Deed => ({
  kind: 'volunteer',
  what: WORDS[lang].rides(trips, hours),
  outcome: null,
})

/** “5 trường, 30 triệu đồng mỗi trường một năm”. */
export const schoolsDeed = ({ schools, yearly }: SchoolsSupported, lang: Lang): Deed => ({
  kind: 'company',
  what: WORDS[lang].schools(schools, inMillions(yearly, lang)),
  outcome: null,
})

/** “30 triệu đồng”, as a sentence says a round sum; any other as figures. */
function inMillions(vnd: bigint, lang: Lang): string {
  if (vnd < 1_000_000n || vnd % 100_000n !== 0n) return formatMoney(vnd, lang)
  const [whole, tenth] = [vnd / 1_000_000n, (vnd / 100_000n) % 10n]
  const part = tenth === 0n ? '' : `${lang === 'vi' ? ',' : '.'}${tenth}`
  return lang === 'vi' ? `${whole}${part} triệu đồng` : `${whole}${part} million đồng`
}
