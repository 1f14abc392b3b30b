import type { Kept } from './needs.ts'

type Counts = Kept & { readonly requests: number }
type Words = Readonly<Record<keyof Counts, (n: number) => string>>

const several = (one: string, more: string) => (n: number) => `${n} ${n === 1 ? one : more}`

/** What the Fund keeps of somebody besides their talk, in the order in which it is told. */
const WORDS: Readonly<Record<'vi' | 'en', Words>> = {
  vi: {
    promises: (n) => `${n} phần đăng ký`,
    gifts: (n) => `${n} khoản góp`,
    papers: (n) => `${n} giấy ghi nhận`,
    places: (n) => `${n} suất đỡ đầu hay phần hằng tháng`,
    offers: (n) => `${n} lời hẹn tặng`,
    wishes: (n) => `${n} lời dặn nhắn khi có`,
    requests: (n) => `${n} yêu cầu`,
  },
  en: {
    promises: several('promise', 'promises'),
    gifts: several('gift', 'gifts'),
    papers: several('certificate', 'certificates'),
    places: several('place or monthly gift', 'places and monthly gifts'),
    offers: several('offer', 'offers'),
    wishes: several('wish', 'wishes'),
    requests: several('request', 'requests'),
  },
}

/** Only what there is: nobody wants to read of seven things that there are none. */
export const keptWords = (counts: Counts, lang: 'vi' | 'en'): string[] =>
  (Object.keys(WORDS[lang]) as (keyof Counts)[])
    .filter((kind) => counts[kind] > 0)
    .map((kind) => WORDS[lang][kind](counts[kind]))
