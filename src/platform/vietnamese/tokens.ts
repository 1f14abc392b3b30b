import { clean, fold } from './fold.ts'

/** A numeral or a word of a typed message, with what stood between it and the one before. */
export interface Token {
  readonly kind: 'numeral' | 'word'
  /** Lower case, NFC, marks kept. */
  readonly raw: string
  readonly folded: string
  /** '' when glued to the one before, ' ' for spaces alone, otherwise with its punctuation. */
  readonly gap: string
}

export interface Typed {
  readonly tokens: readonly Token[]
  /** What stood after the last one. */
  readonly rest: string
  /** Somebody who writes marks means "sau" (after) by sau; somebody who doesn't may mean sáu (six). */
  readonly accented: boolean
}

/**
 * Answers are short. A longer text is not cut, because a cut could fall inside a number and make a smaller one of it:
 * it is not an answer.
 */
export const LONGEST_ANSWER = 300

const PIECE = /\d+(?:[.,]\d+)*|\p{L}[\p{L}\p{M}]*/gu

/** An answer as it is read: clean, lower case, ₫ as đ; `undefined` when it is too long to be one. */
export function answerLine(text: string): string | undefined {
  if (text.length > LONGEST_ANSWER) return undefined
  return clean(text, LONGEST_ANSWER).toLowerCase().replaceAll('₫', 'đ ').normalize('NFC')
}

/** Linear in the length of the line. */
export function tokenize(line: string): Typed {
  const tokens: Token[] = []
  let end = 0
  // matchAll would copy the expression on every call, which takes longer than all the rest.
  line.replace(PIECE, (raw: string, at: number) => {
    const kind = /^\d/.test(raw) ? 'numeral' : 'word'
    tokens.push({ kind, raw, folded: kind === 'word' ? fold(raw) : raw, gap: line.slice(end, at) })
    end = at + raw.length
    return raw
  })
  const accented = tokens.some((t) => t.raw !== t.folded && t.raw !== 'đ' && t.raw !== 'vnđ')
  return { tokens, rest: line.slice(end), accented }
}

/** Whether a token follows the one before without punctuation between. */
export function joined(token: Token | undefined): token is Token {
  return token !== undefined && (token.gap === '' || token.gap === ' ')
}
