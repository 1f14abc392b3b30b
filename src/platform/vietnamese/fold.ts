/**
 * Text as people send it, made safe to keep (`clean`) and easy to compare (`fold`).
 */

/**
 * What two spellings of the same words have in common: lower case, no marks, đ as d. For search and matching,
 * never for showing. The database folds its search columns in the same way.
 *
 *     fold('Hoà Bình')  // 'hoa binh'   old and new tone placement fold alike
 *     fold('ĐƯỜNG')     // 'duong'
 */
export function fold(text: string): string {
  // đ has no decomposition, and old converters write the Icelandic ð, which looks the same in capitals.
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/[đð]/g, 'd').normalize('NFC')
}

/** More than any letter or emoji needs; what follows is there to be heavy. */
const UNITS_PER_GRAPHEME = 32

/** Vietnamese needs two marks on a letter. A hundred of them would climb over the lines above. */
const PILED_MARKS = /(\p{M}{4})\p{M}+/gu

/** A joiner between two emoji and the selector that colours one belong to the emoji. */
const PART_OF_EMOJI =
  '(?<=\\p{Extended_Pictographic}[\\uFE0F\\p{Emoji_Modifier}]?)\\u200D(?=\\p{Extended_Pictographic})' +
  '|(?<=[\\p{Emoji}\\p{Extended_Pictographic}])\\uFE0F'

/** Controls, direction marks, zero-width and filler letters, lone surrogates, and the two code points XML refuses. */
const UNSEEN = new RegExp(
  `(?!${PART_OF_EMOJI}|\\n)[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Default_Ignorable_Code_Point}\\uFFFE\\uFFFF]`,
  'gu',
)

const graphemes = new Intl.Segmenter('vi', { granularity: 'grapheme' })

/**
 * Text from outside, fit to keep and to show: NFC, without anything that cannot be seen, every run of spaces
 * (no-break spaces too) one plain space, at most one empty line in a row, cut after `maxGraphemes` letters or emoji.
 * May be repeated.
 *
 *     clean('  Lan\u200B   Anh ', 80)  // 'Lan Anh'
 *     clean('áo ấm', 2)                // 'áo'
 */
export function clean(text: string, maxGraphemes: number): string {
  const shown = text
    .slice(0, maxGraphemes * UNITS_PER_GRAPHEME)
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(/[\t\v\f]/g, ' ')
    .replace(UNSEEN, '')
    .normalize('NFC')
    .replace(PILED_MARKS, '$1')
    .replace(/\p{Zs}+/gu, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
  // A grapheme is one unit or more; counting them costs more than all the rest.
  if (shown.length <= maxGraphemes) return shown
  let end = 0
  let count = 0
  for (const { segment } of graphemes.segment(shown)) {
    if (count === maxGraphemes) break
    end += segment.length
    count += 1
  }
  return shown.slice(0, end).trimEnd()
}

/** The first letter large; Vietnamese has no letter that becomes two. */
export function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
