import { z } from 'zod'

/** A number as it was written: `JSON.parse` would round 9007199254740993 and take 1e9 for an amount. */
export const wholeNumber = z
  .object({ written: z.string().regex(/^\d{1,20}$/) })
  .transform((one) => one.written)

// A string that never ends is taken to the end of the text, so that hostile text is read once and not again from each quote.
const STRING_OR_NUMBER = /"(?:[^"\\]|\\.)*(?:"|$)|-?\d[\d.eE+-]*/gs

/**
 * Parses JSON, keeping every number as it was written.
 *
 * @throws SyntaxError as `JSON.parse` does
 */
export function parseExactly(text: string): unknown {
  return JSON.parse(
    text.replace(STRING_OR_NUMBER, (token) => (token.startsWith('"') ? token : `{"written":"${token}"}`)),
  )
}
