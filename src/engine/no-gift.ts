import { isAnyOf, isPolite, type Word, wordsOf } from './hears.ts'

/**
 * Whether a message that holds an amount or a count gives nothing: somebody asks for it ("xin 300k cho con"), wants it
 * back or lent ("500k cho tôi xin lại", "300k cho vay"), or asks a question ("góp 300k cho Tà Xùa không?").
 *
 * @param toward what may stand between a gift and its place: "cho"
 */
export function givesNothing(line: string, toward: readonly (readonly Word[])[]): boolean {
  const words = wordsOf(line)
  const end = words.findLastIndex((word) => !isPolite(word)) + 1
  const said = words.slice(0, end)
  return begs(said) || wantsBack(said) || isForMe(said) || asks(line, said, toward)
}

const XIN = wordsOf('xin')[0]!
const CHO = wordsOf('cho')[0]!
/** "xin góp", "xin chào", "xin stk": no begging. */
const XIN_AND = wordsOf(
  'góp tặng gửi ủng biếu đóng quyên chuyển trao phép được chào cảm cám lỗi stk số mã tài qr thông',
)
const GIVES = wordsOf('góp tặng ủng biếu quyên đóng donate give')
const ME = wordsOf('tôi tui tao mình me')
const OURS = wordsOf('con mẹ bố vợ chồng nhà')
const FAMILY = [...ME, ...OURS, ...wordsOf('em cháu anh chị trai gái nó')]
const BACK = wordsOf('xin trả lấy đòi hoàn')
const LAI = wordsOf('lại')
const LENDS = wordsOf('vay mượn hỏi')
const KHONG = wordsOf('không')[0]!
const QUESTIONS = wordsOf('không ko k hông hong hok chưa hả sao đâu gì nào')
const NUMBERS = wordsOf('một hai ba bốn năm sáu bảy tám chín mười')

const isOne = (word: Word | undefined, words: readonly Word[]): boolean =>
  word !== undefined && isAnyOf(word, words)
const isExactly = (word: Word | undefined, meant: Word): boolean =>
  word?.base === meant.base && word.marks === meant.marks

/** "em xin 300k cho con". Whoever says "cho mình xin 1 suất" puts herself down for one. */
const begs = (said: readonly Word[]): boolean =>
  said.some(
    (word, at) =>
      isExactly(word, XIN) &&
      !isOne(said[at + 1], XIN_AND) &&
      said.slice(at + 1).some((later) => isExactly(later, CHO)),
  )

const wantsBack = (said: readonly Word[]): boolean =>
  said.some((word, at) => {
    const next = said[at + 1]
    // "cho hoi an" is a place; "2 cho hoi" is none.
    const lends =
      LENDS.some((each) => isExactly(next, each)) || (at + 2 === said.length && isOne(next, LENDS))
    return (isExactly(word, CHO) && lends) || (isOne(word, BACK) && next?.base === 'lai' && isOne(next, LAI))
  })

/** "chuyển 300k cho tôi", "300k cho con": not "cho tôi góp 300k", nor "300k cho mình xin stk". */
function isForMe(said: readonly Word[]): boolean {
  const number = said.findIndex(isNumber)
  const at = number < 0 ? -1 : said.findIndex((word, n) => n > number && isExactly(word, CHO))
  if (at < 0) return false
  if (isOne(said[at + 1], ME)) return at + 2 === said.length
  return (
    isOne(said[at + 1], OURS) &&
    !hasName(said, at + 2) &&
    !said.slice(0, at).some((word) => isOne(word, GIVES))
  )
}

/** "Con Cuông": a word behind it that is nobody of the family. */
const hasName = (said: readonly Word[], at: number): boolean =>
  said[at] !== undefined && !isAnyOf(said[at], FAMILY)

const isNumber = (word: Word): boolean => /\d/.test(word.base) || isAnyOf(word, NUMBERS)

/** A question that names whom it is for; "500k được không?" asks nothing of the amount. */
function asks(line: string, said: readonly Word[], toward: readonly (readonly Word[])[]): boolean {
  const number = said.findIndex(isNumber)
  const last = said.at(-1)
  const isQuestion =
    /\?[\s)!.]*$/.test(line) || isOne(last, [KHONG]) || QUESTIONS.some((each) => isExactly(last, each))
  const isToward = (word: Word) => toward.some((phrase) => phrase.length === 1 && isExactly(word, phrase[0]!))
  return isQuestion && number >= 0 && said.slice(number + 1).some(isToward)
}
