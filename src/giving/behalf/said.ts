import { amountInside, fold, unitsInside } from '../../platform/vietnamese/index.ts'
import type { BehalfKind, Occasion } from './behalf.ts'

/** What of a gift in another's name was said in one breath; null is asked for. */
export interface BehalfSaid {
  readonly kind: BehalfKind | null
  readonly occasion: Occasion | null
  readonly name: string | null
  /** In the name of one person or family, who gives alone: a `group` on paper, but nobody shares its code. */
  readonly one: boolean
  /** That person is a child of theirs. */
  readonly child: boolean
  /** A family is spoken of that has no name: it is a gift as any other. */
  readonly plain: boolean
  /** Đồng. */
  readonly wish: bigint | null
  /** Units: “2 suất”. */
  readonly count: number | null
}

type Lead = {
  readonly kind: BehalfKind
  readonly occasion: Occasion | null
  readonly phrases: readonly string[]
}

const tribute = (occasion: Occasion, ...phrases: string[]): Lead => ({ kind: 'tribute', occasion, phrases })
const of = (kind: 'company' | 'group', ...phrases: string[]): Lead => ({ kind, occasion: null, phrases })

/** What is said leads there; the first of these that is found counts. Of each the longer phrases stand first. */
const LEADS: readonly Lead[] = [
  tribute('memory', 'tưởng nhớ đến', 'tưởng nhớ tới', 'tưởng nhớ về', 'tưởng nhớ', 'in memory of'),
  tribute('memory', 'hồi hướng công đức cho', 'hồi hướng cho', 'hồi hướng', 'cầu siêu cho', 'cầu siêu'),
  tribute('memory', 'để tang', 'phúng điếu', 'phúng viếng'),
  tribute(
    'birthday',
    'sinh nhật của',
    'sinh nhật cho',
    'sinh nhật',
    'thôi nôi của',
    'thôi nôi',
    'birthday of',
  ),
  tribute('wedding', 'ngày cưới của', 'ngày cưới', 'đám cưới của', 'đám cưới', 'lễ cưới của', 'lễ cưới'),
  tribute('wedding', 'mừng cưới của', 'mừng cưới', 'quà cưới', 'wedding of'),
  tribute('honour', 'in honour of', 'in honor of', 'mừng thọ'),
  of('company', 'công ty', 'công ti', 'cty', 'doanh nghiệp', 'tập đoàn', 'company'),
  of('group', 'phòng', 'lớp', 'nhóm', 'tổ', 'đội', 'hội', 'khoa', 'team', 'class', 'group'),
  of('group', 'ubnd', 'ủy ban nhân dân', 'uỷ ban nhân dân'),
]

/** Words as people type them: with their accents, or with none. */
function words(list: string): (piece: string) => boolean {
  const known = new Set(list.split(' '))
  const bare = new Set(list.split(' ').map(fold))
  return (piece) => known.has(piece) || (piece === fold(piece) && bare.has(piece))
}

/** A name ends before these. */
const ends = words(
  'góp ủng tặng biếu gửi muốn xin được cho với nhé nha ạ đi để em tôi mình tui chúng của nên đóng đợt số một hai ba thì là give gives giving want wants',
)
/** And is none that begins so: whose it is stands there, and not what it is called. */
const own = words('mình tôi tui em anh chị con cháu chúng tụi bên cũ này đó my our')
const mourns = words('mất')
/** “bố mới mất”: how it is with them stands behind whom it is for. */
const since = words('mới vừa đã')
/** What groups are called in small letters, before what is theirs alone: “hội đồng hương Sơn La”. */
const ofGroups = words(
  'đồng hương phụ huynh cựu học sinh viên thiện nguyện từ bạn doanh nhân phật tử lớp khóa ban liên lạc thân hữu xã phường tỉnh nhân dân',
)
/** “mỗi tháng”, “hằng năm” begin what is given. */
const each = words('mỗi hàng hằng từng each every')
const time = words('tháng tuần năm ngày month week year')
/** “thứ 6”, “mùng 5”, “28/12”: when it is sent. A name may begin so: “chị Mai”, “ông Hai”. */
const ordinal = words('hai ba tư năm sáu bảy 2 3 4 5 6 7')
const isDay = (word: string, next: string): boolean =>
  (fold(word) === 'thu' && ordinal(next)) ||
  (/^(?:mung|mong|ngay|hom)$/.test(fold(word)) && /^\d{1,4}$/.test(next)) ||
  /^(?:chủ nhật|chu nhat|tuần sau|tuan sau|tháng sau|thang sau|ngày mai|ngay mai|cuối tháng|cuoi thang|cuối tuần|cuoi tuan|hôm nay|hom nay)$/.test(
    `${word} ${next}`,
  )

/**
 * Reads in whose name somebody would like to give. Only what is plainly a name is taken for one: it is read back in any case.
 *
 *     behalfSaid('mình góp thay mặt công ty TNHH Nắng Mai').name  // 'công ty TNHH Nắng Mai'
 *     behalfSaid('công ty em muốn ủng hộ 5 triệu').name          // null
 *     behalfSaid('tặng nhân sinh nhật mẹ').name                  // 'mẹ'
 */
export function behalfSaid(typed: string): BehalfSaid {
  const wish = amountInside(typed) ?? null
  const pieces = typed.normalize('NFC').trim().split(/\s+/)
  const heard = pieces.map((piece) => piece.toLowerCase().replace(/[^\p{L}\d]/gu, ''))
  const said = { wish, count: unitsInside(typed) ?? null, one: false, child: false, plain: false }
  for (const { kind, occasion, phrases } of LEADS) {
    // “hội phụ huynh lớp 3A” is a “hội”.
    const [first] = phrases
      .map((phrase) => leadAt(heard, phrase))
      .filter(({ at }) => at >= 0)
      .sort((a, b) => a.at - b.at)
    if (!first) continue
    const behind = first.at + first.length
    const from = kind === 'tribute' ? behind : first.at
    return { kind, occasion, name: nameFrom(pieces, heard, from, behind, kind), ...said }
  }
  const dead = heard.some((word, n) => mourns(word) || (word === 'qua' && fold(heard[n + 1] ?? '') === 'doi'))
  if (dead) return { kind: 'tribute', occasion: 'memory', name: null, ...said }
  const one = oneNamed(pieces, heard)
  return { kind: one && !one.plain ? 'group' : null, occasion: null, name: null, ...said, ...one }
}

const IN_NAME =
  'nhân danh|in the name of|on behalf of|thay mặt cho|thay mặt|thay cho|góp thay|gửi thay|tặng thay|góp hộ|góp giùm|góp giúp|thay'.split(
    '|',
  )
const FAMILY = ['gia đình', 'vợ chồng', 'the family of']
const kin = words(
  'mẹ má bố ba cha ông bà chồng vợ anh chị cô chú bác dì cậu mợ thím em bạn con cháu bé mother father mom mum dad parents wife husband son daughter sister brother grandmother grandfather friend',
)
const young = words('con cháu bé em son daughter')
/** “bà ngoại”, “bố mẹ”: said so at home, and a name on paper. */
const ofKin = words('nội ngoại mẹ bà vợ chồng')

/** “nhân danh bà ngoại”, “góp thay mẹ tôi”, “gia đình Lan và Minh”. */
function oneNamed(
  pieces: readonly string[],
  heard: readonly string[],
): Pick<BehalfSaid, 'name' | 'one' | 'child' | 'plain'> | undefined {
  const found = (list: readonly string[]) =>
    list.map((phrase) => leadAt(heard, phrase)).find(({ at }) => at >= 0)
  const family = found(FAMILY)
  const led = family ?? found(IN_NAME)
  if (!led) return undefined
  const from = led.at + led.length
  const isName = (n: number) => /^\p{Lu}\p{Ll}*/u.test(pieces[n] ?? '')
  const isOwn = (n: number) => own(heard[n]!) && !isName(n) && !kin(heard[n]!)
  const begins = heard[from] === 'my' ? from + 1 : from
  const who = heard[begins] ?? ''
  if (!family && !kin(who) && !isName(begins)) return undefined
  const end = heard.findIndex(
    (word, n) =>
      n >= begins &&
      !isOwn(n) &&
      !(n === begins && kin(word)) &&
      !(kin(word) && isName(n + 1)) &&
      ((ends(word) && !isName(n)) || isSum(word, heard[n + 1] ?? '', 'group')),
  )
  const said = pieces
    .map((piece, n) => ({ piece, n }))
    .slice(begins, end < 0 ? undefined : end)
    .filter(({ n }) => !(n > begins && (isOwn(n) || (own(heard[n]!) && !isName(n) && !isName(n + 1)))))
  const named = said.some(({ n }) => isName(n)) || (said.length > 1 && ofKin(heard[said[1]!.n]!))
  const text = said
    .map(({ piece }) => piece)
    .join(' ')
    .replace(/[”".,;!?]+$/u, '')
  const lead = family ? `${pieces.slice(family.at, from).join(' ')} ` : ''
  return {
    name: named ? lead + text : null,
    one: true,
    child: !family && young(who),
    plain: family !== undefined && !named,
  }
}

function leadAt(heard: readonly string[], phrase: string): { readonly at: number; readonly length: number } {
  const led = phrase.split(' ').map(words)
  const at = heard.findIndex((_, n) => led.every((is, m) => is(heard[n + m] ?? '')))
  return { at, length: led.length }
}

const OF_THEIRS = words(
  'cả thay mặt đứng tên dưới danh nghĩa nhân bên chúng tụi bọn tôi mình em tui anh chị là dạ chào xin ạ mỗi hàng hằng tháng',
)
const DEAD =
  /(?<!\p{L})(?:mẹ|má|bố|ba|cha|ông|bà|chồng|vợ|anh|chị|con|cháu|bé|nội|ngoại)(?:\s\p{L}+){0,2}\s(?:mất|qua đời)(?!\p{L})/u
const FEAST =
  /(?<!\p{L})(?:nhân|mừng|dịp|tặng)(?:\s\p{L}+){0,2}\s(?:sinh nhật|thôi nôi|cưới|thọ)(?!\p{L})|mừng thọ/u

/**
 * Whether a sentence about a gift of another kind (each month, in another currency) says in whose name it is, and not for whom.
 *
 *     isInName('Công ty Nắng Mai mỗi tháng góp 2 triệu')  // true
 *     isInName('tưởng nhớ mẹ, mỗi tháng góp 200k')        // true
 *     isInName('mỗi tháng 200k cho lớp học vùng cao')     // false
 */
export function isInName(typed: string): boolean {
  const line = typed.normalize('NFC').toLowerCase()
  const { kind, occasion } = behalfSaid(typed)
  if (kind === null) return false
  if (kind === 'tribute') {
    if (occasion !== 'memory') return FEAST.test(line) || /in honou?r of/.test(line)
    return (
      /tưởng nhớ|tuong nho|cầu siêu|hồi hướng|để tang|phúng (?:điếu|viếng)|in memory of/.test(line) ||
      DEAD.test(line)
    )
  }
  const heard = line.split(/\s+/).map((piece) => piece.replace(/[^\p{L}\d]/gu, ''))
  const at = leadIn(heard, kind)
  return at >= 0 && heard[at + 1] !== 'học' && heard.slice(0, at).every(OF_THEIRS)
}

/** Of somebody who has died: sympathy comes first. */
export const isMemory = (typed: string): boolean => behalfSaid(typed).occasion === 'memory'

/** Where what leads to the name of a company or group begins. */
const leadIn = (heard: readonly string[], kind: BehalfKind): number =>
  Math.min(
    ...LEADS.filter((lead) => lead.kind === kind)
      .flatMap(({ phrases }) => phrases.map((phrase) => leadAt(heard, phrase).at))
      .filter((found) => found >= 0),
  )

const SUM = /^\d+(?:k|tr\d*|triệu|trieu|tỷ|tỉ|ngàn|nghìn|nghin|đ|đồng|vnđ|vnd|củ|m)$/
const UNITS = words('triệu tr k nghìn ngàn đồng đ vnđ vnd tỷ tỉ củ suất phần trăm')

/** “5 triệu”, “500k”: no part of a name. “Công ty 319”, “Tổng công ty 36” are called so. */
function isSum(word: string, next: string, kind: BehalfKind): boolean {
  if (SUM.test(word)) return true
  return /^\d+$/.test(word) && (word.length >= (kind === 'tribute' ? 2 : 4) || UNITS(next))
}

/**
 * @param from where it begins: the word that leads belongs to the name of a company and of a group
 * @param behind the first word behind the one that leads
 */
function nameFrom(
  pieces: readonly string[],
  heard: readonly string[],
  from: number,
  behind: number,
  kind: BehalfKind,
): string | null {
  const first = heard[behind]
  if (!first) return null
  // “Minh” is somebody, “minh” is me; “Nguyễn Văn A” is somebody, too.
  const isName = (n: number) => /^\p{Lu}(?:\p{Ll}|[^\p{L}]*$)/u.test(pieces[n]!) && n > 0
  if (!isName(behind) && (own(first) || ends(first))) return null
  if (each(first) && time(heard[behind + 1] ?? '')) return null
  // “để tưởng nhớ, thứ 6 chuyển”, “phúng điếu 10 triệu” name nobody.
  const isCut =
    (kind === 'tribute' && isSum(first, heard[behind + 1] ?? '', kind)) ||
    (kind === 'tribute' && /[,.;!?]$/.test(pieces[behind - 1]!))
  if (isCut || (isDay(first, heard[behind + 1] ?? '') && !isName(behind))) return null
  // “nhóm Hoa Phượng”, “lớp 12A1”: what has neither a capital nor a digit may be any word.
  const proper = heard.findIndex((word, n) => n >= behind && !ofGroups(word))
  if (kind === 'group' && !/[\p{Lu}\d]/u.test(pieces[proper] ?? '')) return null
  // “nhóm bạn 500k”
  if (kind === 'group' && proper > behind && isSum(heard[proper]!, heard[proper + 1] ?? '', kind)) return null
  const stops = (word: string, n: number) =>
    n > behind &&
    ((ends(word) && !isName(n)) ||
      (each(word) && time(heard[n + 1] ?? '')) ||
      (isDay(word, heard[n + 1] ?? '') && !isName(n)) ||
      isSum(word, heard[n + 1] ?? '', kind) ||
      (kind === 'tribute' && (mourns(word) || since(word)) && !isName(n)) ||
      /[,.;!?]$/.test(pieces[n - 1]!))
  const end = heard.findIndex(stops)
  const name = pieces
    .slice(from, end < 0 ? undefined : end)
    .join(' ')
    .replace(/^["“]+|["”.,;!?]+$/gu, '')
  return name || null
}
