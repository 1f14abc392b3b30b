import { accountsNumbered, campaignsOn } from '../campaigns/index.ts'
import type { Tx } from '../platform/tx.ts'
import { type Certificate, certificateByPublicId, certificatesNumbered } from './store.ts'

export type Checked =
  | {
      readonly kind: 'ours'
      readonly account: { readonly number: string; readonly holder: string; readonly bank: string }
      /** Titles of the campaigns that receive on it. */
      readonly campaigns: readonly string[]
    }
  | {
      readonly kind: 'certificate'
      readonly number: string
      readonly publicId: string
      readonly state: Certificate['state']
    }
  | { readonly kind: 'not_ours'; readonly about: 'account' | 'certificate' }
  | { readonly kind: 'unreadable' }

const ADDRESS = /\/c\/([0-9A-HJKMNP-TV-Z]{26})\b/i
const NUMBER = /\bGN-[A-Z0-9]{2,12}-\d{6}(?:-\d{1,3})?\b/i
/** Digits as people group them. Shorter than six is no account of any bank. */
const ACCOUNT = /\d(?:[ .-]?\d){5,18}/g

/** An account has at least eight digits; a shorter number beside it is an amount or a day. */
const SURELY_ACCOUNT = 8

/**
 * "Is this really the fund's?": of an account number, a certificate's number or its address, in whatever text around.
 * A text with another long number beside ours is not vouched for: that is how a swindler would write it.
 */
export async function checkText(tx: Tx, text: string): Promise<Checked> {
  const asked = text.slice(0, 2_000)
  const address = ADDRESS.exec(asked)?.[1]
  const number = NUMBER.exec(asked)?.[0]
  if (address || number) {
    const found = address
      ? await certificateByPublicId(tx, address.toUpperCase())
      : (await certificatesNumbered(tx, number!.toUpperCase()))[0]
    if (!found) return { kind: 'not_ours', about: 'certificate' }
    return { kind: 'certificate', number: found.number, publicId: found.publicId, state: found.state }
  }
  const accounts = (asked.match(ACCOUNT) ?? []).map((digits) => digits.replace(/\D/g, ''))
  if (accounts.length === 0) return { kind: 'unreadable' }
  const [ours] = await accountsNumbered(tx, accounts)
  if (!ours) return { kind: 'not_ours', about: 'account' }
  if (accounts.some((number) => number !== ours.number && number.length >= SURELY_ACCOUNT))
    return { kind: 'unreadable' }
  const campaigns = await campaignsOn(tx, ours.id)
  return {
    kind: 'ours',
    account: { number: ours.number, holder: ours.holder, bank: ours.bankName },
    campaigns: campaigns.map((campaign) => campaign.title),
  }
}
