import { canBe, fits, isAnyOf, type Word, wordsOf } from './hears.ts'
import type { Said } from './said.ts'

/**
 * Whether what stands after "cho" can be where a gift goes: a place that is known, the children whoever they are, or
 * what looks like a name. "300k cho vay", "2 cho hỏi" and "chuyển 300k cho tôi" name no place; and what is taken for one
 * is said back to people, so no link, no number and no sentence of theirs may pass.
 *
 * @param known the names of places that are known, without what stands in brackets
 */
export function canBePlace(
  pieces: readonly string[],
  listed: Said,
  known: readonly (readonly Word[])[] = [],
): boolean {
  if (pieces.length === 0 || !pieces.every((piece) => NAME.test(piece))) return false
  const shouted = pieces.every((piece) => piece === piece.toUpperCase())
  const said = pieces.flatMap((piece) =>
    wordsOf(piece).map((word): Named => ({ ...word, capital: !shouted && /^\p{Lu}/u.test(piece) })),
  )
  const isOf = (word: Word | undefined, list: Parameters<Said['words']>[0]): boolean =>
    word !== undefined && isAnyOf(word, listed.words(list))
  const rest = withoutKnown(said, known)
  const isKnown = rest.length < said.length
  const isChildren = isOf(said[0], 'children') || (isOf(said[0], 'kin') && isOf(said[1], 'small'))
  const name = rest.filter(
    (word) =>
      !isOf(word, 'place_titles') && !(isChildren && (isOf(word, 'anybody') || isOf(word, 'children'))),
  )
  if (name.length > MOST_WORDS || name.some((word) => isOf(word, 'never_place'))) return false
  // "vay", "toi" alone are no name without accents either; "minh tan" may well be one.
  const alone = name.length === 1 && !isKnown
  const isWord = (word: Named, list: readonly Word[]) =>
    !word.capital && list.some((one) => (alone ? canBe(word, one) : fits([word], 0, [one]) === 'exact'))
  return !name.some(
    (word) => isWord(word, listed.words('sentence')) || (!isKnown && isWord(word, listed.words('kin'))),
  )
}

type Named = Word & { readonly capital: boolean }

const MOST_WORDS = 5
const NAME = /^\(?[\p{L}\p{M}]+(?:[-'’][\p{L}\p{M}]+)*[).,;!]*$/u

/** What is said beside the longest known name in it, if there is one. */
function withoutKnown(said: readonly Named[], known: readonly (readonly Word[])[]): readonly Named[] {
  const names = known.filter((name) => name.length > 0).sort((a, b) => b.length - a.length)
  for (const name of names) {
    const from = said.findIndex((_, at) => fits(said, at, name))
    if (from >= 0) return [...said.slice(0, from), ...said.slice(from + name.length)]
  }
  return said
}
