import { formatDay, formatDayTime, type Lang } from '../../platform/vietnamese/index.ts'
import type { Miscount, Offer, ReturnReason, ThingKind } from './offer.ts'

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
    readonly plan: Readonly<Record<ThingKind, (said: Planned) => string>>
    readonly standing: Readonly<Record<Offer['state'], (when: string) => string>>
    /** Whole sentences, said after what went wrong. */
    readonly miscounts: Readonly<Record<Miscount, string>>
    readonly returns: Readonly<Record<ReturnReason, string>>
  }
> = {
  vi: {
    kinds: {
      goods: 'hiện vật',
      visit: 'thăm, tặng quà',
      service: 'góp công',
      direct: 'trao trực tiếp',
      foreign: 'tiền từ nước ngoài',
    },
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
      accepted: (when) => (when === '' ? 'Quỹ đã chỉ cách gửi' : `hẹn ${when}`),
      done: (when) => `đã xong ${when}`,
      recount: () => 'Quỹ đang đếm lại',
      held: (when) => `đã đến ${when}, đang đổi ra đồng`,
      returned: (when) => `đã gửi trả ${when}`,
      declined: () => 'lần này Quỹ chưa nhận',
      withdrawn: () => 'đã rút lại',
    },
    miscounts: {
      typed: 'Người ghi gõ nhầm số.',
      other: 'Số đó là của một lời hẹn khác.',
      not_here: 'Món này chưa đến nơi.',
      again: 'Kiểm lại thì thấy khác.',
    },
    returns: {
      bank: 'Ngân hàng ở đây không đổi được loại tiền này.',
      asked: 'Việc này theo ý người gửi.',
      rule: 'Quy định không cho Quỹ nhận khoản này.',
    },
  },
  en: {
    kinds: {
      goods: 'things',
      visit: 'a visit with gifts',
      service: 'a service',
      direct: 'given directly',
      foreign: 'money from abroad',
    },
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
      accepted: (when) => (when === '' ? 'the Fund has said how to send it' : `agreed for ${when}`),
      done: (when) => `done ${when}`,
      recount: () => 'being counted again',
      held: (when) => `came ${when}, being changed into đồng`,
      returned: (when) => `sent back ${when}`,
      declined: () => 'not this time',
      withdrawn: () => 'withdrawn',
    },
    miscounts: {
      typed: 'The number was mistyped.',
      other: 'That number belonged to another offer.',
      not_here: 'It has not arrived yet.',
      again: 'Looked at again, it was otherwise.',
    },
    returns: {
      bank: 'The bank here could not change this currency.',
      asked: 'That is what the sender wished.',
      rule: 'The rules do not let the Fund take it.',
    },
  },
}

/** How far it is, in few words. */
export function standingSaid({ state, answerBy, day, doneOn }: Offer, lang: Lang): string {
  const when =
    state === 'offered'
      ? formatDayTime(answerBy, lang)
      : state === 'held' || (state === 'accepted' && day !== null)
        ? formatDay(day!, lang)
        : state === 'done' || state === 'returned'
          ? formatDay(doneOn!, lang)
          : ''
  return OFFER[lang].standing[state](when)
}
