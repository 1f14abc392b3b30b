import type { Context } from 'hono'
import { campaignById, publicCampaigns } from '../../campaigns/index.ts'
import {
  type DeskOffer,
  deskOffer,
  donationById,
  lastCount,
  maskedName,
  mayBeHandedTo,
  mayMove,
  type Odd,
  type OfferDone,
  openOffer,
  takesTwoToRecount,
  unownedMoney,
} from '../../giving/index.ts'
import { isOpen, left, type Need, needsOf } from '../../needs/index.ts'
import { approvalFrom, openApprovalOf } from '../../organisers/index.ts'
import { isUuid } from '../../platform/ids.ts'
import type { Tx } from '../../platform/tx.ts'
import { startOfDay } from '../../platform/vietnamese/index.ts'
import { document } from '../../web/html.ts'
import { to } from '../../web/show.ts'
import type { Signed } from '../desk.tsx'
import { noteBy, type Parts } from '../room.ts'
import { OFFER_KINDS_OF_TWO, offerObject } from './kinds.ts'
import { OfferPage, type OneProps } from './one-page.tsx'

/** More credits than anybody looks through. */
const MOST_CREDITS = 200

/** One offer at the desk: found, shown, settled, shown again. */
export type Showing = ReturnType<typeof showing>

type Answer = 'accepted' | 'asked' | 'declined' | 'how' | 'held' | 'waits'

export function showing(parts: Parts) {
  const { db, clock } = parts.gate
  const { people } = parts
  const note = noteBy(parts)

  async function offerOf(c: Context, { units }: Signed): Promise<DeskOffer | undefined> {
    const id = c.req.param('id') ?? ''
    const offer = isUuid(id) ? await deskOffer(db.prisma, id) : undefined
    return offer && units.has(offer.unitId) ? offer : undefined
  }

  /** What goods may be for: what its campaign counts in pieces and still lacks, and what it is for already. */
  function fitting({ kind, needId }: DeskOffer, needs: readonly Need[]): readonly Need[] {
    if (kind !== 'goods') return []
    const now = clock.now()
    return needs.filter(
      (need) => need.mode === 'exclusive' && (need.id === needId || (isOpen(need, now) && left(need) > 0n)),
    )
  }

  function back(c: Context, { frame }: Signed, id: string, said: string) {
    return c.redirect(to(`/console/offers/${id}?said=${said}`, frame.lang), 303)
  }

  /** Does it and writes it down. @returns what is said of it: how it was settled, or why it was not */
  async function settled<Not extends string>(
    who: Signed,
    { id }: DeskOffer,
    said: Answer,
    work: (tx: Tx) => Promise<OfferDone | Not>,
  ): Promise<Answer | 'past' | Not> {
    return db.transaction(async (tx) => {
      const done = await work(tx)
      if (typeof done === 'string') return done
      await note(tx, who, `offer.${said}`, offerObject(id))
      return said
    })
  }

  async function settle(
    c: Context,
    who: Signed,
    offer: DeskOffer,
    said: Answer,
    work: (tx: Tx) => Promise<OfferDone>,
  ) {
    return back(c, who, offer.id, await settled(who, offer, said, work))
  }

  /** Credits in đồng that it may have become: of nobody known, on its campaign's account, since it came. */
  async function creditsFor({ campaignId, day, state }: DeskOffer): Promise<readonly Odd[]> {
    const campaign = state === 'held' ? await campaignById(db.prisma, campaignId) : undefined
    if (!campaign) return []
    const { account } = campaign
    return (await unownedMoney(db.prisma, [account.unitId], MOST_CREDITS)).filter(
      (one) => one.account === account.number && one.receivedAt >= startOfDay(day!),
    )
  }

  /** Nobody reads what somebody writes without its being written down first. */
  async function show(
    c: Context,
    who: Signed,
    offer: DeskOffer,
    more: Pick<Partial<OneProps>, 'accepting' | 'finishing' | 'words' | 'faults' | 'later'> = {},
  ) {
    const { frame, desk } = who
    const now = clock.now()
    const key = await people.of(db.prisma, offer.contactId)
    await db.transaction((tx) => note(tx, who, 'offer.read', offerObject(offer.id)))
    const asked = await Promise.all(
      OFFER_KINDS_OF_TWO.map((kind) => openApprovalOf(db.prisma, kind, offerObject(offer.id), now)),
    )
    const needs = await needsOf(db.prisma, offer.campaignId)
    const became = offer.donationId === null ? undefined : await donationById(db.prisma, offer.donationId)
    const mayHand = mayMove(offer, 'offered')
    const targets = mayHand
      ? (await publicCampaigns(db.prisma)).filter((one) => mayBeHandedTo(offer, one, now))
      : []
    const props = {
      frame,
      desk,
      said: c.req.query('said'),
      offer,
      private: offer.body && key ? openOffer(key, offer.body) : undefined,
      name: await maskedName(db.prisma, people, offer.contactId),
      needs: fitting(offer, needs),
      need: needs.find(({ id }) => id === offer.needId),
      limit: await approvalFrom(db.prisma, offer.unitId),
      awaited: asked.some((one) => one !== undefined),
      now,
      was: offer.state === 'recount' ? await lastCount(db.prisma, offer.id) : undefined,
      two: offer.state === 'done' && (await takesTwoToRecount(db.prisma, offer, now)),
      credits: await creditsFor(offer),
      became: became?.amount,
      targets: targets.map(({ id, title, unit }) => ({ id, title, unit: unit.name })),
    }
    const bad = more.faults !== undefined || more.later?.faults !== undefined
    return c.html(document(<OfferPage {...props} {...more} />), bad ? 422 : 200)
  }

  return { offerOf, fitting, back, settle, settled, show, note }
}
