import { accountsOf, campaignsOfUnits } from '../../campaigns/index.ts'
import { needsOfAll } from '../../needs/index.ts'
import { alarms, may, type NotKnown, type OnRoster, reach, type UnitTree } from '../../organisers/index.ts'
import type { Tx } from '../../platform/tx.ts'

/** What a fund does first at its desk, in this order. */
export const FIRST_STEPS = ['second', 'account', 'campaign', 'need', 'open', 'alarms'] as const
export type FirstStep = (typeof FIRST_STEPS)[number]

interface Where {
  readonly units: ReadonlySet<string>
  readonly tree: UnitTree
  readonly officers: readonly OnRoster[]
  readonly unknown: readonly NotKnown[]
  /** Whether anybody is woken (`isAwake`). */
  readonly awake: boolean
}

/** Which of them are done in these units. All of them: the first day is over. */
export async function firstDay(tx: Tx, where: Where, now: Date): Promise<ReadonlySet<FirstStep>> {
  const { units, officers, unknown, awake } = where
  const campaigns = await campaignsOfUnits(tx, units)
  const needs = [
    ...(
      await needsOfAll(
        tx,
        campaigns.map(({ id }) => id),
      )
    ).values(),
  ].flat()
  const accounts = await accountsOf(tx, units, now)
  const approving = officers.filter(
    (one) => approves(one) && !unknown.some(({ officer }) => officer === one.id),
  )
  const done: Record<FirstStep, boolean> = {
    second: approving.length > 1,
    account: accounts.some(({ state }) => state === 'open'),
    campaign: campaigns.length > 0,
    need: needs.length > 0,
    open: campaigns.some(({ state }) => state !== 'draft'),
    alarms: awake,
  }
  return new Set(FIRST_STEPS.filter((step) => done[step]))
}

/** Whether they can be the second person for what officers may, by a post of their own. */
export const approves = ({ posts }: OnRoster): boolean =>
  posts.some(({ role, standsFor }) => standsFor === undefined && may('officers.approve', role))

/** Whether a child in danger, in any of these units, wakes anybody in a chat of theirs. */
export async function isAwake(
  tx: Tx,
  { units, tree }: Pick<Where, 'units' | 'tree'>,
  now: Date,
): Promise<boolean> {
  const woken = (await alarms(tx, now)).map(({ posts }) => reach('alarms.own', posts, tree))
  return woken.some((theirs) => [...units].some((unit) => theirs.has(unit)))
}
