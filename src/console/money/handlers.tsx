import type { Context } from 'hono'
import {
  countUndecided,
  countUnowned,
  creditById,
  type Donation,
  donationById,
  giftWithin,
  isOwnerless,
  normalRef,
  type Odd,
  oddMoney,
  ownerNamed,
  type Pledge,
  pledgeById,
  pooledMoney,
  undecidedMoney,
  unownedMoney,
} from '../../giving/index.ts'
import { objectsWaiting } from '../../organisers/index.ts'
import { isUuid } from '../../platform/ids.ts'
import { document } from '../../web/html.ts'
import { to } from '../../web/show.ts'
import { doOrPropose } from '../approvals/proposing.ts'
import { type Handlers, notThere, type Signed } from '../desk.tsx'
import { noteBy, type Parts, typed } from '../room.ts'
import { readMoment, refFault } from '../typing.ts'
import {
  AGAINST,
  CORRECTIONS,
  DEED_ACTS,
  type Deed,
  detailOf,
  isAgainst,
  keepDeed,
  settleMoney,
} from './deeds.ts'
import { fitOf, isPaid } from './fit.ts'
import { MONEY_KIND, moneyObject, NOTICE_KIND } from './kinds.ts'
import { ListPage } from './list-page.tsx'
import { MatchPage } from './match-page.tsx'
import { noticesWithin } from './notices.ts'
import { OnePage, type OneProps } from './one-page.tsx'
import { saidFor } from './said-words.ts'
import { sheetOf } from './sheet.ts'

type Money = 'GET /console/money' | 'GET /console/money/:id' | 'POST /console/money/:id/settle'

const AT_ONCE = 50
const ASKED = [
  'do',
  'pledge',
  'code',
  'campaign',
  'against',
  'against_return',
  'why',
  'day',
  'hour',
  'ref',
  'as_stated',
  'sure',
] as const
type Asked = Record<(typeof ASKED)[number], string>

/** Money that no rule could settle: whose it is, and what becomes of it. */
export function moneyRoom(parts: Parts): Pick<Handlers, Money> {
  const { db, clock } = parts.gate
  const { giving } = parts
  const note = noteBy(parts)

  return {
    async 'GET /console/money'(c, who) {
      const { frame, desk, units } = who
      const find = (c.req.query('find') ?? '').slice(0, 80)
      const found = find === '' ? undefined : await giftWithin(db.prisma, units, find)
      if (found && desk.can('money.settle'))
        return c.redirect(to(`/console/money/${found.id}`, frame.lang), 303)
      const unowned = await unownedMoney(db.prisma, units, AT_ONCE)
      const undecided = await undecidedMoney(db.prisma, units, AT_ONCE)
      const shown = {
        unowned,
        moreUnowned: (await countUnowned(db.prisma, units)) - unowned.length,
        undecided,
        moreUndecided: (await countUndecided(db.prisma, units)) - undecided.length,
        pooled: await pooledMoney(db.prisma, units, AT_ONCE),
        notices: await noticesWithin(db, giving, who),
        proposed: new Set([
          ...(await objectsWaiting(db.prisma, MONEY_KIND, clock.now())),
          ...(await objectsWaiting(db.prisma, NOTICE_KIND, clock.now())),
        ]),
      }
      const said = c.req.query('said')
      return c.html(document(<ListPage frame={frame} desk={desk} said={said} find={find} {...shown} />))
    },

    async 'GET /console/money/:id'(c, who) {
      const donation = await donationOf(c, who)
      return donation ? showOne(c, who, donation) : notThere(c, who.frame)
    },

    async 'POST /console/money/:id/settle'(c, who) {
      const donation = await donationOf(c, who)
      if (!donation) return notThere(c, who.frame)
      const asked = await typed(c, ...ASKED)
      const deed = withReason(donation, await deedTyped(donation, asked), asked)
      if ('fault' in deed) return showOne(c, who, donation, { asked, ...deed })
      const paid = asked.sure === 'yes' ? undefined : await paidAlready(donation, deed)
      if (paid) return askToMatch(c, who, donation, paid)
      const object = moneyObject(donation.id)
      const was = (await oddMoney(db.prisma, donation.id))!.giver
      const outcome = await doOrPropose(parts, who, {
        amount: donation.amount,
        grave: isGrave(deed),
        unit: donation.unitId,
        kind: MONEY_KIND,
        object,
        facts: keepDeed(deed),
        work: (tx, silent, now) => settleMoney(tx, silent, donation.id, deed, now),
        isDone: (done) => done === 'done',
        noted: (tx) => note(tx, who, DEED_ACTS[deed.do], object, detailOf(deed, donation) || undefined),
      })
      if (outcome.kind === 'refused' && outcome.result !== 'done') {
        const now = (await donationById(db.prisma, donation.id))!
        return showOne(c, who, now, { asked, fault: outcome.result, at: FIELD_OF[outcome.result] ?? 'all' })
      }
      const said = outcome.kind === 'done' ? await saidOf(deed.do, donation.id, was) : outcome.kind
      return c.redirect(to(`/console/money?said=${said}`, who.frame.lang), 303)
    },
  }

  async function donationOf(c: Context, { units }: Signed): Promise<Donation | undefined> {
    const id = c.req.param('id') ?? ''
    const donation = isUuid(id) ? await donationById(db.prisma, id) : undefined
    return donation && units.has(donation.unitId) ? donation : undefined
  }

  async function deedTyped(donation: Donation, asked: Asked): Promise<Deed | Fault> {
    if (asked.do === 'unmatch') return { do: 'unmatch' }
    if (asked.do === 'decide' || asked.do === 'pool') {
      if (!isUuid(asked.campaign)) return { fault: 'pick', at: 'campaign' }
      const { campaign } = asked
      return asked.do === 'pool' ? { do: 'pool', campaign } : { do: 'decide', campaign, wish: donation.wish }
    }
    if (asked.do === 'return' || asked.do === 'correct') {
      const at = readMoment(asked.day, asked.hour)
      if (!at) return { fault: 'day', at: 'day' }
      const fault = refFault(asked.ref, { stated: asked.as_stated === 'yes' })
      const ref = normalRef(asked.ref)
      if (fault || ref === null) return { fault: fault ?? 'ref', at: 'ref' }
      if (asked.do === 'return') return { do: 'return', at, ref }
      const why = CORRECTIONS.find((one) => one === asked.why)
      return why ? { do: 'correct', at, ref, why } : { fault: 'why', at: 'why' }
    }
    if (isUuid(asked.pledge)) return { do: 'match', owner: { pledge: asked.pledge } }
    if (asked.code.trim() === '') return { fault: 'empty', at: 'code' }
    const credit = (await creditById(db.prisma, giving.secret, donation.creditId))!
    const at = { unit: donation.unitId, account: credit.accountId }
    const owner = await ownerNamed(db.prisma, at, asked.code)
    return owner ? { do: 'match', owner } : { fault: 'code', at: 'code' }
  }

  /** The promise that is matched, when nothing of it is missing. */
  async function paidAlready({ state }: Donation, deed: Deed): Promise<Pledge | undefined> {
    if (deed.do !== 'match' || !('pledge' in deed.owner) || !isOwnerless({ state })) return undefined
    const pledge = await pledgeById(db.prisma, deed.owner.pledge)
    return pledge && isPaid(pledge) ? pledge : undefined
  }

  async function askToMatch(c: Context, { frame, desk }: Signed, donation: Donation, pledge: Pledge) {
    const { id, amount, receivedAt: at } = donation
    const fit = await fitOf(db.prisma, pledge, { amount, at }, frame.lang)
    const again = { do: 'match', pledge: pledge.id }
    const props = { frame, desk, path: `/console/money/${id}`, amount, again, fit }
    return c.html(document(<MatchPage {...props} />), 409)
  }

  /** What was done, and who hears of it: of whoever it is now or, taken from somebody, was. */
  async function saidOf(done: Deed['do'], id: string, was: Odd['giver']): Promise<string> {
    return saidFor(done, done === 'unmatch' ? was : (await oddMoney(db.prisma, id))!.giver)
  }

  /** What a bank says of money is private: nobody reads it without its being written down first. */
  async function showOne(c: Context, who: Signed, donation: Donation, more: Partial<OneProps> = {}) {
    const sheet = await db.transaction(async (tx) => {
      await note(tx, who, 'money.looked', moneyObject(donation.id))
      return sheetOf(tx, parts, donation)
    })
    const page = <OnePage frame={who.frame} desk={who.desk} sheet={sheet} {...more} />
    return c.html(document(page), more.fault === undefined ? 200 : 422)
  }
}

/** What is not as the donor wishes needs a reason; what is has none. */
function withReason(donation: Donation, deed: Deed | Fault, asked: Asked): Deed | Fault {
  if ('fault' in deed || !isAgainst(donation, deed)) return deed
  const at = deed.do === 'return' ? 'against_return' : 'against'
  const against = AGAINST.find((one) => one === asked[at])
  return against ? ({ ...deed, against } as Deed) : { fault: 'against', at }
}

/** Why nothing was done, and the field that it stands beside. */
interface Fault {
  readonly fault: string
  readonly at: string
}

/**
 * Whatever it comes to: money that goes out again is paid to somebody, and nobody outside watches what is put into a pot as an
 * unknown giver's; nor does anybody alone correct what two have noted, or overrule what a donor wishes of her money.
 */
const isGrave = (deed: Deed): boolean =>
  deed.do === 'pool' ||
  deed.do === 'return' ||
  deed.do === 'correct' ||
  ('against' in deed && deed.against !== undefined)

const FIELD_OF: Readonly<Record<string, string>> = {
  before_it_came: 'day',
  in_future: 'day',
  ref_used: 'ref',
  same: 'ref',
  elsewhere: 'campaign',
}
