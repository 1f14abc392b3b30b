import { capitalise } from '../platform/vietnamese/index.ts'
import { packages } from './packages.ts'

/** As much of a need as its button tells. */
interface Told {
  /** Its commune, or where it is needed most. */
  readonly name: string
  readonly province?: string
  readonly package: string
  readonly item: string | null
  readonly unitWord: string
  /** Where many pay together a sum is missing, and no units. */
  readonly mode: 'exclusive' | 'pooled'
  readonly cap: bigint
  readonly taken: bigint
}

type Lang = 'vi' | 'en'
type Way = (need: Told, lang: Lang) => string

/** From what says most of where a gift goes to what says least: a number comes last. */
const WAYS: readonly Way[] = [
  ({ name, province }) => (province === undefined ? name : `${bare(name)}, ${province}`),
  (need, lang) => `${bare(need.name)}: ${thingOf(need, lang)}`,
  (need, lang) => capitalise(thingOf(need, lang)),
  ({ name, mode, cap, taken, unitWord }) =>
    mode === 'pooled' ? name : `${bare(name)} · ${cap - taken} ${unitWord}`,
]
/** So many letters a button bears. */
const MOST = 20

/**
 * What a button calls each of these needs: its place, and where several have that name, what tells each of them from the others as
 * well (“Tà Xùa: áo ấm”, “Tà Xùa: bữa trưa”).
 */
export function labelsOf(needs: readonly Told[], lang: Lang): string[] {
  const byName = new Map<string, Told[]>()
  for (const need of needs) byName.set(need.name, [...(byName.get(need.name) ?? []), need])
  return needs.map((need) => {
    const alike = byName.get(need.name)!
    return alike.length === 1 ? need.name : apart(need, alike, lang)
  })
}

function apart(need: Told, alike: readonly Told[], lang: Lang): string {
  const way = WAYS.find((one) => {
    const label = one(need, lang)
    return label.length <= MOST && alike.every((other) => other === need || one(other, lang) !== label)
  })
  return (way ?? WAYS.at(-1)!)(need, lang)
}

/** “áo ấm”, “sách vở”. */
function thingOf({ item, package: kind }: Told, lang: Lang): string {
  const { items, packages: kinds } = packages()
  const named = (item === null ? undefined : items[item]) ?? kinds[kind]?.short ?? kinds[kind]
  return named?.[lang] ?? ''
}

/** Without “(bản thử)” behind it. */
const bare = (name: string): string => name.replace(/ *\(.*?\)$/, '')
