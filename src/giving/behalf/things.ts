/** Things that are counted, as people send them. */
const THING =
  'áo|quần|chăn|mền|màn|sách|vở|tập|cặp|ba lô|balo|giày|dép|ủng|mũ|nón|khăn|tất|găng|sữa|gạo|mì|bánh|kẹo|đồ chơi|xe đạp|bút|coats?|blankets?|books?|boots|jackets?'
/** What they are counted in. */
const BY = 'cái|chiếc|bộ|đôi|thùng|hộp|bao|túi|gói|kg|cân|cuốn|quyển|tấm'
/** Behind the things these begin what else is said. */
const ENDS =
  'cho|tưởng|để|nhân|mừng|thay|của|và|với|nhé|nha|ạ|thì|đến|tới|lên|về|tặng|gửi|góp|ủng|mà|nhưng|trong|for|in|to|and'
const THINGS = new RegExp(
  `(?<![\\p{L}\\d.,])\\d{1,5} (?:(?:${BY}) )?(?:${THING})(?!\\p{L})(?: (?!(?:${ENDS})(?!\\p{L}))[\\p{Ll}\\d]+){0,5}`,
  'u',
)

/**
 * The things that are given in a sentence that says in whose name.
 *
 *     thingsSaid('tưởng nhớ bà ngoại gửi 10 áo ấm')                // '10 áo ấm'
 *     thingsSaid('công ty TNHH Hoa Mai góp 5 triệu và 50 áo ấm')   // '50 áo ấm'
 *     thingsSaid('tưởng nhớ bà ngoại, góp 500k')                   // null
 */
export const thingsSaid = (typed: string): string | null =>
  THINGS.exec(typed.normalize('NFC').replace(/\s+/g, ' '))?.[0] ?? null
