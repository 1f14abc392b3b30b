import {
  type Account,
  accountsNumbered,
  type Campaign,
  campaignsOn,
  formerAccounts,
  publicCampaigns,
} from '../campaigns/index.ts'
import {
  findCodes,
  pledgeByCode,
  readPaymentQr,
  receiptByPublicId,
  receiptsNumbered,
} from '../giving/index.ts'
import { hotlines } from '../organisers/index.ts'
import type { Tx } from '../platform/tx.ts'
import { certificateByPublicId, certificatesNumbered } from './store.ts'

/** A paper that we handed out. */
export interface KnownPaper {
  readonly kind: 'certificate' | 'receipt'
  readonly number: string
  readonly publicId: string
  readonly valid: boolean
}

export type Checked =
  | {
      readonly kind: 'ours'
      readonly account: { readonly number: string; readonly holder: string; readonly bank: string }
      /** Titles of the campaigns that receive on it, and of those that did and are over. */
      readonly campaigns: readonly string[]
      readonly over: readonly string[]
    }
  /** Ours, and campaigns have left it: nobody is sent there any more. */
  | { readonly kind: 'former_account'; readonly number: string }
  | { readonly kind: 'paper'; readonly paper: KnownPaper }
  /** It looks like a number of our papers or a transfer's code, and is none. */
  | { readonly kind: 'unknown_paper' }
  /** A code that we gave somebody for a transfer. */
  | { readonly kind: 'code'; readonly code: string }
  /** The telephone on which the fund is reached, as the fund writes it. */
  | { readonly kind: 'hotline'; readonly hotline: string }
  | { readonly kind: 'not_ours' }
  | { readonly kind: 'unreadable' }

/** The end of a paper's address: with what stands before it, or alone, as it is read off a paper. */
const ADDRESS = /(?<![\dA-Z])([0-9A-HJKMNP-TV-Z]{26})(?![\dA-Z])/i
/** `TET27-000413` of a receipt; a certificate's begins with GN and may say which of several it is. */
const NUMBER = /\b(GN-)?([A-Z][A-Z0-9]{1,11})-(\d{6})(?:-\d{1,3})?(?![\dA-Z])/i
/** Digits as people group them. Shorter than six is no account of any bank. */
const ACCOUNT = /\d(?:[ .-]?\d){5,18}/g

/** The text of a bank's QR, from its first sign; no number of an account or a receipt goes on like that. */
const QR = /(?<![\w-])000201(?=\d{4}\S{40})/

/** An account has at least eight digits; a shorter number beside it is an amount or a day. */
const SURELY_ACCOUNT = 8

/**
 * "Is this really the fund's?": of an account number, the text of a QR, a paper's number or its address, a transfer's code, in
 * whatever text around, full-width letters and digits too. A text with another long number beside ours is not vouched for: that
 * is how a swindler would write it.
 */
export async function checkText(tx: Tx, text: string, now: Date): Promise<Checked> {
  const whole = text.slice(0, 2_000)
  const payment = QR.exec(whole)
  if (payment) {
    // It counts its letters: it is read as it came, alone. With a number before or anything behind it, nobody vouches for it.
    const isAlone = !whole.slice(0, payment.index).match(ACCOUNT)
    return isAlone ? paidBy(tx, whole.slice(payment.index).trim(), now) : { kind: 'unreadable' }
  }
  const asked = whole.normalize('NFKC').replace(/ ?[\u2010-\u2015\u2212-] ?/g, '-')
  const address = ADDRESS.exec(asked)
  const number = NUMBER.exec(asked)
  const [named] = [address, number].filter((one) => one !== null)
  const rest = named ? asked.replace(named[0], ' ') : asked
  const accounts = (rest.match(ACCOUNT) ?? []).map((digits) => digits.replace(/\D/g, ''))
  if (!accounts.some((digits) => digits.length >= SURELY_ACCOUNT)) {
    if (address) return known(await paperAt(tx, address[1]!.toUpperCase()))
    if (number) return known(await paperNumbered(tx, number[0].toUpperCase(), number))
    const [code] = await codesIn(tx, asked)
    if (code) return (await pledgeByCode(tx, code)) ? { kind: 'code', code } : { kind: 'unknown_paper' }
  }
  if (accounts.length === 0) return { kind: 'unreadable' }
  const phones = await hotlines(tx)
  const isPhone = (digits: string) => phones.some((phone) => national(phone) === national(digits))
  const [ours] = await accountsNumbered(tx, accounts)
  const others = accounts.filter((digits) => digits !== ours?.number && digits.length >= SURELY_ACCOUNT)
  const strangers = others.filter((digits) => !isPhone(digits))
  if (!ours) {
    const hotline = phones.find((phone) => others.some((digits) => national(digits) === national(phone)))
    return hotline !== undefined && strangers.length === 0
      ? { kind: 'hotline', hotline }
      : { kind: 'not_ours' }
  }
  if (strangers.length > 0) return { kind: 'unreadable' }
  return onAccount(tx, ours, now)
}

/** Who asks where to send money hears of campaigns that receive here now, and that others are over; never of a draft. */
async function onAccount(tx: Tx, ours: Account, now: Date): Promise<Checked> {
  const campaigns = (await campaignsOn(tx, ours.id)).filter(({ account }) => account.id === ours.id)
  const shown = campaigns.filter(({ state }) => state !== 'draft')
  const isOver = ({ state, receivesUntil }: Campaign) => state === 'closed' || receivesUntil <= now
  if (campaigns.length === 0 && (await formerAccounts(tx)).has(ours.id))
    return { kind: 'former_account', number: ours.number }
  return {
    kind: 'ours',
    account: { number: ours.number, holder: ours.holder, bank: ours.bankName },
    campaigns: shown.filter((one) => !isOver(one)).map(({ title }) => title),
    over: shown.filter(isOver).map(({ title }) => title),
  }
}

/** The text of a bank's QR: ours by its bank as well, since two banks may have given out one number. */
async function paidBy(tx: Tx, text: string, now: Date): Promise<Checked> {
  const says = readPaymentQr(text)
  if (!says || says.kind === 'broken') return { kind: 'unreadable' }
  if (says.kind === 'elsewhere') return { kind: 'not_ours' }
  const ours = (await accountsNumbered(tx, [says.account])).find(({ bin }) => bin === says.bin)
  return ours ? onAccount(tx, ours, now) : { kind: 'not_ours' }
}

/** The digits of a telephone number, as it is dialled within Việt Nam. */
const national = (phone: string): string => phone.replace(/\D/g, '').replace(/^84(?=\d{9,10}$)/, '0')

const known = (paper: KnownPaper | undefined): Checked =>
  paper ? { kind: 'paper', paper } : { kind: 'unknown_paper' }

type State = { readonly number: string; readonly publicId: string; readonly state: string }
const paperOf = (kind: KnownPaper['kind'], found: State | undefined): KnownPaper | undefined =>
  found && { kind, number: found.number, publicId: found.publicId, valid: found.state === 'valid' }

async function paperAt(tx: Tx, publicId: string): Promise<KnownPaper | undefined> {
  return (
    paperOf('certificate', await certificateByPublicId(tx, publicId)) ??
    paperOf('receipt', await receiptByPublicId(tx, publicId))
  )
}

async function paperNumbered(
  tx: Tx,
  whole: string,
  [, certificate, series, number]: RegExpExecArray,
): Promise<KnownPaper | undefined> {
  return certificate
    ? paperOf('certificate', (await certificatesNumbered(tx, whole))[0])
    : paperOf('receipt', (await receiptsNumbered(tx, series!.toUpperCase(), Number(number)))[0])
}

async function codesIn(tx: Tx, text: string): Promise<string[]> {
  const prefixes = new Set((await publicCampaigns(tx)).map((campaign) => campaign.codePrefix))
  return [...prefixes].flatMap((prefix) => findCodes(text, prefix))
}
