import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'

/**
 * Runs the examples in docstrings: lines of a JSDoc block, indented by four spaces, of the form
 *
 *     call(args)   // result   whatever is said after two spaces is for people
 *
 * The call sees what its module exports. The result is a literal or an expression ("new Date(…)").
 */
interface Example {
  readonly line: number
  readonly call: string
  readonly result: string
}

const root = join(import.meta.dirname, '..')
const source = join(root, 'src')
const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts') && !/^generated[\\/]/.test(name))
  .map((name) => join(source, name))
  .sort()

function examplesIn(text: string): Example[] {
  const examples: Example[] = []
  let inside = false
  for (const [index, line] of text.split('\n').entries()) {
    if (/^\s*\/\*\*/.test(line)) inside = true
    const found = inside ? /^\s*\* {5}([A-Za-z_$][\w$.]*\(.*\))\s+\/\/\s?(\S.*)$/.exec(line) : null
    if (found) examples.push({ line: index + 1, call: found[1]!, result: found[2]!.trimEnd() })
    if (line.includes('*/')) inside = false
  }
  return examples
}

/** The value of an expression that sees the exports of a module. */
function evaluate(expression: string, exports: Record<string, unknown>): unknown {
  const names = Object.keys(exports).filter((name) => name !== 'default')
  const run = new Function(...names, `'use strict'; return (${expression}\n)`)
  return run(...names.map((name) => exports[name]))
}

/** The result without what is said behind it: the shortest beginning, up to a double space, that is an expression. */
function expressionIn(result: string): string | undefined {
  const ends = [...result.matchAll(/ {2,}|\u2003/g)].map((gap) => gap.index)
  return [...ends, result.length].map((end) => result.slice(0, end)).find(isExpression)
}

function isExpression(text: string): boolean {
  try {
    new Function(`return (${text}\n)`)
    return true
  } catch {
    return false
  }
}

function check(example: Example, where: string, exports: Record<string, unknown>): void {
  const expression = expressionIn(example.result)
  if (expression === undefined)
    throw new Error(`${where}: "${example.result}" is no result: write a literal after //`)
  let actual: unknown
  try {
    actual = evaluate(example.call, exports)
  } catch (error) {
    throw new Error(`${where}: ${example.call} threw ${error}`)
  }
  expect(actual, `${where}: ${example.call}`).toEqual(evaluate(expression, exports))
}

const found = files.map((file) => ({
  file: relative(root, file),
  examples: examplesIn(readFileSync(file, 'utf8')),
}))

test('there are examples to run', () => {
  expect(found.flatMap(({ examples }) => examples).length).toBeGreaterThan(0)
})

describe.each(found.filter(({ examples }) => examples.length > 0))('$file', ({ file, examples }) => {
  test.each(examples)('line $line: $call', async (example) => {
    const exports = (await import(pathToFileURL(join(root, file)).href)) as Record<string, unknown>
    check(example, `${file}:${example.line}`, exports)
  })
})

describe('an example is', () => {
  const exports = {
    double: (n: bigint) => n * 2n,
    nothing: () => undefined,
    both: () => ({ a: { b: [1n, 'x  y'] } }),
  }
  const run = (line: string): void => {
    const [example] = examplesIn(`/**\n *     ${line}\n */`)
    if (!example) throw new Error('not found')
    check(example, 'here:2', exports)
  }

  test.each([
    'double(250_000n)  // 500_000n',
    'double(250_000n)       // 500_000n   comma is the decimal sign',
    'nothing()  // undefined   so to speak',
    'double(250_000n)  // 500_000n  (half a million)',
    "both()  // { a: { b: [1n, 'x  y'] } }   nested, with two spaces in a string",
  ])('right: %s', (line) => {
    expect(() => run(line)).not.toThrow()
  })

  test.each([
    ['double(250_000n)  // 500_001n', 'here:2'],
    ['double(1)  // 2', 'here:2'],
    ['double(250_000n)  // about a million', 'no result'],
    ['unknown()  // 1', 'here:2'],
    ["both()  // { a: { b: [1n, 'x y'] } }", 'here:2'],
    ['nothing()  // null', 'here:2'],
  ])('wrong: %s', (line, message) => {
    expect(() => run(line)).toThrow(message)
  })

  test('only in a docstring, indented by four spaces', () => {
    expect(examplesIn('//     double(1n)  // 2n')).toEqual([])
    expect(examplesIn('/**\n *   double(1n)  // 2n\n */')).toEqual([])
    expect(examplesIn('/**\n * https://a.vn/x(y)  // z\n */')).toEqual([])
  })
})
