import type { Tx } from '../platform/tx.ts'
import type { Campaign } from './campaign.ts'

/** Why gifts are handed over later than was promised. Donors and everybody read it in our words, and nothing that one officer typed. */
export const LATE = ['seller', 'weather', 'school', 'money', 'fund'] as const
export type Late = (typeof LATE)[number]

/** Which day was promised first, where it was put off since, and why. */
export const firstPromised = ({
  distributeBy,
  distributeWas: was,
  distributeLate: why,
}: Pick<Campaign, 'distributeBy' | 'distributeWas' | 'distributeLate'>) =>
  was === null || why === null || was >= distributeBy ? undefined : { was, why }

const NOBODY = '00000000-0000-0000-0000-000000000000'

/**
 * The day by which a campaign's gifts are handed over is put off. The day that was promised first stays beside it, however often that
 * happens. Its givers are told from the first on, by `tellPutOffs`.
 *
 * @param later.was the day as whoever puts it off has read it
 * @returns false when it is another one meanwhile, or the new one is no later
 */
export async function putOff(
  tx: Tx,
  id: string,
  later: { readonly was: Date; readonly to: Date; readonly why: Late },
): Promise<boolean> {
  const { was, to, why } = later
  const changed = await tx.$executeRaw`
    UPDATE campaign SET distribute_by = ${to}, distribute_late = ${why}, late_told_to = ${NOBODY}::uuid,
      distribute_was = coalesce(distribute_was, distribute_by)
    WHERE id = ${id}::uuid AND state <> 'draft' AND distribute_by = ${was} AND distribute_by < ${to}`
  return changed === 1
}
