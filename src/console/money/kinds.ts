import { campaignById } from '../../campaigns/index.ts'
import {
  type Donation,
  donationById,
  isOwnerless,
  noticeRef,
  oddMoney,
  pledgeByCode,
  pledgeById,
  readSetAside,
} from '../../giving/index.ts'
import { audit } from '../../organisers/index.ts'
import type { Tx } from '../../platform/tx.ts'
import { moment, second, money as sum } from '../../web/show.ts'
import type { Lang } from '../../web/words.ts'
import { type DeskKinds, idIn } from '../approvals/kinds.ts'
import type { Parts } from '../room.ts'
import {
  DEED_ACTS,
  type Deed,
  deedKept,
  detailOf,
  isSettled,
  type NoticeDeed,
  noticeDeedKept,
  type Statement,
  settleMoney,
  settleNoticeOf,
} from './deeds.ts'
import { fitOf } from './fit.ts'
import { keyOf, refEnd } from './notices.ts'
import { money } from './words.ts'

export const MONEY_KIND = 'money.settle'
export const NOTICE_KIND = 'notice.settle'

export const moneyObject = (donation: string): string => `donation/${donation}`
export const noticeObject = (notice: string): string => `notice/${notice}`

/** What two people do to large sums: what one of them alone does to small ones (deeds.ts). */
export const moneyKinds = ({ giving }: Pick<Parts, 'giving'>): DeskKinds => ({
  [MONEY_KIND]: {
    act: 'money.settle',
    async do(tx, { id, object, facts }, by, now) {
      const deed = await deedKept(tx, facts)
      const was = await donationById(tx, idIn(object))
      if (!deed || !was || (await settleMoney(tx, giving, idIn(object), deed, now)) !== 'done') return 'stale'
      const detail = [detailOf(deed, was), `approval/${id}`].filter(Boolean).join(' ')
      await audit(tx, { actor: by, act: DEED_ACTS[deed.do], object, detail }, now)
      return 'done'
    },
    async show(tx, { object, facts }, lang) {
      const donation = await donationById(tx, idIn(object))
      const deed = await deedKept(tx, facts)
      return {
        what: donation ? await whatSaid(tx, donation.id, lang) : object,
        from: donation ? stateSaid(donation, lang) : '',
        to: deed ? await meaning(tx, deed, donation, lang) : '',
        path: `/console/money/${idIn(object)}`,
      }
    },
  },
  [NOTICE_KIND]: {
    act: 'money.settle',
    async do(tx, { id, object, facts }, by, now) {
      const deed = noticeDeedKept(facts)
      const settled = deed && (await settleNoticeOf(tx, giving, idIn(object), deed, now))
      if (!settled || !isSettled(settled)) return 'stale'
      await audit(tx, { actor: by, act: 'notice.settled', object, detail: `approval/${id}` }, now)
      return 'done'
    },
    async show(tx, { object, facts }, lang) {
      const ref = noticeRef(idIn(object))
      const read = (await readSetAside(tx, giving, ref))?.read
      const deed = noticeDeedKept(facts)
      const stated: Statement = deed && deed.do !== 'dismiss' ? deed.stated : {}
      const told = read?.kind === 'movement' ? read : undefined
      const amount = stated.amount ?? told?.amount
      const moved = { amount, at: stated.at ?? told?.at }
      const w = money[lang]
      const end = refEnd(stated.bankRef ?? told?.bankRef)
      return {
        what: [
          w.proposed.notice(amount === undefined ? '?' : sum(amount, lang)),
          moved.at && second(moved.at, lang),
          end && w.refEnd(end),
        ]
          .filter(Boolean)
          .join(', '),
        to: deed ? await noticeMeaning(tx, deed, told?.direction === 'out' ? undefined : moved, lang) : '',
        path: `/console/notices/${keyOf(ref)}`,
      }
    },
  },
})

/** One sum, told from another of the same minute. */
async function whatSaid(tx: Tx, donation: string, lang: Lang): Promise<string> {
  const { amount, receivedAt, refEnd: end, titles } = (await oddMoney(tx, donation))!
  const w = money[lang]
  const said = [w.proposed.what(sum(amount, lang), second(receivedAt, lang)), end && w.refEnd(end), titles]
  return said.filter(Boolean).join(', ')
}

/** How it stands, and why nobody is known to have given it: who approves sees that it may have been told twice. */
function stateSaid(donation: Donation, lang: Lang): string {
  const { state, why, wish } = money[lang]
  const wished = donation.wish === null ? undefined : wish[donation.wish]
  const said = [state[donation.state] ?? '', wished].filter(Boolean).join('; ')
  return isOwnerless(donation) ? [said, why[donation.why ?? '']].filter(Boolean).join(': ') : said
}

async function meaning(tx: Tx, deed: Deed, donation: Donation | undefined, lang: Lang): Promise<string> {
  const w = money[lang].proposed
  const { reasons } = money[lang]
  const why = 'against' in deed && deed.against ? `; ${w.against(reasons[deed.against])}` : ''
  if (deed.do === 'return') {
    const giver = donation && (await oddMoney(tx, donation.id))?.giver
    return `${w.return(moment(deed.at, lang))}; ${w.returned[giver ?? 'nobody']}${why}`
  }
  if (deed.do === 'correct') return w.correct(moment(deed.at, lang), deed.ref)
  if (deed.do === 'unmatch') return w.unmatch
  if (deed.do === 'pool') return w.pool((await campaignById(tx, deed.campaign))?.title ?? '')
  if (deed.do === 'decide') return w.decide((await campaignById(tx, deed.campaign))?.title ?? '') + why
  if ('campaign' in deed.owner) return w.person(deed.owner.campaign.title)
  const pledge = await pledgeById(tx, deed.owner.pledge)
  return pledge
    ? fitOf(tx, pledge, { amount: donation?.amount, at: donation?.receivedAt }, lang)
    : w.match('')
}

/** @param came undefined: it went out, and goes back to whoever gave it */
async function noticeMeaning(
  tx: Tx,
  deed: NoticeDeed,
  came: { readonly amount: bigint | undefined; readonly at: Date | undefined } | undefined,
  lang: Lang,
): Promise<string> {
  const w = money[lang].proposed
  if (deed.do === 'dismiss') return w.dismiss
  if (deed.do === 'unknown') return w.unknown
  if (!came) return w.returnOf(deed.code)
  const pledge = await pledgeByCode(tx, deed.code)
  return pledge ? fitOf(tx, pledge, came, lang) : w.match(deed.code)
}
