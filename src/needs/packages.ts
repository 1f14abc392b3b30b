import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'

/** Words for one thing, in both languages. */
const named = z.object({ vi: z.string(), en: z.string() })
const words = z.object({ vi: z.array(z.string()), en: z.array(z.string()).default([]) })

const file = z.object({
  packages: z.record(z.string(), named.extend({ words, short: named.optional() })),
  items: z.record(z.string(), named.extend({ package: z.string(), words })),
  levels: z.record(z.string(), named.extend({ from: z.int(), to: z.int(), words })),
  sexes: z.object({ female: named.extend({ words }), male: named.extend({ words }) }),
  passing: z.array(z.array(z.string())),
})

/** What needs are made of (prisma/seed/packages.yaml): the keys that needs keep, and what people call them. */
export type Packages = z.infer<typeof file>

export const SEXES = ['female', 'male'] as const
export type Sex = (typeof SEXES)[number]

/** Years, both included. */
export interface Ages {
  readonly from: number
  readonly to: number
}

/** Nobody of whom a need speaks is older. */
export const OLDEST = 18

let read: Packages | undefined

/** Read once, when it is asked for first. */
export function packages(): Packages {
  read ??= file.parse(parse(readFileSync(FILE, 'utf8')))
  return read
}

/** From the root of the project in src/ and in dist/ alike. */
const FILE = new URL('../../prisma/seed/packages.yaml', import.meta.url)
