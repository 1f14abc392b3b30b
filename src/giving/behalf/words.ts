/** What papers say of a gift for somebody, and of a company. Vietnamese first; English follows it. */
export const BEHALF = {
  vi: {
    tribute: {
      memory: (name: string) => `Để tưởng nhớ ${name}`,
      birthday: (name: string) => `Mừng sinh nhật ${name}`,
      wedding: (name: string) => `Mừng ngày cưới của ${name}`,
      honour: (name: string) => `Dành tặng ${name}`,
    },
    taxCode: 'MST',
  },
  en: {
    tribute: {
      memory: (name: string) => `In memory of ${name}`,
      birthday: (name: string) => `For the birthday of ${name}`,
      wedding: (name: string) => `For the wedding of ${name}`,
      honour: (name: string) => `In honour of ${name}`,
    },
    taxCode: 'tax code',
  },
} as const
