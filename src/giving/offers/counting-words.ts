import { packages, readWish } from '../../needs/index.ts'

/** How things that somebody offers are asked of. */
interface Asked {
  /** The word by which they are counted, in Vietnamese: “mấy hộp”. */
  readonly by: string
  /** They may have sizes. */
  readonly sized: boolean
  /** Food: nobody asks whether it was worn. */
  readonly edible: boolean
}

/** For what nobody can tell, and for several things at once. */
const ANY = 'món'
const SAID =
  /(?<![\p{L}\d])(?:\d+|vài|mấy|ít|một ít|nhiều|những|các|chục) (cái|chiếc|bộ|đôi|thùng|hộp|lốc|bao|túi|gói|kg|ký|cân|cuốn|quyển|tấm|cây|quả)(?= \p{L})/iu

/**
 * The word by which a thing is counted is the one that its giver uses, or the thing's own (prisma/seed/packages.yaml).
 *
 *     askedOf('ít sữa')             // { by: 'hộp', sized: false, edible: true }
 *     askedOf('mấy thùng sữa')      // { by: 'thùng', sized: false, edible: true }
 *     askedOf('tất len trẻ em')     // { by: 'đôi', sized: true, edible: false }
 *     askedOf('sách cũ')            // { by: 'quyển', sized: false, edible: false }
 *     askedOf('máy may')            // { by: 'món', sized: true, edible: false }
 */
export function askedOf(what: string): Asked {
  const { items } = packages()
  const things = readWish(what).things
  const known = things.flatMap(({ item }) => (item === undefined ? [] : (items[item] ?? [])))
  const words = new Set(known.map(({ counted }) => counted))
  const own = words.size === 1 && known.length === things.length ? known[0]!.counted : undefined
  const said = SAID.exec(what.normalize('NFC'))?.[1]?.toLocaleLowerCase('vi')
  return {
    by: things.length > 1 ? ANY : (said ?? own ?? ANY),
    // Sizes of what nobody can tell are asked: most of what is offered is clothes.
    sized: known.length === 0 || known.some(({ sized }) => sized),
    edible: things.length > 0 && things.every((one) => one.package === 'meals'),
  }
}
