/** Steps in which it is told how many friends gave. */
const STEPS = [3, 5, 10, 20, 50, 100, 200, 500, 1_000] as const

/**
 * How many people somebody brought, as it may be told: the highest step that is reached, so that nobody can see from their own
 * number whether this friend or that one gave.
 *
 *     toldOf(2)  // undefined
 *     toldOf(7)  // 5
 *
 * @returns undefined below the first step
 */
export const toldOf = (count: number): number | undefined => STEPS.findLast((step) => step <= count)
