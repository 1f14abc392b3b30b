import { campaignById } from '../../campaigns/index.ts'
import {
  correctReturn,
  type Donation,
  decideMoney,
  type Giving,
  giveOwner,
  isGiftSpent,
  isPooledSpent,
  noteReturn,
  noticeRef,
  type Owner,
  poolUnknown,
  refOfReturn,
  type Settled,
  settleNoticeByHand,
  takeBack,
  tellDonor,
} from '../../giving/index.ts'
import type { Tx } from '../../platform/tx.ts'
import { dayOf } from '../../platform/vietnamese/index.ts'

/** Why something else becomes of money than its donor wishes: kept with it, in these words, so that nothing personal is. */
export const AGAINST = ['told_us', 'cannot_return', 'no_answer', 'rule'] as const
type Against = (typeof AGAINST)[number]

/** Whether this is not what its donor wishes. Nothing wished: nothing is against it. */
export function isAgainst(
  { wish, campaignId }: Pick<Donation, 'wish' | 'campaignId'>,
  deed: { readonly do: string; readonly campaign?: string },
): boolean {
  if (wish === null || (deed.do !== 'decide' && deed.do !== 'return')) return false
  if (wish === 'refund') return deed.do !== 'return'
  if (deed.do === 'return') return true
  return (wish === 'pot') !== (deed.campaign === campaignId)
}

/** Why what was noted of a return is corrected: for the trail, in these words. */
export const CORRECTIONS = ['typed_wrong', 'other_line', 'bank_says'] as const
type Correction = (typeof CORRECTIONS)[number]

/** What an officer wants done with money that is in the books. */
export type Deed =
  | { readonly do: 'match'; readonly owner: Owner }
  /** `wish`: what the donor wished when it was decided; another wish since is for somebody to look at. */
  | {
      readonly do: 'decide'
      readonly campaign: string
      readonly wish: string | null
      readonly against?: Against
    }
  | { readonly do: 'return'; readonly at: Date; readonly ref: string; readonly against?: Against }
  /** That it was sent back was noted with another day or reference than the statement has. */
  | { readonly do: 'correct'; readonly at: Date; readonly ref: string; readonly why: Correction }
  /** It was given to the wrong donor. */
  | { readonly do: 'unmatch' }
  /** Nobody is found who gave it: into a common pot, by two people, whatever it comes to. */
  | { readonly do: 'pool'; readonly campaign: string }

/** What came of it. All but `done` leave everything as it was. */
type Done =
  | 'done'
  | 'past'
  | 'elsewhere'
  | 'before_it_came'
  | 'in_future'
  | 'ref_used'
  | 'too_soon'
  | 'spent'
  | 'same'

/** What the trail calls each. */
export const DEED_ACTS = {
  match: 'money.matched',
  decide: 'money.decided',
  return: 'money.returned',
  correct: 'money.return_corrected',
  unmatch: 'money.unmatched',
  pool: 'money.pooled',
} as const satisfies Record<Deed['do'], string>

export async function settleMoney(
  tx: Tx,
  giving: Giving,
  donation: string,
  deed: Deed,
  now: Date,
): Promise<Done> {
  switch (deed.do) {
    case 'match': {
      const owned = await giveOwner(tx, giving, donation, deed.owner, now)
      if (!owned) return (await isPooledSpent(tx, donation)) ? 'spent' : 'past'
      await tellDonor(tx, giving, owned)
      return 'done'
    }
    case 'decide': {
      const { kind } = await decideMoney(
        tx,
        giving,
        donation,
        deed.campaign,
        now,
        deed.wish,
        deed.against !== undefined,
      )
      return kind === 'decided' ? 'done' : kind
    }
    case 'return': {
      const noted = await noteReturn(tx, giving, donation, deed, now)
      return noted === 'returned' ? 'done' : noted
    }
    case 'correct': {
      const corrected = await correctReturn(tx, giving, donation, deed, now)
      return corrected === 'corrected' ? 'done' : corrected
    }
    case 'unmatch':
      if (await isGiftSpent(tx, donation)) return 'spent'
      return (await takeBack(tx, giving, donation, now)) ? 'done' : 'past'
    case 'pool': {
      const pooled = await poolUnknown(tx, giving, donation, deed.campaign, now)
      return pooled === 'pooled' ? 'done' : pooled
    }
    default:
      return deed satisfies never
  }
}

/**
 * What the trail says of it besides: what was decided, and why where that is not what the donor wished; of a correction why, and what
 * stood there before.
 *
 * @param was the money before
 */
export function detailOf(deed: Deed, was: Donation): string {
  const against = 'against' in deed && deed.against ? [`against_${was.wish}`, deed.against] : []
  switch (deed.do) {
    case 'decide':
      return [
        deed.campaign === was.campaignId ? 'pot' : 'next',
        `campaign/${deed.campaign}`,
        ...against,
      ].join(' ')
    case 'pool':
      return `pot campaign/${deed.campaign}`
    case 'return':
      return ['refund', ...against].join(' ')
    case 'correct': {
      const [ref, at] = [refOfReturn(was), was.returnedAt]
      return [deed.why, 'was', ref, at && dayOf(at)].filter(Boolean).join(' ')
    }
    case 'match':
    case 'unmatch':
      return ''
    default:
      return deed satisfies never
  }
}

/** A deed, or a notice's, as it waits for a second person: ids, numbers and moments. */
export type Kept = Readonly<Record<string, string | number | null>>

export function keepDeed(deed: Deed): Kept {
  switch (deed.do) {
    case 'match':
      return 'pledge' in deed.owner
        ? { do: deed.do, pledge: deed.owner.pledge }
        : {
            do: deed.do,
            contact: deed.owner.contact,
            campaign: deed.owner.campaign.id,
            like: deed.owner.like ?? null,
          }
    case 'decide':
      return { do: deed.do, campaign: deed.campaign, wish: deed.wish, against: deed.against ?? null }
    case 'return':
      return { do: deed.do, at: deed.at.toISOString(), ref: deed.ref, against: deed.against ?? null }
    case 'correct':
      return { do: deed.do, at: deed.at.toISOString(), ref: deed.ref, why: deed.why }
    case 'unmatch':
      return { do: deed.do }
    case 'pool':
      return { do: deed.do, campaign: deed.campaign }
    default:
      return deed satisfies never
  }
}

/** @returns undefined when what it names is gone */
export async function deedKept(tx: Tx, kept: Kept): Promise<Deed | undefined> {
  const campaign = String(kept.campaign ?? '')
  const why = AGAINST.find((one) => one === kept.against)
  const against = why === undefined ? {} : { against: why }
  if (kept.do === 'return')
    return { do: 'return', at: new Date(String(kept.at)), ref: String(kept.ref), ...against }
  const reason = CORRECTIONS.find((one) => one === kept.why)
  if (kept.do === 'correct')
    return reason && { do: 'correct', at: new Date(String(kept.at)), ref: String(kept.ref), why: reason }
  if (kept.do === 'unmatch') return { do: 'unmatch' }
  if (kept.do === 'pool') return { do: 'pool', campaign }
  if (kept.do === 'decide')
    return { do: 'decide', campaign, wish: typeof kept.wish === 'string' ? kept.wish : null, ...against }
  if (kept.do !== 'match') return undefined
  if (typeof kept.pledge === 'string') return { do: 'match', owner: { pledge: kept.pledge } }
  const found = await campaignById(tx, campaign)
  const like = typeof kept.like === 'string' ? { like: kept.like } : {}
  return found && { do: 'match', owner: { contact: String(kept.contact), campaign: found, ...like } }
}

/** What a bank's statement says where its notice does not, as an officer has typed it. */
export interface Statement {
  readonly account?: string
  readonly amount?: bigint
  readonly at?: Date
  readonly bankRef?: string
}

/** Why nothing comes of a notice: kept with it, in these words, so that nothing personal is. */
export const DISMISSALS = ['told_twice', 'not_ours', 'a_trial', 'not_in_statement'] as const

/** What an officer wants done with a notice that was set aside. */
export type NoticeDeed =
  | { readonly do: 'match'; readonly code: string; readonly stated: Statement }
  | { readonly do: 'unknown'; readonly stated: Statement }
  | { readonly do: 'dismiss'; readonly why: (typeof DISMISSALS)[number] }

export const settleNoticeOf = (
  tx: Tx,
  giving: Giving,
  notice: string,
  deed: NoticeDeed,
  now: Date,
): Promise<Settled> =>
  settleNoticeByHand(
    tx,
    giving,
    noticeRef(notice),
    deed.do === 'dismiss'
      ? { kind: 'dismiss', reason: deed.why }
      : deed.do === 'match'
        ? { kind: 'match', code: deed.code, stated: deed.stated }
        : { kind: 'unknown', stated: deed.stated },
    now,
  )

/** Whether anything came of it. */
export const isSettled = ({ kind }: Settled): boolean =>
  kind !== 'refused' && kind !== 'quarantined' && kind !== 'nothing'

export function keepNoticeDeed(deed: NoticeDeed): Kept {
  if (deed.do === 'dismiss') return { do: deed.do, why: deed.why }
  const { account = null, amount, at, bankRef = null } = deed.stated
  return {
    do: deed.do,
    code: deed.do === 'match' ? deed.code : null,
    account,
    amount: amount === undefined ? null : amount.toString(),
    at: at?.toISOString() ?? null,
    ref: bankRef,
  }
}

export function noticeDeedKept(kept: Kept): NoticeDeed | undefined {
  const text = (name: string) => (typeof kept[name] === 'string' ? (kept[name] as string) : undefined)
  const why = DISMISSALS.find((one) => one === kept.why)
  if (kept.do === 'dismiss') return why && { do: 'dismiss', why }
  const [account, amount, at, bankRef] = [text('account'), text('amount'), text('at'), text('ref')]
  const stated: Statement = {
    ...(account !== undefined && { account }),
    ...(amount !== undefined && { amount: BigInt(amount) }),
    ...(at !== undefined && { at: new Date(at) }),
    ...(bankRef !== undefined && { bankRef }),
  }
  const code = text('code')
  if (kept.do === 'match') return code === undefined ? undefined : { do: 'match', code, stated }
  return kept.do === 'unknown' ? { do: 'unknown', stated } : undefined
}
