import { formatDay, formatDayTime, type Lang } from '../../platform/vietnamese/index.ts'
import type { Offer } from './offer.ts'

/** What somebody has said of an offer before it is kept. Absent: not said. */
export interface Planned {
  readonly what: string
  readonly count: number | undefined
  readonly sizes: string | undefined
  readonly place: string | undefined
  readonly whom: string | undefined
  /** Written out, with its unit. */
  readonly worth: string | undefined
}

const inBrackets = (...parts: readonly (string | undefined)[]): string => {
  const said = parts.filter((part) => part !== undefined).join('; ')
  return said === '' ? '' : ` (${said})`
}
const people = (n: number) => (n === 1 ? '1 person' : `${n} people`)

/** What is said of an offer in lists of its person's. */
export const OFFER: Record<
  Lang,
  {
    readonly kinds: Readonly<Record<Offer['kind'], string>>
    /** What they have said, in one line, to be said back. */
    readonly plan: Readonly<Record<Offer['kind'], (said: Planned) => string>>
    readonly standing: Readonly<Record<Offer['state'], (when: string) => string>>
  }
> = {
  vi: {
    kinds: { goods: 'hiện vật', visit: 'thăm, tặng quà', service: 'góp công', direct: 'trao trực tiếp' },
    plan: {
      goods: ({ what, count, sizes }) =>
        `gửi ${what}${inBrackets(sizes, count === undefined ? undefined : `tổng ${count}`)}`,
      visit: ({ count, place }) =>
        `đi thăm, tặng quà, ${count ?? 1} người, ${place === undefined ? 'nơi nào cũng được' : `muốn đến ${place}`}`,
      service: ({ what, count, place }) =>
        `góp công: ${what}, ${count ?? 1} người, ${place === undefined ? 'nơi nào cũng được' : `ở ${place}`}`,
      direct: ({ what, whom, worth }) =>
        `trao trực tiếp cho ${whom}: ${what}${inBrackets(worth && `trị giá chừng ${worth}`)}`,
    },
    standing: {
      offered: (when) => `Quỹ trả lời trước ${when}`,
      asked: () => 'Quỹ đang hỏi thêm',
      accepted: (when) => `hẹn ${when}`,
      done: (when) => `đã xong ${when}`,
      declined: () => 'lần này Quỹ chưa nhận',
      withdrawn: () => 'đã rút lại',
    },
  },
  en: {
    kinds: { goods: 'things', visit: 'a visit with gifts', service: 'a service', direct: 'given directly' },
    plan: {
      goods: ({ what, count, sizes }) =>
        `${what}${inBrackets(sizes, count === undefined ? undefined : `${count} in all`)}`,
      visit: ({ count, place }) =>
        `a visit with gifts, ${people(count ?? 1)}, ${place === undefined ? 'anywhere' : `to ${place}`}`,
      service: ({ what, count, place }) =>
        `${what}, ${people(count ?? 1)}, ${place === undefined ? 'anywhere' : `at ${place}`}`,
      direct: ({ what, whom, worth }) =>
        `given directly to ${whom}: ${what}${inBrackets(worth && `worth about ${worth}`)}`,
    },
    standing: {
      offered: (when) => `the Fund answers before ${when}`,
      asked: () => 'the Fund has a question',
      accepted: (when) => `agreed for ${when}`,
      done: (when) => `done ${when}`,
      declined: () => 'not this time',
      withdrawn: () => 'withdrawn',
    },
  },
}

/** How far it is, in few words. */
export function standingSaid({ state, answerBy, day, doneOn }: Offer, lang: Lang): string {
  const when =
    state === 'offered'
      ? formatDayTime(answerBy, lang)
      : state === 'accepted'
        ? formatDay(day!, lang)
        : state === 'done'
          ? formatDay(doneOn!, lang)
          : ''
  return OFFER[lang].standing[state](when)
}
