import { fold } from '../../platform/vietnamese/index.ts'
import { type Place as Named, placesIn } from '../places/finding.ts'
import { names } from '../places/names.ts'
import { type Commune, registry, type Unit } from '../places/registry.ts'
import { canBe, hasMarks, type Typed, wordsIn } from '../places/spelling.ts'
import { isTheirOwn } from './clauses.ts'
import type { Mention, Place } from './wish.ts'

/** A mention of a place and where it stands. */
export interface Where {
  readonly mention: Mention
  readonly from: number
  readonly to: number
}

/** Every place that somebody names as one where a gift may go. */
export function placesSaid(text: string): Where[] {
  return together(text, placesIn(text))
}

/**
 * Places among the words that nothing else was made of. In a sentence about a gift they are likelier places than in any
 * other, so two small words without marks are looked up too, and a wrong letter is forgiven: "sách cho học sinh thanh hoa".
 */
export function placesLeft(
  text: string,
  words: readonly Typed[],
  isFree: (n: number) => boolean,
  besides: boolean,
): Where[] {
  const asked = besides ? undefined : WHAT_THERE.exec(fold(text))?.[1]?.length
  const alone = asked === undefined ? [] : placesIn(text.slice(0, asked))
  if (alone.length > 0) return together(text, alone)
  for (const run of runs(text, words, isFree)) {
    if (besides && !ALSO.has(words[run[0]! - 1]?.plain ?? '')) continue
    const [first, last] = [words[run[0]!]!, words[run.at(-1)!]!]
    const said = text.slice(first.from, last.to)
    const before = words[run[0]! - 1]?.plain ?? ''
    const meant = /^\p{Lu}/u.test(said) || PLACES_FOLLOW.has(before)
    const tries = run.length > 1 ? [`ở ${said}`] : []
    // A wrong mark first, then a wrong letter.
    const plainly = `xã ${fold(said)}`
    if (meant && run.length === 1) tries.push(`huyện ${said}`)
    if (meant && run.length <= 4) tries.push(plainly, `tỉnh ${said}`, `huyện ${said}`, `xã ${said}`)
    for (const one of tries) {
      const found = placesIn(one).filter(
        ({ to, match }) => to === one.length && (one !== plainly || match !== 'near'),
      )
      if (found.length > 0)
        return together(one, found).map((where) => ({ ...where, from: first.from, to: last.to }))
    }
  }
  return []
}

/** "co ma can gi" */
const WHAT_THERE = /^((?:[a-z']+ ){1,4}?)(?:dang |con |co )?(?:can|thieu) (?:nhung )?(?:gi|j)\b/
const ALSO = new Set(['hoac', 'hay', 'va', 'voi', 'or', 'and'])

const PLACES_FOLLOW = new Set('o tai tren ngoai trong ve len cho in for at from gai mdrak'.split(' '))

/** Words that no place begins or ends with in such a sentence. */
const FILLER = new Set(
  fold(
    `a ạ à ad ai anh áo ấm bác bạn bao bé bên các cái cần cha chào cháu chị chiếc cho chỗ chơi chú có con còn cô của cũng đã đang đâu đây đến đi đó đôi
    được em gì giúp góp gửi hay học hoặc hỏi hộ không ko k kh khong khó khăn lại là làm lấy lớp mà mấy mẹ mình mọi một mua muốn nào này nên nếu người nha nhà nhé nhỏ nhất những
    nơi nữa ở ơi quà quỹ ra rồi sao sẽ sinh số tặng tại thêm thì thiếu thôi thế tìm tiền toàn tôi trẻ trên trong trường tui từ ủng và vậy về với xin
    the a an and any are at can do does for from give go have help i in is it kids children child me my need of on or please school some students that there to want we what where with you your hi hello k j dc đc
    how biết lạnh lắm tivi xem thấy hôm qua năm nay giờ nghĩ tham gia đợt nhiều ít đứa mấy tụi bọn vùng cao xa sâu miền núi nghèo huyện xã tỉnh hông hổng hem vs cx mn`,
  ).match(/[a-z]+/g),
)

/** Stretches of free words within a clause. */
function runs(text: string, words: readonly Typed[], isFree: (n: number) => boolean): number[][] {
  const all: number[][] = []
  const run: number[] = []
  for (const [n, word] of words.entries()) {
    const apart = n > 0 && /[.,;:!?\n()]/.test(text.slice(words[n - 1]!.to, word.from))
    if (apart && run.length > 0) all.push(run.splice(0))
    if (
      isFree(n) &&
      (!FILLER.has(word.plain) || (n > 0 && /^\p{Lu}./u.test(word.said))) &&
      !/^\d/.test(word.said)
    )
      run.push(n)
    else if (run.length > 0) all.push(run.splice(0))
  }
  if (run.length > 0) all.push(run)
  return all
}

/** Readings of the same words are one mention. */
function together(text: string, found: readonly Named[]): Where[] {
  const meant = found.filter(({ around, from }) => !around && !isTheirOwn(text, from))
  const spans = [...new Set(meant.map(({ from, to }) => `${from}-${to}`))]
  return spans.map((span) => {
    const readings = meant.filter(({ from, to }) => `${from}-${to}` === span)
    const { from, to } = readings[0]!
    const said = text.slice(from, to)
    return { from, to, mention: { readings: [...wronglyMarked(said, readings), ...ranked(said, readings)] } }
  })
}

/** "Vân Hò": a wrong mark is likelier than a wrong letter. */
function wronglyMarked(said: string, readings: readonly Named[]): Place[][] {
  if (readings.some(({ match }) => match !== 'near')) return []
  const name = wordsIn(said).filter(({ said: word }) => /^\p{Lu}/u.test(word))
  const plainly = placesIn(`xã ${name.map(({ plain }) => plain).join(' ')}`)
  const typed = plainly.filter(({ match, kind }) => match !== 'near' && kind === 'commune')
  return typed.length > 0 && name.length > 1 ? [typed.flatMap(placesOf)] : []
}

const DISTRICT = /^(?:huyện|huyen|quận|quan|thị xã|thi xa|tx|h)\b/iu

function ranked(said: string, readings: readonly Named[]): Place[][] {
  const district = DISTRICT.test(said)
  const likely = readings.filter(({ kind }) => !district || kind === 'former-district')
  const [first = []] = [likely, readings].filter(({ length }) => length > 0)
  const rest = readings.filter((one) => !first.includes(one))
  const alike = namesAlike(said, readings)
  // A district that has the commune of its name inside is no other place: it comes after it.
  const [inner, outer] = apart(first)
  const same = hasMarks(wordsIn(said).at(-1)!) ? [] : alike
  return [
    [...inner.flatMap(placesOf), ...same.flatMap((unit) => placesOfUnit(unit))],
    outer.flatMap(placesOf),
    rest.flatMap(placesOf),
    same.length > 0 ? [] : alike.flatMap((unit) => placesOfUnit(unit)),
  ].filter(({ length }) => length > 0)
}

/** Those that lie in none of the others, and those that hold one. */
function apart(readings: readonly Named[]): [Named[], Named[]] {
  const holds = (one: Named) =>
    readings.some(
      (other) =>
        other !== one &&
        other.communes.length < one.communes.length &&
        other.communes.every((code) => one.communes.includes(code)),
    )
  return [readings.filter((one) => !holds(one)), readings.filter(holds)]
}

/** "yen bai": a commune and an old province. What is typed with some marks may be another name with more of them. */
function namesAlike(said: string, known: readonly Named[]): Unit[] {
  const words = wordsIn(said)
  const has = new Set(known.flatMap(({ units }) => units))
  for (let from = 0; from < words.length; from++) {
    const window = words.slice(from)
    const found = names().plain.get(window.map(({ plain }) => plain).join(' ')) ?? []
    const others = found
      .filter((name) => window.every((word, n) => canBe(word, name.words[n]!)))
      .flatMap(({ units }) => units)
    const land = new Set(known.flatMap(({ units }) => units.flatMap(({ communes }) => communes)))
    const title =
      from > 0
        ? fold(said.slice(0, words[from]!.from))
            .replace(/[^a-z]+/g, ' ')
            .trim()
        : ''
    const fit = others.filter(
      (unit) =>
        !has.has(unit) &&
        !known.some(({ name }) => name === unit.name) &&
        // The old commune of the same name says nothing new.
        !unit.communes.every((commune) => land.has(commune)) &&
        (title === ''
          ? unit.level === 'commune' || unit.level === 'former-district'
          : fold(unit.kind) === title),
    )
    if (fit.length > 0) return fit
  }
  return []
}

const BIG: readonly string[] = ['province', 'former-province', 'former-district']

/** A province and a district are one place; of a commune's name each commune that has it; of a split one each that got land. */
const placesOf = ({ units, kind }: Named): Place[] =>
  BIG.includes(kind) ? units.map((unit) => placeOf(unit, unit.communes)) : units.flatMap(placesOfUnit)

const placesOfUnit = (unit: Unit): Place[] =>
  unit.how === 'split' && unit.level === 'former-commune' && unit.communes.length > 1
    ? unit.communes.map((commune) => ({
        ...placeOf(unit, [commune]),
        name: titled(commune.kind, commune.name),
      }))
    : [placeOf(unit, unit.communes)]

function placeOf(unit: Unit, communes: readonly Commune[]): Place {
  const provinces = [...new Set(communes.map(({ province }) => province.name))]
  if (unit.level === 'province') return { name: unit.name, provinces, whole: true }
  const whole = unit.level === 'former-province'
  const name = whole ? unit.name : titled(unit.kind, unit.name)
  return { name, provinces, whole, communes: communes.map(({ code }) => code) }
}

const titled = (kind: string, name: string): string => `${kind} ${name}`.trim()

/** Of today's places by their codes: name and province, as needs without a code are kept. */
export const communesOf = (codes: readonly string[]): Commune[] =>
  codes.flatMap((code) => registry().byCode.get(code) ?? [])
