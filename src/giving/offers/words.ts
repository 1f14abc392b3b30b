import { formatDay, formatDayTime, type Lang } from '../../platform/vietnamese/index.ts'
import type { Offer } from './offer.ts'

/** What is said of an offer in lists of its person's. */
export const OFFER: Record<
  Lang,
  {
    readonly kinds: Readonly<Record<Offer['kind'], string>>
    readonly standing: Readonly<Record<Offer['state'], (when: string) => string>>
  }
> = {
  vi: {
    kinds: { goods: 'hiện vật', visit: 'thăm, tặng quà', service: 'góp công', direct: 'trao trực tiếp' },
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
    kinds: { goods: 'things', visit: 'a visit', service: 'a service', direct: 'given directly' },
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
