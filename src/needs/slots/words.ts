/** How a place is described, on papers too. Vietnamese first; English follows it. */
export const SLOT = {
  vi: { female: 'bé gái', male: 'bé trai', now: 'nay' },
  en: { female: 'a girl', male: 'a boy', now: 'now' },
} as const

/** What its money is for, beside áo ấm and suất quà: named by the fund, in Vietnamese. */
export const needOf = (name: string): string => `suất đỡ đầu ${name}`
