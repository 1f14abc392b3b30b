import { type Campaign, firstPromised, type Late } from '../campaigns/index.ts'
import { formatDayFull } from '../platform/vietnamese/index.ts'
import { type Delivery, type Missing, placeTold, type Receiver } from './delivery.ts'

/** Who took things that came, where that was, and why fewer did, as part of a sentence. Vietnamese first; English follows it. */
export const SPENDING = {
  vi: {
    receivers: {
      teacher: 'thầy cô giáo',
      school: 'nhà trường',
      commune_office: 'UBND xã',
      village_head: 'trưởng bản',
      health_station: 'trạm y tế xã',
    } satisfies Record<Receiver, string>,
    missing: {
      late: 'một phần đến sau',
      broken: 'một phần hỏng dọc đường',
      fewer_children: 'hôm trao ít em hơn số đã tính',
      weather: 'mưa gió, đường khó đi',
      other: 'lý do khác, Quỹ đang xem lại',
    } satisfies Record<Missing, string>,
    /** Why a day was put off, behind “vì”. */
    late: {
      seller: 'nơi bán giao hàng chậm',
      weather: 'mưa lũ, đường lên xã chưa đi được',
      school: 'nhà trường hoặc xã hẹn ngày khác',
      money: 'chưa đủ tiền để mua trọn một lần',
      fund: 'Quỹ chuẩn bị chưa kịp',
    } satisfies Record<Late, string>,
    putOff: (first: string, why: string) => `(hẹn đầu ${first}; Quỹ xin lỗi vì đã lùi ngày: ${why})`,
    in: (kind: string, place: string) => `${kind} ${place}`,
    somewhere: (province: string | null) => (province === null ? 'nơi cần nhất' : `một xã của ${province}`),
  },
  en: {
    receivers: {
      teacher: 'teachers',
      school: 'the school',
      commune_office: 'the commune’s office',
      village_head: 'the village head',
      health_station: 'the commune’s health station',
    } satisfies Record<Receiver, string>,
    missing: {
      late: 'part of it comes later',
      broken: 'part of it was damaged on the way',
      fewer_children: 'there were fewer children that day than counted',
      weather: 'rain and bad roads',
      other: 'another reason, which the Fund is looking into',
    } satisfies Record<Missing, string>,
    late: {
      seller: 'the seller delivers late',
      weather: 'floods or landslides close the road to the commune',
      school: 'the school or commune named another day',
      money: 'there is not enough yet to buy it all at once',
      fund: 'the fund has not got it ready in time',
    } satisfies Record<Late, string>,
    putOff: (first: string, why: string) =>
      `(first promised for ${first}; the Fund is sorry to be late: ${why})`,
    in: (_kind: string, place: string) => place,
    somewhere: (province: string | null) =>
      province === null ? 'where it was needed most' : `a commune of ${province}`,
  },
} as const

/** Where a delivery came, as `placeTold` allows. */
export function whereSaid(delivery: Delivery, pooled: boolean, lang: 'vi' | 'en'): string {
  const w = SPENDING[lang]
  const { place, province } = placeTold(delivery, pooled)
  return place === null ? w.somewhere(province) : w.in(delivery.placeKind, place)
}

/** The day by which a campaign's gifts are handed over; where it was put off, in brackets the first one and why. */
export function handedOverBy(campaign: Campaign, lang: 'vi' | 'en'): string {
  const by = formatDayFull(campaign.distributeBy, lang)
  const first = firstPromised(campaign)
  if (!first) return by
  const w = SPENDING[lang]
  return `${by} ${w.putOff(formatDayFull(first.was, lang), w.late[first.why])}`
}
