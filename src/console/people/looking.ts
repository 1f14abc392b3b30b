import { clean } from '../../platform/vietnamese/index.ts'

/** Why somebody is looked at: what the trail keeps of it. Words besides are sealed with the person. */
export const REASONS = ['answer', 'money', 'paper', 'request', 'other'] as const
type Reason = (typeof REASONS)[number]

/** What was typed into the form that asks why. */
export interface Asked {
  readonly reason: string
  readonly why: string
}

const WHY_MAX = 300

/** Undefined: no reason was given, and nothing opens. */
export function readReason({
  reason,
  why,
}: Asked): { readonly reason: Reason; readonly why: string } | undefined {
  const chosen = REASONS.find((one) => one === reason)
  const said = clean(why, WHY_MAX).trim()
  return chosen && (chosen !== 'other' || said !== '') ? { reason: chosen, why: said } : undefined
}
