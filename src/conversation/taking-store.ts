import type { Tx } from '../platform/tx.ts'

/** How long somebody who says nothing keeps a conversation from others, and how long before its hour a promise presses. */
export const HALF_HOUR = "interval '30 minutes'"
/** Whether somebody has the conversation that this handover is of. */
export const held = (by: string) => `${by}.closed_at is null and ${by}.taken_at > now() - ${HALF_HOUR}`

/**
 * A conversation is an officer's: nobody else answers in it until they hand it back, have said nothing for half an hour,
 * or another takes it from them on purpose. All that is open of the person goes together.
 *
 * @param from who had it when this was asked for; then it is taken from them, and from nobody else
 * @returns who has it now; undefined when there is no such open handover
 */
export async function takeHandover(
  tx: Tx,
  id: string,
  officer: string,
  from?: string,
): Promise<string | undefined> {
  const [talk] = await tx.$queryRaw<{ contact: string }[]>`
    SELECT contact_id::text AS contact FROM handover WHERE id = ${id}::uuid AND closed_at IS NULL`
  return talk && takeTalk(tx, talk.contact, officer, from)
}

/** The same for the whole conversation of somebody. @returns undefined when nothing of theirs is open */
export async function takeTalk(
  tx: Tx,
  contact: string,
  officer: string,
  from?: string,
): Promise<string | undefined> {
  // Two who take it at once do so one after the other, and the second sees the first.
  const open = await tx.$queryRawUnsafe<{ by: string | null }[]>(
    `select case when ${held('h')} then h.taken_by::text end as by from handover h where h.contact_id = $1::uuid and h.closed_at is null order by h.id for update`,
    contact,
  )
  const holder = open.find(({ by }) => by !== null && by !== officer && by !== from)?.by
  if (holder) return holder
  const taken = await tx.$executeRaw`
    UPDATE handover SET taken_by = ${officer}::uuid, taken_at = now()
    WHERE contact_id = ${contact}::uuid AND closed_at IS NULL`
  return taken > 0 ? officer : undefined
}
