import { z } from 'zod'
import { type Action, type ActionContext, action } from '../../conversation/action.ts'
import { day, money, nothing } from '../../platform/shapes.ts'
import {
  asDay,
  clean,
  dayOf,
  dayOfGift,
  formatForeign,
  formatMoney,
} from '../../platform/vietnamese/index.ts'
import type { Giving } from '../deps.ts'
import { doing } from '../pledges/actions.ts'
import { askedOf } from './counting-words.ts'
import { fitOf } from './fitting.ts'
import { foreignActions, saidSum } from './foreign-actions.ts'
import { CONDITIONS, OFFER_KINDS, WAYS } from './offer.ts'
import { makeOffer, replyToQuestion, type Said, wishOtherDay, withdrawOffer } from './offering.ts'
import { countedAs, readOffer, readSizes } from './reading.ts'
import { offerRecordOf, offerShape } from './record.ts'
import { offerById, openOffer, shownOffers } from './store.ts'
import { OFFER } from './words.ts'

const own = z.object({ id: z.uuid() })
const one = z.object({ offer: offerShape })
const LONGEST = 500
const said = z.string().nullish()
/** Fit to keep; undefined: nothing was said. */
const kept = (text: string | null | undefined) => clean(text ?? '', LONGEST).trim() || undefined
const count = z.number().int().min(1).max(1_000_000).nullish()
const condition = z.enum(['new', 'used']).nullable()
/** `counted_by`: the word for “mấy …”. `edible`: food, of which neither wear nor sizes are asked. */
const thing = z.object({
  count: z.number().nullable(),
  condition,
  counted_by: z.string(),
  sized: z.boolean(),
  edible: z.boolean(),
})
const asked = (what: string | null) => {
  const { by, ...more } = askedOf(what ?? '')
  return { counted_by: by, ...more }
}
/** What flows say of a thing whose sizes were read: its words, and how many they come to. */
const sized = z.object({ sizes: z.string(), count: z.number(), what: z.string() })

/** Which kind is meant is asked among these: money in another currency has a flow of its own. */
const ASKED = ['goods', 'visit', 'service', 'direct'] as const

/** What flows may ask of promises other than money to an account. */
export function offerActions(giving: Giving): readonly Action[] {
  const changed = { done: one, gone: nothing }
  const answer = async ({ tx, lang }: ActionContext, done: Said | undefined) =>
    done
      ? { outcome: 'done' as const, offer: await offerRecordOf(tx, done, lang) }
      : { outcome: 'gone' as const }
  return [
    action({
      name: 'offer.said',
      input: z.object({ said: z.string().nullish(), kind: z.enum(ASKED).nullish() }),
      /** Which kind is meant, with what is told of it; `which` is asked. */
      outcomes: {
        goods: thing.extend({ what: z.string().nullable() }),
        visit: nothing,
        service: nothing,
        direct: nothing,
        which: nothing,
      },
      async run(_, { said, kind }) {
        const read = readOffer(said ?? '')
        const meant = kind ?? read.kind
        if (meant === undefined) return { outcome: 'which' as const }
        if (meant !== 'goods') return { outcome: meant }
        const { what = null, count = null, condition = null } = read
        return { outcome: 'goods' as const, what, count, condition, ...asked(what) }
      },
    }),
    action({
      name: 'offer.thing',
      input: z.object({ said: z.string() }),
      outcomes: { read: thing.extend({ what: z.string() }) },
      async run(_, { said }) {
        const { what, count = null, condition = null } = readOffer(said)
        return { outcome: 'read' as const, what: what ?? said, count, condition, ...asked(what ?? said) }
      },
    }),
    action({
      name: 'offer.sizes',
      /** `what` is told with the number that its sizes come to. */
      input: z.object({ said: z.string(), what: z.string().nullish() }),
      outcomes: { sized, unread: nothing },
      async run({ lang }, { said, what }) {
        const read = readSizes(said, lang === 'vi' ? 'cỡ' : 'size')
        return read
          ? {
              outcome: 'sized' as const,
              sizes: read.text,
              count: read.count,
              what: countedAs(what ?? '', read.count),
            }
          : { outcome: 'unread' as const }
      },
    }),
    action({
      name: 'offer.fit',
      input: z.object({ campaign: z.object({ id: z.string() }), what: said }),
      /** `elsewhere`: this one asks for nothing of the kind, and that one does. */
      outcomes: {
        here: nothing,
        unclear: nothing,
        elsewhere: z.object({ id: z.string(), title: z.string() }),
      },
      async run({ tx, clock }, { campaign: { id }, what }) {
        const fit = await fitOf(tx, id, kept(what) ?? '', clock.now())
        if (fit.kind !== 'elsewhere') return { outcome: fit.kind }
        return { outcome: fit.kind, id: fit.campaign.id, title: fit.campaign.title }
      },
    }),
    action({
      name: 'offer.plan',
      input: z.object({
        kind: z.enum(ASKED),
        what: said,
        count,
        sizes: said,
        place: said,
        whom: said,
        worth: money.nullish(),
        wished_on: day.nullish(),
      }),
      /** All of it in one line, to be said back. `past`: their day is over. */
      outcomes: { planned: z.object({ line: z.string() }), past: nothing },
      async run({ clock, lang }, { kind, what, count, sizes, place, whom, worth, wished_on }) {
        if (wished_on && asDay(wished_on) < dayOf(clock.now())) return { outcome: 'past' as const }
        const line = OFFER[lang].plan[kind]({
          what: kept(what) ?? '',
          count: count ?? undefined,
          sizes: kept(sizes),
          place: kept(place),
          whom: kept(whom),
          worth: worth ? formatMoney(worth, lang) : undefined,
        })
        return { outcome: 'planned' as const, line }
      },
    }),
    action({
      name: 'offer.make',
      input: z.object({
        kind: z.enum(OFFER_KINDS),
        campaign: z.object({ id: z.string() }),
        need: z.uuid().nullish(),
        /** Undefined for a visit, which is what it is. */
        what: z.string().nullish(),
        count,
        sizes: said,
        condition: z.enum(CONDITIONS).nullish(),
        way: z.enum(WAYS).nullish(),
        place: said,
        who: said,
        whom: said,
        /** With what it began: what was said besides, a person reads. */
        message: said,
        /** Đồng. */
        worth: money.nullish(),
        /** Of money in another currency: `100.5`, and its code. */
        amount: said,
        currency: said,
        wished_on: day.nullish(),
      }),
      outcomes: { made: one, closed: nothing, too_many: nothing },
      async run(ctx, { kind, campaign, need, what, count, worth, amount, currency, wished_on, ...rest }) {
        const sum = kind === 'foreign' ? saidSum(amount, currency) : undefined
        const { sizes, condition, way, place, who, whom, message } = rest
        const made = await makeOffer(giving, doing(ctx), {
          kind,
          campaign: campaign.id,
          need: need ?? null,
          words: {
            what: kept(what) ?? (sum && formatForeign(sum, ctx.lang)) ?? OFFER[ctx.lang].kinds[kind],
            sizes: kept(sizes),
            condition: condition ?? undefined,
            way: way ?? undefined,
            place: kept(place),
            who: kept(who),
            whom: kept(whom),
            message: kept(message),
          },
          quantity: count ? BigInt(count) : null,
          worth: worth && worth > 0n ? worth : null,
          wishedOn: wished_on ? asDay(wished_on) : null,
          said: sum ?? null,
        })
        if (typeof made === 'string') return { outcome: made }
        return { outcome: 'made' as const, offer: await offerRecordOf(ctx.tx, made, ctx.lang) }
      },
    }),
    ...foreignActions(),
    action({
      name: 'offer.mine',
      input: z.object({}),
      /** What still stands, and what ended not long ago. */
      outcomes: { none: nothing, one, some: z.object({ offers: z.array(offerShape) }) },
      async run({ tx, clock, contact, lang }) {
        const key = await giving.keys.of(tx, contact)
        const offers = []
        for (const offer of await shownOffers(tx, contact, clock.now()))
          if (key && offer.body)
            offers.push(await offerRecordOf(tx, { offer, words: openOffer(key, offer.body) }, lang))
        if (offers.length === 0) return { outcome: 'none' as const }
        return offers.length === 1
          ? { outcome: 'one' as const, offer: offers[0]! }
          : { outcome: 'some' as const, offers }
      },
    }),
    action({
      name: 'foreign.mine',
      input: z.object({}),
      /** Money in another currency that they have offered last and not sent: `told`, how it may be sent. */
      outcomes: { none: nothing, waits: one, told: one },
      async run({ tx, clock, contact, lang }) {
        const key = await giving.keys.of(tx, contact)
        const all = await shownOffers(tx, contact, clock.now())
        const last = all.find(
          ({ kind, state, body }) =>
            kind === 'foreign' && body && ['offered', 'asked', 'accepted'].includes(state),
        )
        if (!key || !last) return { outcome: 'none' as const }
        const offer = await offerRecordOf(tx, { offer: last, words: openOffer(key, last.body!) }, lang)
        return { outcome: last.state === 'accepted' ? ('told' as const) : ('waits' as const), offer }
      },
    }),
    action({
      name: 'offer.look',
      input: z.object({ offer: own }),
      outcomes: changed,
      async run(ctx, { offer: { id } }) {
        const offer = await offerById(ctx.tx, id)
        const key = await giving.keys.of(ctx.tx, ctx.contact)
        const theirs = offer?.contactId === ctx.contact && offer.body && key
        return answer(ctx, theirs ? { offer, words: openOffer(key, offer.body!) } : undefined)
      },
    }),
    action({
      name: 'offer.reply',
      input: z.object({ offer: own, words: z.string() }),
      outcomes: changed,
      run: async (ctx, { offer, words }) =>
        answer(ctx, await replyToQuestion(giving, doing(ctx), offer.id, kept(words) ?? '')),
    }),
    action({
      name: 'offer.withdraw',
      input: z.object({ offer: own }),
      outcomes: changed,
      run: async (ctx, { offer }) => answer(ctx, await withdrawOffer(giving, doing(ctx), offer.id)),
    }),
    action({
      name: 'offer.day_said',
      input: z.object({ offer: own, said }),
      /** `none`: no later day is said, or only the one that was agreed: “thứ Bảy mình không đi được”. */
      outcomes: { said: z.object({ day }), none: nothing },
      async run({ tx, clock, contact }, { offer: { id }, said }) {
        const agreed = await offerById(tx, id)
        const later = dayOfGift(said ?? '', dayOf(clock.now()))
        const isOther = later !== undefined && agreed?.contactId === contact && later !== agreed.day
        return isOther ? { outcome: 'said' as const, day: later } : { outcome: 'none' as const }
      },
    }),
    action({
      name: 'offer.other_day',
      input: z.object({ offer: own, wished_on: day }),
      /** `past`: that day is over. */
      outcomes: { ...changed, past: nothing },
      async run(ctx, { offer, wished_on }) {
        if (asDay(wished_on) < dayOf(ctx.clock.now())) return { outcome: 'past' as const }
        return answer(ctx, await wishOtherDay(giving, doing(ctx), offer.id, asDay(wished_on)))
      },
    }),
  ]
}
