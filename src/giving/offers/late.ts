import { answerWithin } from '../../people/index.ts'
import type { Tx } from '../../platform/tx.ts'
import { isByDay } from '../../platform/vietnamese/index.ts'
import type { Giving } from '../deps.ts'
import { AWAITED_OFFERS } from './offer.ts'
import { newsKey } from './settling.ts'

const AT_ONCE = 50

/** An offer whose promised hour has passed, to be told to the fund. */
export interface LateOffer {
  readonly id: string
  readonly kind: string
}

/**
 * Nobody has answered by the promised hour: its person is told so once, with a new hour, and the fund hears of it. When that one passes
 * as well the fund hears again, and `my offers` says what is so. By day alone: the hour is one of the office, and who is told at
 * night is woken. Any number of processes may do it at once.
 */
export async function ringOffers({ keys, tell }: Giving, tx: Tx, now: Date): Promise<readonly LateOffer[]> {
  if (!isByDay(now)) return []
  const rows = await tx.$queryRaw<
    {
      id: string
      kind: string
      contact: string
      address: string | null
      turn: number
      first: boolean
      by: Date
    }[]
  >`
    SELECT id::text AS id, kind, contact_id::text AS contact, address_id::text AS address, turn,
      late_since IS NULL AND body IS NOT NULL AS first, answer_by AS by
    FROM offer
    WHERE state = ANY(${[...AWAITED_OFFERS]}::text[]) AND NOT rung AND answer_by < ${now}::timestamptz
    ORDER BY answer_by LIMIT ${AT_ONCE} FOR NO KEY UPDATE SKIP LOCKED`
  for (const { id, contact, address, turn, first, by } of rows) {
    // Of who is erased nobody waits: only the fund hears.
    const waits = first && (await keys.of(tx, contact)) !== undefined
    await tx.offer.update({
      where: { id },
      data: waits ? { lateSince: by, answerBy: answerWithin(now) } : { rung: true },
    })
    if (waits)
      await tell.toContact(tx, contact, {
        flow: 'offer-news',
        key: `${newsKey(id)}late:${by.getTime()}`,
        with: { offer: { id }, turn, about: 'late' },
        ...(address && { at: address }),
      })
  }
  return rows.map(({ id, kind }) => ({ id, kind }))
}
