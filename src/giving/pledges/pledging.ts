import { type Campaign, campaignById, takesPledges } from '../../campaigns/index.ts'
import { type Claim, claimOf, isLive, type Need, needsOf, setClaim } from '../../needs/index.ts'
import type { Ids } from '../../platform/ids.ts'
import type { Tx } from '../../platform/tx.ts'
import { type Day, dayOf } from '../../platform/vietnamese/index.ts'
import type { Behalf } from '../behalf/behalf.ts'
import { sealBehalf } from '../behalf/store.ts'
import type { Giving } from '../deps.ts'
import { reallocate } from '../donations/allocating.ts'
import { needOf } from '../donations/use.ts'
import { makeCode } from '../transfer/reference-code.ts'
import {
  type Asked,
  heldUntil,
  type Pledge,
  pledgedUntil,
  standsAt,
  type Terms,
  type TooMany,
  type TooMuch,
  type TooSmall,
  termsFor,
  tooSmall,
} from './pledge.ts'
import { promiseReminders, takeBackReminders } from './reminders.ts'
import { holdPromisesOf, insertPledge, lockPledge, pledgeMadeBy, updatePledge } from './store.ts'
import { tooMany, tooMuch } from './too-much.ts'

/** Who asks, when, and how often the same thing was asked. */
export interface Doing {
  readonly tx: Tx
  readonly ids: Ids
  readonly now: Date
  readonly contact: string
  /** Where it was asked for. Undefined: nobody asked. */
  readonly address?: string | undefined
  /** The same doing twice makes one pledge. */
  readonly key: string
}

/** Between reading what is left and taking it, others may have been faster; then what is left is read again. */
const TRIES = 4

type Refusal = Exclude<Terms, { kind: 'terms' }>
/** A pledge with what describes it. */
export interface Described {
  readonly pledge: Pledge
  readonly campaign: Campaign
  readonly need: Need | undefined
}
type Held = Described & { readonly kind: 'held' }

/** Promises, and keeps a place for the time of choosing. */
export async function createPledge(
  giving: Giving,
  doing: Doing,
  asked: Asked & { readonly campaign: string; readonly behalf?: Behalf | undefined },
): Promise<Held | Refusal | TooSmall | TooMany> {
  const { tx, ids, now, contact, address = null, key } = doing
  const made = await pledgeMadeBy(tx, key)
  const campaign = await campaignById(tx, asked.campaign)
  if (made && campaign) return { kind: 'held', pledge: made, campaign, need: await needOf(tx, made) }
  if (!campaign) return { kind: 'closed' }
  const small = tooSmall(campaign, asked.amount)
  if (small) return small
  // In a conversation one thing is done at a time; that nobody keeps more than they may does not hang on it.
  await holdPromisesOf(tx, contact)
  const many = await tooMany(tx, contact)
  if (many) return many

  const id = ids.uuid()
  const agreed = await agree(doing, campaign, { id, state: 'held', reason: 'created' }, undefined, asked)
  if (agreed.kind !== 'terms') return agreed
  const pledge: Pledge = {
    id,
    code: '',
    contactId: contact,
    addressId: address,
    campaignId: campaign.id,
    ...priced(agreed),
    received: 0n,
    state: 'held',
    until: heldUntil(campaign, now),
    createdAt: now,
    ...(await sealBehalf(tx, giving.keys, contact, asked.behalf)),
  }
  const coded = await withCode(giving, doing, campaign, pledge)
  return { kind: 'held', pledge: coded, campaign, need: agreed.need ?? undefined }
}

/** Another need, or (null) wherever it is needed most, for the same amount. */
export const movePledge = (
  doing: Doing,
  id: string,
  need: string | null,
): Promise<Held | Refusal | Past | TooMany> =>
  revise<never>(doing, id, ({ amount }) => ({ units: undefined, amount, need }))

/** More or less of the same need. */
export const changePledge = (
  doing: Doing,
  id: string,
  size: { readonly units: bigint | undefined; readonly amount: bigint | undefined },
): Promise<Held | Refusal | Past | TooMany | TooSmall> =>
  revise<TooSmall>(
    doing,
    id,
    (pledge, campaign) => tooSmall(campaign, size.amount) ?? { ...size, need: pledge.needId },
  )

/** Nothing of it can be changed any more: its money has come, or the donor has cancelled it. */
type Past = { readonly kind: 'paid' | 'cancelled' }

/**
 * What a pledge had is given up only when it gets what is wished for. One that lapsed unpaid is held anew with what is
 * wished for now, if that is free: who thought for longer than her time is not told that it is taken when it is not.
 */
async function revise<R extends { readonly kind: string }>(
  doing: Doing,
  id: string,
  wish: (pledge: Pledge, campaign: Campaign) => Asked | R,
): Promise<Held | Refusal | Past | TooMany | R> {
  const { tx, now, contact } = doing
  const pledge = await lockOwn(doing, id)
  if (!pledge) return { kind: 'gone' }
  if (pledge.received > 0n) return { kind: 'paid' }
  if (pledge.state === 'cancelled') return { kind: 'cancelled' }
  const campaign = (await campaignById(tx, pledge.campaignId))!
  const asked = wish(pledge, campaign)
  if ('kind' in asked) return asked
  await holdPromisesOf(tx, contact)
  const many = pledge.state === 'lapsed' && (await tooMany(tx, contact))
  if (many) return many
  const confirmed = pledge.state === 'open'
  const state = confirmed ? 'pledged' : 'held'
  const agreed = await agree(doing, campaign, { id, state, reason: 'changed' }, await claimOf(tx, id), asked)
  if (agreed.kind !== 'terms') return agreed
  // Whoever is still choosing has the whole time of choosing again.
  const stands = confirmed ? {} : ({ state: 'held', until: heldUntil(campaign, now) } as const)
  const changed = await updatePledge(tx, pledge, { ...priced(agreed), ...stands })
  return { kind: 'held', pledge: changed, campaign, need: agreed.need ?? undefined }
}

/**
 * The donor wants to pay. A promise whose time is over stands again, if its place is free, within the bounds of a new one.
 *
 * @param on the day on which she wants to: she is reminded then, if it still stands
 * @returns the pledge as it now stands
 */
export async function confirmPledge(
  giving: Giving,
  doing: Doing,
  id: string,
  on?: Day,
): Promise<
  (Described & { kind: 'ready' }) | TooMuch | TooMany | { kind: 'gone' | 'closed' | 'already_paid' }
> {
  const { tx, ids, now, contact } = doing
  const pledge = await lockOwn(doing, id)
  if (!pledge || pledge.state === 'cancelled') return { kind: 'gone' }
  if (pledge.state === 'fulfilled') return { kind: 'already_paid' }
  const campaign = (await campaignById(tx, pledge.campaignId))!
  const need = await needOf(tx, pledge)
  // Whoever closes a campaign reads that no code is given any more (console/campaigns/words.ts).
  if (!takesPledges(campaign, now)) return { kind: 'closed' }
  // The sweep comes for it any moment now: what is said of a last day must be true of one to come.
  if (standsAt(pledge, now)) return { kind: 'ready', pledge, campaign, need }

  const over =
    pledge.state === 'lapsed' && ((await tooMany(tx, contact)) ?? (await tooMuch(doing, campaign, pledge)))
  if (over) return over
  const paid = pledge.received > 0n
  const wanted = { pledge: id, quantity: pledge.quantity, state: paid ? 'received' : 'pledged' } as const
  const set = need && (await setClaim(tx, ids, { ...wanted, need: need.id, reason: 'confirmed', now }))
  if (set && set.kind !== 'set') return { kind: 'gone' }
  const until = pledgedUntil(campaign, now)
  const promisedAt = pledge.promisedAt ?? now
  const open = await updatePledge(tx, pledge, { state: paid ? 'part_paid' : 'open', until, promisedAt })
  if (paid && set?.history !== undefined) {
    const why = { kind: 'claim', key: `claim:${set.history}`, at: now }
    await reallocate(tx, ids, { pledge: open, campaign, claim: set.claim }, why)
  }
  const isToCome = on !== undefined && on > dayOf(now) && on <= dayOf(until)
  await promiseReminders(tx, giving, open, now, isToCome ? { on } : {})
  return { kind: 'ready', pledge: open, campaign, need }
}

export async function cancelPledge(
  giving: Giving,
  doing: Doing,
  id: string,
): Promise<{ kind: 'cancelled' | 'paid'; pledge: Pledge } | { kind: 'gone' }> {
  const pledge = await lockOwn(doing, id)
  if (!pledge || pledge.state === 'lapsed') return { kind: 'gone' }
  if (pledge.state === 'cancelled') return { kind: 'cancelled', pledge }
  if (pledge.received > 0n) return { kind: 'paid', pledge }
  await release(doing, pledge, 'cancelled')
  await takeBackReminders(doing.tx, giving, pledge)
  const withdrawn = { state: 'cancelled', withdrawnAt: doing.now } as const
  return { kind: 'cancelled', pledge: await updatePledge(doing.tx, pledge, withdrawn) }
}

/** The donor has not gone on choosing. @returns whether a place was given back, now or by the sweep a moment before */
export async function releaseHold(doing: Doing, id: string): Promise<boolean> {
  const pledge = await lockOwn(doing, id)
  if (pledge?.state === 'lapsed') return pledge.received === 0n
  if (pledge?.state !== 'held') return false
  await release(doing, pledge, 'choosing timed out')
  await updatePledge(doing.tx, pledge, { state: 'lapsed' })
  return true
}

/** Terms for what is asked, with the place taken (or, for the common pot, given back). */
async function agree(
  doing: Doing,
  campaign: Campaign,
  claim: { readonly id: string; readonly state: 'held' | 'pledged'; readonly reason: string },
  had: Claim | undefined,
  asked: Asked,
): Promise<Terms> {
  const { tx, ids, now } = doing
  const live = had && isLive(had.state) ? had : undefined
  for (let tried = 0; tried < TRIES; tried++) {
    const needs = (await needsOf(tx, campaign.id)).map((need) => without(need, live))
    const terms = termsFor(campaign, needs, asked, now)
    // What nobody may keep unpaid is not offered to them in part: a person of the fund arranges all of it.
    if (terms.kind === 'only') {
      const { wanted: quantity, of } = terms
      const wish = { id: claim.id, quantity, unitPrice: of.unitPrice, received: 0n }
      return (await tooMuch(doing, campaign, wish)) ?? terms
    }
    if (terms.kind !== 'terms') return terms
    const kept = live?.need === terms.need?.id ? (live?.quantity ?? 0n) : 0n
    const more = terms.quantity > kept
    const over = more && (await tooMuch(doing, campaign, { id: claim.id, ...priced(terms), received: 0n }))
    if (over) return over
    const wanted = terms.need
      ? { need: terms.need.id, quantity: terms.quantity, state: claim.state }
      : live && { need: live.need, quantity: live.quantity, state: 'released' as const }
    if (!wanted) return terms
    const set = await setClaim(
      tx,
      ids,
      { pledge: claim.id, ...wanted, reason: claim.reason, now },
      { claim: had },
    )
    if (set.kind === 'set') return terms
  }
  return { kind: 'gone' }
}

/** What a pledge holds itself is not taken from it by others. */
const without = (need: Need, claim: { need: string; quantity: bigint } | undefined): Need =>
  claim?.need === need.id ? { ...need, taken: need.taken - claim.quantity } : need

function priced({ need, amount, quantity }: Extract<Terms, { kind: 'terms' }>) {
  return { needId: need?.id ?? null, amount, quantity, unitPrice: need?.unitPrice ?? 1n }
}

async function release({ tx, ids, now }: Doing, pledge: Pledge, reason: string): Promise<void> {
  const claim = await claimOf(tx, pledge.id)
  if (!claim || !isLive(claim.state)) return
  const { need, quantity } = claim
  await setClaim(tx, ids, { pledge: pledge.id, need, quantity, state: 'released', reason, now }, { claim })
}

/** That of a sponsorship is changed by what happens to the sponsorship alone (giving/sponsorship). */
export async function lockOwn({ tx, contact }: Doing, id: string): Promise<Pledge | undefined> {
  const pledge = await lockPledge(tx, id)
  return pledge?.contactId === contact && !pledge.monthly ? pledge : undefined
}

/** Keeps a new pledge, under a code that no other has. */
export async function withCode(
  giving: Giving,
  { tx, key }: Doing,
  campaign: Campaign,
  pledge: Pledge,
): Promise<Pledge> {
  // Codes are one of 2^30; that ten in a row are taken does not happen by chance.
  for (let tried = 0; tried < 10; tried++) {
    const coded = { ...pledge, code: makeCode(campaign.codePrefix, giving.random30bits()) }
    if (await insertPledge(tx, coded, key)) return coded
    if (await pledgeMadeBy(tx, key)) throw new Error('another turn did the same step at the same moment')
  }
  throw new Error('no free reference code was found in ten tries. Is the source of random numbers broken?')
}
