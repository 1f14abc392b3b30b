import { canBe, fits, isAnyOf, type Word, wordsOf } from './hears.ts'

/**
 * Whether what stands after "cho" can be where a gift goes: a place that is known, the children whoever they are, or
 * what looks like a name. "300k cho vay", "2 cho hỏi" and "chuyển 300k cho tôi" name no place; and what is taken for one
 * is said back to people, so no link, no number and no sentence of theirs may pass.
 *
 * @param known the names of places that are known, without what stands in brackets
 */
export function canBePlace(pieces: readonly string[], known: readonly (readonly Word[])[] = []): boolean {
  if (pieces.length === 0 || !pieces.every((piece) => NAME.test(piece))) return false
  const shouted = pieces.every((piece) => piece === piece.toUpperCase())
  const said = pieces.flatMap((piece) =>
    wordsOf(piece).map((word): Said => ({ ...word, capital: !shouted && /^\p{Lu}/u.test(piece) })),
  )
  const rest = withoutKnown(said, known)
  const isKnown = rest.length < said.length
  const isChildren = isAnyOf(said[0]!, MANY) || (isAnyOf(said[0]!, KIN) && said[1] && isAnyOf(said[1], SMALL))
  const name = rest.filter((word) => !isAnyOf(word, TITLES) && !(isChildren && isAnyOf(word, ANYBODY)))
  if (name.length > MOST_WORDS || name.some((word) => isAnyOf(word, NEVER))) return false
  // "vay", "toi" alone are no name without accents either; "minh tan" may well be one.
  const alone = name.length === 1 && !isKnown
  const isWord = (word: Said, list: readonly Word[]) =>
    !word.capital && list.some((one) => (alone ? canBe(word, one) : fits([word], 0, [one]) === 'exact'))
  return !name.some((word) => isWord(word, SENTENCE) || (!isKnown && isWord(word, KIN)))
}

type Said = Word & { readonly capital: boolean }

const MOST_WORDS = 5
const NAME = /^\(?[\p{L}\p{M}]+(?:[-'’][\p{L}\p{M}]+)*[).,;!]*$/u

const TITLES = wordsOf('xã bản huyện tỉnh phường thôn làng trường mầm non tiểu học ở cho tại')
/** "các em", "trẻ em vùng cao", "nơi nào đang cần". */
const MANY = wordsOf('các những mấy trẻ bé học mọi nơi chỗ quỹ ai đâu vùng children kids the')
const SMALL = wordsOf('bé nhỏ')
const ANYBODY = wordsOf(
  'các những mấy trẻ bé nhỏ em cháu con bạn đứa học sinh trò mọi người nơi chỗ nào quỹ mình ai đâu cũng được đang cần nhất thiếu nghèo khó khăn vùng cao xa núi miền tết này children kids the',
)
/** In no name, with accents or without. */
const NEVER = wordsOf('tôi tui tao không được biết muốn')
const KIN = wordsOf(
  'mình em anh chị con cháu bạn nó mẹ bố má vợ chồng ông bà cô chú bác dì cậu nhà gia me us',
)
/** Words of a sentence, unless they begin with a capital: "Xin Chải" is a place. */
const SENTENCE = wordsOf(
  'ai gì nào đâu sao mấy hay hả chưa xin hỏi vay mượn hoàn lại trả lấy đòi nhận nhờ giúp giùm cần xem chuyển gửi góp mua bán đổi hủy huỷ cho vui chắc xong nhanh thử là bị để rồi đã đang sẽ vì nên nếu thì mà với tiền khoản mã stk tháng ngày hôm mai nay ko k hông what how why who borrow',
)

/** What is said beside the longest known name in it, if there is one. */
function withoutKnown(said: readonly Said[], known: readonly (readonly Word[])[]): readonly Said[] {
  const names = known.filter((name) => name.length > 0).sort((a, b) => b.length - a.length)
  for (const name of names) {
    const from = said.findIndex((_, at) => fits(said, at, name))
    if (from >= 0) return [...said.slice(0, from), ...said.slice(from + name.length)]
  }
  return said
}
