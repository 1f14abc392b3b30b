import { readFileSync } from 'node:fs'

/** What one method takes, by the name of each parameter. */
type Takes = ReadonlyMap<string, 'required' | 'optional'>

const METHOD = /^ {4}(\w+): (CallAPI\w*)<\s*(?:Params\.(\w+))?/gm
const PARAMS = /^export (?:interface|type) (\w+)[^{;\n]*\{\n([\s\S]*?)^\}/gm
const FIELD = /^ {4}(\w+)(\??):/gm

let described: ReadonlyMap<string, Takes> | undefined

/**
 * The Bot API as `@gramio/types` describes it, which is made from Telegram's own pages: neither we nor the library that
 * we call Telegram with has written it. It is types alone, so it is read as text.
 */
export function botApiDescription(): ReadonlyMap<string, Takes> {
  described ??= read()
  return described
}

function read() {
  const file = (name: string) =>
    readFileSync(new URL(`../../../../node_modules/@gramio/types/out/${name}.d.ts`, import.meta.url), 'utf8')
  const fields = new Map<string, Takes>()
  for (const [, name, body] of file('params').matchAll(PARAMS)) {
    const takes = [...body!.matchAll(FIELD)].map(
      ([, field, optional]) => [field!, optional ? 'optional' : 'required'] as const,
    )
    fields.set(name!, new Map(takes))
  }
  const methods = new Map<string, Takes>()
  for (const [, method, , params] of file('methods').matchAll(METHOD)) {
    const takes = params === undefined ? new Map() : fields.get(params)
    if (!takes) throw new Error(`${method} takes ${params}, which the description does not have`)
    methods.set(method!, takes)
  }
  return methods
}

/** @returns what the description has against a call, a line each; nothing when it agrees */
export function against(method: string, params: Readonly<Record<string, unknown>>): string[] {
  const takes = botApiDescription().get(method)
  if (!takes) return [`${method}: there is no such method`]
  // Under a name of the bot's own a file may come along, which a parameter then names.
  const attached = (name: string) => Object.values(params).includes(`attach://${name}`)
  const given = Object.keys(params).filter((name) => params[name] !== undefined && !attached(name))
  return [
    ...given.filter((name) => !takes.has(name)).map((name) => `${method}: no parameter ${name}`),
    ...[...takes]
      .filter(([name, need]) => need === 'required' && !given.includes(name))
      .map(([name]) => `${method}: without ${name}`),
  ]
}
