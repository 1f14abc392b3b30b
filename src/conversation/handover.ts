import type { Clock } from '../platform/clock.ts'
import type { Ids } from '../platform/ids.ts'
import type { Log } from '../platform/log.ts'
import type { PersonKeys } from '../platform/person-key.ts'
import type { Tx } from '../platform/tx.ts'
import { openedNow } from './handover-store.ts'

/** Why a person of the fund is asked for, in one word that may stand in a log. */
type HandoverKind =
  /** A flow hands over: somebody asked for a person, or has a concern. */
  | 'asked'
  /** A child may be in danger, or somebody is in despair. */
  | 'danger'
  /** A message could not be worked off. */
  | 'stuck'

/** A handover that is new. */
export interface Opened {
  readonly id: string
  readonly kind: HandoverKind
}

export interface Opening {
  readonly clock: Clock
  readonly ids: Ids
  readonly keys: PersonKeys
  /** When the fund promises that a person answers. */
  readonly answerBy: (now: Date) => Date
}

const HOUR_MS = 3_600_000
const REASONS_MAX = 500

/** Who wants a person of the fund, and where they said so. */
export interface Wanting {
  readonly contact: string
  /** Undefined: nowhere. */
  readonly address?: string | undefined
}

/**
 * Asks for a person of the fund. While one is asked for in that place and has not answered, what is wanted besides is noted with it; who
 * has been answered and asks again is waiting again. Promised is an answer by the end of the office day
 * (`answerBy`, the fund's office hours), or within the hour when it is urgent.
 *
 * @param reason for the officer; it may hold what a person said
 * @param more.alarm the urgent flow that calls. A child in danger and somebody in despair are two calls, also in one place
 * @param more.by when another hour was promised than that; a person who is asked for already answers by the hour promised before
 * @returns what is new, to be told once it is committed (`tellOpened`)
 */
export async function openHandover(
  tx: Tx,
  parts: Opening,
  { contact, address }: Wanting,
  kind: HandoverKind,
  reason: string,
  { by, alarm }: { readonly by?: Date | undefined; readonly alarm?: string | undefined } = {},
): Promise<Opened[]> {
  const urgent = kind === 'danger'
  const open = await tx.handover.findMany({
    where: { contactId: contact, closedAt: null, answeredAt: null },
    orderBy: [{ openedAt: 'desc' }, { id: 'desc' }],
  })
  const key = await parts.keys.of(tx, contact)
  // Who was erased this moment is told nothing any more.
  if (!key) return []
  const isSame = (one: (typeof open)[number]) =>
    !urgent || (one.urgent && (one.alarm === null || one.alarm === (alarm ?? null)))
  const same = open.find((one) => isSame(one) && isThere(one, address))
  if (same) {
    const noted = key.open('reason', same.reason).toString()
    const both = `${noted}; ${reason}`
    if (!noted.includes(reason) && both.length <= REASONS_MAX)
      await tx.handover.update({
        where: { id: same.id },
        data: { reason: Uint8Array.from(key.seal('reason', both)) },
      })
    return []
  }
  const id = parts.ids.uuid()
  const answerBy = by ?? promised(parts, urgent)
  await tx.handover.create({
    data: {
      id,
      contactId: contact,
      addressId: address ?? null,
      reason: Uint8Array.from(key.seal('reason', reason)),
      urgent,
      alarm: alarm ?? null,
      answerBy,
    },
  })
  await openedNow(tx, id)
  return [{ id, kind }]
}

/** Whether it is of that place; of what was asked before places were kept, nobody knows. */
const isThere = ({ addressId }: { readonly addressId: string | null }, address: string | undefined) =>
  addressId === null || address === undefined || addressId === address

/** By when a person of the fund answers. */
export function promised({ clock, answerBy }: Opening, urgent: boolean): Date {
  const now = clock.now()
  return urgent ? new Date(now.getTime() + HOUR_MS) : answerBy(now)
}

/**
 * A person wrote to whoever of the fund has their conversation. Who had been answered waits again, with a new promise; a
 * talk without anything open gets one, so that no word of it lies where nobody looks. So does each place of several.
 */
export async function waitAgain(tx: Tx, parts: Opening, wanting: Wanting): Promise<Opened[]> {
  const { contact } = wanting
  const all = await tx.handover.findMany({
    where: { contactId: contact, closedAt: null },
    orderBy: [{ urgent: 'desc' }, { openedAt: 'desc' }],
  })
  const open = all.filter((one) => isThere(one, wanting.address))
  const [last] = open
  if (!last) return openHandover(tx, parts, wanting, 'asked', 'they wrote again')
  if (open.some((one) => one.answeredAt === null)) return []
  const answerBy = promised(parts, last.urgent)
  await tx.handover.update({ where: { id: last.id }, data: { answeredAt: null, answerBy } })
  return [{ id: last.id, kind: last.urgent ? 'danger' : 'asked' }]
}

/** The person of the fund whom somebody waits for: the one who answers first. Undefined: nobody, or she has answered. */
export const awaited = (
  tx: Tx,
  contact: string,
): Promise<{ readonly openedAt: Date; readonly answerBy: Date } | undefined> =>
  tx.handover
    .findFirst({
      where: { contactId: contact, closedAt: null, answeredAt: null },
      orderBy: { answerBy: 'asc' },
      select: { openedAt: true, answerBy: true },
    })
    .then((row) => row ?? undefined)

/** A call for a child in danger, or for somebody in despair, that nobody of the fund has closed. */
interface OpenAlarm {
  /** When a person writes, as promised. Null: one has written. */
  readonly answerBy: Date | null
}

/**
 * The first of them that is open. Whoever is erased can be helped no more.
 *
 * @param but addresses that are not meant: what was said there is not theirs
 */
export async function openAlarm(
  tx: Tx,
  contact: string,
  but: readonly string[] = [],
): Promise<OpenAlarm | undefined> {
  const open = await tx.handover.findMany({
    where: { contactId: contact, closedAt: null, urgent: true },
    orderBy: { answerBy: 'asc' },
    select: { addressId: true, answerBy: true, answeredAt: true },
  })
  const theirs = open.filter(({ addressId }) => addressId === null || !but.includes(addressId))
  const first = theirs.find(({ answeredAt }) => answeredAt === null) ?? theirs[0]
  return first && { answerBy: first.answeredAt === null ? first.answerBy : null }
}

/** Wakes whoever answers people. Only after the commit: nobody is called for what did not happen. */
export function tellOpened(log: Log, opened: readonly Opened[]): void {
  for (const { id, kind } of opened) {
    const urgent = kind === 'danger'
    log[urgent ? 'error' : 'warn']('handover.opened', { id, urgent, kind })
  }
}
