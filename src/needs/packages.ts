import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'

/** Words for one thing, in both languages. */
const named = z.object({ vi: z.string(), en: z.string() })
const words = z.object({ vi: z.array(z.string()), en: z.array(z.string()).default([]) })

const standard = named.extend({
  package: z.string(),
  /** đồng */
  amount: z.int(),
  number: z.string(),
  from: z.iso.date(),
  until: z.iso.date().nullish(),
})

const file = z.object({
  packages: z.record(z.string(), named.extend({ words, short: named.optional(), portion: named })),
  items: z.record(
    z.string(),
    named.extend({
      package: z.string(),
      words,
      portion: named.optional(),
      counted: z.string().optional(),
      sized: z.boolean().default(false),
    }),
  ),
  levels: z.record(z.string(), named.extend({ from: z.int(), to: z.int(), words })),
  sexes: z.object({ female: named.extend({ words }), male: named.extend({ words }) }),
  passing: z.array(z.array(z.string())),
  standards: z.array(standard),
})

/** What needs are made of (prisma/seed/packages.yaml): the keys that needs keep, and what people call them. */
type Packages = z.infer<typeof file>

export const SEXES = ['female', 'male'] as const
export type Sex = (typeof SEXES)[number]

/** Years, both included. */
export interface Ages {
  readonly from: number
  readonly to: number
}

/** Nobody of whom a need speaks is older. */
export const OLDEST = 18

/** What one part of a need is called that many pay for together: “tháng ăn trưa”. */
export function portionOf({
  package: kind,
  item,
}: {
  readonly package: string
  readonly item: string | null
}) {
  const { items, packages: all } = packages()
  const of = (item === null ? undefined : items[item]?.portion) ?? all[kind]?.portion
  return of ?? { vi: 'phần', en: 'part' }
}

/** Whether one part of such a need is a month of something. */
export const isByMonth = (need: Parameters<typeof portionOf>[0]): boolean =>
  portionOf(need).en.startsWith('month ')

/** What a plan says that such a need costs, if it is the document that the need names. */
export const standardOf = ({
  package: kind,
  source,
}: {
  readonly package: string
  readonly source: string | null
}) => packages().standards.find((one) => one.package === kind && one.number === source)

let read: Packages | undefined

/** Read once, when it is asked for first. */
export function packages(): Packages {
  read ??= file.parse(parse(readFileSync(FILE, 'utf8')))
  return read
}

/** From the root of the project in src/ and in dist/ alike. */
const FILE = new URL('../../prisma/seed/packages.yaml', import.meta.url)
