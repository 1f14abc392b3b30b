import type { Tx } from '../platform/tx.ts'
import { type ForeignSum, isCurrency } from '../platform/vietnamese/index.ts'

/** What came to a campaign beside money, by nobody's name. In no sum of what was received. */
export interface Apart {
  /** Things, by the word they are counted with; null where they are for no need. */
  readonly things: readonly {
    readonly unit: string | null
    /** To be brought, as agreed. */
    readonly promised: bigint
    readonly counted: bigint
  }[]
  /** Money in other currencies that has come, and is neither đồng yet nor sent back: by currency, in its smallest pieces. */
  readonly held: readonly ForeignSum[]
  /** How often something was given directly and confirmed, and (đồng) what that was worth where somebody could say. */
  readonly direct: { readonly times: bigint; readonly value: bigint }
}

/** Of each campaign that has some. */
export async function apartOfCampaigns(tx: Tx): Promise<Map<string, Apart>> {
  const things = await tx.$queryRaw<(Apart['things'][number] & { id: string })[]>`
    SELECT o.campaign_id::text AS id, n.unit_word AS unit,
      coalesce(sum(o.quantity) FILTER (WHERE o.state <> 'done'), 0)::bigint AS promised,
      coalesce(sum(o.counted), 0)::bigint AS counted
    FROM offer o LEFT JOIN need n ON n.id = o.need_id WHERE o.kind = 'goods' AND o.state IN ('accepted', 'recount', 'done')
    GROUP BY o.campaign_id, n.unit_word ORDER BY n.unit_word COLLATE "C" NULLS LAST`
  const direct = await tx.$queryRaw<(Apart['direct'] & { id: string })[]>`
    SELECT campaign_id::text AS id, count(*)::bigint AS times, coalesce(sum(value), 0)::bigint AS value
    FROM offer WHERE kind = 'direct' AND state = 'done' GROUP BY campaign_id`
  const held = await tx.$queryRaw<(ForeignSum & { id: string })[]>`
    SELECT campaign_id::text AS id, came_currency AS currency, sum(came_sum)::bigint AS minor
    FROM offer WHERE state = 'held' GROUP BY campaign_id, came_currency ORDER BY came_currency COLLATE "C"`
  const ids = new Set([...things, ...direct, ...held].map(({ id }) => id))
  return new Map(
    [...ids].map((id) => {
      const given = direct.find((one) => one.id === id)
      return [
        id,
        {
          things: things
            .filter((one) => one.id === id && one.promised + one.counted > 0n)
            .map(({ unit, promised, counted }) => ({ unit, promised, counted })),
          held: held
            .filter((one) => one.id === id && isCurrency(one.currency))
            .map(({ currency, minor }) => ({ currency, minor })),
          direct: { times: given?.times ?? 0n, value: given?.value ?? 0n },
        },
      ]
    }),
  )
}
