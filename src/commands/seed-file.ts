import { type Document, isNode, LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'
import { faultsIn } from './seed-checks.ts'
import { type SeedFile, seedFile } from './seed-shape.ts'

/** What is wrong with a seed file: all of it, each line with its place and what to do. */
export class SeedError extends Error {
  readonly faults: readonly string[]
  constructor(faults: readonly string[], file?: string) {
    const lines = faults.map((fault) => `  ${fault}`).join('\n')
    super(
      `the seed file ${file ? `${file} ` : ''}cannot be imported, and nothing of it was:\n${lines}\n` +
        'Correct this and import it again. The head of prisma/seed/demo.yaml says what every field means.',
    )
    this.name = 'SeedError'
    this.faults = faults
  }
}

/** What is found wrong while something is done with a file is wrong in that file. */
export async function naming<T>(file: string, does: () => T | Promise<T>): Promise<T> {
  try {
    return await does()
  } catch (error) {
    throw error instanceof SeedError ? new SeedError(error.faults, file) : error
  }
}

/**
 * @param more what else belongs to it, before it is looked at as a whole
 * @throws SeedError
 */
export function readSeedFile(yaml: string, more: (file: SeedFile) => SeedFile = (file) => file): SeedFile {
  const lines = new LineCounter()
  const document = parseDocument(yaml, { intAsBigInt: true, lineCounter: lines })
  if (document.errors.length > 0) throw new SeedError(document.errors.map((error) => error.message))
  const parsed = seedFile.safeParse(document.toJS())
  const file = parsed.success ? more(parsed.data) : undefined
  const faults = file ? faultsIn(file) : (parsed.error?.issues ?? []).map(faultOf)
  if (!file || faults.length > 0) throw new SeedError(faults.map(withLine(document, lines)))
  return file
}

export const faultOf = (issue: z.core.$ZodIssue): string =>
  `${issue.path.map(String).join('.') || 'file'}: ${saidOf(issue)}`

/** What the schema says in the words of programmers. */
function saidOf(issue: z.core.$ZodIssue): string {
  const { message } = issue
  if (message.endsWith('received undefined')) return 'is missing.'
  if (issue.code === 'too_small' && issue.origin === 'bigint')
    return `must be ${issue.inclusive ? 'at least' : 'more than'} ${issue.minimum}.`
  if (issue.code === 'too_small') return 'must not be empty.'
  if (issue.code === 'invalid_type' && issue.expected === 'bigint')
    return 'must be a whole number, without quotes.'
  return message
}

/** Puts the line in front of a fault that begins with a place, `needs.0.cap: …`. */
const withLine = (document: Document, lines: LineCounter) => (fault: string) => {
  const path = fault.slice(0, fault.indexOf(':')).split('.')
  // What is missing has no line; what it is missing from has one.
  for (let deep = path.length; deep > 0; deep--) {
    const node = document.getIn(path.slice(0, deep), true)
    if (isNode(node) && node.range) return `line ${lines.linePos(node.range[0]).line}, ${fault}`
  }
  return fault
}
