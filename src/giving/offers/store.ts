import type { PersonKey } from '../../platform/person-key.ts'
import type { Tx } from '../../platform/tx.ts'
import {
  columnOfDay,
  type Day,
  dayInColumn,
  type ForeignSum,
  isCurrency,
} from '../../platform/vietnamese/index.ts'
import {
  AWAITED_OFFERS,
  type Offer,
  type OfferKind,
  type OfferState,
  type OfferWords,
  STANDING_OFFERS,
} from './offer.ts'

export const sealOffer = (key: PersonKey, words: OfferWords): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(key.seal('offer', JSON.stringify(words)))
export const openOffer = (key: PersonKey, body: Uint8Array): OfferWords =>
  JSON.parse(key.open('offer', body).toString()) as OfferWords

type Row = Awaited<ReturnType<Tx['offer']['findUniqueOrThrow']>>

const dayIn = (column: Date | null): Day | null => column && dayInColumn(column)
const sumIn = (currency: string | null, minor: bigint | null): ForeignSum | null =>
  currency !== null && minor !== null && isCurrency(currency) ? { currency, minor } : null
const read = ({ saidCurrency, saidSum, cameCurrency, cameSum, ...row }: Row): Offer => ({
  ...row,
  said: sumIn(saidCurrency, saidSum),
  came: sumIn(cameCurrency, cameSum),
  kind: row.kind as OfferKind,
  state: row.state as OfferState,
  wishedOn: dayIn(row.wishedOn),
  day: dayIn(row.day),
  doneOn: dayIn(row.doneOn),
})

export interface NewOffer
  extends Pick<
    Offer,
    | 'id'
    | 'kind'
    | 'contactId'
    | 'addressId'
    | 'campaignId'
    | 'needId'
    | 'quantity'
    | 'worth'
    | 'wishedOn'
    | 'said'
    | 'answerBy'
    | 'createdAt'
  > {
  readonly body: Uint8Array<ArrayBuffer>
  readonly actionKey: string
}

export async function insertOffer(tx: Tx, { wishedOn, said, ...offer }: NewOffer): Promise<Offer> {
  const sum = said && { saidCurrency: said.currency, saidSum: said.minor }
  return read(
    await tx.offer.create({ data: { ...offer, ...sum, wishedOn: wishedOn && columnOfDay(wishedOn) } }),
  )
}

/** The same doing twice makes one. */
export async function offerMadeBy(tx: Tx, actionKey: string): Promise<Offer | undefined> {
  const row = await tx.offer.findUnique({ where: { actionKey } })
  return row ? read(row) : undefined
}

export async function offerById(tx: Tx, id: string): Promise<Offer | undefined> {
  const row = await tx.offer.findUnique({ where: { id } })
  return row ? read(row) : undefined
}

/** The same, and nobody else changes it until the transaction ends. Taken before its need. */
export async function lockOffer(tx: Tx, id: string): Promise<Offer | undefined> {
  await tx.$executeRaw`SELECT 1 FROM offer WHERE id = ${id}::uuid FOR NO KEY UPDATE`
  return offerById(tx, id)
}

export interface OfferChange
  extends Partial<
    Pick<
      Offer,
      'state' | 'campaignId' | 'needId' | 'takes' | 'counted' | 'value' | 'donationId' | 'answerBy' | 'turn'
    >
  > {
  readonly came?: ForeignSum
  readonly cameMark?: string
  readonly body?: Uint8Array<ArrayBuffer> | null
  readonly rung?: boolean
  readonly wishedOn?: Day
  readonly day?: Day | null
  readonly doneOn?: Day | null
  readonly doneAt?: Date | null
}

export async function updateOffer(tx: Tx, id: string, change: OfferChange): Promise<Offer> {
  const { wishedOn, day, doneOn, came, ...rest } = change
  return read(
    await tx.offer.update({
      where: { id },
      data: {
        ...rest,
        // A new hour that the fund gives itself by answering is not the hour of a late answer.
        ...(rest.rung === false && { lateSince: null }),
        ...(wishedOn !== undefined && { wishedOn: columnOfDay(wishedOn) }),
        ...(day !== undefined && { day: day && columnOfDay(day) }),
        ...(doneOn !== undefined && { doneOn: doneOn && columnOfDay(doneOn) }),
        ...(came && { cameCurrency: came.currency, cameSum: came.minor }),
      },
    }),
  )
}

/** Whether money came for another offer under this reference already. Until the transaction ends nobody else writes it down. */
export async function isMarkTaken(tx: Tx, mark: string, but: string): Promise<boolean> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`came ${mark}`}, 0))`
  const one = await tx.offer.findUnique({ where: { cameMark: mark }, select: { id: true } })
  return one !== null && one.id !== but
}

/** Newest first. */
export async function allOffersOf(tx: Tx, contact: string): Promise<Offer[]> {
  const rows = await tx.offer.findMany({ where: { contactId: contact }, orderBy: { createdAt: 'desc' } })
  return rows.map(read)
}

const MOST_SHOWN = 5
const RECENTLY_MS = 60 * 86_400_000

/** Those of which somebody is told: what still stands, and what ended not long ago, newest first. */
export async function shownOffers(tx: Tx, contact: string, now: Date): Promise<Offer[]> {
  const since = new Date(now.getTime() - RECENTLY_MS)
  return (await allOffersOf(tx, contact))
    .filter(({ state, createdAt }) => STANDING_OFFERS.includes(state) || createdAt > since)
    .slice(0, MOST_SHOWN)
}

export const countOffers = (tx: Tx, contact: string): Promise<number> =>
  tx.offer.count({ where: { contactId: contact } })

export const countStandingOffers = (tx: Tx, contact: string): Promise<number> =>
  tx.offer.count({ where: { contactId: contact, state: { in: [...STANDING_OFFERS] } } })

/** An offer as the desk lists it, with its campaign and unit. */
export interface DeskOffer extends Offer {
  readonly unitId: string
  readonly campaign: string
}

const OF_DESK = { campaign: { select: { title: true, unitId: true } } } as const

/** Of campaigns of these units; what waits for an officer first, the longest first. */
export async function offersOfUnits(
  tx: Tx,
  units: ReadonlySet<string>,
  about: { readonly states: readonly OfferState[]; readonly kind: OfferKind | undefined },
  most: number,
): Promise<DeskOffer[]> {
  const rows = await tx.offer.findMany({
    where: {
      campaign: { unitId: { in: [...units] } },
      state: { in: [...about.states] },
      ...(about.kind && { kind: about.kind }),
    },
    orderBy: [{ answerBy: 'asc' }, { id: 'asc' }],
    take: most,
    include: OF_DESK,
  })
  return rows.map(ofDesk)
}

export async function deskOffer(tx: Tx, id: string): Promise<DeskOffer | undefined> {
  const row = await tx.offer.findUnique({ where: { id }, include: OF_DESK })
  return row ? ofDesk(row) : undefined
}

const ofDesk = ({ campaign, ...row }: Row & { campaign: { title: string; unitId: string } }): DeskOffer => ({
  ...read(row),
  unitId: campaign.unitId,
  campaign: campaign.title,
})

/** How many wait for an officer in these units, and how many of them have waited too long. */
export async function countWaitingOffers(
  tx: Tx,
  units: ReadonlySet<string>,
  now: Date,
): Promise<{ readonly waiting: number; readonly late: number }> {
  const where = { campaign: { unitId: { in: [...units] } }, state: { in: [...AWAITED_OFFERS] } }
  return {
    waiting: await tx.offer.count({ where }),
    late: await tx.offer.count({
      where: { ...where, OR: [{ answerBy: { lt: now } }, { lateSince: { not: null } }] },
    }),
  }
}

/** Whether money of theirs in another currency has come that is neither đồng yet nor sent back. */
export async function hasHeldMoney(tx: Tx, contact: string): Promise<boolean> {
  return (await tx.offer.count({ where: { contactId: contact, state: 'held' } })) > 0
}
