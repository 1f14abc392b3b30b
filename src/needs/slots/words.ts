/** How a place is described, on papers too. Vietnamese first; English follows it. */
export const SLOT = {
  vi: { girl: 'bé gái', boy: 'bé trai', now: 'nay' },
  en: { girl: 'a girl', boy: 'a boy', now: 'now' },
} as const

/** What its money is for, beside áo ấm and suất quà: named by the fund, in Vietnamese. */
export const needOf = (name: string): string => `suất đỡ đầu ${name}`
