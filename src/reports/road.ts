import type { Stage } from '../web/pages/home.tsx'
import type { PublicCampaign } from './store.ts'

/** How far what was given is, over all of a campaign or for what somebody chose of it. */
interface Road {
  readonly chosen: string
  readonly places: readonly string[]
  readonly needs: readonly { readonly key: string; readonly what: string; readonly place: string | null }[]
  /** Of what was chosen so few were bought or brought at once that its stages after the money are told with the whole campaign alone. */
  readonly few: boolean
  /** Đồng. */
  readonly amounts: Readonly<Record<Stage, bigint>>
  /** Things, by the word they are counted with. What is counted in đồng is above. */
  readonly counts: Readonly<Record<Stage, readonly { readonly unit: string; readonly n: bigint }[]>>
}

/** Those that tell of things in a commune. */
const OF_THINGS: readonly Stage[] = ['bought', 'delivered', 'confirmed']
const STAGES = ['pledged', 'received', 'bought', 'delivered', 'confirmed'] as const

/**
 * @param chosen a need's key, or `place/` and a commune's name; anything else is all of it, with the common pot
 * @param whole đồng at each stage over the whole campaign
 */
export function roadOf({ needs }: PublicCampaign, chosen: string, whole: Road['amounts']): Road {
  const isMeant = ({ need }: (typeof needs)[number]) =>
    need.key === chosen || `place/${need.place}` === chosen
  const meant = needs.filter(isMeant)
  const of = meant.length > 0 ? meant : needs
  const few = meant.some(({ money }) => money.few)
  const isTold = (stage: Stage) => !few || !OF_THINGS.includes(stage)
  const sum = (pick: (one: (typeof needs)[number]) => bigint) => of.reduce((all, one) => all + pick(one), 0n)
  const amounts = Object.fromEntries(
    STAGES.map((stage) => [stage, isTold(stage) ? sum(({ money }) => money[stage]) : 0n]),
  )
  const things = of.filter(({ need }) => need.mode === 'exclusive')
  const units = [...new Set(things.map(({ need }) => need.unitWord))]
  const at = (one: (typeof needs)[number], stage: Stage): bigint => {
    // What people bring themselves is told apart: no money becomes it.
    if (stage === 'pledged') return one.pledged - one.broughtPromised
    // What was given before the books began has no money in them, and no purchase.
    return stage === 'received' ? one.received - one.before - one.brought : one.stages[stage]
  }
  const countsAt = (stage: Stage) =>
    (isTold(stage) ? units : []).flatMap((unit) => {
      const n = things.reduce((all, one) => (one.need.unitWord === unit ? all + at(one, stage) : all), 0n)
      return n > 0n ? [{ unit, n }] : []
    })
  return {
    chosen: meant.length > 0 ? chosen : '',
    few,
    places: [...new Set(needs.flatMap(({ need }) => need.place ?? []))],
    needs: needs.map(({ need: { key, what, place } }) => ({ key, what, place })),
    amounts: meant.length > 0 ? (amounts as Record<Stage, bigint>) : whole,
    counts: Object.fromEntries(STAGES.map((stage) => [stage, countsAt(stage)])) as unknown as Road['counts'],
  }
}
