// A string that never ends is taken to the end of the text, so that hostile text is read once and not from each quote.
const STRING_OR_LONG_NUMBER = /"(?:[^"\\]+|\\.)*"?|(?<![\d.])-?\d{16,}(?![\d.eE])/gs

/**
 * Parses JSON of a provider. A whole number of sixteen digits or more comes as the text it was written as, since
 * `JSON.parse` would round it to somebody else's id.
 *
 *     parseWithIds('{"id":9007199254740993,"n":1}')  // { id: '9007199254740993', n: 1 }
 *
 * @throws SyntaxError as `JSON.parse` does
 */
export function parseWithIds(text: string): unknown {
  if (!/\d{16}/.test(text)) return JSON.parse(text)
  return JSON.parse(
    text.replace(STRING_OR_LONG_NUMBER, (token) => (token.startsWith('"') ? token : `"${token}"`)),
  )
}

/** The same of what may be no JSON at all: then undefined. */
export function readWithIds(text: string): unknown {
  try {
    return parseWithIds(text)
  } catch {
    return undefined
  }
}
