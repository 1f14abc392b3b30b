import type { Context } from 'hono'
import { accountsOfUnits } from '../../campaigns/index.ts'
import { bookAgain, noticeRef, oddMoney, type Pledge, pledgeByCode } from '../../giving/index.ts'
import { topUnit } from '../../organisers/index.ts'
import { document } from '../../web/html.ts'
import { to } from '../../web/show.ts'
import { doOrPropose } from '../approvals/proposing.ts'
import { type Handlers, notThere, type Signed } from '../desk.tsx'
import { noteBy, type Parts, typed } from '../room.ts'
import { readMoment, readSum, refFault } from '../typing.ts'
import {
  DISMISSALS,
  isSettled,
  keepNoticeDeed,
  type NoticeDeed,
  type Statement,
  settleNoticeOf,
} from './deeds.ts'
import { fitOf, isPaid } from './fit.ts'
import { NOTICE_KIND, noticeObject } from './kinds.ts'
import { MatchPage } from './match-page.tsx'
import { NoticePage, type NoticeProps } from './notice-page.tsx'
import { type Opened, openNotice, refOf, unitOfAll } from './notices.ts'
import { saidFor } from './said-words.ts'
import { noticeWaits } from './waiting.ts'

type Notices = 'GET /console/notices/:id' | 'POST /console/notices/:id/settle'

const ASKED = ['do', 'code', 'account', 'amount', 'day', 'hour', 'ref', 'as_stated', 'why', 'sure'] as const
type Asked = Record<(typeof ASKED)[number], string>
type Faults = Readonly<Partial<Record<(typeof ASKED)[number], string>>>

/** Bank notices that could not be booked. */
export function noticesRoom(parts: Parts): Pick<Handlers, Notices> {
  const { db, clock } = parts.gate
  const { giving } = parts
  const note = noteBy(parts)

  return {
    async 'GET /console/notices/:id'(c, who) {
      const opened = await noticeOf(c, who)
      return opened ? show(c, who, opened) : notThere(c, who.frame)
    },

    async 'POST /console/notices/:id/settle'(c, who) {
      const opened = await noticeOf(c, who)
      if (!opened) return notThere(c, who.frame)
      const back = (said: string) => c.redirect(to(`/console/money?said=${said}`, who.frame.lang), 303)
      const object = noticeObject(opened.notice)
      const asked = await typed(c, ...ASKED)
      if (asked.do === 'again') {
        const again = await db.transaction(async (tx) => {
          if (await noticeWaits(tx, opened.notice, clock.now())) return false
          if (!(await bookAgain(tx, noticeRef(opened.notice)))) return false
          await note(tx, who, 'notice.settled', object, 'again')
          return true
        })
        return back(again ? 'again' : 'waiting')
      }
      const read = await deedTyped(who, asked, opened)
      if ('faults' in read) return show(c, who, opened, { asked, faults: read.faults })
      const { deed, unit } = read
      const paid = asked.sure === 'yes' ? undefined : await paidAlready(deed, opened)
      if (paid) return askToMatch(c, who, { deed, read: opened.read }, asked, paid)
      const outcome = await doOrPropose(parts, who, {
        amount: amountOf(deed, opened),
        // Money that goes out again is paid to somebody: two, whatever it comes to.
        grave: deed.do === 'match' && wentOut(opened),
        unit: unit ?? (await unitOf(who, opened)),
        kind: NOTICE_KIND,
        object,
        facts: keepNoticeDeed(deed),
        work: (tx, silent, now) => settleNoticeOf(tx, silent, opened.notice, deed, now),
        isDone: isSettled,
        noted: (tx) => note(tx, who, 'notice.settled', object, deed.do),
      })
      if (outcome.kind === 'refused') {
        const { result } = outcome
        const why = result.kind === 'refused' ? result.why : 'reason' in result ? result.reason : result.kind
        return show(c, who, opened, { asked, refused: why })
      }
      if (outcome.kind !== 'done') return back(outcome.kind)
      const { result } = outcome
      // Money that went out may have been nobody's, and who is erased hears nothing.
      const of = 'donation' in result ? await oddMoney(db.prisma, result.donation) : undefined
      return back(of ? saidFor(result.kind, of.giver) : result.kind)
    },
  }

  async function noticeOf(c: Context, who: Signed): Promise<Opened | undefined> {
    const ref = refOf(c.req.param('id') ?? '')
    return ref && openNotice(db.prisma, giving, ref, who)
  }

  /** Where a second person is looked for. */
  async function unitOf({ units, tree }: Signed, opened: Opened): Promise<string> {
    const theirs = opened.units.find((one) => units.has(one))
    return theirs ?? (await unitOfAll(db.prisma, tree)) ?? (await topUnit(db.prisma))!
  }

  /** All that is wrong with what was typed, at once. */
  async function deedTyped(
    { units }: Signed,
    asked: Asked,
    { read: told }: Opened,
  ): Promise<{ deed: NoticeDeed; unit?: string | undefined } | { faults: Faults }> {
    if (asked.do === 'dismiss') {
      const why = DISMISSALS.find((one) => one === asked.why)
      return why ? { deed: { do: 'dismiss', why } } : { faults: { why: 'dismiss' } }
    }
    if (asked.do !== 'match' && asked.do !== 'unknown') return { faults: { code: 'empty' } }
    const accounts = await accountsOfUnits(db.prisma, units)
    const account = accounts.find(({ id }) => id === asked.account)
    const sum = readSum(asked.amount)
    const amount = typeof sum === 'bigint' ? sum : undefined
    const at = readMoment(asked.day, asked.hour)
    const code = asked.code.trim().toUpperCase().replace(/\s+/g, '')
    const match = asked.do === 'match'
    const known = told.kind === 'movement' ? told.bankRef : null
    const ref = refFault(asked.ref, { stated: asked.as_stated === 'yes', told: known })
    const faults: Faults = {
      ...(asked.account !== '' && !account && { account: 'account' }),
      ...(asked.amount.trim() !== '' && !amount && { amount: 'amount' }),
      ...(asked.day + asked.hour !== '' && !at && { day: 'day' }),
      ...(asked.ref.trim() !== '' && ref && { ref }),
      ...(match && code === '' && { code: 'empty' }),
      ...(match && code !== '' && !/^[A-Z0-9-]{6,40}$/.test(code) && { code: 'code' }),
    }
    if (Object.keys(faults).length > 0) return { faults }
    const stated: Statement = {
      ...(account && { account: account.number }),
      ...(amount && { amount }),
      ...(at && { at }),
      ...(asked.ref.trim() !== '' && { bankRef: asked.ref.trim().replace(/[^A-Za-z0-9]/g, '') }),
    }
    return { deed: match ? { do: 'match', code, stated } : { do: 'unknown', stated }, unit: account?.unitId }
  }

  /** The promise whose money it would be, when nothing of it is missing. */
  async function paidAlready(deed: NoticeDeed, opened: Opened): Promise<Pledge | undefined> {
    if (deed.do !== 'match' || wentOut(opened)) return undefined
    const pledge = await pledgeByCode(db.prisma, deed.code)
    return pledge && isPaid(pledge) ? pledge : undefined
  }

  async function askToMatch(
    c: Context,
    { frame, desk }: Signed,
    { deed, read }: { deed: NoticeDeed; read: Opened['read'] },
    again: Asked,
    pledge: Pledge,
  ) {
    const told = read.kind === 'movement' ? read : undefined
    const stated = deed.do === 'match' ? deed.stated : {}
    const [amount, at] = [stated.amount ?? told?.amount, stated.at ?? told?.at]
    const fit = await fitOf(db.prisma, pledge, { amount, at }, frame.lang)
    const path = `/console/notices/${c.req.param('id')}`
    return c.html(document(<MatchPage {...{ frame, desk, path, amount, again, fit }} />), 409)
  }

  /** Nobody reads what a bank says without its being written down first. */
  async function show(c: Context, who: Signed, opened: Opened, more: Partial<NoticeProps> = {}) {
    const waits = await db.transaction(async (tx) => {
      await note(tx, who, 'notice.looked', noticeObject(opened.notice))
      return noticeWaits(tx, opened.notice, clock.now())
    })
    const accounts = await accountsOfUnits(db.prisma, who.units)
    const props = { frame: who.frame, desk: who.desk, path: c.req.param('id')!, opened, accounts, waits }
    const fine = more.faults === undefined && more.refused === undefined
    return c.html(document(<NoticePage {...props} {...more} />), fine ? 200 : 422)
  }
}

const wentOut = ({ read }: Opened): boolean => read.kind === 'movement' && read.direction === 'out'

/** What it takes two for: a large sum, as the bank told it or as the officer reads it on the statement, whichever is more. */
function amountOf(deed: NoticeDeed, { read }: Opened): bigint | undefined {
  const told = read.kind === 'movement' ? read.amount : undefined
  const { amount: stated } = deed.do === 'dismiss' ? {} : deed.stated
  // As the bank told it, it may wait for its owner: giving it one is what takes two.
  if (deed.do === 'unknown' && (stated === undefined || stated === told)) return undefined
  return stated !== undefined && (told === undefined || stated > told) ? stated : told
}
