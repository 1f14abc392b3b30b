/** How people may be called; “anh/chị” is whoever speaks for a company. What the bot calls itself then is in flows/common/vi.yaml, which has the same words. */
export const SALUTATIONS = ['bạn', 'anh', 'chị', 'cô', 'chú', 'bác', 'anh/chị'] as const
export type Salutation = (typeof SALUTATIONS)[number]

/** @returns null for what is none of them */
export const asSalutation = (text: string | null): Salutation | null =>
  SALUTATIONS.find((one) => one === text) ?? null
