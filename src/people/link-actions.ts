import { z } from 'zod'
import { type Action, type ActionContext, action } from '../conversation/action.ts'
import { nothing, time } from '../platform/shapes.ts'
import type { Tx } from '../platform/tx.ts'
import { setHome } from './address-store.ts'
import { codeIn, hashOf, STEP_MS, shownCode, TRIES, UNDO_MS, waitsFor } from './link.ts'
import { shareOf } from './link-share.ts'
import { insertLink, type Link, lockLink, setLink, undoable, voidCodes } from './link-store.ts'
import { insertTry, triesSince } from './link-try-store.ts'
import { holderOf } from './merged-store.ts'
import { hereName, placeName, placeNames } from './places.ts'
import { asksErasure } from './request-store.ts'

/** What is asked of the rest of the program. */
export interface LinkNeeds {
  /** Says something to one of a person's addresses, at once. */
  readonly say: (
    tx: Tx,
    contact: string,
    what: {
      readonly flow: 'link-confirm' | 'link-news'
      readonly at: string
      readonly key: string
      readonly with: { readonly link: string; readonly what: string }
    },
  ) => Promise<void>
}

const named = z.object({ link: z.uuid() })
const channel = z.object({ channel: z.string() })

export const linkActions = ({ say }: LinkNeeds): readonly Action[] => [
  action({
    name: 'link.offer',
    input: z.object({}),
    outcomes: { code: z.object({ code: z.string(), ends: time }), erasing: nothing },
    async run(ctx) {
      const { tx, ids, contact } = ctx
      if (await asksErasure(tx, contact)) return { outcome: 'erasing' as const }
      await voidCodes(tx, contact)
      const code = ids.public()
      const endsAt = inAStep(ctx)
      await insertLink(tx, {
        id: ids.uuid(),
        hash: hashOf(code),
        contactId: contact,
        addressId: here(ctx),
        endsAt,
      })
      return { outcome: 'code' as const, code: shownCode(code), ends: endsAt }
    },
  }),
  action({
    name: 'link.enter',
    input: z.object({ said: z.string() }),
    outcomes: {
      found: named.extend({ channel: z.string() }),
      /** It is their own. */
      own: nothing,
      unknown: nothing,
      /** Too many were wrong. */
      wait: z.object({ until: time }),
      erasing: nothing,
    },
    async run(ctx, { said }) {
      const { tx, contact } = ctx
      const now = ctx.clock.now()
      // Before the code is looked at: who must wait learns nothing of it.
      const first = waitsFor(await triesSince(ctx.hot, contact, new Date(now.getTime() - TRIES.span)))
      if (first) return { outcome: 'wait' as const, until: new Date(first.getTime() + TRIES.span) }
      if (await asksErasure(tx, contact)) return { outcome: 'erasing' as const }
      const code = codeIn(said)
      const link = code && (await lockLink(tx, { hash: hashOf(code) }))
      if (link && link.contactId === contact) return { outcome: 'own' as const }
      if (!link || !isGood(link, contact, now) || (await asksErasure(tx, link.contactId))) {
        await insertTry(tx, { id: ctx.ids.uuid(), contactId: contact, at: now })
        return { outcome: 'unknown' as const }
      }
      await setLink(tx, link.id, { state: 'entered', otherId: contact, otherAddressId: here(ctx) })
      return { outcome: 'found' as const, link: link.id, ...(await nameOf(ctx, link.addressId)) }
    },
  }),
  action({
    name: 'link.ask',
    input: named,
    outcomes: { asked: channel, over: nothing },
    async run(ctx, { link: id }) {
      const { tx, contact } = ctx
      const link = await lockLink(tx, { id })
      const goesOn = link?.otherId === contact && link.state === 'entered' && isInTime(ctx, link)
      if (!goesOn) return { outcome: 'over' as const }
      const endsAt = inAStep(ctx)
      // From here on the code is worth nothing: who it led to is known.
      await setLink(tx, id, { state: 'asked', hash: null, endsAt })
      await say(tx, link.contactId, {
        flow: 'link-confirm',
        at: link.addressId,
        key: `link-confirm:${id}`,
        with: { link: id, what: 'asked' },
      })
      return { outcome: 'asked' as const, ...(await nameOf(ctx, link.addressId)) }
    },
  }),
  action({
    name: 'link.drop',
    input: named,
    outcomes: { dropped: nothing },
    async run({ tx, contact }, { link: id }) {
      const link = await lockLink(tx, { id })
      if (link?.otherId === contact && link.state === 'entered')
        await setLink(tx, id, { state: 'void', hash: null })
      return { outcome: 'dropped' as const }
    },
  }),
  action({
    name: 'link.agree',
    input: named,
    outcomes: { agreed: nothing, over: nothing, erasing: nothing },
    async run(ctx, { link: id }) {
      const { tx, contact } = ctx
      const link = await lockLink(tx, { id })
      const goesOn = link?.contactId === contact && link.state === 'asked' && isInTime(ctx, link)
      if (!goesOn) return { outcome: 'over' as const }
      if (await asksErasure(tx, contact)) return { outcome: 'erasing' as const }
      await setLink(tx, id, { state: 'agreed' })
      return { outcome: 'agreed' as const }
    },
  }),
  action({
    name: 'link.refuse',
    input: named,
    outcomes: { refused: nothing },
    async run(ctx, { link: id }) {
      const { tx, contact } = ctx
      const link = await lockLink(tx, { id })
      if (link?.contactId !== contact || link.state !== 'asked') return { outcome: 'refused' as const }
      await setLink(tx, id, { state: 'void' })
      await say(tx, link.otherId!, {
        flow: 'link-news',
        at: link.otherAddressId!,
        key: `link-news:${id}:refused`,
        with: { link: id, what: 'refused' },
      })
      return { outcome: 'refused' as const }
    },
  }),
  action({
    name: 'link.last',
    input: z.object({}),
    outcomes: {
      one: named.extend({ channel: z.string(), other: z.string(), until: time }),
      none: nothing,
    },
    async run(ctx) {
      const { tx, contact } = ctx
      const link = await undoable(tx, contact, ctx.clock.now())
      if (!link) return { outcome: 'none' as const }
      return {
        outcome: 'one' as const,
        link: link.id,
        ...(await nameOf(ctx, link.addressId, link.otherAddressId!)),
        other: (await nameOf(ctx, link.otherAddressId, link.addressId)).channel,
        until: new Date(link.joinedAt!.getTime() + UNDO_MS),
      }
    },
  }),
  action({
    name: 'link.recent',
    input: z.object({}),
    /** `some`: other channels of theirs were linked so lately that each side erases only what is its own. */
    outcomes: { some: z.object({ others: z.string() }), none: nothing },
    async run(ctx) {
      const { tx, contact, lang } = ctx
      const { first, others } = await shareOf(tx, contact, here(ctx), ctx.clock.now())
      if (!first) return { outcome: 'none' as const }
      return { outcome: 'some' as const, others: await placeNames(tx, others, { lang, here: here(ctx) }) }
    },
  }),
  action({
    name: 'link.part',
    input: named,
    outcomes: { parting: nothing, over: nothing, erasing: nothing },
    async run(ctx, { link: id }) {
      const { tx, contact } = ctx
      const link = await lockLink(tx, { id })
      const since = ctx.clock.now().getTime() - UNDO_MS
      const goesOn = link?.state === 'joined' && link.joinedAt!.getTime() > since
      if (!goesOn || (await holderOf(tx, link.goneId!)) !== contact) return { outcome: 'over' as const }
      if (await asksErasure(tx, contact)) return { outcome: 'erasing' as const }
      await setLink(tx, id, { state: 'parting' })
      return { outcome: 'parting' as const }
    },
  }),
  action({
    name: 'contact.here',
    input: z.object({}),
    /** `only`: there is no other place that we could write to. */
    outcomes: { here: channel, only: nothing },
    async run(ctx) {
      const others = await setHome(ctx.tx, ctx.contact, here(ctx))
      if (others.length === 0) return { outcome: 'only' as const }
      return { outcome: 'here' as const, channel: await hereName(ctx.tx, here(ctx), others, ctx.lang) }
    },
  }),
]

/** Nobody has entered it before, or they themselves did a moment ago. */
function isGood({ state, endsAt, otherId }: Link, contact: string, now: Date): boolean {
  return endsAt > now && (state === 'open' || (state === 'entered' && otherId === contact))
}

const isInTime = ({ clock }: ActionContext, { endsAt }: Link): boolean => endsAt > clock.now()
const inAStep = ({ clock }: ActionContext): Date => new Date(clock.now().getTime() + STEP_MS)

const nameOf = async (ctx: ActionContext, address: string | null, ...beside: readonly string[]) => ({
  channel: await placeName(ctx.tx, address, { lang: ctx.lang, here: here(ctx), beside }),
})

function here({ address }: ActionContext): string {
  if (address === undefined) throw new Error('a link is asked for where nobody has written')
  return address
}
