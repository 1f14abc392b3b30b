import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'
import type { Lang } from '../../src/engine/index.ts'

interface Words {
  readonly hears?: { readonly whole?: readonly string[]; readonly has?: readonly string[] }
}

/** Of each flow the words that begin it, as somebody may type them: none that is a pattern. A flow that others call has none. */
export const beginningsOf = (lang: Lang): (readonly [flow: string, said: readonly string[]])[] =>
  readdirSync('flows').flatMap((flow) => {
    const file = `flows/${flow}/${lang}.yaml`
    if (!existsSync(file) || !existsSync(`flows/${flow}/flow.yaml`)) return []
    // A flow that says nothing itself has an empty one.
    const words = parse(readFileSync(file, 'utf8')) as Words | null
    const { whole = [], has = [] } = words?.hears ?? {}
    return [[flow, [...whole, ...has].filter((one) => !/[*|#']/.test(one))] as const]
  })
