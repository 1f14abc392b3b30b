import type { Bubble, Choice } from '../engine/index.ts'
import { clean } from '../platform/vietnamese/index.ts'

/**
 * UTF-16 units of a message that are kept: as much as anybody can type into Telegram. The engine reads the first 2000, and
 * all of it for danger; of a megabyte of text the middle goes before it is stored.
 */
const HEARD = 4096

/** The beginning and the end of what is longer: what matters most may stand last. */
const endsOf = (text: string): string =>
  text.length <= HEARD ? text : `${text.slice(0, HEARD - HEARD / 4)} … ${text.slice(-HEARD / 4 + 3)}`

/** Whatever `clean` might take away: controls, marks that nobody sees, halves of surrogate pairs (and emoji). */
const UNUSUAL = /(?![\n\r\t])[\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}]|[\u{10000}-\u{10ffff}]/u

/** Letters and digits as keyboards of East Asia write them: "５００ｋ". */
const FULL_WIDTH = /[\uff01-\uff5e\u3000]/g

/**
 * What somebody wrote, as it goes into the conversation: no longer than it is worth, in plain letters and digits, and
 * without the marks that hide a word from us and are seen by nobody.
 *
 *     heardText('me\u200bnu')  // 'menu'
 *     heardText('５００ｋ')      // '500k'
 */
export function heardText(text: string): string {
  const kept = endsOf(text).replace(FULL_WIDTH, (char) => char.normalize('NFKC'))
  return UNUSUAL.test(kept) ? clean(kept, HEARD) : kept
}

/**
 * Cuts a text into pieces that a channel takes, at the end of a paragraph, line, sentence or word, whichever is the
 * best that keeps the piece at least half full. Never inside a letter with its marks. The space at a cut is dropped.
 *
 *     splitText('một hai ba', 20)         // ['một hai ba']
 *     splitText('Một hai. Ba bốn.', 10)   // ['Một hai.', 'Ba bốn.']
 *
 * @param limit in UTF-16 units, at least 2
 */
export function splitText(text: string, limit: number): string[] {
  if (text.length <= limit) return [text]
  const pieces: string[] = []
  let rest = withoutLeadingSpace(text)
  while (rest.length > limit) {
    const cut = bestCut(rest, limit)
    pieces.push(rest.slice(0, cut))
    rest = withoutLeadingSpace(rest.slice(cut))
  }
  if (rest.trim() !== '' || pieces.length === 0) pieces.push(rest)
  return pieces
}

const graphemes = new Intl.Segmenter('vi')

/** Where the best piece of at most `limit` units ends. */
function bestCut(text: string, limit: number): number {
  const ends = { paragraph: 0, line: 0, sentence: 0, word: 0, letter: 0 }
  let newlines = 0
  let sentenceOver = false
  for (const { index, segment } of graphemes.segment(text.slice(0, 2 * limit))) {
    if (segment.trim() === '') {
      if (segment.endsWith('\n')) newlines += 1
      const kind = newlines > 1 ? 'paragraph' : newlines === 1 ? 'line' : sentenceOver ? 'sentence' : 'word'
      ends[kind] = ends.letter
      continue
    }
    if (index + segment.length > limit) break
    newlines = 0
    sentenceOver = /[.!?…]$/.test(segment) || (sentenceOver && /["'”’»)]/.test(segment))
    ends.letter = index + segment.length
  }
  const { paragraph, line, sentence, word, letter } = ends
  const best = [paragraph, line, sentence, word].find((end) => end >= limit / 2)
  return best ?? (letter > 0 ? letter : insideGrapheme(text, limit))
}

/** A "letter" longer than a message is no letter; only a surrogate pair is kept whole. */
function insideGrapheme(text: string, limit: number): number {
  const splitsPair = /^[\uD800-\uDBFF][\uDC00-\uDFFF]/.test(text.slice(limit - 1, limit + 1))
  return splitsPair ? limit - 1 : limit
}

/** A space with a mark on it is a letter; a line end never takes one. */
const withoutLeadingSpace = (text: string): string =>
  text.replace(/^(?:(?!\p{Zs})\s|\p{Zs}(?![\p{M}\p{Emoji_Modifier}\u200C\u200D]))+/u, '')

/**
 * Divides options between buttons and text. What cannot be a button is listed with its number among all of them, since
 * that number is also the answer.
 */
export function withButtons(
  text: string,
  choices: readonly Choice[],
  fits: (choice: Choice, place: number) => boolean,
): { readonly text: string; readonly buttons: readonly Choice[] } {
  const lines = choices.flatMap((choice, n) => (fits(choice, n) ? [] : [`${n + 1}. ${choice.label}`]))
  return {
    text: [...(text === '' ? [] : [text]), ...lines].join('\n'),
    buttons: choices.filter((choice, n) => fits(choice, n)),
  }
}

interface Room {
  /** UTF-16 units of a message, and of the words below a picture or paper. */
  readonly text: number
  readonly caption: number
  /** Whether an option can be a button, by its place among all. */
  readonly fits: (choice: Choice, place: number) => boolean
}

/**
 * Cuts a bubble into messages (see `Channel.cut`): options that can be no buttons are numbered in the text, a text that is
 * too long for its picture follows it, and the buttons hang under the last piece.
 */
export function cutBubble(bubble: Bubble, { text: limit, caption, fits }: Room): readonly Bubble[] {
  const { choices = [], media } = bubble
  const { text, buttons } = withButtons(bubble.text, choices, fits)
  const apart = media !== undefined && text.length > caption
  if (buttons.length === choices.length && !apart && text.length <= limit) return [bubble]
  const pieces = splitText(text, limit)
  const last = pieces.length - 1
  return [
    ...(apart ? [{ text: '', media }] : []),
    ...pieces.map((piece, n) => ({
      text: piece,
      ...(bubble.copy ? { copy: bubble.copy } : {}),
      ...(bubble.label === undefined ? {} : { label: bubble.label }),
      ...(media && !apart ? { media } : {}),
      ...(n === last && buttons.length > 0 ? { choices: buttons } : {}),
    })),
  ]
}
