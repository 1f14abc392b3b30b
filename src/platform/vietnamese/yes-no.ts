import { answerLine } from './tokens.ts'

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '))

/** By their marks, because cô, cỡ, đã and thời are other words. */
const YES = words(
  'ừ u ừm um ừa ua uh uhm uk uki ờ ok oke okê okay oki okie okey đúng dung vâng vang có co chuẩn chuan phải phai ' +
    'yes yep yeah y được duoc dc đc chốt chot đồng_ý dong_y chính_xác chinh_xac',
)
const NO = words('sai thôi thoi no nope nah n khỏi khoi nhầm nham')
/** They also turn the yes behind them: "không phải", "chưa đúng". */
const NOT = words('không khong ko k kh kg hông hong hổng hok hem chưa chua')

/** Dạ is yes when alone, and only polite in "dạ không". */
const POLITE_YES = words('dạ da')
const TALK = words(
  'a ạ à nhé nhe nha nhá bạn ban mình minh em anh chị chi cô chú chu bác bac ơi oi rồi roi r luôn luon vậy vay thế the ' +
    'đó đấy do day đi di nè ne cảm ơn cam on thanks please ad shop lắm lam nữa nua cần can là la thì thi ,',
)

/**
 * Reads the answer to a question of yes or no.
 *
 *     readYesNo('Dạ đúng rồi ạ')     // true
 *     readYesNo('ko')                // false
 *     readYesNo('không phải')        // false
 *     readYesNo('👍')                // true
 *     readYesNo('có không?')         // undefined   both
 *     readYesNo('không, đúng rồi')   // undefined   both
 *     readYesNo('đúng hết')          // true        every word of it
 *     readYesNo('có 2 áo')           // undefined   says more than yes
 *
 * @returns `undefined` unless every word is understood and all agree. Never throws.
 */
export function readYesNo(text: string): boolean | undefined {
  const line = answerLine(text)
  if (line === undefined) return undefined
  const said = new Set<'yes' | 'no'>()
  if (/[👍👌✅💯]/u.test(line)) said.add('yes')
  if (/[👎❌🚫]/u.test(line)) said.add('no')
  const spoken = wordsOf(line)
  let polite = false
  for (let at = 0; at < spoken.length; at += 1) {
    const word = spoken[at]!
    if (YES.has(word)) said.add('yes')
    else if (NO.has(word)) said.add('no')
    else if (NOT.has(word)) {
      said.add('no')
      if (YES.has(spoken[at + 1] ?? '')) at += 1
    } else if (POLITE_YES.has(word)) polite = true
    else if (!TALK.has(word)) return undefined
  }
  if (said.size === 0) return polite ? true : undefined
  return said.size === 1 ? said.has('yes') : undefined
}

/** Without emoji, "okkkk" as ok, and with a comma where the sentence pauses. */
function wordsOf(line: string): string[] {
  return line
    .replace(/\p{Extended_Pictographic}|\p{Emoji_Modifier}|[\uFE0F\u200D]/gu, ' ')
    .replace(/[.,!~…;:()\n]+/g, ' , ')
    .replace(/(\p{L})\1+/gu, '$1')
    .replace(/(?<!\p{L})(đúng|dung|chuẩn|chuan) (hết|het|cả|ca)(?!\p{L})/gu, '$1')
    .replace(/(?<!\p{L})(đồng|dong|chính|chinh) (ý|y|xác|xac)(?!\p{L})/gu, '$1_$2')
    .split(/\s+/)
    .filter((word) => word !== '')
}
