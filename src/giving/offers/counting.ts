import { campaignById, takesPledges } from '../../campaigns/index.ts'
import { countBrought, uncountBrought } from '../../needs/index.ts'
import { answerWithin } from '../../people/index.ts'
import type { Tx } from '../../platform/tx.ts'
import { columnOfDay, type Day, dayOf } from '../../platform/vietnamese/index.ts'
import type { Giving } from '../deps.ts'
import type { Miscount, Offer } from './offer.ts'
import { type OfferDone, settle } from './settling.ts'

/** What an officer saw of it when it was done. */
export interface OfferOutcome {
  readonly day: Day
  /** Pieces, or people who came. */
  readonly counted: bigint | null
  /** Đồng of what was given directly. */
  readonly value: bigint | null
}

/** It was brought, done or given: what was counted fills its need, and is in the books as what it is. */
export async function finishOffer(
  giving: Giving,
  tx: Tx,
  id: string,
  { day, counted, value }: OfferOutcome,
  now: Date,
): Promise<OfferDone> {
  let closed = false
  const settled = await settle(giving, tx, id, 'done', async (offer, words) => {
    // What money in another currency became, its bank says (foreign.ts).
    if (offer.kind === 'foreign') return 'past'
    let takes = 0n
    if (offer.needId !== null && counted !== null) {
      const brought = await countBrought(tx, offer.needId, { counted, promised: offer.takes })
      takes = brought.fills
      closed = brought.closed
    }
    if (isCounted(offer))
      await note(tx, id, { act: 'counted', counted, value, fills: takes, turned: closed, day, at: now })
    return { change: { takes, counted, value, doneOn: day, doneAt: now }, words }
  })
  return settled === 'past' ? settled : { ...settled, closed }
}

/**
 * A count was wrong. It is in no book any more, what it filled is only promised until it is counted anew, and a need that it closed is open
 * again while its campaign is. Its person is told, if she had heard of the count.
 */
export async function takeBackCount(
  giving: Giving,
  tx: Tx,
  id: string,
  why: Miscount,
  now: Date,
): Promise<OfferDone> {
  let opened = false
  const settled = await settle(giving, tx, id, 'recount', async (offer, words) => {
    const was = await lastCount(tx, id)
    const { needId, takes: fills, counted, value } = offer
    if (needId !== null) {
      const campaign = await campaignById(tx, offer.campaignId)
      const opens = was?.turned === true && campaign !== undefined && takesPledges(campaign, now)
      opened = await uncountBrought(tx, needId, fills, opens)
    }
    const day = dayOf(now)
    await note(tx, id, { act: 'taken_back', counted, value, fills, turned: opened, day, at: now })
    const none = { counted: null, value: null, doneOn: null, doneAt: null }
    return {
      change: { ...none, answerBy: answerWithin(now), rung: false },
      words: { ...words, miscount: why },
    }
  })
  return settled === 'past' ? settled : { ...settled, opened }
}

/** Only these are: of visits and services people are thanked, and no book has a number of theirs. */
const isCounted = ({ kind }: Pick<Offer, 'kind'>): boolean => kind === 'goods' || kind === 'direct'

interface Count extends Pick<Offer, 'counted' | 'value'> {
  readonly act: 'counted' | 'taken_back'
  /** Pieces that it had of its need. */
  readonly fills: bigint
  /** The need was closed by it, or (taken back) opened again. */
  readonly turned: boolean
  readonly day: Day
  readonly at: Date
}

const note = (tx: Tx, offerId: string, { day, ...count }: Count) =>
  tx.offerCount.create({ data: { ...count, offerId, day: columnOfDay(day) } })

/** The count that stands, or was taken back last. */
export async function lastCount(tx: Tx, offer: string): Promise<Omit<Count, 'act' | 'day'> | undefined> {
  const row = await tx.offerCount.findFirst({
    where: { offerId: offer, act: 'counted' },
    orderBy: { n: 'desc' },
  })
  return row ?? undefined
}

/**
 * Whether a count that is taken back takes two people: a need was closed by it, or a day has passed on which everybody could read it in the
 * public books. On the day itself whoever mistyped puts it right alone.
 */
export async function takesTwoToRecount(tx: Tx, { id, doneAt }: Offer, now: Date): Promise<boolean> {
  const was = await lastCount(tx, id)
  return was?.turned === true || doneAt === null || dayOf(doneAt) < dayOf(now)
}
